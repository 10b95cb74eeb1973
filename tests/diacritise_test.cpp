// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <thread>

#include "mujaz/reading.h"
#include "reading/marking.h"
#include "reading/networks.h"
#include "support.h"

namespace mujaz {
namespace {

bool models_are_here() {
  return std::filesystem::exists(testing::places().models / "libtashkeel/model.onnx") &&
         std::filesystem::exists(testing::places().models / "rawi-v3/model.onnx");
}

class Diacritise : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!models_are_here()) GTEST_SKIP() << "the models are not there: ./run setup";
  }
  static const Diacritiser& both() {
    static const auto loaded = load_diacritiser(testing::places());
    return *loaded;
  }
  static std::u32string mark(std::u32string_view line) { return both().diacritise(line).text; }
};

/// Whether `marked` is `line` with marks added and none taken: letters and signs in their order,
/// each with at least the marks that it had.
::testing::AssertionResult only_adds_marks(std::u32string_view line, std::u32string_view marked) {
  const auto before = reading::to_letters(line), after = reading::to_letters(marked);
  if (before.size() != after.size()) return ::testing::AssertionFailure() << "signs were lost";
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].c != after[i].c)
      return ::testing::AssertionFailure() << "sign " << i << " changed";
    if ((before[i].marks & after[i].marks) != before[i].marks)
      return ::testing::AssertionFailure() << "the marks of sign " << i << " changed";
  }
  return ::testing::AssertionSuccess();
}

TEST_F(Diacritise, PutsMarksOnNews) {
  EXPECT_EQ(to_utf8(mark(U"قال الوزير إن المشروع سيبدأ في الرابع من أكتوبر")),
            "قَالَ الْوَزِيرُ إِنَّ الْمَشْرُوعَ سَيَبْدَأُ فِي الرَّابِعِ مِنْ أُكْتُوبَرَ");
}

TEST_F(Diacritise, NounsBehindFigures) {
  EXPECT_EQ(to_utf8(mark(U"قتل 3 جنود في الهجوم")), "قُتِلَ 3 جُنُودٍ فِي الْهُجُومِ");
  EXPECT_EQ(to_utf8(mark(U"شارك 25 لاعبا في السباق")), "شَارَكَ 25 لَاعِبًا فِي السِّبَاقِ");
}

TEST_F(Diacritise, KeepsTheAuthorsMarks) {
  for (const std::u32string_view line :
       {U"كُتب الخبر", U"مدرسّة", U"ذَهَّبَ الإطار", U"سعيداً جدّاً", U"شيئًا مدعىً", U"هٰذا", U"قَُِ",
        U"عِلم وعَلم", U"ـَ َ", U"َُِ", U"كتاْب"})
    EXPECT_TRUE(only_adds_marks(line, mark(line))) << to_utf8(line) << " " << to_utf8(mark(line));
  EXPECT_EQ(to_utf8(mark(U"سعيداً")), "سَعِيداً") << "one tanwin, where the author has it";
}

TEST_F(Diacritise, ShaddaStandsBeforeItsVowel) {
  const std::u32string composed = U"م\u064E\u0651د";  // as NFC orders them
  EXPECT_EQ(mark(composed).substr(0, 3), U"م\u0651\u064E");
}

TEST_F(Diacritise, TouchesNoOtherSign) {
  for (const std::u32string_view line :
       {U"", U" ", U"abc", U"12 + 3.5٪", U"(أ ف ب) – «نعم»!", U"x\u200Fب\u00A0ت", U"a\u0301",
        U"🙂 خبر", U"الـ51", U"گوگل", U"\u0000ب", U"ﷲ ﻻ"})
    EXPECT_TRUE(only_adds_marks(line, mark(line))) << to_utf8(line);
  EXPECT_EQ(mark(U"آخر").substr(0, 2), U"آخ") << "alef madda holds its own vowel";
}

TEST_F(Diacritise, LongLinesInWindows) {
  std::u32string line;
  for (int i = 0; i < 200; ++i) line += U"أعلنت الوزارة أن المشروع سيبدأ قريبا. ";
  const std::u32string marked = mark(line);
  EXPECT_TRUE(only_adds_marks(line, marked));
  const std::u32string sentence = mark(U"أعلنت الوزارة أن المشروع سيبدأ قريبا. ");
  EXPECT_EQ(to_utf8(marked.substr(0, sentence.size() - 1)),
            to_utf8(sentence.substr(0, sentence.size() - 1)));
  const std::u32string word(5000, U'ب');
  EXPECT_TRUE(only_adds_marks(word, mark(word))) << "no place to cut";
}

TEST_F(Diacritise, ConfidenceForEachWord) {
  const auto result = both().diacritise(U"قال 5 أشخاص (abc) إن ذلك كُتِبَ.");
  ASSERT_EQ(result.confidence.size(), 5u);
  for (const double sure : result.confidence) {
    EXPECT_GE(sure, 0);
    EXPECT_LE(sure, 1);
  }
  EXPECT_GT(result.confidence[0], 0.9);
}

TEST_F(Diacritise, ManyThreadsGetTheSame) {
  const std::u32string line = U"وافقت الحكومة على الخطة الجديدة لتطوير الموانئ";
  const std::u32string expected = mark(line);
  std::vector<std::u32string> got(4);
  std::vector<std::thread> threads;
  for (std::u32string& one : got)
    threads.emplace_back([&one, &line] {
      for (int i = 0; i < 5; ++i) one = mark(line);
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::u32string& one : got) EXPECT_EQ(to_utf8(one), to_utf8(expected));
}

TEST_F(Diacritise, AThousandLinesOfNewsKeepTheirLetters) {
  const auto file = testing::shared("data/almayadeen/train.jsonl.xz");
  if (!file) GTEST_SKIP() << "the news is not there";
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      popen(("xz -dc '" + file->string() + "' 2>/dev/null | head -c 4000000").c_str(), "r"),
      pclose);
  ASSERT_TRUE(pipe);
  std::string bytes(4000000, '\0');
  bytes.resize(fread(bytes.data(), 1, bytes.size(), pipe.get()));
  std::vector<std::u32string> lines;
  for (std::size_t start = 0; lines.size() < 1000;) {
    const std::size_t end = bytes.find('\n', start);
    ASSERT_NE(end, bytes.npos);
    const auto article = nlohmann::json::parse(bytes.substr(start, end - start));
    start = end + 1;
    for (const auto& paragraph : article.at("body"))
      lines.push_back(from_utf8(paragraph.get<std::string>()));
  }
  lines.resize(1000);
  const auto check = [&lines](std::size_t from) {
    for (std::size_t i = from; i < lines.size(); i += 2) {
      const std::u32string marked = mark(lines[i]);
      EXPECT_TRUE(only_adds_marks(lines[i], marked)) << to_utf8(lines[i]);
      EXPECT_EQ(without_marks(marked), without_marks(lines[i]));
    }
  };
  std::thread other(check, 1);
  check(0);
  other.join();
}

TEST(DiacritiserFiles, MissingAndCorrupt) {
  testing::Scratch scratch;
  Places places = testing::places();
  const std::filesystem::path real = places.models;
  places.models = scratch.path;
  const auto code = [&places] {
    try {
      load_diacritiser(places);
    } catch (const Error& e) {
      EXPECT_FALSE(e.where().empty());
      return e.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(code(), ErrorCode::not_found);
  for (const char* name : {"libtashkeel", "rawi-v3", "joiner"}) {
    std::filesystem::create_directories(scratch.path / name);
    std::filesystem::copy_file(real / name / "vocabulary.json",
                               scratch.path / name / "vocabulary.json");
  }
  EXPECT_EQ(code(), ErrorCode::not_found);
  for (const char* name : {"libtashkeel", "rawi-v3", "joiner"})
    std::ofstream(scratch.path / name / "model.onnx") << "not a network";
  EXPECT_EQ(code(), ErrorCode::bad_input);
  if (!models_are_here()) return;
  for (const char* name : {"libtashkeel", "rawi-v3", "joiner"}) {  // half of the file
    const std::string whole = read_file(real / name / "model.onnx", 64u << 20);
    std::ofstream(scratch.path / name / "model.onnx", std::ios::binary)
        .write(whole.data(), static_cast<std::streamsize>(whole.size() / 2));
  }
  EXPECT_EQ(code(), ErrorCode::bad_input);
}

/// Shares of one class alone, as from a network that is sure.
reading::Shares all_on(reading::Marks marks) {
  reading::Shares shares{};
  const auto found = std::find(reading::mark_classes.begin(), reading::mark_classes.end(), marks);
  shares.at(static_cast<std::size_t>(found - reading::mark_classes.begin())) = 1;
  return shares;
}

TEST(Joiner, WeighsWhatTheOthersSay) {
  const reading::Joiner joiner(testing::places().models / "joiner");
  const auto text = reading::to_letters(U"وصل الوفد، 12!");
  const std::vector<reading::Shares> fatha(text.size(), all_on(reading::mark::fatha));
  const std::vector<reading::Shares> kasra(text.size(), all_on(reading::mark::kasra));
  const auto agreed = joiner.shares(text, fatha, fatha);
  const auto torn = joiner.shares(text, fatha, kasra);
  ASSERT_EQ(agreed.size(), text.size());
  const auto share = [](const reading::Shares& shares, reading::Marks marks) {
    return std::inner_product(shares.begin(), shares.end(), all_on(marks).begin(), 0.0f);
  };
  for (std::size_t i = 0; i < text.size(); ++i)
    EXPECT_NEAR(std::accumulate(agreed[i].begin(), agreed[i].end(), 0.0f), 1, 1e-3) << i;
  EXPECT_GT(share(agreed[0], reading::mark::fatha), 0.9) << "where both are sure, so is it";
  EXPECT_LT(share(torn[0], reading::mark::fatha), share(agreed[0], reading::mark::fatha));
  EXPECT_EQ(agreed[3], agreed[9]) << "a sign that is no letter has even shares";
  EXPECT_TRUE(joiner.shares({}, {}, {}).empty());
}

}  // namespace
}  // namespace mujaz
