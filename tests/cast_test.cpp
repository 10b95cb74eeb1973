// SPDX-License-Identifier: GPL-3.0-or-later
// Several voices in one programme, the sound between points, and what is said around them.
#include <gtest/gtest.h>

#include <cmath>

#include "mujaz/intake.h"
#include "mujaz/sound_file.h"
#include "mujaz/voice.h"
#include "support.h"

namespace mujaz {
namespace {

constexpr double kWord = 0.2, kHead = 0.02;  // seconds

/// Says a tone a word, with a little silence around each part.
class Tone : public Voice {
 public:
  Tone(std::string name, int rate, double level)
      : info_{std::move(name), VoiceKind::hts, {}, {}, {}}, rate_(rate), level_(level) {}
  const VoiceInfo& info() const override { return info_; }
  void stream(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next,
              const Manner& manner, const Hear& hear, const Stop*) const override {
    double at = 0, rest = 0;
    int number = 0;
    while (std::optional<Part> part = next()) {
      Speech piece{rate_, {}, {}, {}, info_.name};
      const auto silence = [&](double seconds) {
        piece.samples.resize(piece.samples.size() +
                             static_cast<std::size_t>(std::lround(seconds * rate_)));
      };
      const auto end = [&] { return at + double(piece.samples.size()) / rate_; };
      silence(rest + kHead);
      for (std::size_t word = 0; word < part->words.size(); ++word) {
        const double start = end();
        for (int i = 0; i < static_cast<int>(kWord * rate_); ++i)
          piece.samples.push_back(
              static_cast<float>(level_ * std::sin(2 * M_PI * 300 * i / rate_)));
        piece.phones.push_back({0, static_cast<int>(word), 0, start, end()});
      }
      piece.words = word_times({phones, {*part}}, piece.phones);
      piece.marks = mark_times({phones, {*part}}, piece.phones);
      for (PhoneTime& phone : piece.phones) phone.part = number;
      for (WordTime& word : piece.words) word.part = number;
      silence(kHead);
      at = end();
      rest = manner.pause_after_part - 2 * kHead;
      ++number;
      hear(piece);
    }
  }

 private:
  VoiceInfo info_;
  int rate_;
  double level_;
};

std::shared_ptr<const PhoneTable> table() {
  static const auto made = std::make_shared<const PhoneTable>(testing::language());
  return made;
}

/// A word a letter of the text; other signs are none.
Part part(PartKind kind, int point, const std::u32string& text) {
  Part made{kind, point, text, {}, {}, false};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] < U'a' || text[i] > U'z') continue;
    SpokenWord& word = made.words.emplace_back();
    word.written = {i, i + 1};
    word.phones.push_back({table()->id("a")});
  }
  return made;
}

double level_at(const Speech& speech, double second) {
  double sum = 0;
  const auto from = static_cast<std::size_t>(second * speech.rate);
  for (std::size_t i = from; i < from + static_cast<std::size_t>(speech.rate / 20); ++i)
    sum += speech.samples.at(i) * speech.samples.at(i);
  return std::sqrt(sum / (speech.rate / 20.0));
}

const auto low = std::make_shared<const Tone>("low", 16'000, 0.1);
const auto high = std::make_shared<const Tone>("high", 24'000, 0.4);

TEST(Cast, OneVoiceIsItself) {
  EXPECT_EQ(cast_voice({low, nullptr, nullptr, nullptr}), low);
}

TEST(Cast, EachPartByItsVoiceAtOneLevel) {
  const auto voice = cast_voice({low, high, nullptr, nullptr});
  EXPECT_EQ(voice->info().name, "low");
  Script script{table(),
                {part(PartKind::title, -1, U"ab"), part(PartKind::point, 0, U"cd"),
                 part(PartKind::closing, -1, U"e")}};
  script.parts[1].marks.push_back({"here", 1});
  const Speech speech = voice->say(script, {1, 0.5});
  EXPECT_EQ(speech.rate, 48'000);
  ASSERT_EQ(speech.words.size(), 5u);
  const double starts[] = {0.02, 0.22, 0.92, 1.12, 1.82};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(speech.words[i].start, starts[i], 0.001) << i;
    EXPECT_NEAR(speech.words[i].end, starts[i] + kWord, 0.001) << i;
    EXPECT_NEAR(level_at(speech, starts[i] + 0.05), level_at(speech, starts[0] + 0.05), 0.01) << i;
  }
  EXPECT_LT(level_at(speech, 0.6), 1e-3);
  EXPECT_EQ(speech.words[2].point, 0);
  EXPECT_EQ(speech.words[2].part, 1);
  ASSERT_EQ(speech.marks.size(), 1u);
  EXPECT_NEAR(speech.marks[0].time, 1.12, 0.001);
}

TEST(Cast, AQuotationAndNoNameInMarks) {
  const auto voice = cast_voice({low, nullptr, high, nullptr});
  const std::u32string text = U"a «b» c «d e f g» h";
  const Script script{table(), {part(PartKind::point, 0, text)}};
  std::vector<std::size_t> pieces;
  std::vector<WordTime> words;
  const Part* next = script.parts.data();
  voice->stream(
      table(), [&] { return next ? std::optional(*std::exchange(next, nullptr)) : std::nullopt; },
      {},
      [&](const Speech& piece) {
        if (!piece.words.empty()) pieces.push_back(piece.words.size());
        words.insert(words.end(), piece.words.begin(), piece.words.end());
      });
  EXPECT_EQ(pieces, (std::vector<std::size_t>{3, 4, 1}));
  ASSERT_EQ(words.size(), 8u);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(words[i].part, 0);
    EXPECT_EQ(words[i].from, script.parts[0].words[i].written.start);
    if (i == 0) continue;
    const bool change = i == 3 || i == 7;
    EXPECT_NEAR(words[i].start - words[i - 1].end, change ? 0.12 : 0, 0.001) << i;
  }
}

TEST(Cast, ASoundStandsBetweenPointsInTheMiddleOfTheRest) {
  auto bell = std::make_shared<Samples>();
  bell->rate = 8000;
  bell->samples.assign(1600, 0.0f);
  for (std::size_t i = 0; i < bell->samples.size(); ++i)
    bell->samples[i] = i % 8 < 4 ? 0.9f : -0.9f;
  const auto voice = cast_voice({low, nullptr, nullptr, bell});
  const Script script{table(),
                      {part(PartKind::opening, -1, U"a"), part(PartKind::point, 0, U"b"),
                       part(PartKind::point, 1, U"c"), part(PartKind::closing, -1, U"d")}};
  const Speech speech = voice->say(script, {1, 0.5});
  EXPECT_EQ(speech.rate, 16'000);
  ASSERT_EQ(speech.words.size(), 4u);
  EXPECT_NEAR(speech.words[1].start - speech.words[0].end, 0.5, 0.001);
  EXPECT_NEAR(speech.words[2].start - speech.words[1].end, 0.7, 0.002);
  EXPECT_NEAR(speech.words[3].start - speech.words[2].end, 0.5, 0.001);
  const double middle = (speech.words[1].end + speech.words[2].start) / 2;
  EXPECT_GT(level_at(speech, middle - 0.025), 0.01);
  EXPECT_LT(level_at(speech, middle - 0.025), level_at(speech, speech.words[1].start + 0.05));
  EXPECT_LT(level_at(speech, speech.words[1].end + 0.08), 1e-3);
}

TEST(Cast, ASoundIsAFileByItsName) {
  const testing::Scratch scratch;
  Places places = testing::places();
  places.voices = {scratch.path};
  Programme tone;
  tone.rate = 16'000;
  tone.samples.assign(16'000, 0.25f);
  tone.length = tone.samples.size();
  write_file(scratch.path / "bell.wav", encode(tone, SoundFormat::wav));
  EXPECT_EQ(load_between(places, "bell.wav")->samples.size(), 16'000u);
  tone.samples.assign(16'000 * 6, 0.25f);
  tone.length = tone.samples.size();
  write_file(scratch.path / "long.wav", encode(tone, SoundFormat::wav));
  write_file(scratch.path / "none.wav", "RIFF");
  for (const char* name : {"", "../bell.wav", ".bell", "a/b.wav", "long.wav", "none.wav"}) try {
      load_between(places, name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::bad_input) << name;
    }
  EXPECT_THROW(load_between(places, "absent.wav"), Error);
}

TEST(Filled, TheFirstAlternativeWhoseFactsThereAre) {
  Article article;
  article.title = U"افتتاح الجسر";
  const std::u32string phrase = U"ملخص {title} من {publisher}|ملخص {title}|إليكم الملخص";
  EXPECT_EQ(to_utf8(filled(phrase, article)), "ملخص افتتاح الجسر");
  article.publisher = U"صحيفة النخيل";
  EXPECT_EQ(to_utf8(filled(phrase, article)), "ملخص افتتاح الجسر من صحيفة النخيل");
  EXPECT_EQ(to_utf8(filled(phrase, Article())), "إليكم الملخص");
  EXPECT_EQ(filled(U"{section}", article), U"");
  article.title = U"خبر {publisher} | وآخر";
  EXPECT_EQ(to_utf8(filled(U"{title}", article)), "خبر {publisher} | وآخر");
  for (const char32_t* wrong : {U"{", U"{title", U"{name}", U"a|{}", U"{title|{title}}"})
    EXPECT_THROW(filled(wrong, article), Error) << to_utf8(wrong);
}

}  // namespace
}  // namespace mujaz
