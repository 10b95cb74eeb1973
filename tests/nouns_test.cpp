// SPDX-License-Identifier: GPL-3.0-or-later
// The table of counted nouns: gender, plural and dual of every row by their form. What other
// lexicons say of them is in lexicons_test.cpp.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "forms.h"
#include "mujaz/quantities.h"
#include "reading/inflect.h"
#include "reading/nouns.h"
#include "reading/words.h"
#include "support.h"

namespace mujaz::reading {
namespace {

using namespace letters;
using testing::excepted;
using testing::fault;
using testing::is_broken_plural;
using testing::is_sound_plural;
using testing::pattern;
using testing::place;
using testing::unmarked;

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

/// Every row of noun_shapes is the one that a noun of its cases is read by.
TEST(Nouns, EveryShapeHasACase) {
  const Shapes shapes(testing::language());
  std::set<const Shape*> met;
  std::ifstream in(testing::source("tests/cases/reading/noun_shapes.case"));
  for (std::string bytes; std::getline(in, bytes);) {
    const std::u32string line = from_utf8(bytes);
    const std::size_t space = line.find(U' ');
    if (space == line.npos || digit_value(line[0]) < 0) continue;
    const bool few = space == 1;  // 3 to 9
    std::u32string noun = line.substr(space + 1, line.find(U' ', space + 1) - space - 1);
    if (line.starts_with(U"11") && noun.ends_with(alef)) noun.pop_back();
    met.insert(&shapes.of(noun, few));
  }
  for (const Shape& shape : shapes.all())
    EXPECT_TRUE(met.contains(&shape)) << "no case for the shape " << to_utf8(shape.pattern)
                                      << (shape.plural ? " (many)" : " (one)");
}

/// What is guessed at is said with less confidence than what the table has.
TEST(Nouns, GuessesSayThatTheyAre) {
  const Verbaliser verbaliser(testing::language());
  for (const Word& word : verbaliser.words(from_utf8("5 باحثين"), Case::nominative))
    EXPECT_EQ(word.confidence, 1) << to_utf8(word.text);
  for (const Word& word : verbaliser.words(from_utf8("5 مسوقين"), Case::nominative))
    EXPECT_EQ(word.confidence, 0.95) << to_utf8(word.text);
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
