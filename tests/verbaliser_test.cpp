// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and signs in words. What whole phrases are read as stands in tests/cases/reading; here
// are the properties that hold for all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include <random>

#include "mujaz/quantities.h"
#include "reading/numerals.h"
#include "reading/spoken_words.h"
#include "reading/words.h"
#include "support.h"

namespace mujaz::reading {
namespace {

const Verbaliser& verbaliser() {
  static const Verbaliser made(testing::language());
  return made;
}

std::string joined_words(const std::vector<Word>& words) {
  std::u32string out;
  for (const Word& word : words) {
    if (!out.empty()) out += U' ';
    out += word.before + word.text + word.after;
  }
  return to_utf8(out);
}

std::string said(std::string_view text, std::optional<Case> lone = std::nullopt) {
  return joined_words(verbaliser().words(from_utf8(text), lone));
}

std::u32string phrase(const Phrase& words) {
  std::u32string out;
  for (const Spoken& word : words) {
    if (!out.empty()) out += U' ';
    out += word.text;
  }
  return out;
}

TEST(Numerals, ReadBackAsTheSameNumber) {
  const Numerals numerals(testing::language());
  const Quantities quantities(testing::language());
  std::mt19937_64 random(1);
  const auto holds = [&](std::int64_t n) {
    for (const bool feminine : {false, true})
      for (const Case wanted : {Case::nominative, Case::accusative, Case::genitive})
        for (const State state : {State::indefinite, State::definite}) {
          const std::u32string words = phrase(numerals.cardinal(n, feminine, {wanted, state}));
          const std::u32string bare = without_marks(words);
          const auto found = quantities.find(bare);
          ASSERT_EQ(found.size(), 1u) << n << " " << to_utf8(words);
          ASSERT_EQ(found[0].value, (Decimal{n})) << n << " " << to_utf8(words);
          ASSERT_EQ(found[0].span, (Span{0, bare.size()})) << n << " " << to_utf8(words);
        }
  };
  for (std::int64_t n = 0; n <= 2100; ++n) holds(n);
  for (int power = 4; power <= 15; ++power) {
    std::int64_t limit = 1;
    for (int i = 0; i < power; ++i) limit *= 10;
    holds(limit);
    for (int i = 0; i < 300; ++i)
      holds(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit)));
  }
}

TEST(Numerals, CountedNumbersReadBack) {
  const Numerals numerals(testing::language());
  const Quantities quantities(testing::language());
  const SpokenWords words(testing::language());
  std::mt19937_64 random(3);
  for (int round = 0; round < 6000; ++round) {
    std::int64_t limit = 10;
    for (int power = round % 15; power > 0; --power) limit *= 10;
    const std::int64_t n =
        3 + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
    if (n % 100 == 1 || n % 100 == 2) continue;  // «مِئَةُ عَامٍ وَعَامٌ»
    const Noun& noun = words.noun(round % 2 ? U"year" : U"year_feminine");
    const auto wanted = static_cast<Case>(random() % 3);
    const std::u32string said = phrase(numerals.counted(n, noun, {wanted, State::indefinite}));
    const auto found = quantities.find(without_marks(said));
    ASSERT_EQ(found.size(), 1u) << n << " " << to_utf8(said);
    ASSERT_EQ(found[0].value, (Decimal{n})) << n << " " << to_utf8(said);
    ASSERT_EQ(found[0].unit, U"year") << n << " " << to_utf8(said);
  }
}

TEST(Numerals, OrdinalsReadBack) {
  const Numerals numerals(testing::language());
  const Quantities quantities(testing::language());
  for (std::int64_t n = 1; n < 1000; ++n)
    for (const bool feminine : {false, true})
      for (const Case wanted : {Case::nominative, Case::accusative, Case::genitive}) {
        const std::u32string words = phrase(numerals.ordinal(n, feminine, wanted));
        const auto found = quantities.find(without_marks(words));
        ASSERT_EQ(found.size(), 1u) << to_utf8(words);
        ASSERT_EQ(found[0].value, (Decimal{n})) << to_utf8(words);
      }
}

TEST(Verbaliser, LeavesOtherWordsAlone) {
  const auto words = verbaliser().words(from_utf8("قالَ «الوزير»: 5 أشخاص."), std::nullopt);
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(to_utf8(words[0].text), "قالَ");
  EXPECT_FALSE(words[0].fixed);
  EXPECT_EQ(to_utf8(words[1].before), "«");
  EXPECT_EQ(to_utf8(words[1].after), "»:");
  EXPECT_TRUE(words[2].fixed);
  EXPECT_EQ(words[2].written, (Span{15, 16}));
  EXPECT_EQ(words[3].written, (Span{17, 22}));
  EXPECT_EQ(to_utf8(words[3].after), ".");
}

TEST(Verbaliser, EachWordKnowsWhereItWasWritten) {
  const std::u32string text = from_utf8("$100 و2 شخص");
  const auto words = verbaliser().words(text, Case::nominative);
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].written, (Span{1, 4}));   // the figures
  EXPECT_EQ(words[1].written, (Span{0, 1}));   // the sign
  EXPECT_EQ(words[2].written, (Span{5, 11}));  // the dual with its conjunction
}

TEST(Verbaliser, CaseComesFromTheNeighbours) {
  EXPECT_EQ(said("قتل 20 شخصا"), "قتل عِشْرُونَ شَخْصًا");
  EXPECT_EQ(said("بلغ 20 شخصا"), "بلغ عِشْرِينَ شَخْصًا");
  EXPECT_EQ(said("من 5 دول"), "من خَمْسِ دُوَلٍ");
  EXPECT_EQ(said("بـ5 دول"), "بِخَمْسِ دُوَلٍ");
  EXPECT_EQ(said("5 دول"), "خَمْسُ دُوَلٍ");
  EXPECT_EQ(said("5 دول", Case::accusative), "خَمْسَ دُوَلٍ");
  EXPECT_EQ(said("التركي عام 1974"), "التركي عَامَ أَلْفٍ وَتِسْعِمِئَةٍ وَأَرْبَعَةٍ وَسَبْعِينَ");
  EXPECT_EQ(said("في عام 2006"), "في عَامِ أَلْفَيْنِ وَسِتَّةٍ");
}

TEST(Verbaliser, GuessesAtNounsThatTheTablesLack) {
  EXPECT_EQ(said("12 فلاشة"), "اِثْنَتَا عَشْرَةَ فلاشةً");
  EXPECT_EQ(said("أصيب 30 آخرون"), "أصيب ثَلَاثُونَ آخرون");
  EXPECT_EQ(said("حرب 2006 أبلغ"), "حرب أَلْفَيْنِ وَسِتَّةٍ أبلغ");
}

TEST(Verbaliser, SaysOrMarksWhateverStandsThere) {
  EXPECT_EQ(said("F-35"), "إِفْ خَمْسَةٌ وَثَلَاثُونَ");
  EXPECT_EQ(said("5G", Case::nominative), "الْجِيلُ الْخَامِسُ");
  EXPECT_EQ(said("NATO وOPEC+"), "نَاتُو وَأُوبِك بْلَس");
  EXPECT_EQ(said("حلف (NATO) قال"), "حلف (نَاتُو) قال");
  EXPECT_EQ(said("المـــقاومة"), "المقاومة");
  EXPECT_EQ(said("ﺍﻟﻌﺮﺑﻴﺔ"), "العربية");
  EXPECT_EQ(said("https://example.org/a"), "رَابِط");
  EXPECT_EQ(said("#غزة_اليوم"), "وَسْم غزة اليوم");
  EXPECT_EQ(said("A & B"), "إِيه وَبِي");
  EXPECT_EQ(said("Привет"), "كَلِمَة أَجْنَبِيَّة");
  EXPECT_EQ(said("نعم 😀"), "نعم");
  EXPECT_EQ(said("00123"), "صِفْر صِفْر وَاحِد اِثْنَان ثَلَاثَة");
  EXPECT_EQ(said("د. سعاد"), "الدكتورة سعاد");
  EXPECT_EQ(said("منذ أكتوبر/تشرين الأول"), "منذ أُكْتُوبَرَ");
}

TEST(Verbaliser, StopsAtWhatNoRuleHasWhereItIsAsked) {
  ReaderSetup strict;
  strict.on_unknown = OnUnknown::stop;
  const Verbaliser stops(testing::language(), strict);
  const auto place = [&](std::string_view text) -> std::string {
    try {
      stops.words(from_utf8(text), std::nullopt);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unsupported);
      return error.where() + ": " + error.what();
    }
    return {};
  };
  EXPECT_EQ(place("قال Привет له"), "code point 4: There is no rule to read \"Привет\".");
  EXPECT_EQ(place("دفع 5 ₡ أمس"), "code point 6: There is no rule to read \"₡\".");
  EXPECT_EQ(place("زار 5 دول 😀 ➤ (NATO) $5"), "");
}

TEST(Verbaliser, AnyTextIsReadInBounds) {
  const std::vector<std::string> pieces = {
      "5",     "٣",      "1,500",      ".",      ",",
      "/",     "-",      ":",          " ",      "\n",
      "$",     "%",      "مليون",      "ألف",    "الـ",
      "عام",   "الساعة", "أكتوبر",     "هـ",     "ثلاثة",
      "شخص",   "دولة",   "في",         "دولار",  "°C",
      "½",     "و",      "م",          "ب",      "«",
      "»",     "(",      ")",          "NATO",   "x",
      "@",     "#",      "_",          "😀",     "\xEF\xBB\xBF",
      "ﷺ",     "ـ",      "َ",           "مليونا", "99999999999999999999",
      "km",    "F-35",   "كم/س",       "د.",     "+",
      "10:30", "2024",   "24/10/2024", "1-2",    "من",
      "Ж",     "\t"};
  std::mt19937 random(11);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (unsigned n = random() % 16; n-- > 0;) text += pieces[random() % pieces.size()];
    const std::u32string line = from_utf8(text);
    std::size_t length = 0;
    for (const Word& word : verbaliser().words(line, std::nullopt)) {
      length += word.text.size() + word.before.size() + word.after.size() + 1;
      ASSERT_FALSE(word.text.empty()) << text;
      ASSERT_LT(word.written.start, word.written.end) << text;
      ASSERT_LE(word.written.end, line.size()) << text;
      for (const char32_t c : word.text)
        ASSERT_TRUE(is_arabic_letter(c) || is_mark(c)) << text << " -> " << to_utf8(word.text);
    }
    ASSERT_LE(length, 40 * line.size()) << text;
  }
}

TEST(Verbaliser, NoFiguresLatinOrSignsAreLost) {
  const std::vector<std::string> pieces = {"5",
                                           "٣",
                                           "1,500",
                                           "3.7",
                                           "1/3",
                                           "½",
                                           "10-15",
                                           "2-1",
                                           "10:30",
                                           "2024",
                                           "7%",
                                           "$",
                                           "€20",
                                           "5km",
                                           "120 كم/س",
                                           "-5°C",
                                           "+5",
                                           "F-35",
                                           "NATO",
                                           "Xyz",
                                           "G7",
                                           "30x40",
                                           "&",
                                           "=",
                                           "№",
                                           "Ж",
                                           "漢字",
                                           "مليون",
                                           "ألف",
                                           "الـ",
                                           "الـ7",
                                           "و3",
                                           "عام",
                                           "الساعة",
                                           "مايو",
                                           "أكتوبر/تشرين الأول",
                                           "المادة",
                                           "دول",
                                           "شخص",
                                           "في",
                                           "من",
                                           "إلى",
                                           "أو",
                                           "9 صباحا",
                                           "XIV",
                                           "1990s",
                                           "هاتف",
                                           "0123456",
                                           "007",
                                           "+971 4 123 4567",
                                           "24/10/2024",
                                           "1445هـ",
                                           "موسم",
                                           "الأحد",
                                           "$3m",
                                           "د.إ",
                                           "@x",
                                           "#غزة",
                                           "https://example.org"};
  std::mt19937 random(17);
  for (int round = 0; round < 6000; ++round) {
    std::string text = "قال";
    for (unsigned n = 1 + random() % 8; n-- > 0;) text += ' ' + pieces[random() % pieces.size()];
    const std::u32string line = from_utf8(text);
    std::vector<bool> said(line.size(), false);
    for (const Word& word : verbaliser().words(line, std::nullopt))
      for (std::size_t i = word.written.start; i < word.written.end; ++i) said[i] = true;
    for (const Token& token : tokens(line)) {
      if (token.kind == TokenKind::punctuation) continue;
      const auto begin = said.begin() + static_cast<std::ptrdiff_t>(token.span.start);
      ASSERT_TRUE(std::find(begin, begin + static_cast<std::ptrdiff_t>(token.span.size()), true) !=
                  begin + static_cast<std::ptrdiff_t>(token.span.size()))
          << text << " loses " << to_utf8(line.substr(token.span.start, token.span.size()));
    }
  }
}

TEST(Verbaliser, QuestionsAndAnswersAreOfTheSameNumbers) {
  const std::u32string text =
      from_utf8("تحتضن 4 مدن و3 قرى معرضا، وستعرض 10 أفلام في الدورة الـ5، فاز 2 كاتب في 7 مايو");
  const Question question = verbaliser().question(SourceText(text), {}, std::nullopt);
  ASSERT_FALSE(question.numbers.empty());
  Cases cases;
  for (const auto& number : question.numbers) {
    ASSERT_LT(number.word, question.words.size());
    ASSERT_FALSE(question.words[number.word].fixed);
    cases.resize(number.number + 1);
    cases[number.number] = Case::nominative;
  }
  EXPECT_THAT(joined_words(verbaliser().words(text, std::nullopt, cases)),
              ::testing::AllOf(::testing::HasSubstr("تحتضن أَرْبَعُ مُدُنٍ وَثَلَاثُ قُرًى"),
                               ::testing::HasSubstr("وستعرض عَشَرَةُ أَفْلَامٍ")));
}

TEST(Verbaliser, AnyCodePointsAreRead) {
  std::mt19937 random(13);
  for (int round = 0; round < 4000; ++round) {
    std::u32string text;
    for (unsigned n = random() % 24; n-- > 0;)
      text += static_cast<char32_t>(random() % (round % 2 ? 0x3000 : 0x110000));
    const auto words = verbaliser().words(text, Case::accusative);
    std::size_t length = 0;
    for (const Word& word : words)
      length += word.text.size() + word.before.size() + word.after.size() + 1;
    ASSERT_LE(length, 40 * text.size() + 1);
  }
}

TEST(Verbaliser, EveryPrefixIsRead) {
  const std::u32string text = from_utf8(
      "قتل 5 أشخاص في 24 أكتوبر/تشرين الأول 2024 عند الساعة 10:30 صباحا، بكلفة $3.7 مليون (%12,5) "
      "في "
      "المادة الـ51 من القرار 2254 بشأن كوفيد-19 و-5°C، و1/3 الأعضاء، 10-15 يوما، F-35 وNATO.");
  for (std::size_t n = 0; n <= text.size(); ++n)
    for (const Word& word : verbaliser().words(text.substr(0, n), std::nullopt))
      ASSERT_LE(word.written.end, n);
}

TEST(Verbaliser, LongInputTakesLinearTime) {
  for (const char* piece :
       {"1", "1 شخص ", "(", "و", "a", "#", "الساعة ", "3-1 ", "-", "أكتوبر 2023 ", "عام "}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    verbaliser().words(from_utf8(text), std::nullopt);
  }
}

}  // namespace
}  // namespace mujaz::reading
