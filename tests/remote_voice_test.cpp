// SPDX-License-Identifier: GPL-3.0-or-later
// A server's voice, by a server on loopback that does right and wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <future>
#include <sstream>

#include "loopback.h"
#include "mujaz/sound_file.h"
#include "mujaz/voice.h"
#include "support.h"
#include "voice/estimate.h"

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

std::string speech_of(int seconds) {
  Programme programme;
  programme.rate = 8000;
  programme.samples.assign(static_cast<std::size_t>(seconds) * 8000, 0.1f);
  programme.length = programme.samples.size();
  return encode(programme, SoundFormat::wav);
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
      {"without an end", "HTTP/1.1 200 OK\r\n\r\n" + std::string((64u << 20) + 1, 'x')},
      {"half an hour", reply(speech_of(1800))},
      {"no such model", reply("{}", {}, "404 Not Found")},
      {"failing", reply("{}", {}, "500 Internal Server Error")},
  };
  for (const auto& [name, answer] : answers)
    EXPECT_EQ(code_of([&] { said_by([&](const std::string&) { return answer; }); }),
              ErrorCode::unavailable)
        << name;
}

TEST(RemoteVoice, AServerThatDoesNotAnswer) {
  std::promise<void> over;
  const std::shared_future<void> is_over = over.get_future().share();
  const testing::Server server([is_over](const std::string&) {
    is_over.wait_for(std::chrono::seconds(20));
    return std::string();
  });
  RemoteSection settings;
  settings.base_url = server.url("/v1");
  settings.model = "m";
  settings.retries = 0;
  settings.timeout = 0.1;
  EXPECT_EQ(code_of([&] { load_remote(settings)->say(script()); }), ErrorCode::unavailable);
  settings.timeout = 600;
  Stop stop;
  std::thread stopping([&] {
    while (server.requests() == 0) std::this_thread::yield();
    stop.request();
  });
  EXPECT_EQ(code_of([&] { load_remote(settings)->say(script(), {}, &stop); }),
            ErrorCode::unavailable);
  over.set_value();
  stopping.join();
}

TEST(RemoteVoice, LooksForTheWordsOfACracklingSoundInBoundedTime) {
  // 900 words and two thousand bursts: without a bound some 10^10 steps.
  Script long_one = script();
  Part& part = long_one.parts[0];
  const std::vector<SpokenWord> four = part.words;
  for (std::size_t i = 4; i < 900; ++i) {
    part.words.push_back(four[i % 4]);
    part.words.back().written = {2 * i, 2 * i + 1};
  }
  std::vector<float> samples(8000 * 400);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = i % 1600 < 400 ? (i % 40 < 20 ? 0.3f : -0.3f) : 0.0f;
  const voice::Uttered uttered =
      voice::estimated(*long_one.phones, part, 0, 900, 1, std::move(samples), 8000);
  ASSERT_EQ(uttered.places.size(), 900u * 6 + 1);
  EXPECT_TRUE(std::is_sorted(uttered.places.begin(), uttered.places.end()));
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
