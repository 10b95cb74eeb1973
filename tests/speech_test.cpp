// SPDX-License-Identifier: GPL-3.0-or-later
// Texts spoken at once: the calls in OpenAI's shape, and the sound itself.
#include "mujaz/pcm.h"
#include "served.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;
using testing::Answer;

class SpeechTest : public testing::Served {
 protected:
  Answer speak(const Json& body, const std::string& secret) {
    return ask("POST", "/v1/audio/speech", secret, body.dump());
  }
  static Json with(const Json& more = Json::object()) {
    Json body = {{"model", "tts-1"}, {"input", "خبر عاجل"}, {"voice", "alloy"}};
    body.update(more);
    return body;
  }
};

TEST_F(SpeechTest, SpeaksForWhoeverHasAToken) {
  for (const auto& [role, secret] : tokens) {
    const Answer got = speak(with(), secret);
    EXPECT_EQ(got.status, 200) << name(role) << got.body;
    EXPECT_EQ(got.body, "mp3 by  of nawras at 1.0: خبر عاجل");
    EXPECT_EQ(got.field("Content-Type"), "audio/mpeg");
    EXPECT_EQ(got.field("Transfer-Encoding"), "chunked") << "it is sent as it is made";
  }
  EXPECT_EQ(speak(with(), token("*", Role::admin)).body, "mp3 by  of  at 1.0: خبر عاجل");
  const std::string& secret = tokens[Role::push];
  for (const auto& [format, type] : {std::pair("mp3", "audio/mpeg"),
                                     {"opus", "audio/ogg; codecs=opus"},
                                     {"flac", "audio/flac"},
                                     {"wav", "audio/wav"},
                                     {"pcm", "audio/pcm"}}) {
    const Answer got = speak(with({{"response_format", format}}), secret);
    EXPECT_EQ(got.field("Content-Type"), type);
    EXPECT_TRUE(got.body.starts_with(format)) << got.body;
  }
  EXPECT_TRUE(speak(with({{"voice", "slow"}, {"speed", 1.5}}), secret)
                  .body.starts_with("mp3 by slow of nawras at 1.5"));
  EXPECT_TRUE(speak(with({{"voice", {{"id", "quick"}}}}), secret).body.starts_with("mp3 by quick"));
  const Answer events = speak(with({{"stream_format", "sse"}}), secret);
  EXPECT_EQ(events.field("Content-Type"), "text/event-stream");
  EXPECT_NE(events.body.find("data: {\"type\":\"speech.audio.delta\",\"audio\":\"bXAzIGJ5"),
            std::string::npos)
      << events.body;
  EXPECT_NE(events.body.find("data: {\"type\":\"speech.audio.done\""), std::string::npos);
}

TEST_F(SpeechTest, RefusesAsOpenAiDoes) {
  const auto error = [&](const Json& body, int status) {
    const Answer got = speak(body, tokens[Role::edit]);
    EXPECT_EQ(got.status, status) << body << got.body;
    const Json json = Json::parse(got.body)["error"];
    EXPECT_EQ(json["type"], "invalid_request_error");
    EXPECT_FALSE(json["message"].get<std::string>().empty());
    return json["param"].is_null() ? std::string() : json["param"].get<std::string>();
  };
  EXPECT_EQ(error(with({{"model", "x"}}), 404), "model");
  EXPECT_EQ(error(with({{"model", 5}}), 400), "model");
  EXPECT_EQ(error(with({{"input", ""}}), 400), "input");
  EXPECT_EQ(error(with({{"input", "..."}}), 400), "input");
  EXPECT_EQ(error(with({{"input", std::string(4097, 'x')}}), 400), "input");
  EXPECT_EQ(error(with({{"voice", "nobody"}}), 400), "voice");
  EXPECT_EQ(error(with({{"voice", Json::array()}}), 400), "voice");
  EXPECT_EQ(error(with({{"voice", Json::object()}}), 400), "id");
  EXPECT_EQ(error(with({{"response_format", "aac"}}), 400), "response_format");
  EXPECT_EQ(error(with({{"speed", 9}}), 400), "speed");
  EXPECT_EQ(error(with({{"stream_format", "x"}}), 400), "stream_format");
  EXPECT_EQ(ask("POST", "/v1/audio/speech", tokens[Role::edit], "{").status, 400);
  for (const char* path : {"/v1/models", "/v1/audio/voices", "/v1/models/mujaz"}) {
    for (const char* secret : {"", "mjz_wrong"}) {
      const Answer got = ask("GET", path, secret);
      EXPECT_EQ(got.status, 401);
      EXPECT_EQ(Json::parse(got.body)["error"]["code"], "invalid_api_key");
    }
    EXPECT_EQ(ask("GET", path, tokens[Role::push]).status, 200) << path;
  }
  EXPECT_EQ(ask("GET", "/v1/models/none", tokens[Role::push]).status, 404);
  EXPECT_EQ(Json::parse(ask("GET", "/v1/audio/voices", tokens[Role::push]).body)["voices"],
            Json({"quick", "slow"}));
  EXPECT_EQ(Json::parse(ask("GET", "/v1/models", tokens[Role::push]).body)["data"][0]["id"],
            "mujaz");
}

TEST(Speech, IsSoundInEveryFormat) {
  const Crafts crafts = load_crafts(testing::places(), {"espeak", {}, {}});
  const std::vector<std::string> voices = crafts.voices();
  EXPECT_NE(std::find(voices.begin(), voices.end(), "espeak"), voices.end());
  const auto spoken = [&](const std::string& format) {
    std::string bytes;
    const Stop stop;
    crafts.speak({U"خبر عاجل.\n\nوصل القطار.", "espeak", 1, format}, Site(), {})(
        [&](std::string_view more) { bytes += more; }, stop);
    return bytes;
  };
  EXPECT_EQ(spoken("wav").substr(0, 4), "RIFF");
  EXPECT_EQ(spoken("flac").substr(0, 4), "fLaC");
  EXPECT_EQ(spoken("opus").substr(0, 4), "OggS");
  EXPECT_FALSE(spoken("mp3").empty());
  const std::size_t pcm = spoken("pcm").size();
  EXPECT_EQ(pcm % 2, 0u);
  EXPECT_GT(pcm, 2u * PcmEncoder::rate) << "over a second";
  EXPECT_LT(pcm, 2u * PcmEncoder::rate * 10);
  EXPECT_THROW(crafts.speak({U"...", "espeak", 1, "mp3"}, Site(), {}), Error);
  EXPECT_THROW(crafts.speak({U"خبر", "nobody", 1, "mp3"}, Site(), {}), Error);
  EXPECT_THROW(crafts.speak({U"خبر", "espeak", 1, "aac"}, Site(), {}), Error);
}

TEST(Pcm, KeepsTimeAndClamps) {
  std::string bytes;
  PcmEncoder encoder(48'000, [&](std::string_view more) { bytes += more; });
  const std::vector<float> loud(48'000, 2.0f);
  for (std::size_t i = 0; i < loud.size(); i += 1000) encoder.add(loud.data() + i, 1000);
  encoder.finish();
  EXPECT_NEAR(static_cast<double>(bytes.size()), 48'000, 100);
  EXPECT_EQ(bytes.substr(24'000, 2), "\xFF\x7F");
}

}  // namespace
}  // namespace mujaz
