// SPDX-License-Identifier: GPL-3.0-or-later
// A server's voice, by a server on loopback that does right and wrong.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <sstream>

#include "loopback.h"
#include "mujaz/voice.h"
#include "support.h"

namespace mujaz {
namespace {

using testing::reply;

Script script() {
  const auto table = std::make_shared<const PhoneTable>(testing::language());
  Part part{PartKind::point, 0, U"x x x x", {}, {}, false};
  const Break breaks[] = {Break::none, Break::phrase, Break::none, Break::end};
  for (std::size_t i = 0; i < 4; ++i) {
    SpokenWord word;
    word.marked = from_utf8("كَتَبَ");
    word.written = {2 * i, 2 * i + 1};
    word.after = breaks[i];
    std::istringstream symbols("k a t a b a");
    for (std::string symbol; symbols >> symbol;) word.phones.push_back({table->id(symbol)});
    part.words.push_back(word);
  }
  return {table, {part}};
}

/// Two bursts of 0.7 s with a pause of 0.4 s between, 0.2 s of silence before.
std::string sound(SoundFormat format, double level = 0.3) {
  Programme programme;
  programme.rate = 24'000;
  for (int i = 0; i < 24'000 * 2; ++i) {
    const double at = i / 24'000.0;
    const bool loud = (at > 0.2 && at < 0.9) || (at > 1.3 && at < 2.0);
    programme.samples.push_back(
        static_cast<float>(loud ? level * std::sin(2 * M_PI * 200 * at) : 0.0));
  }
  programme.length = programme.samples.size();
  return encode(programme, format);
}

Speech said_by(const std::function<std::string(const std::string&)>& answer,
               RemoteSection settings = {}, std::string* asked = nullptr, int* requests = nullptr,
               const std::filesystem::path& budget = {}) {
  const testing::Server server(answer);
  settings.base_url = server.url("/v1");
  settings.model = "m";
  settings.retries = std::min(settings.retries, 1);
  settings.timeout = 2;
  std::exception_ptr failed;
  Speech speech;
  try {
    speech = load_remote(settings, budget)->say(script());
  } catch (...) {
    failed = std::current_exception();
  }
  if (asked) *asked = server.last_request();
  if (requests) *requests = server.requests();
  if (failed) std::rethrow_exception(failed);
  return speech;
}

ErrorCode code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "no error";
  return ErrorCode::internal;
}

TEST(RemoteVoice, SpeaksInEveryFormat) {
  for (const auto& [name, format] : {std::pair{"wav", SoundFormat::wav},
                                     {"flac", SoundFormat::flac},
                                     {"mp3", SoundFormat::mp3}}) {
    RemoteSection settings;
    settings.format = name;
    std::string asked;
    const Speech speech =
        said_by([&](const std::string&) { return reply(sound(format)); }, settings, &asked);
    EXPECT_TRUE(speech.estimated);
    ASSERT_EQ(speech.words.size(), 4u) << name;
    // The pause stands at the comma, whatever lies before the first sound.
    EXPECT_NEAR(speech.words[2].start - speech.words[1].start, 0.75, 0.05) << name;
    EXPECT_NEAR(speech.words[1].start - speech.words[0].start, 0.35, 0.03) << name;
    EXPECT_NEAR(speech.words[3].end - speech.words[2].start, 0.7, 0.05) << name;
    EXPECT_NE(asked.find("POST /v1/audio/speech"), std::string::npos);
    EXPECT_NE(asked.find("كَتَبَ كَتَبَ، كَتَبَ كَتَبَ."), std::string::npos) << asked;
    EXPECT_NE(asked.find("\"response_format\":\"" + std::string(name)), std::string::npos);
  }
}

TEST(RemoteVoice, RawSamples) {
  RemoteSection settings;
  settings.format = "pcm";
  const std::string wav = sound(SoundFormat::wav);
  const Speech speech =
      said_by([&](const std::string&) { return reply(wav.substr(44)); }, settings);
  EXPECT_NEAR(speech.words[2].start - speech.words[1].start, 0.75, 0.05);
}

TEST(RemoteVoice, WhatIsNoSpeechIsUnavailable) {
  const std::string wav = sound(SoundFormat::wav);
  const std::pair<const char*, std::string> answers[] = {
      {"cut off", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + wav.substr(0, 50'000)},
      {"a page", reply("<html>no</html>", "Content-Type: text/html\r\n")},
      {"nothing", reply("")},
      {"silence", reply(sound(SoundFormat::wav, 0))},
      {"much too short", reply(wav.substr(0, 44 + 48'000 / 100))},
      {"no such model", reply("{}", {}, "404 Not Found")},
      {"failing", reply("{}", {}, "500 Internal Server Error")},
  };
  for (const auto& [name, answer] : answers)
    EXPECT_EQ(code_of([&] { said_by([&](const std::string&) { return answer; }); }),
              ErrorCode::unavailable)
        << name;
}

TEST(RemoteVoice, AsksAgainWhereTheServerIsBusy) {
  int answers = 0, requests = 0;
  const Speech speech = said_by(
      [&](const std::string&) {
        return ++answers == 1 ? reply("", "Retry-After: 0\r\n", "429 Too Many Requests")
                              : reply(sound(SoundFormat::wav));
      },
      {}, nullptr, &requests);
  EXPECT_EQ(requests, 2);
  EXPECT_EQ(speech.words.size(), 4u);
}

TEST(RemoteVoice, SpendsNoMoreThanTheDay) {
  RemoteSection settings;
  settings.characters_a_day = 40;  // once 29
  const std::filesystem::path file = std::filesystem::path(::testing::TempDir()) / "characters";
  std::filesystem::remove(file);
  int requests = 0;
  const auto answer = [&](const std::string&) { return reply(sound(SoundFormat::wav)); };
  EXPECT_EQ(said_by(answer, settings, nullptr, &requests, file).words.size(), 4u);
  EXPECT_EQ(code_of([&] { said_by(answer, settings, nullptr, &requests, file); }),
            ErrorCode::unavailable);
  EXPECT_EQ(requests, 0);
}

TEST(RemoteVoice, SettingsThatNameNoServer) {
  EXPECT_EQ(code_of([] { load_remote({}); }), ErrorCode::bad_input);
  RemoteSection settings;
  settings.base_url = "ftp://127.0.0.1/v1";
  settings.model = "m";
  EXPECT_EQ(code_of([&] { load_remote(settings); }), ErrorCode::bad_input);
}

}  // namespace
}  // namespace mujaz
