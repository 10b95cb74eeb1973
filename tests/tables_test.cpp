// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of `lang/ar`: the form of every row. What a row does is tested in tests/cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>

#include "forms.h"
#include "mujaz/quantities.h"
#include "support.h"

namespace mujaz::testing {
namespace {
namespace fs = std::filesystem;
using namespace letters;

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(language().folder()))
    if (entry.path().extension() == ".tsv") found.push_back(entry.path().stem().string());
  std::sort(found.begin(), found.end());
  return found;
}

/// How many columns tell the rows of a table apart; where it is not here, all together.
const std::map<std::string, std::size_t> keys = {
    {"abbreviations", 1},  {"acronyms", 1},      {"asides", 1},
    {"attributions", 1},   {"check_reasons", 1}, {"clitics", 1},
    {"feminine_names", 1}, {"finite_verbs", 1},  {"fixed_words", 1},
    {"governors", 1},      {"heads", 1},         {"hedges", 1},
    {"latin_letters", 1},  {"nouns", 1},         {"numbers", 1},
    {"page_hints", 1},     {"page_strings", 1},  {"phones", 1},
    {"point_reasons", 1},  {"spoken_words", 1},  {"stop_words", 1},
    {"subject_heads", 1},  {"symbols", 1},       {"waw_words", 1},
    {"cues", 2},           {"currencies", 2},    {"fractions", 2},
    {"joints", 2},         {"latin_sounds", 2},  {"negations", 2},
    {"noun_shapes", 2},    {"openers", 2},       {"page_boilerplate", 2},
    {"pauses", 2},         {"scales", 2},        {"units", 2}};

TEST(Tables, NoRowStandsTwice) {
  for (const std::string& name : names()) {
    const Table table = language().table(name);
    const auto found = keys.find(name);
    const std::size_t columns =
        found == keys.end() ? table.rows().empty() ? 0 : table.rows()[0].size() : found->second;
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
    const Table table = language().table(name);
    for (std::size_t r = 0; r < table.rows().size(); ++r) {
      const auto& row = table.rows()[r];
      EXPECT_TRUE(std::any_of(row.begin(), row.end(), [](const auto& cell) {
        return !cell.empty();
      })) << place(table, r);
      for (const std::u32string& cell : row) {
        // What is put behind a consonant may begin with its vowel.
        const bool behind = name == "latin_sounds" || name == "foreign_endings";
        EXPECT_EQ(fault(behind ? beh + cell : cell), "") << place(table, r) << " " << to_utf8(cell);
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
    const Table table = language().table(name);
    for (std::size_t r = 0; r < table.rows().size(); ++r)
      for (const char* column : columns)
        for (const std::u32string& word : parts(table.rows()[r][table.column(column)], U" |"))
          EXPECT_EQ(unmarked(word, end_bare.contains(name)), char32_t{0})
              << place(table, r) << " no mark on a letter of " << to_utf8(word);
  }
}

TEST(Tables, EveryMonthHasAName) {
  const Table months = language().table("months");
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

/// Rule tables of which every row has a case, and the columns of what is written; further tables
/// come in as their rows are covered. The shapes of nouns are held in nouns_test.cpp.
enum class Stands {
  alone,
  with_clitics,  ///< or behind the article and others of the table `clitics`
  inside,        ///< its letters stand inside words
};
struct Held {
  const char* table;
  std::vector<const char*> written;
  Stands how = Stands::alone;
};
const std::vector<Held> held = {
    {"abbreviations", {"written"}}, {"acronyms", {"written"}},
    {"clitics", {"written"}},       {"currencies", {"singular", "plural", "written"}},
    {"governors", {"word"}},        {"heads", {"word"}, Stands::with_clitics},
    {"latin_letters", {"letter"}},  {"latin_sounds", {"letters"}, Stands::inside},
    {"months", {"name", "also"}},   {"scales", {"singular", "plural", "also"}},
    {"symbols", {"sign"}},          {"units", {"singular", "plural", "written"}}};

/// The lines that go into a case, folded, each between spaces.
std::u32string inputs() {
  std::u32string out = U" ";
  for (const auto& entry : fs::recursive_directory_iterator(source("tests/cases"))) {
    if (entry.path().extension() != ".case") continue;
    std::ifstream in(entry.path());
    bool waiting = false;
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line == "#" || line.starts_with("# ") || line.starts_with("run: "))
        continue;
      waiting = !waiting;
      if (waiting) out += folded(from_utf8(line)) + U" \n ";
    }
  }
  return out;
}

/// Whether two signs side by side belong to one word.
bool touch(char32_t a, char32_t b) {
  return (is_arabic_letter(a) && is_arabic_letter(b)) || (is_latin_letter(a) && is_latin_letter(b));
}

std::set<std::u32string> clitics() {
  std::set<std::u32string> out;
  for (const std::u32string& one : language().list("clitics")) out.insert(folded(one));
  return out;
}

bool stands(const std::u32string& lines, const std::u32string& written, Stands how) {
  static const std::set<std::u32string> before = clitics();
  for (std::size_t at = lines.find(written); at != lines.npos; at = lines.find(written, at + 1)) {
    if (how == Stands::inside) return true;
    if (touch(written.back(), lines[at + written.size()])) continue;
    std::size_t start = at;
    while (touch(lines[start - 1], lines[start])) --start;
    if (start == at ||
        (how == Stands::with_clitics && before.contains(lines.substr(start, at - start))))
      return true;
  }
  return false;
}

TEST(Cases, EveryRowOfARuleTableHasOne) {
  const std::u32string lines = inputs();
  for (const Held& one : held) {
    const Table table = language().table(one.table);
    for (std::size_t r = 0; r < table.rows().size(); ++r) {
      bool covered = false;
      for (const char* column : one.written) {
        const std::u32string& cell = table.rows()[r][table.column(column)];
        // The sign `|` is a sign of the table.
        for (const std::u32string& form :
             cell.size() == 1 ? std::vector<std::u32string>{cell} : alternatives(cell))
          covered = covered || stands(lines, folded(form), one.how);
      }
      EXPECT_TRUE(covered) << place(table, r) << " has no case in tests/cases";
    }
  }
}

}  // namespace
}  // namespace mujaz::testing
