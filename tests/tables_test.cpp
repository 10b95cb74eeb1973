// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of `lang/ar`: the form of every row. What a row does is tested in tests/cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "mujaz/quantities.h"
#include "reading/inflect.h"
#include "reading/nouns.h"
#include "support.h"

namespace mujaz::reading {
namespace {
namespace fs = std::filesystem;
using namespace letters;

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(testing::language().folder()))
    if (entry.path().extension() == ".tsv") found.push_back(entry.path().stem().string());
  std::sort(found.begin(), found.end());
  return found;
}

std::string place(const Table& table, std::size_t row) {
  return table.file() + ":" + std::to_string(table.line(row));
}

/// The parts of a cell between any of some signs.
std::vector<std::u32string> parts(const std::u32string& cell, std::u32string_view signs) {
  std::vector<std::u32string> out(1);
  for (const char32_t c : cell) {
    if (signs.find(c) == signs.npos)
      out.back() += c;
    else
      out.emplace_back();
  }
  std::erase_if(out, [](const std::u32string& part) { return part.empty(); });
  return out;
}

bool is_vowel(char32_t c) {
  return (c >= marks::fathatan && c <= marks::kasra) || c == marks::sukun;
}

/// What is wrong with the marks of a text that may be marked in part, or nothing.
std::string fault(std::u32string_view text) {
  bool shadda = false, vowel = false;
  char32_t letter = 0;
  for (const char32_t c : text) {
    if (!is_mark(c)) {
      shadda = vowel = false;
      letter = c;
    } else if (!is_arabic_letter(letter)) {
      return "a mark without a letter";
    } else if (c == marks::shadda) {
      if (shadda || vowel) return "a shadda that is not the first mark of its letter";
      shadda = true;
    } else if (is_vowel(c)) {
      if (vowel) return "two vowels on one letter";
      if (c == marks::fathatan && (letter == alef || letter == alef_maksura))
        return "tanwin fath behind its letter";
      if (c == marks::sukun && shadda && letter != 0) {
        vowel = true;
        continue;  // «حَقّْ», in pause
      }
      vowel = true;
    }
  }
  return {};
}

/// A letter that has no mark of its own where every letter should, or 0: those of long vowels, of
/// the article, and an initial hamzat wasl are silent.
char32_t unmarked(std::u32string_view word, bool may_end_bare) {
  char32_t before = 0;  // the vowel of the letter before
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = word[i];
    if (!is_arabic_letter(c)) continue;
    char32_t vowel = 0;
    for (std::size_t k = i + 1; k < word.size() && is_mark(word[k]); ++k) vowel = word[k];
    const bool last = std::all_of(word.begin() + static_cast<std::ptrdiff_t>(i) + 1, word.end(),
                                  [](char32_t other) { return !is_arabic_letter(other); });
    const bool silent =
        c == alef || c == alef_madda || c == alef_maksura || (c == yeh && before == marks::kasra) ||
        (c == waw && before == marks::damma) || (c == lam && i == 1 && word[0] == alef);
    if (vowel == 0 && !silent && !(may_end_bare && last)) return c;
    before = vowel;
  }
  return 0;
}

/// The columns that tell rows of a table apart, where it is not the first alone.
const std::map<std::string, std::size_t> keys = {
    {"cues", 2},       {"currencies", 2},   {"fractions", 2}, {"joints", 2},
    {"months", 4},     {"negations", 2},    {"openers", 2},   {"page_boilerplate", 2},
    {"pauses", 2},     {"saying_verbs", 3}, {"scales", 2},    {"units", 2},
    {"noun_shapes", 2}};

TEST(Tables, NoRowStandsTwice) {
  for (const std::string& name : names()) {
    const Table table = testing::language().table(name);
    const auto found = keys.find(name);
    const std::size_t columns = found == keys.end() ? 1 : found->second;
    std::set<std::vector<std::u32string>> seen;
    for (std::size_t r = 0; r < table.rows().size(); ++r) {
      const auto& row = table.rows()[r];
      std::vector<std::u32string> key(
          row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min(columns, row.size())));
      EXPECT_TRUE(seen.insert(std::move(key)).second) << place(table, r);
    }
  }
}

TEST(Tables, CellsAreClean) {
  for (const std::string& name : names()) {
    const Table table = testing::language().table(name);
    for (std::size_t r = 0; r < table.rows().size(); ++r) {
      const auto& row = table.rows()[r];
      EXPECT_TRUE(std::any_of(row.begin(), row.end(), [](const auto& cell) {
        return !cell.empty();
      })) << place(table, r);
      for (const std::u32string& cell : row) {
        EXPECT_EQ(fault(cell), "") << place(table, r) << " " << to_utf8(cell);
        EXPECT_EQ(cell.find(U"  "), cell.npos) << place(table, r);
        for (const char32_t c : cell)
          EXPECT_FALSE((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
                       (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFB50 && c <= 0xFDFB))
              << place(table, r) << " an unseen sign";
      }
    }
  }
}

/// Words that are said as they stand carry every mark.
TEST(Tables, WhatIsSaidIsMarked) {
  const std::vector<std::pair<const char*, std::vector<const char*>>> said = {
      {"acronyms", {"read"}},
      {"latin_letters", {"read"}},
      {"symbols", {"read"}},
      {"spoken_words", {"singular", "plural"}},
      {"months", {"name"}},
      {"numbers", {"masculine", "feminine", "ordinal_masculine", "ordinal_feminine"}},
      {"nouns", {"singular", "plural", "dual"}},
      {"units", {"singular", "plural"}},
      {"currencies", {"singular", "plural"}},
      {"scales", {"singular", "plural"}},
      {"fractions", {"singular", "plural"}}};
  const std::set<std::string> end_bare = {"acronyms", "latin_letters", "symbols", "spoken_words",
                                          "months"};
  for (const auto& [name, columns] : said) {
    const Table table = testing::language().table(name);
    for (std::size_t r = 0; r < table.rows().size(); ++r)
      for (const char* column : columns)
        for (const std::u32string& word : parts(table.rows()[r][table.column(column)], U" |"))
          EXPECT_EQ(unmarked(word, end_bare.contains(name)), char32_t{0})
              << place(table, r) << " no mark on a letter of " << to_utf8(word);
  }
}

TEST(Tables, EveryMonthHasAName) {
  const Table months = testing::language().table("months");
  std::array<std::array<int, 13>, 2> seen{};
  for (std::size_t r = 0; r < months.rows().size(); ++r) {
    const auto& row = months.rows()[r];
    int number = 0;
    for (const char32_t c : row[months.column("month")]) number = number * 10 + digit_value(c);
    ASSERT_TRUE(number >= 1 && number <= 12) << place(months, r);
    ++seen[row[months.column("calendar")] == U"hijri"][static_cast<std::size_t>(number)];
  }
  for (std::size_t m = 1; m <= 12; ++m) {
    EXPECT_GE(seen[0][m], 2) << m;  // East and West have their own
    EXPECT_GE(seen[1][m], 1) << m;
  }
}

/// Nouns for which a rule of form does not hold, with the reason: tests/noun_exceptions.tsv.
bool excepted(std::string_view rule, const std::u32string& noun) {
  static const std::set<std::pair<std::string, std::u32string>> known = [] {
    std::set<std::pair<std::string, std::u32string>> out;
    std::ifstream in(testing::source("tests/noun_exceptions.tsv"));
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      std::istringstream cells(line);
      std::string name, of;
      std::getline(cells, name, '\t');
      std::getline(cells, of, '\t');
      out.emplace(name, from_utf8(of));
    }
    return out;
  }();
  return known.contains({std::string(rule), noun});
}

/// A word with C for every consonant that has a vowel of its own, in Latin letters: the pattern
/// that a plural is made on. Long vowels are A, I, U; tanwin un, in; shadda doubles the letter.
std::string pattern(std::u32string_view word) {
  std::string out;
  char32_t before = 0;
  for (std::size_t i = 0; i < word.size();) {
    const char32_t c = word[i++];
    char32_t vowel = 0;
    bool doubled = false;
    for (; i < word.size() && is_mark(word[i]); ++i) {
      if (word[i] == marks::shadda)
        doubled = true;
      else
        vowel = word[i];
    }
    const bool first = out.empty();
    if (vowel == 0 && !doubled && !first && c == alef)
      out += 'A';
    else if (vowel == 0 && !doubled && c == alef_maksura)
      out += 'Y';
    else if (vowel == 0 && !doubled && c == yeh && before == marks::kasra)
      out += 'I';
    else if (vowel == 0 && !doubled && c == waw && before == marks::damma)
      out += 'U';
    else if (c == alef_madda)
      out += first ? ">aA" : "CaA";
    else if (first && c == alef_hamza_above)
      out += '>';
    else if (c == teh_marbuta)
      out += 'p';
    else
      out += doubled ? "CC" : "C";
    constexpr std::u32string_view vowels = U"\u064B\u064C\u064D\u064E\u064F\u0650";
    static constexpr const char* latin[] = {"an", "un", "in", "a", "u", "i"};
    if (const std::size_t at = vowels.find(vowel); vowel != 0 && at != vowels.npos)
      out += latin[at];
    before = vowel;
  }
  return out;
}

bool is_sound_plural(std::u32string_view plural) {
  return plural.ends_with(U"\u064E\u0627\u062A\u064C") ||      // َاتٌ
         plural.ends_with(U"\u0622\u062A\u064C") ||            // آتٌ
         plural.ends_with(U"\u064F\u0648\u0646\u064E") ||      // ُونَ
         plural.ends_with(U"\u064E\u0648\u0652\u0646\u064E");  // َوْنَ
}

/// The patterns of broken plurals (an-Nahw al-wafi IV, 627-689), each with the ending that it has.
bool is_broken_plural(std::string made_on) {
  static const std::regex known(
      ">aCCaACun|>aACaACun|>aCCuCun|>aCCiCapun|>aCiCCapun|>aCCin|"  // few: أَفْعَال، أَفْعُل، أَفْعِلَة
      "CiCCapun|CaCaCapun|CiCaCapun|CaACapun|CuCaApun|CiCaACapun|CaCCaACapun|"
      "CuCuUCun|CuUCun|CiCaACun|CuCuCun|CuCaCun|CiCaCun|CuCCun|CaCCun|CiCCun|CaCiICun|CaCaACun|"
      "CaCaCun|CuCaACun|CuCCaACun|CuCCaCun|CiCCaACun|CiICaACun|CuCanY|"
      "CaCaACiCu|CaCaACiICu|CaCaACin|CaCaACaA|CaCaACaY|CaCaACCu|CaCaACiCCu|CaCaACiCapun|"
      "CuCaACaY|CuCaCaACu|>aCCiCaACu|>aCiCCaACu|CaCCaY");
  if (std::regex_match(made_on, known)) return true;
  std::replace(made_on.begin(), made_on.end(), '>', 'C');
  return std::regex_match(made_on, known);
}

TEST(Nouns, PluralsAreMadeOnKnownPatterns) {
  const Table table = testing::language().table("nouns");
  std::map<std::string, std::vector<std::string>> others;
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const std::u32string& singular = table.rows()[r][table.column("singular")];
    for (const std::u32string& plural : alternatives(table.rows()[r][table.column("plural")])) {
      const std::u32string head = plural.substr(0, plural.find(U' '));
      const std::string made_on = pattern(head);
      if (plural.find(U' ') == plural.npos && !is_sound_plural(plural) &&
          !is_broken_plural(made_on) && !excepted("plural", plural))
        others[made_on].push_back(to_utf8(singular) + " " + to_utf8(plural));
    }
  }
  for (const auto& [made_on, rows] : others)
    for (const std::string& row : rows) ADD_FAILURE() << made_on << "\t" << row;
}

TEST(Nouns, GendersFitTheEndings) {
  const Table table = testing::language().table("nouns");
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const auto& row = table.rows()[r];
    const std::u32string& singular = row[table.column("singular")];
    const std::u32string& gender = row[table.column("gender")];
    const std::u32string head = without_marks(singular.substr(0, singular.find(U' ')));
    const std::u32string& plural = row[table.column("plural")];
    ASSERT_TRUE(gender == U"m" || gender == U"f") << place(table, r);
    const bool feminine_end =
        head.ends_with(teh_marbuta) ||
        (head.ends_with(alef_maksura) && singular.find(U'\u064B') == singular.npos) ||
        (head.ends_with(alef)) ||
        (head.ends_with(std::u32string{alef, hamza}) && singular.ends_with(marks::damma));
    EXPECT_TRUE((gender == U"f") == feminine_end || excepted("gender", singular))
        << place(table, r) << " " << to_utf8(singular) << " " << to_utf8(gender);
    // The sound plural of men is of masculines only.
    EXPECT_FALSE(gender == U"f" && plural.ends_with(U"\u064F\u0648\u0646\u064E"))
        << place(table, r);
  }
}

/// فَعْلَة makes فَعَلَات, unless its middle letter is weak or doubled.
TEST(Nouns, FeminineSoundPluralsTakeTheirVowel) {
  const Table table = testing::language().table("nouns");
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const std::u32string& singular = table.rows()[r][table.column("singular")];
    const std::string made_on = pattern(singular);
    if (made_on != "CaCCapun" && made_on != ">aCCapun") continue;
    if (singular[2] == waw || singular[2] == yeh || singular.find(marks::shadda) != singular.npos)
      continue;
    for (const std::u32string& plural : alternatives(table.rows()[r][table.column("plural")])) {
      const bool of_it = is_sound_plural(plural) && without_marks(plural).size() == 5;
      EXPECT_TRUE(!of_it || pattern(plural).ends_with("aCaCaACun")) << place(table, r);
    }
  }
}

TEST(Nouns, DualsAreDuals) {
  const Table table = testing::language().table("nouns");
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const auto& row = table.rows()[r];
    const std::u32string& own = row[table.column("dual")];
    const std::u32string made = dual(row[table.column("singular")]);
    EXPECT_TRUE(own.empty() || own != made)
        << place(table, r) << " the regular dual is not written";
    const std::u32string head =
        (own.empty() ? made : own).substr(0, (own.empty() ? made : own).find(U' '));
    EXPECT_TRUE(head.ends_with(U"\u064E\u0627\u0646\u0650") || head.ends_with(U"\u064E\u0627"))
        << place(table, r) << " " << to_utf8(head);
    EXPECT_EQ(fault(head), "") << place(table, r) << " " << to_utf8(head);
    EXPECT_EQ(unmarked(head, false), char32_t{0}) << place(table, r) << " " << to_utf8(head);
  }
}

/// A row that no written form finds would never be read.
TEST(Nouns, EachIsFoundByAFormOfItsOwn) {
  const Nouns nouns(testing::language());
  const Table table = testing::language().table("nouns");
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const auto& row = table.rows()[r];
    const std::u32string& singular = row[table.column("singular")];
    for (const std::u32string& plural : alternatives(row[table.column("plural")])) {
      bool found = false;
      for (const std::u32string& form : {without_marks(singular), without_marks(plural)}) {
        const Line line(form);
        for (const Nouns::Asks asks : {Nouns::Asks::any, Nouns::Asks::plural}) {
          const Nouns::Match match = nouns.at(line, 0, asks);
          found = found || (match.noun && match.noun->singular == singular &&
                            match.noun->plural == plural && match.tokens == line.size());
        }
      }
      EXPECT_TRUE(found || plural.empty()) << place(table, r) << " " << to_utf8(singular);
    }
  }
}

}  // namespace
}  // namespace mujaz::reading
