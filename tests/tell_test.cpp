// SPDX-License-Identifier: GPL-3.0-or-later
// Where the stages meet: what happens to a sound that the gate stops.
#include "mujaz/tell.h"

#include <gtest/gtest.h>

#include <random>

#include "support.h"

namespace mujaz {
namespace {

/// Says each phone as a tenth of a second of buzz or of hiss.
class TestVoice : public Voice {
 public:
  TestVoice(std::string name, bool hiss)
      : info_{std::move(name), VoiceKind::remote, {}, {}, {}}, hiss_(hiss) {}
  const VoiceInfo& info() const override { return info_; }
  void stream(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next, const Manner&,
              const Hear& hear, const Stop*) const override {
    std::minstd_rand random(1);
    std::normal_distribution<float> normal(0, 0.1f);
    std::size_t length = 0;
    for (int number = 0; const std::optional<Part> part = next(); ++number) {
      Speech piece{16000, {}, {}, {}, info_.name};
      const auto now = [&] { return double(length + piece.samples.size()) / piece.rate; };
      for (int word = 0; word < std::ssize(part->words); ++word)
        for (int phone = 0; phone < std::ssize(part->words[0].phones); ++phone) {
          const double start = now();
          for (int i = 0; i < 1600; ++i)
            piece.samples.push_back(hiss_ ? normal(random) : float(i % 100) / 500 - 0.1f);
          piece.phones.push_back({0, word, phone, start, now()});
        }
      piece.words = word_times({phones, {*part}}, piece.phones);
      for (WordTime& word : piece.words) word.part = number;
      length += piece.samples.size();
      hear(piece);
    }
  }

 private:
  VoiceInfo info_;
  bool hiss_;
};

Script script() {
  const auto phones = std::make_shared<const PhoneTable>(testing::language());
  Part part{PartKind::point, 0, U"x x x", {}, {}, false};
  for (std::size_t i = 0; i < 3; ++i) {
    SpokenWord word;
    word.written = {2 * i, 2 * i + 1};
    for (const char* symbol : {"b", "aa", "b"}) word.phones.push_back({phones->id(symbol)});
    part.words.push_back(word);
  }
  part.words.back().after = Break::end;
  return {phones, {part}};
}

const auto kGood = std::make_shared<const TestVoice>("good", false);
const auto kHiss = std::make_shared<const TestVoice>("hiss", true);

TEST(Speak, KeepsAGoodSound) {
  mujaz::Setup setup;
  setup.voice = kGood;
  setup.spare = kHiss;
  const Heard heard = speak(script(), setup);
  EXPECT_EQ(heard.sound.voice, "good");
  EXPECT_TRUE(heard.stopped.empty());
}

TEST(Speak, TakesTheSpareVoiceAndSaysWhy) {
  mujaz::Setup setup;
  setup.voice = kHiss;
  setup.spare = kGood;
  const Heard heard = speak(script(), setup);
  EXPECT_EQ(heard.sound.voice, "good");
  ASSERT_EQ(heard.stopped.size(), 1u);
  EXPECT_EQ(heard.stopped[0].fault, SoundFault::noise);
}

TEST(Speak, NeverGivesASoundThatTheGateStops) {
  mujaz::Setup setup;
  setup.voice = kHiss;
  for (const auto& spare : {std::shared_ptr<const Voice>(), std::shared_ptr<const Voice>(kHiss)}) {
    setup.spare = spare;
    try {
      speak(script(), setup);
      ADD_FAILURE() << "it was given";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::internal);
      EXPECT_NE(std::string(error.what()).find("hiss: Its spectrum is flat"), std::string::npos)
          << error.what();
    }
  }
}

/// A server that is away.
class Absent : public Voice {
 public:
  const VoiceInfo& info() const override { return info_; }
  void stream(const std::shared_ptr<const PhoneTable>&, const NextPart&, const Manner&, const Hear&,
              const Stop*) const override {
    throw Error(ErrorCode::unavailable, "The server is away.");
  }

 private:
  VoiceInfo info_{"remote", VoiceKind::remote, {}, {}, {}};
};

TEST(Record, TakesTheSpareVoiceAndSaysWhy) {
  mujaz::Setup setup;
  const auto places = testing::places();
  setup.reader = std::make_shared<Reader>(testing::language(), load_diacritiser(places));
  Article article;
  article.title = U"افتتاح الجسر";
  article.paragraphs.push_back({});
  article.paragraphs[0].text = U"كتب الولد الدرس. ذهب الولد إلى البيت.";
  setup.voice = kGood;
  setup.spare = kHiss;
  Recording made = record(article, setup);
  EXPECT_EQ(made.voice, "good");
  EXPECT_EQ(made.note, "");
  const std::pair<std::shared_ptr<const Voice>, const char*> failing[] = {
      {kHiss, "hiss:"}, {std::make_shared<const Absent>(), "remote: The server is away."}};
  for (const auto& [voice, why] : failing) {
    setup.voice = voice;
    setup.spare = kGood;
    made = record(article, setup);
    EXPECT_EQ(made.voice, "good");
    EXPECT_TRUE(made.note.starts_with(why)) << made.note;
    EXPECT_GT(made.mp3.size(), 1000u);
    EXPECT_EQ(made.opus.substr(0, 4), "OggS");
  }
  setup.spare = kHiss;
  EXPECT_THROW(record(article, setup), Error);
  setup.spare = nullptr;
  EXPECT_THROW(record(article, setup), Error);
}

TEST(Speak, EachPartOfTheCastAndTheSoundBetween) {
  mujaz::Setup setup;
  setup.voice = kGood;
  Script said = script();
  said.parts.push_back(said.parts[0]);
  said.parts[1].point = 1;
  const double plain = speak(said, setup).sound.duration();
  auto bell = std::make_shared<Samples>();
  bell->rate = 8000;
  for (int i = 0; i < 8000 * 4; ++i) bell->samples.push_back(i % 20 < 10 ? 0.1f : -0.1f);
  setup.between = bell;
  const Heard heard = speak(said, setup);
  EXPECT_TRUE(heard.stopped.empty());
  EXPECT_GT(heard.sound.duration(), plain + 4);
  // One that hisses in the title is stopped, and the spare says all.
  setup.frame = kHiss;
  setup.spare = kGood;
  Script titled = said;
  titled.parts.insert(titled.parts.begin(), said.parts[0]);
  titled.parts[0].kind = PartKind::title;
  titled.parts[0].words.resize(3 * 40, titled.parts[0].words[0]);
  EXPECT_FALSE(speak(titled, setup).stopped.empty());
}

}  // namespace
}  // namespace mujaz
