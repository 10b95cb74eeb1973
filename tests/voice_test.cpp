// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/voice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <random>
#include <regex>
#include <sstream>
#include <thread>

#include "support.h"
#include "voice/hts_file.h"
#include "voice/hts_labels.h"
#include "voice/hts_melody.h"

namespace mujaz {
namespace {

std::shared_ptr<const PhoneTable> phone_table() {
  static const auto table = std::make_shared<const PhoneTable>(testing::language());
  return table;
}

/// A word from the symbols of its phones, `:` after a long consonant, `'` before a stressed vowel.
SpokenWord word(const std::string& phones, Break after = Break::none) {
  SpokenWord made;
  made.marked = from_utf8(phones);
  made.after = after;
  std::istringstream list(phones);
  for (std::string symbol; list >> symbol;) {
    Phone phone;
    if (symbol.front() == '\'') phone.stressed = true, symbol.erase(0, 1);
    if (symbol.size() > 1 && symbol.back() == ':') phone.geminate = true, symbol.pop_back();
    phone.id = phone_table()->id(symbol);
    made.phones.push_back(phone);
  }
  return made;
}

/// A part of these words, each written as one letter with a space between.
Part part(std::vector<SpokenWord> words, int point = 0) {
  Part made{PartKind::point, point, {}, std::move(words), {}, false};
  for (SpokenWord& said : made.words) {
    if (!made.text.empty()) made.text += U' ';
    said.written = {made.text.size(), made.text.size() + 1};
    made.text += U'x';
  }
  return made;
}

/// «The minister said that the project begins, and that it ends.» and «The war.»
Script script() {
  return {phone_table(),
          {part({word("q 'aa l a"), word("l w a z 'ii r u"), word("? 'i n: a", Break::minor),
                 word("l m a sh r 'uu E a"), word("y 'a b d a ?", Break::phrase),
                 word("w a ? 'a n: a h u"), word("y a n t a h 'ii", Break::end)}),
           part({word("? a l H 'a r b")}, 1)}};
}

std::optional<std::filesystem::path> hts_file() {
  for (const VoiceInfo& voice : find_voices(testing::places()))
    if (voice.kind == VoiceKind::hts) return voice.file;
  return testing::shared("data/hts-voice/ara_norm_ziad_hts.htsvoice");
}

double rms(const Speech& speech, double from, double to) {
  const auto at = [&](double seconds) {
    return static_cast<std::size_t>(
        std::clamp(seconds * speech.rate, 0.0, double(speech.samples.size())));
  };
  double sum = 0;
  for (std::size_t i = at(from); i < at(to); ++i)
    sum += double(speech.samples[i]) * speech.samples[i];
  return std::sqrt(sum / double(std::max<std::size_t>(at(to) - at(from), 1)));
}

ErrorCode code_of(const std::function<void()>& action, std::string* where = nullptr) {
  try {
    action();
  } catch (const Error& error) {
    if (where) *where = error.where();
    return error.code();
  }
  ADD_FAILURE() << "no error";
  return ErrorCode::internal;
}

// ---- what holds for every voice

class EveryVoice : public ::testing::TestWithParam<VoiceKind> {
 protected:
  void SetUp() override {
    if (GetParam() == VoiceKind::hts) {
      const auto file = hts_file();
      if (!file) GTEST_SKIP() << "no HTS voice here";
      places_.voices = {file->parent_path()};
      voice_ = load_voice(places_, file->stem().string());
    } else {
      voice_ = load_voice(places_, "espeak");
    }
  }
  Places places_;
  std::shared_ptr<const Voice> voice_;
};
INSTANTIATE_TEST_SUITE_P(Voices, EveryVoice, ::testing::Values(VoiceKind::hts, VoiceKind::espeak),
                         [](const auto& tested) { return std::string(name(tested.param)); });

TEST_P(EveryVoice, EachPhoneAndWordHasItsTime) {
  const Script said = script();
  const Speech speech = voice_->say(said);
  EXPECT_EQ(speech.voice, voice_->info().name);
  std::size_t phones = 0;
  for (const Part& spoken : said.parts)
    for (const SpokenWord& each : spoken.words) phones += each.phones.size();
  ASSERT_EQ(speech.phones.size(), phones);
  double before = 0;
  for (const PhoneTime& phone : speech.phones) {
    EXPECT_GE(phone.start, before);
    EXPECT_GT(phone.end, phone.start + 0.004) << phone.word << " " << phone.phone;
    EXPECT_LT(phone.end, phone.start + 0.6);
    before = phone.start;
  }
  ASSERT_EQ(speech.words.size(), 8u);
  EXPECT_EQ(speech.words[7].point, 1);
  EXPECT_EQ(speech.words[7].from, 0u);
  EXPECT_EQ(speech.words[3].from, 6u);
  EXPECT_LE(speech.words.back().end, speech.duration());
}

TEST_P(EveryVoice, RestsAreSilentAndAsLongAsAsked) {
  const Speech speech = voice_->say(script(), {1, 0.9});
  const double rests[] = {0, 0, 0.120, 0, 0.250, 0, 0.9};
  for (std::size_t i = 0; i + 1 < speech.words.size(); ++i)
    EXPECT_NEAR(speech.words[i + 1].start - speech.words[i].end, rests[i], 0.001) << i;
  const double sound = rms(speech, speech.words[5].start, speech.words[5].end);
  EXPECT_GT(sound, 0.01);
  EXPECT_LT(rms(speech, speech.words[6].end + 0.1, speech.words[7].start - 0.1), sound / 300);
  for (const WordTime& each : speech.words)
    EXPECT_GT(rms(speech, each.start, each.end), sound / 5) << each.from;
}

TEST_P(EveryVoice, NoSampleIsOverFullScale) {
  for (const float sample : voice_->say(script()).samples) ASSERT_LE(std::abs(sample), 1.0f);
}

TEST_P(EveryVoice, Speed) {
  const double one = voice_->say(script(), {1, 0}).duration();
  EXPECT_NEAR(voice_->say(script(), {2, 0}).duration() / one, 0.5, 0.12);
  EXPECT_NEAR(voice_->say(script(), {0.5, 0}).duration() / one, 2, 0.35);
  EXPECT_EQ(code_of([&] { voice_->say(script(), {0, 0}); }), ErrorCode::bad_input);
  EXPECT_EQ(code_of([&] { voice_->say(script(), {std::nan(""), 0}); }), ErrorCode::bad_input);
}

TEST_P(EveryVoice, EveryPhoneOfTheTable) {
  std::vector<SpokenWord> words;
  for (const PhoneTable::Row& row : phone_table()->rows())
    words.push_back(word(row.vowel ? "b " + row.symbol + " t"
                                   : row.symbol + " 'a " + row.symbol + ": i " + row.symbol));
  const Speech speech = voice_->say({phone_table(), {part(std::move(words))}});
  EXPECT_EQ(speech.words.size(), phone_table()->rows().size());
}

TEST_P(EveryVoice, NeighboursThatWouldReadAsOnePhone) {
  // d and H are espeak-ng's dH, t and sh its tS.
  const Speech speech =
      voice_->say({phone_table(), {part({word("m 'a d H a t"), word("m 'a t sh a d z. a")})}});
  EXPECT_EQ(speech.phones.size(), 14u);
}

TEST_P(EveryVoice, NothingIsSkipped) {
  Script bad = script();
  bad.parts[0].words[2].phones.clear();
  std::string where;
  EXPECT_EQ(code_of([&] { voice_->say(bad); }, &where), ErrorCode::internal);
  EXPECT_EQ(where, to_utf8(bad.parts[0].words[2].marked));
  EXPECT_EQ(code_of([&] { voice_->say({phone_table(), {}}); }), ErrorCode::bad_input);
  EXPECT_EQ(code_of([&] { voice_->say({phone_table(), {part({})}}); }), ErrorCode::bad_input);
}

TEST_P(EveryVoice, ShortestAndLongest) {
  EXPECT_EQ(voice_->say({phone_table(), {part({word("b")})}}).words.size(), 1u);
  EXPECT_EQ(voice_->say({phone_table(), {part({word("?")})}}).words.size(), 1u);
  // A stretch without any break is cut where a breath is due; a word that no breath can hold is
  // refused.
  const Speech speech =
      voice_->say({phone_table(), {part(std::vector<SpokenWord>(200, word("k 'a t a b a")))}});
  EXPECT_EQ(speech.words.size(), 200u);
  std::string endless;
  for (int i = 0; i < 100'000; ++i) endless += "b ";
  EXPECT_EQ(code_of([&] { voice_->say({phone_table(), {part({word(endless)})}}); }),
            ErrorCode::too_large);
}

TEST_P(EveryVoice, StopsWhenAsked) {
  Stop stop;
  stop.request();
  EXPECT_EQ(code_of([&] { voice_->say(script(), {}, &stop); }), ErrorCode::unavailable);
}

TEST_P(EveryVoice, ManyThreads) {
  const Speech alone = voice_->say(script());
  std::vector<Speech> made(4);
  std::vector<std::thread> threads;
  for (Speech& speech : made) threads.emplace_back([&] { speech = voice_->say(script()); });
  for (std::thread& thread : threads) thread.join();
  for (const Speech& speech : made) {
    ASSERT_EQ(speech.words.size(), alone.words.size());
    // espeak-ng lets its pitch flutter on from one call to the next, by some samples.
    for (std::size_t i = 0; i < alone.words.size(); ++i)
      EXPECT_NEAR(speech.words[i].start, alone.words[i].start, 0.02);
    if (GetParam() == VoiceKind::hts) {
      EXPECT_EQ(speech.samples, alone.samples);
    }
  }
}

TEST(EspeakVoice, TheTimesAreThoseOfTheSound) {
  // A stop between vowels: the least sound of the word lies in the closure that its times name.
  const auto voice = load_voice({}, "espeak");
  const Speech speech = voice->say({phone_table(), {part({word("m 'aa k: aa m")})}});
  const PhoneTime &vowel = speech.phones[1], &stop = speech.phones[2], &next = speech.phones[3];
  EXPECT_GT(rms(speech, vowel.start, vowel.end - 0.03),
            5 * rms(speech, stop.start - 0.04, stop.start));
  EXPECT_GT(rms(speech, next.start + 0.03, next.end),
            5 * rms(speech, stop.start - 0.04, stop.start));
}

// ---- labels of the HTS voice

struct Label {
  double seconds = 0;
  std::string text, phone;
};
std::vector<Label> read_labels(const std::filesystem::path& file) {
  std::vector<Label> labels;
  std::ifstream in(file);
  double start, end;
  for (Label label; in >> start >> end >> label.text; labels.push_back(label)) {
    label.seconds = (end - start) * 1e-7;
    const std::size_t from = label.text.find('-') + 1;
    label.phone = label.text.substr(from, label.text.find('+') - from);
  }
  return labels;
}

std::vector<voice::HtsPhrase> sentence_of(const std::vector<Label>& labels) {
  std::vector<voice::HtsPhrase> sentence;
  std::string last_word;
  for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
    if (labels[i].phone == "pau") {
      sentence.emplace_back();
      last_word.clear();
      continue;
    }
    std::smatch match;
    std::regex_search(labels[i].text, match, std::regex("/E:[a-z]+\\+\\d+@(\\d+)\\+"));
    if (match[1] != last_word) sentence.back().emplace_back();
    last_word = match[1];
    sentence.back().back().push_back(labels[i].phone);
  }
  return sentence;
}

TEST(HtsLabels, AreThoseOfTheVoicesOwnFrontEnd) {
  const auto folder = testing::shared("data/hts-voice/labels");
  if (!folder) GTEST_SKIP() << "no labels here";
  for (const char* file : {"1.lab", "2.lab", "3.lab", "4.lab"}) {
    const std::vector<Label> labels = read_labels(*folder / file);
    ASSERT_GT(labels.size(), 30u);
    std::vector<std::string> ours;
    for (const auto& phrase : voice::full_context_labels(sentence_of(labels)))
      ours.insert(ours.end(), phrase.begin() + (ours.empty() ? 0 : 1), phrase.end());
    ASSERT_EQ(ours.size(), labels.size()) << file;
    for (std::size_t i = 0; i < ours.size(); ++i) EXPECT_EQ(ours[i], labels[i].text) << file << i;
  }
}

TEST(HtsLabels, ARestDoesNotEndThePhrase) {
  const auto labels = voice::full_context_labels({{{"b", "a"}}, {{"t", "a"}, {"d", "a"}}});
  ASSERT_EQ(labels.size(), 2u);
  EXPECT_EQ(labels[0].back(), labels[1].front());
  EXPECT_NE(labels[0].back().find("/G:3_3/H:x=x@1=1|0/I:3=3/J:3+3-1"), std::string::npos);
  EXPECT_NE(labels[1][1].find("&2-2#"), std::string::npos) << labels[1][1];  // the syllable of 3
  EXPECT_NE(labels[1][1].find("@2+2&1+1#1+1/"), std::string::npos);          // the word of 3
}

TEST(HtsLabels, SyllablesOfTheVoice) {
  // x a m s | a t | a n: the second consonant stays where sonority falls to it.
  const auto labels = voice::full_context_labels({{{"x", "a", "m", "s", "a", "t", "a", "n"}}});
  ASSERT_EQ(labels.size(), 1u);
  ASSERT_EQ(labels[0].size(), 10u);
  EXPECT_NE(labels[0][4].find("@4_1/"), std::string::npos) << labels[0][4];
  EXPECT_NE(labels[0][5].find("@1_2/"), std::string::npos) << labels[0][5];
  // A word without a vowel is one syllable without one.
  EXPECT_NE(voice::full_context_labels({{{"b", "r"}}})[0][1].find("|novowel/"), std::string::npos);
}

TEST(HtsVoice, PhonesKeepTheProportionsThatTheEngineGivesAlone) {
  const auto folder = testing::shared("data/hts-voice/labels");
  const auto file = hts_file();
  if (!folder || !file) GTEST_SKIP() << "no HTS voice here";
  // The line of one phrase: its times in the label file are what hts_engine gives for its labels.
  const std::vector<Label> labels = read_labels(*folder / "4.lab");
  Part spoken = part({});
  const std::vector<voice::HtsPhrase> sentence = sentence_of(labels);
  for (const voice::HtsWord& phones : sentence.front()) {
    SpokenWord said;
    for (const std::string& phone : phones)
      for (std::size_t id = 0; id < phone_table()->rows().size(); ++id) {
        const std::string& plain = phone_table()->rows()[id].hts;
        if (plain != phone && plain + plain.back() != phone) continue;
        said.phones.push_back({static_cast<std::uint8_t>(id), plain != phone, false, false});
        break;
      }
    spoken.words.push_back(said);
  }
  Places places;
  places.voices = {file->parent_path()};
  const Speech speech = load_voice(places)->say({phone_table(), {spoken}});
  ASSERT_EQ(speech.phones.size(), labels.size() - 2);
  // The first is counted from where it is heard.
  EXPECT_LE(speech.phones[0].end - speech.phones[0].start, labels[1].seconds / 1.4 + 0.005);
  for (std::size_t i = 1; i < speech.phones.size(); ++i)
    EXPECT_NEAR(speech.phones[i].end - speech.phones[i].start,
                labels[i + 1].seconds / 1.4 *
                    (speech.phones[i].word + 1 == std::ssize(spoken.words) ? 1.12 : 1),
                0.013)  // a state has a frame of 5 ms at the least
        << i;
}

TEST(HtsVoice, LengthIsKeptWhenItIsFast) {
  const auto file = hts_file();
  if (!file) GTEST_SKIP() << "no HTS voice here";
  Places places;
  places.voices = {file->parent_path()};
  const auto voice = load_voice(places);
  const Script said{phone_table(), {part({word("k 'aa t i b"), word("k 'a t i b")})}};
  for (const double speed : {1.0, 1.5, 2.5}) {
    const Speech speech = voice->say(said, {speed, 0});
    EXPECT_GT(speech.phones[1].end - speech.phones[1].start,
              1.4 * (speech.phones[6].end - speech.phones[6].start))
        << speed;
  }
}

TEST(HtsMelody, FallsStaysUpRisesAndBeginsAnew) {
  std::vector<SpokenWord> words;
  for (const Break after : {Break::none, Break::phrase, Break::none, Break::end, Break::none})
    words.push_back(word("k 'a t a b a t H u m", after));
  Part asking = part(words);
  asking.question = true;
  const Script script{phone_table(), {part(words), asking}};
  const auto all = voice::sentences(script, {}, 400);
  ASSERT_EQ(all.size(), 4u);
  const auto comma = voice::melody_of(script, all[0], 0), end = voice::melody_of(script, all[0], 1),
             next = voice::melody_of(script, all[1], 0),
             second = voice::melody_of(script, all[2], 0),
             question = voice::melody_of(script, all[3], 0);
  EXPECT_GT(*comma.close, 0);
  EXPECT_FALSE(comma.falls);
  EXPECT_LT(*end.close, -5);
  EXPECT_TRUE(end.falls);
  EXPECT_GT(*question.close, 4);
  EXPECT_FALSE(question.falls);
  EXPECT_GT(end.slower, comma.slower);
  EXPECT_GT(comma.slower, 1);
  // It sinks without a step, and the next part begins where this one began.
  EXPECT_GT(comma.from, comma.to);
  EXPECT_DOUBLE_EQ(comma.to, end.from);
  EXPECT_GT(next.from, end.to);
  EXPECT_DOUBLE_EQ(second.from, comma.from);
}

// ---- files that are no voice

class HtsFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto file = hts_file();
    if (!file) GTEST_SKIP() << "no HTS voice here";
    good_ = read_file(*file, 100u << 20);
  }
  /// Loads the bytes as a voice, and lets it speak where it loads.
  static bool speaks(const std::string& bytes) {
    const testing::Scratch scratch;
    write_file(scratch.path / "x.htsvoice", bytes);
    Places places;
    places.voices = {scratch.path};
    try {
      load_voice(places, "x")->say({phone_table(), {part({word("q 'aa l a")})}});
      return true;
    } catch (const Error& error) {
      EXPECT_NE(error.code(), ErrorCode::internal) << error.what();
      return false;
    }
  }
  std::string changed(const std::string& from, const std::string& to) const {
    const std::size_t at = good_.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return std::string(good_).replace(at, from.size(), to);
  }
  std::string good_;
};

TEST_F(HtsFiles, WhatTheyHold) {
  const voice::HtsFile file = voice::read_hts_file(good_, "good");
  EXPECT_EQ(file.rate, 48'000);
  EXPECT_EQ(file.frame, 240);
  EXPECT_EQ(file.states, 5);
  EXPECT_TRUE(file.phones.contains("kk"));
  EXPECT_TRUE(speaks(good_));
}

TEST_F(HtsFiles, CutShort) {
  for (std::size_t size :
       {std::size_t(0), std::size_t(1), std::size_t(500), std::size_t(1500), std::size_t(50'000),
        std::size_t(1'000'000), good_.size() / 2, good_.size() - 1})
    EXPECT_FALSE(speaks(good_.substr(0, size))) << size;
}

TEST_F(HtsFiles, OfAnotherKind) {
  EXPECT_FALSE(speaks("RIFF....WAVEfmt "));
  EXPECT_FALSE(speaks(std::string(100'000, '\0')));
  EXPECT_FALSE(speaks(std::string(100'000, '[')));
  // A voice of another language, whose trees know other phones.
  std::string other = good_;
  for (std::size_t at; (at = other.find("-AA+")) != std::string::npos;)
    other.replace(at, 4, "-EY+");
  EXPECT_FALSE(speaks(other));
}

TEST_F(HtsFiles, AbsurdNumbers) {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"SAMPLING_FREQUENCY:48000", "SAMPLING_FREQUENCY:0"},
           {"SAMPLING_FREQUENCY:48000", "SAMPLING_FREQUENCY:48000000000"},
           {"FRAME_PERIOD:240\n", ""},
           {"FRAME_PERIOD:240\n", "FRAME_PERIOD:240\nFRAME_PERIOD:240\n"},
           {"[STREAM]\n", ""},
           {"COMMENT:", "COMMENTS:"},
           {"FRAME_PERIOD:240", "FRAME_PERIOD:-1"},
           {"FRAME_PERIOD:240", "FRAME_PERIOD:2400000"},
           {"NUM_STATES:5", "NUM_STATES:6"},
           {"NUM_STATES:5", "NUM_STATES:999999999"},
           {"NUM_STREAMS:3", "NUM_STREAMS:1"},
           {"STREAM_TYPE:MCP,LF0,LPF", "STREAM_TYPE:MCP,MCP,LPF"},
           {"VECTOR_LENGTH[MCP]:35", "VECTOR_LENGTH[MCP]:36"},
           {"VECTOR_LENGTH[LPF]:31", "VECTOR_LENGTH[LPF]:30"},
           {"IS_MSD[LF0]:1", "IS_MSD[LF0]:0"},
           {"ALPHA=0.55", "ALPHA=7"},
           {"DURATION_PDF:0-36843", "DURATION_PDF:0-36843000"},
           {"DURATION_PDF:0-36843", "DURATION_PDF:36843-0"},
           {"GV_OFF_CONTEXT:\"*-pau+*\"", "GV_OFF_CONTEXT:\"*-pau+* "},
           {"\"dur_s2_921\"", "\"dur_s2_999\""},
           {"\nQS ", "\nQX "},
           {"{*}[3]", "{*}[9]"},
           {"   0 C-a ", "   0 C-0 "},
           {"  -1 C-sil", "  -9 C-sil"}})
    EXPECT_FALSE(speaks(changed(from, to))) << to;
}

TEST_F(HtsFiles, DamagedAnywhere) {
  // Whatever byte is wrong, the file speaks or is refused.
  std::mt19937 random(1);
  const std::size_t data = good_.find("[DATA]");
  for (int i = 0; i < 60; ++i) {
    std::string damaged = good_;
    const std::size_t most = i % 3 == 0 ? data : i % 3 == 1 ? 145'000 : good_.size();
    for (int j = 0; j <= i % 4; ++j) damaged[random() % most] = static_cast<char>(random());
    speaks(damaged);
  }
}

// ---- finding

TEST(FindVoices, InOrderAndByName) {
  const testing::Scratch scratch;
  write_file(scratch.path / "z.htsvoice", "not a voice");
  write_file(scratch.path / "a.onnx", "not a voice");
  write_file(scratch.path / "notes.txt", "");
  Places places;
  places.voices = {scratch.path, scratch.path / "absent"};
  const std::vector<VoiceInfo> voices = find_voices(places);
  ASSERT_EQ(voices.size(), 3u);
  EXPECT_EQ(voices[0].name, "a");
  EXPECT_EQ(voices[0].kind, VoiceKind::piper);
  EXPECT_FALSE(voices[0].problem.empty());
  EXPECT_EQ(voices[1].kind, VoiceKind::hts);
  EXPECT_EQ(voices[2].name, "espeak");
  EXPECT_EQ(code_of([&] { load_voice(places, "a"); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { load_voice(places, "z"); }), ErrorCode::bad_input);
  EXPECT_EQ(code_of([&] { load_voice(places, "none"); }), ErrorCode::not_found);
  EXPECT_EQ(load_voice({})->info().kind, VoiceKind::espeak);
}

TEST(WordTimes, WordsOfOneWrittenSpanAreOne) {
  Part spoken = part({word("x"), word("b a"), word("t a"), word("b")}, 3);
  spoken.words[2].written = spoken.words[1].written = {2, 5};
  const std::vector<PhoneTime> phones = {{0, 0, 0, 0.0, 0.1}, {0, 1, 0, 0.1, 0.2},
                                         {0, 1, 1, 0.2, 0.3}, {0, 2, 0, 0.3, 0.4},
                                         {0, 2, 1, 0.4, 0.5}, {0, 3, 0, 0.7, 0.8}};
  const std::vector<WordTime> times = word_times({phone_table(), {spoken}}, phones);
  ASSERT_EQ(times.size(), 3u);
  EXPECT_EQ(times[1].start, 0.1);
  EXPECT_EQ(times[1].end, 0.5);
  EXPECT_EQ(times[1].from, 2u);
  EXPECT_EQ(times[1].to, 5u);
  EXPECT_EQ(times[2].point, 3);
  EXPECT_THROW(word_times({phone_table(), {spoken}}, {phones.begin(), phones.end() - 1}), Error);
}

/// Takes a text whose marks stand already.
class Marked : public Diacritiser {
 public:
  Result diacritise(std::u32string_view line) const override {
    std::size_t words = 0;
    for (const Token& token : tokens(line)) words += token.kind == TokenKind::word;
    return {std::u32string(line), std::vector<double>(words, 1)};
  }
};

TEST(Pace, IsWhatTheVoiceTakes) {
  const std::u32string text =
      U"أَعْلَنَتْ وِزَارَةُ التَّرْبِيَةِ أَنَّ الْمَدَارِسَ الْجَدِيدَةَ تَفْتَحُ أَبْوَابَهَا فِي الْأُسْبُوعِ الْأَوَّلِ مِنَ الشَّهْرِ الْمُقْبِلِ، "
      U"وَأَنَّ الْكُتُبَ سَتُوَزَّعُ عَلَى التَّلَامِيذِ كُلِّهِمْ فِي الْقُرَى وَالْمُدُنِ";
  const Reader reader(testing::language(), std::make_shared<Marked>());
  const auto voice = load_voice({}, "espeak");
  const Speech speech = voice->say({reader.phones(), {reader.part(PartKind::point, 0, text)}});
  const double seconds = static_cast<double>(speech.samples.size()) / speech.rate;
  const double pace = words_a_second(testing::language(), voice->info());
  EXPECT_NEAR(static_cast<double>(count_words(text)) / seconds, pace, 0.25 * pace);
  EXPECT_GT(words_a_second(testing::language(), {"unmeasured", VoiceKind::piper, {}, {}, {}}), 1);
}

}  // namespace
}  // namespace mujaz
