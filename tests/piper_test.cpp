// SPDX-License-Identifier: GPL-3.0-or-later
// Piper voices: the description, the phones, exact times; by a tiny voice of the same shape, and by
// a real one where it is there ($MUJAZ_PIPER_VOICE).
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>

#include "mujaz/voice.h"
#include "support.h"
#include "voice/piper_config.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;
using voice::piper_phones;
using voice::read_piper_config;

const fs::path kTiny = testing::source("tests/voices");

std::shared_ptr<const PhoneTable> phone_table() {
  static const auto table = std::make_shared<const PhoneTable>(testing::language());
  return table;
}

Places at(const fs::path& folder) {
  Places places = testing::places();
  places.voices = {folder};
  return places;
}

SpokenWord word(std::initializer_list<const char*> symbols, Span written, Break after) {
  SpokenWord made;
  made.written = written;
  made.after = after;
  for (const char* symbol : symbols) made.phones.push_back({phone_table()->id(symbol)});
  return made;
}

/// Two points: three words with a rest inside, then one.
Script script() {
  Part first{PartKind::point, 0, U"abc de f", {}, {}, false};
  first.words = {word({"b", "aa", "b"}, {0, 3}, Break::phrase),
                 word({"d", "a"}, {4, 6}, Break::none),
                 word({"s.", "AA", "m"}, {7, 8}, Break::end)};
  first.words[0].phones[1].stressed = true;
  first.words[1].phones[0].geminate = true;
  Part second{PartKind::point, 1, U"gh", {}, {}, false};
  second.words = {word({"l", "a", "m"}, {0, 2}, Break::end)};
  return {phone_table(), {first, second}};
}

nlohmann::json description() {
  std::ifstream file(kTiny / "tiny.onnx.json");
  return nlohmann::json::parse(file);
}

ErrorCode code_of(const std::function<void()>& action, std::string* what = nullptr) {
  try {
    action();
  } catch (const Error& error) {
    if (what) *what = error.what();
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::internal;
}

// Frames are 160 samples at 16,000 a second, a hundredth of a second. A sign lasts 6 of them and
// its pad 1, a length mark 5: with no noise each time can be told by hand.
TEST(Piper, TimesAreTheNetworksOwn) {
  const testing::Scratch scratch;
  fs::copy_file(kTiny / "tiny.onnx", scratch.path / "tiny.onnx");
  nlohmann::json still = description();
  still["inference"]["noise_w"] = 0;
  std::ofstream(scratch.path / "tiny.onnx.json") << still;
  const Speech speech = load_voice(at(scratch.path), "tiny")->say(script());
  EXPECT_EQ(speech.rate, 16000);
  ASSERT_EQ(speech.phones.size(), 11u);
  const auto length = [&](std::size_t i) { return speech.phones[i].end - speech.phones[i].start; };
  EXPECT_NEAR(length(0), 0.07, 1e-9) << "b and its pad";
  EXPECT_NEAR(length(1), 0.07 + 0.07 + 0.06, 1e-9) << "its stress, a, and its length mark";
  EXPECT_NEAR(length(3), 0.14, 1e-9) << "a geminate is said twice";
  EXPECT_NEAR(speech.phones[3].start - speech.phones[2].end, 0.25, 1e-4) << "the rest of a comma";
  ASSERT_EQ(speech.words.size(), 4u);
  for (std::size_t i = 1; i < speech.words.size(); ++i)
    EXPECT_LE(speech.words[i - 1].end, speech.words[i].start + 1e-9);
  EXPECT_NEAR(speech.words[3].start - speech.words[2].end, 0.7, 1e-4) << "the pause between parts";
}

TEST(Piper, SpeedScalesLengths) {
  const auto tiny = load_voice(at(kTiny), "tiny");
  const double slow = tiny->say(script(), {0.5, 0}).duration(),
               fast = tiny->say(script(), {2, 0}).duration();
  EXPECT_GT(slow, 2 * fast);
}

TEST(Piper, BytesRepeatInOneProcessAndInManyThreads) {
  const auto tiny = load_voice(at(kTiny), "tiny");
  const std::vector<float> once = tiny->say(script()).samples;
  EXPECT_EQ(tiny->say(script()).samples, once);
  EXPECT_EQ(load_voice(at(kTiny), "tiny")->say(script()).samples, once);
  std::vector<std::thread> threads;
  std::vector<std::vector<float>> made(4);
  for (auto& samples : made) threads.emplace_back([&] { samples = tiny->say(script()).samples; });
  for (auto& thread : threads) thread.join();
  for (const auto& samples : made) EXPECT_EQ(samples, once);
}

TEST(Piper, StopsWhenAsked) {
  Stop stop;
  stop.request();
  EXPECT_EQ(code_of([&] { load_voice(at(kTiny), "tiny")->say(script(), {}, &stop); }),
            ErrorCode::unavailable);
}

TEST(Piper, EveryPhoneHasSignsAndStandInsAreSaid) {
  const auto config = read_piper_config(description().dump(), "x");
  for (const auto& phone : piper_phones(config, *phone_table(), "x"))
    EXPECT_FALSE(phone.signs.empty());
  nlohmann::json poor = description();
  poor["phoneme_id_map"].erase("ħ");
  const auto phones = piper_phones(read_piper_config(poor.dump(), "x"), *phone_table(), "x");
  const auto& h = phones[phone_table()->id("H")];
  EXPECT_TRUE(h.stands_in);
  EXPECT_EQ(h.signs, U"h");
  EXPECT_FALSE(phones[phone_table()->id("b")].stands_in);
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "v.onnx.json") << poor;
  EXPECT_EQ(stand_ins({"v", VoiceKind::piper, scratch.path / "v.onnx", {}, {}}, *phone_table()),
            std::vector<std::string>{"ħ as h"});
  poor["phoneme_id_map"].erase("b");
  std::string what;
  EXPECT_EQ(code_of([&] { piper_phones(read_piper_config(poor.dump(), "x"), *phone_table(), "x"); },
                    &what),
            ErrorCode::bad_input);
  EXPECT_NE(what.find("\"b\""), what.npos) << what;
}

TEST(PiperConfig, RefusesWhatIsNone) {
  const auto code = [](const std::string& text) {
    return code_of([&] { read_piper_config(text, "x"); });
  };
  EXPECT_EQ(code(""), ErrorCode::bad_input);
  EXPECT_EQ(code("[]"), ErrorCode::bad_input);
  EXPECT_EQ(code("{}"), ErrorCode::bad_input);
  const auto changed = [](const std::function<void(nlohmann::json&)>& change) {
    nlohmann::json json = description();
    change(json);
    return json.dump();
  };
  EXPECT_EQ(code(changed([](auto& j) { j["phoneme_type"] = "text"; })), ErrorCode::unsupported);
  EXPECT_EQ(code(changed([](auto& j) { j["audio"]["sample_rate"] = 1e12; })), ErrorCode::bad_input);
  EXPECT_EQ(code(changed([](auto& j) { j["audio"]["sample_rate"] = "22050"; })),
            ErrorCode::bad_input);
  EXPECT_EQ(code(changed([](auto& j) { j["inference"]["length_scale"] = 0; })),
            ErrorCode::bad_input);
  EXPECT_EQ(code(changed([](auto& j) { j["num_speakers"] = -1; })), ErrorCode::bad_input);
  EXPECT_EQ(code(changed([](auto& j) { j["phoneme_id_map"].erase("_"); })), ErrorCode::bad_input);
  EXPECT_EQ(code(changed([](auto& j) { j["phoneme_id_map"]["ab"] = {1}; })), ErrorCode::bad_input);
  EXPECT_EQ(code(changed([](auto& j) { j["phoneme_id_map"]["a"] = {-1}; })), ErrorCode::bad_input);
  EXPECT_EQ(code(changed([](auto& j) { j["phoneme_id_map"]["a"] = 1; })), ErrorCode::bad_input);
}

TEST(Piper, RefusesAFileThatIsNoVoice) {
  const testing::Scratch scratch;
  fs::copy_file(kTiny / "tiny.onnx.json", scratch.path / "v.onnx.json");
  const auto load = [&] { return code_of([&] { load_voice(at(scratch.path), "v"); }); };
  write_file(scratch.path / "v.onnx", "not a network");
  EXPECT_EQ(load(), ErrorCode::bad_input);
  const std::string whole = read_file(kTiny / "tiny.onnx", 1 << 20);
  write_file(scratch.path / "v.onnx", whole.substr(0, whole.size() / 2));
  EXPECT_EQ(load(), ErrorCode::bad_input) << "cut";
}

TEST(Piper, RefusesWhatWasSwappedOrIsAbsurd) {
  const testing::Scratch scratch;
  fs::copy_file(kTiny / "tiny.onnx", scratch.path / "v.onnx");
  const auto load = [&](const nlohmann::json& json, const char* what) {
    std::ofstream(scratch.path / "v.onnx.json") << json;
    std::string said;
    EXPECT_EQ(code_of([&] { load_voice(at(scratch.path), "v"); }, &said), ErrorCode::bad_input);
    EXPECT_NE(said.find(what), said.npos) << said;
  };
  const auto with = [](const char* path, const nlohmann::json& value) {
    nlohmann::json json = description();
    json[nlohmann::json::json_pointer(path)] = value;
    return json;
  };
  load(with("/audio/sample_rate", 0), "sample_rate");
  load(with("/audio/sample_rate", 1'000'000'000), "sample_rate");
  load(with("/audio/sample_rate", -22050), "sample_rate");
  load(with("/num_speakers", 1'000'000), "num_speakers");
  load(with("/num_speakers", 0), "num_speakers");
  load(with("/inference/noise_scale", 1e300), "noise_scale");
  load(with("/phoneme_id_map/b", {9'999}), "9999");
  load(with("/phoneme_id_map/b", {1'000'000'000}), "out of its range");
  load(with("/phoneme_id_map/b", {-1}), "out of its range");
  load(with("/phoneme_id_map/b", {1.5}), "out of its range");
  load(with("/phoneme_id_map/b", std::vector<int>(9, 1)), "its numbers");
  load(with("/phoneme_id_map", nlohmann::json::array()), "phoneme_id_map");
  // The two files in each other's place, and a network that is none of a voice.
  fs::copy_file(kTiny / "tiny.onnx", scratch.path / "w.onnx.json");
  fs::copy_file(kTiny / "tiny.onnx.json", scratch.path / "w.onnx");
  EXPECT_NE(code_of([&] { load_voice(at(scratch.path), "w"); }), ErrorCode::internal);
  fs::copy_file(kTiny / "tiny.onnx.json", scratch.path / "o.onnx.json");
  fs::copy_file(testing::source("models/libtashkeel/model.onnx"), scratch.path / "o.onnx");
  EXPECT_EQ(code_of([&] { load_voice(at(scratch.path), "o"); }), ErrorCode::bad_input);
  fs::copy_file(kTiny / "tiny.onnx", scratch.path / "x.htsvoice");
  EXPECT_EQ(code_of([&] { load_voice(at(scratch.path), "x"); }), ErrorCode::bad_input);
}

TEST(Piper, AVoiceOfAnotherLanguageIsNeverTheDefault) {
  const testing::Scratch scratch;
  fs::copy_file(kTiny / "tiny.onnx", scratch.path / "a.onnx");
  nlohmann::json english = description();
  english["espeak"]["voice"] = "en-us";
  std::ofstream(scratch.path / "a.onnx.json") << english;
  EXPECT_EQ(load_voice(at(scratch.path))->info().kind, VoiceKind::espeak);
  EXPECT_EQ(load_voice(at(scratch.path), "a")->info().kind, VoiceKind::piper);
  EXPECT_EQ(find_voices(at(scratch.path)).back().name, "a");
  EXPECT_EQ(load_voice(at(kTiny))->info().name, "tiny") << "one for Arabic is the first choice";
}

TEST(Piper, SpeaksThroughARealVoice) {
  const char* file = std::getenv("MUJAZ_PIPER_VOICE");
  if (!file || !fs::exists(file)) GTEST_SKIP() << "no real Piper voice";
  const fs::path path = file;
  const Speech speech = load_voice(at(path.parent_path()), path.stem().string())->say(script());
  EXPECT_EQ(speech.rate, 22050);
  EXPECT_EQ(speech.words.size(), 4u);
  for (const PhoneTime& phone : speech.phones) {
    EXPECT_GT(phone.end - phone.start, 0.005);
    EXPECT_LT(phone.end - phone.start, 0.6);
  }
  EXPECT_NEAR(measure(speech.samples, speech.rate).integrated, -20, 8);
}

}  // namespace
}  // namespace mujaz
