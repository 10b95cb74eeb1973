// SPDX-License-Identifier: GPL-3.0-or-later
// What stands between the networks and the marked line: readings, forms, what no grammar allows.
#include <gtest/gtest.h>

#include <fstream>

#include "mujaz/reading.h"
#include "reading/candidates.h"
#include "reading/legality.h"
#include "reading/word_readings.h"
#include "support.h"

namespace mujaz::reading {
namespace {

/// The place of a set of marks among the classes.
std::size_t place(Marks marks) {
  return static_cast<std::size_t>(std::find(mark_classes.begin(), mark_classes.end(), marks) -
                                  mark_classes.begin());
}

ScoredLetter letter(char32_t c, std::vector<std::pair<Marks, float>> scores, Marks author = 0) {
  ScoredLetter out{c, author, false, {}};
  out.scores.fill(-20);
  for (const auto& [marks, score] : scores) out.scores[place(marks)] = score;
  return out;
}

TEST(Readings, BestFirst) {
  const std::vector<ScoredLetter> word = {
      letter(letters::kaf, {{mark::damma, -0.5f}, {mark::fatha, -1}}),
      letter(letters::lam, {{mark::sukun, -0.2f}, {mark::fatha, -3}})};
  const std::vector<Reading> found = best_readings(word, 3);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].marks, (std::vector<Marks>{mark::damma, mark::sukun}));
  EXPECT_FLOAT_EQ(found[0].score, -0.7f);
  EXPECT_EQ(found[1].marks, (std::vector<Marks>{mark::fatha, mark::sukun}));
  EXPECT_EQ(found[2].marks, (std::vector<Marks>{mark::damma, mark::fatha}));
}

TEST(Readings, TheAuthorsMarksAreInEach) {
  const auto shadda = static_cast<Marks>(mark::shadda | mark::fatha);
  const std::vector<ScoredLetter> word = {
      letter(letters::beh, {{mark::fatha, -0.1f}, {shadda, -8}}, mark::shadda)};
  for (const Reading& reading : best_readings(word, 8))
    EXPECT_TRUE(reading.marks[0] & mark::shadda);
  const auto odd = static_cast<Marks>(mark::fatha | mark::kasra);
  const std::vector<Reading> alone =
      best_readings(std::vector{letter(letters::beh, {{mark::fatha, 0}}, odd)}, 8);
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_EQ(alone[0].marks[0], odd);
}

class Forms : public ::testing::Test {
 protected:
  static const GrammarWords& words() {
    static const GrammarWords loaded(testing::language());
    return loaded;
  }
  static WordForm form(std::u32string_view marked) { return words().form(to_letters(marked)); }
  static bool illegal(std::u32string_view marked, std::u32string_view next = U"بيت") {
    return is_illegal(to_letters(marked), form(marked), next);
  }
};

TEST_F(Forms, WhatAWordShows) {
  const WordForm schools = form(U"وَبِالْمَدَارِسِ");
  EXPECT_TRUE(schools.conjunction && schools.preposition && schools.definite);
  EXPECT_EQ(schools.ending, "i");
  EXPECT_EQ(form(U"وَزِيرٌ").conjunction, false) << "the waw is the word's own";
  EXPECT_EQ(form(U"بِلَادٌ").preposition, false) << "so is the beh";
  EXPECT_EQ(form(U"كِتَابُهُمْ").pronoun, 'P');
  EXPECT_EQ(form(U"كِتَابُهُمْ").ending, "u");
  EXPECT_EQ(form(U"كِتَابِهِ").ending, "i");
  EXPECT_EQ(form(U"كِتَابًا").ending, "an");
  EXPECT_EQ(form(U"كِتَابًا").slot, 3u);
  EXPECT_EQ(form(U"سَيَكْتُبُ").kind, "V");
  EXPECT_EQ(form(U"يَكْتُبُونَ").kind, "VN");
  EXPECT_EQ(form(U"وِزَارَةٍ").kind, "F");
  EXPECT_EQ(form(U"شَرِكَاتٍ").kind, "A");
  EXPECT_EQ(form(U"قَالَتْ").kind, "VT");
  EXPECT_EQ(form(U"").slot, 0u);
}

TEST_F(Forms, Classes) {
  EXPECT_EQ(words().word_class(U"في"), "gen");
  EXPECT_EQ(words().word_class(U"وإلى"), "gen");
  EXPECT_EQ(words().word_class(U"المدارس"), "D.");
  EXPECT_EQ(words().word_class(U"للشركات"), "bD.A");
  EXPECT_EQ(words().word_class(U"يكتبون"), "y.U");
  EXPECT_TRUE(words().named(U"شجرة").empty());
}

TEST_F(Forms, WhatNoGrammarAllows) {
  EXPECT_TRUE(illegal(U"الْكِتَابٌ"));
  EXPECT_FALSE(illegal(U"الْكِتَابُ"));
  EXPECT_TRUE(illegal(U"يُخْلِّفُ"));
  EXPECT_FALSE(illegal(U"يُخَلِّفُ"));
  EXPECT_FALSE(illegal(U"الشَّمْسُ"));
  EXPECT_TRUE(illegal(U"يُفْتَرِضُ"));
  EXPECT_FALSE(illegal(U"يُفْتَرَضُ"));
  EXPECT_FALSE(illegal(U"يَفْتَرِضُ"));
  EXPECT_TRUE(illegal(U"سَتُسْتَخْدِمُ"));
  EXPECT_FALSE(illegal(U"يُنْتِجُ"));
  EXPECT_TRUE(illegal(U"وَثَائِقٌ"));
  EXPECT_FALSE(illegal(U"وَثَائِقُ"));
  EXPECT_TRUE(illegal(U"وَمَصَابِيحٍ"));
  EXPECT_FALSE(illegal(U"تَقَارُبٌ"));
  EXPECT_FALSE(illegal(U"وَوَاضِحٌ"));
  EXPECT_TRUE(illegal(U"سِيَاسِيًا"));
  EXPECT_TRUE(illegal(U"هَاتِفِيًا"));
  EXPECT_TRUE(illegal(U"تَارِيخِيًا"));
  EXPECT_FALSE(illegal(U"سِيَاسِيًّا"));
  EXPECT_FALSE(illegal(U"قَاضِيًا"));
  EXPECT_FALSE(illegal(U"مُسَاوِيًا"));
  EXPECT_FALSE(illegal(U"تَفَادِيًا"));
  EXPECT_TRUE(illegal(U"مُنَحَتْ"));
  EXPECT_TRUE(illegal(U"وَقُدَّمَتِ"));
  EXPECT_FALSE(illegal(U"مُنِحَتْ"));
  EXPECT_TRUE(illegal(U"أُغْلَقَتْ"));
  EXPECT_TRUE(illegal(U"أُبْلَغَ"));
  EXPECT_FALSE(illegal(U"أُبْلِغَ"));
  EXPECT_FALSE(illegal(U"أُسْرَةُ"));
  EXPECT_TRUE(illegal(U"اسْتُهْدَفَتْ"));
  EXPECT_TRUE(illegal(U"وَاعْتُمَدَ"));
  EXPECT_FALSE(illegal(U"اسْتُهْدِفَتْ"));
  EXPECT_FALSE(illegal(U"احْتُلَّ"));
  EXPECT_TRUE(illegal(U"نَائِبَيْنَ"));
  EXPECT_FALSE(illegal(U"نَائِبَيْنِ"));
  EXPECT_FALSE(illegal(U"نَائِبِينَ"));
  EXPECT_FALSE(illegal(U"وَبَيْنَ"));
  EXPECT_FALSE(illegal(U"يَسْعَيْنَ"));
  EXPECT_TRUE(illegal(U"شَرِكَاتَ"));
  EXPECT_FALSE(illegal(U"شَرِكَاتِ"));
  EXPECT_FALSE(illegal(U"أَصْوَاتًا"));
  EXPECT_TRUE(illegal(U"مِنَ", U"بيت"));
  EXPECT_FALSE(illegal(U"مِنَ", U"البيت"));
  EXPECT_FALSE(illegal(U"مِنْ", U"بيت"));
  EXPECT_TRUE(illegal(U"تَحَدَّثُ"));
  EXPECT_FALSE(illegal(U"تَحَدَّثَ"));
  EXPECT_FALSE(illegal(U"تَحَدُّثُ"));
  EXPECT_TRUE(illegal(U"ارْتَفَعُ"));
  EXPECT_FALSE(illegal(U"اجْتِمَاعُ"));
  EXPECT_TRUE(illegal(U"سَاعَةِ", U""));
  EXPECT_TRUE(illegal(U"سَاعَةِ", U"."));
  EXPECT_FALSE(illegal(U"سَاعَةِ", U"الحائط"));
  EXPECT_FALSE(illegal(U"سَاعَةِ", U"«"));
  EXPECT_FALSE(illegal(U"السَّاعَةِ", U""));
}

TEST(WordReadings, LowersWhatTheTableLacks) {
  const WordReadings known(testing::language());
  const auto reading = [](std::u32string_view marked, float score) {
    Reading out{{}, score};
    for (const Letter& letter : to_letters(marked)) out.marks.push_back(letter.marks);
    return out;
  };
  std::vector<Reading> readings = {reading(U"وَالْوَزَارَةُ", -1), reading(U"وَالْوِزَارَةِ", -2)};
  known.weigh(U"والوزارة", readings);
  EXPECT_EQ(readings[0].marks, reading(U"وَالْوِزَارَةِ", 0).marks);
  EXPECT_FLOAT_EQ(readings[0].score, -2);
  EXPECT_LT(readings[1].score, -2);
  std::vector<Reading> unknown = {reading(U"وَزَارَةُ", -1)};
  known.weigh(U"وزارة", unknown);
  EXPECT_FLOAT_EQ(unknown[0].score, -1) << "where no reading is the table's, none is lowered";
}

/// Words of held-out news whose confidence is low must hold most of what is wrong.
TEST(Confidence, FallsWhereTheMarksAreWrong) {
  const auto file = testing::shared("data/diacritised/jsc.txt");
  if (!file || !std::filesystem::exists(testing::places().models / "rawi-v3/model.onnx"))
    GTEST_SKIP() << "the news or the models are not there";
  const auto marker = load_diacritiser(testing::places());
  std::ifstream lines(*file);
  std::size_t number = 0, words = 0, wrong = 0, low = 0, low_wrong = 0;
  for (std::string line; words < 1500 && std::getline(lines, line);) {
    if (++number % 10 != 0) continue;
    const std::u32string gold = from_utf8_lossy(line);
    const Diacritiser::Result result = marker->diacritise(without_marks(gold));
    const auto said = to_letters(result.text), right = to_letters(gold);
    if (said.size() != right.size()) continue;
    const std::vector<std::size_t> places = letter_places(result.text);
    std::size_t at = 0;
    for (const Token& token : tokens(result.text)) {
      if (token.kind != TokenKind::word) continue;
      bool bad = false;
      for (std::size_t i = places[token.span.start]; i <= places[token.span.end - 1]; ++i)
        bad = bad || ((right[i].marks & mark::vowels) && (said[i].marks & mark::endings) &&
                      (right[i].marks & mark::vowels) != (said[i].marks & mark::endings));
      const bool unsure = result.confidence[at++] < 0.9;
      ++words;
      wrong += bad;
      low += unsure;
      low_wrong += bad && unsure;
    }
  }
  ASSERT_GT(wrong, 20u);
  EXPECT_LT(static_cast<double>(low), 0.25 * static_cast<double>(words));
  EXPECT_GT(static_cast<double>(low_wrong), 0.45 * static_cast<double>(wrong));
}

}  // namespace
}  // namespace mujaz::reading
