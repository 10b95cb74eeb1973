// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/names.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support.h"

namespace mujaz {
namespace {

using reading::Letter;
using reading::Marks;
using reading::NamedWord;
using reading::NameEnding;
namespace mark = reading::mark;

const Table& table() {
  static const Table loaded = Language(testing::places().lang).table("names");
  return loaded;
}

std::vector<std::u32string> split(std::u32string_view text) {
  std::vector<std::u32string> out(1);
  for (const char32_t c : text) {
    if (c == U' ')
      out.emplace_back();
    else
      out.back().push_back(c);
  }
  return out;
}

bool is_sun(char32_t c) {
  return std::u32string_view(U"تثدذرزسشصضطظلن").find(c) != std::u32string_view::npos;
}

/// Whether a letter needs no mark: a long vowel, the alef of the article, its silent lam.
bool may_be_bare(const std::vector<Letter>& word, std::size_t i) {
  const char32_t c = word[i].c;
  const Marks before = i > 0 ? word[i - 1].marks : Marks{0};
  if (c == letters::alef_madda) return true;
  if (c == letters::alef || c == letters::alef_maksura)
    return i == 0 || (before & mark::fatha) || word[i - 1].c == letters::alef_madda;
  if (c == letters::waw) return before & mark::damma;
  if (c == letters::yeh) return before & mark::kasra;
  const bool article = c == letters::lam && i == 1 && word[0].c == letters::alef && word.size() > 2;
  return article && is_sun(word[2].c) && (word[2].marks & mark::shadda);
}

/// What is wrong with the form of one word of a name, or nothing.
std::string fault(std::u32string_view text, bool fixed) {
  const std::vector<Letter> word = reading::to_letters(text);
  if (reading::to_text(word) != text) return "a mark stands out of order";
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto [c, marks] = word[i];
    const bool last = i + 1 == word.size();
    if (!is_arabic_letter(c)) return "not a letter";
    if (marks & mark::tanwin) return "tanwin";
    const auto vowel = static_cast<Marks>(marks & (mark::vowels | mark::sukun));
    if (vowel & (vowel - 1)) return "two vowels on a letter";
    if (i == 0 && (marks & mark::shadda)) return "shadda on the first letter";
    if ((marks & mark::shadda) && (marks & mark::sukun)) return "shadda with sukun";
    if ((c == letters::alef || c == letters::alef_maksura || c == letters::alef_madda) && marks)
      return "a mark on an alef";
    if (c == letters::alef && !may_be_bare(word, i)) return "an alef behind no fatha";
    if (c == letters::teh_marbuta) {
      if (!last) return "teh marbuta inside";
      if (word[i - 1].c != letters::alef && !(word[i - 1].marks & mark::fatha))
        return "teh marbuta behind no fatha";
    }
    if (c == letters::alef_hamza_below && i == 0 && vowel != mark::kasra) return "hamza below";
    if (c == letters::alef_hamza_above && i == 0 && !(vowel & (mark::fatha | mark::damma)))
      return "hamza above";
    if (last && !fixed && vowel) return "the ending is written";
    if (!last && !vowel && !may_be_bare(word, i)) return "a letter without its vowel";
  }
  return "";
}

TEST(NamesTable, HasAllTheNamesOfTheNews) {
  EXPECT_GE(table().rows().size(), 2200u);
}

TEST(NamesTable, EveryRowIsWellFormed) {
  const std::size_t name = table().column("name"), ending = table().column("ending"),
                    gender = table().column("gender");
  std::set<std::u32string> written;
  for (std::size_t i = 0; i < table().rows().size(); ++i) {
    const auto& row = table().rows()[i];
    const std::string place = "line " + std::to_string(table().line(i)) + " " + to_utf8(row[name]);
    EXPECT_TRUE(written.insert(without_marks(row[name])).second) << place << ": twice";
    EXPECT_TRUE(row[gender] == U"m" || row[gender] == U"f") << place;
    const auto words = split(row[name]), endings = split(row[ending]);
    for (std::size_t k = 0; k < words.size(); ++k) {
      ASSERT_FALSE(words[k].empty()) << place;
      const bool fixed = endings[endings.size() == 1 ? 0 : k] == U"fixed";
      EXPECT_EQ(fault(words[k], fixed), "") << place;
    }
  }
}

// A name with the article is no diptote, and one in a long a has no ending to choose.
TEST(NamesTable, EndingsAgreeWithTheForm) {
  const std::size_t name = table().column("name"), ending = table().column("ending");
  for (std::size_t i = 0; i < table().rows().size(); ++i) {
    const auto& row = table().rows()[i];
    if (split(row[name]).size() > 1) continue;
    const std::string place = "line " + std::to_string(table().line(i)) + " " + to_utf8(row[name]);
    if (row[ending] != U"diptote") continue;
    EXPECT_FALSE(row[name].starts_with(U"ال")) << place;
    EXPECT_FALSE(row[name].ends_with(letters::alef) || row[name].ends_with(letters::alef_maksura))
        << place;
  }
}

const reading::Names& names() {
  static const reading::Names loaded{Language(testing::places().lang)};
  return loaded;
}

/// The words found, each with its marks, a space between.
std::string found(std::u32string_view line) {
  const std::vector<Letter> text = reading::to_letters(line);
  std::string out;
  for (const NamedWord& name : names().find(text)) {
    std::vector<Letter> word(
        text.begin() + static_cast<std::ptrdiff_t>(name.start),
        text.begin() + static_cast<std::ptrdiff_t>(name.start + name.marks.size()));
    for (std::size_t i = 0; i < word.size(); ++i) word[i].marks = name.marks[i];
    out += (out.empty() ? "" : " ") + to_utf8(reading::to_text(word));
  }
  return out;
}

TEST(Names, BehindProclitics) {
  EXPECT_EQ(found(U"كييف"), "كِيِيف");
  EXPECT_EQ(found(U"وكييف فبكييف لكييف"), "وَكِيِيف فَبِكِيِيف لِكِيِيف");
  EXPECT_EQ(found(U"للأردن وبالأردن"), "لِلْأُرْدُنّ وَبِالْأُرْدُنّ");
  EXPECT_EQ(found(U"سكييف كييفنا"), "") << "neither a proclitic nor an ending";
  EXPECT_EQ(found(U"أردن"), "") << "the article only where the row has it";
}

TEST(Names, WithoutHamza) {
  EXPECT_EQ(found(U"اردوغان"), "اَرْدُوغَان");
  EXPECT_EQ(found(U"الاردن"), "الْاُرْدُنّ");
  EXPECT_EQ(found(U"البيت"), "") << "not إلبيت";
}

TEST(Names, LongestFirst) {
  EXPECT_EQ(found(U"تل أبيب"), "تَلّ أَبِيب");
  EXPECT_EQ(found(U"تل، أبيب"), "") << "not across a comma";
  EXPECT_EQ(found(U"وتل أبيب"), "وَتَلّ أَبِيب");
}

TEST(Names, TheAuthorsMarksStand) {
  EXPECT_EQ(found(U"كَييف"), "");
  EXPECT_EQ(found(U"تل أَبيب"), "");
}

TEST(Names, CommonWordsOnlyInCompany) {
  EXPECT_EQ(found(U"عمر"), "");
  EXPECT_EQ(found(U"الرئيس عمر"), "عُمَر");
  EXPECT_EQ(found(U"للرئيس عمر"), "عُمَر");
  EXPECT_EQ(found(U"عمر أردوغان"), "عُمَر أَرْدُوغَان");
  EXPECT_EQ(found(U"مدينة عمر"), "") << "a city announces no person";
  EXPECT_EQ(found(U"الرئيس، عمر"), "");
  EXPECT_EQ(found(U"وفيات"), "") << "not FIAT behind a waw";
}

TEST(Names, EveryCueAnnouncesItsKind) {
  const Table cues = Language(testing::places().lang).table("name_cues");
  const std::map<std::u32string, std::u32string> common = {
      {U"person", U"رامي"}, {U"place", U"نيس"}, {U"body", U"ميتا"}};
  std::set<std::pair<std::u32string, std::u32string>> seen;
  for (const auto& row : cues.rows()) {
    EXPECT_TRUE(seen.emplace(row.at(0), row.at(1)).second) << to_utf8(row[0]) << ": twice";
    EXPECT_NE(found(row[0] + U' ' + common.at(row[1])), "") << to_utf8(row[0]);
    EXPECT_NE(found(U"و" + row[0] + U' ' + common.at(row[1])), "") << to_utf8(row[0]);
  }
  for (const auto& [kind, word] : common) EXPECT_EQ(found(word), "") << to_utf8(word);
}

// Every ending, behind letters that make no name.
TEST(Names, EveryForeignEndingIsFound) {
  const Language language(testing::places().lang);
  for (const std::u32string& ending : language.list("foreign_endings"))
    EXPECT_TRUE(found(U"ككككك" + without_marks(ending)).ends_with(to_utf8(ending)))
        << to_utf8(ending);
}

TEST(Names, ForeignByTheirSpelling) {
  EXPECT_EQ(found(U"ديميتروفيتش"), "رُوفِيتْش");
  EXPECT_EQ(found(U"گوگل"), "ل");
  EXPECT_EQ(found(U"معروف"), "");
}

TEST(Names, Inflection) {
  const auto one = [](std::u32string_view line) {
    return names().find(reading::to_letters(line)).at(0);
  };
  EXPECT_EQ(one(U"كييف").ending, NameEnding::bare);
  EXPECT_EQ(one(U"بيروت").ending, NameEnding::diptote);
  EXPECT_EQ(one(U"العراق").ending, NameEnding::full);
  EXPECT_TRUE(one(U"بالعراق").governed);
  EXPECT_FALSE(one(U"والعراق").governed);
  EXPECT_TRUE(one(U"للعراق").definite);
}

/// Hears the same ending on every word.
class Endings : public Diacritiser {
 public:
  explicit Endings(Marks ending) : ending_(ending) {}
  Result diacritise(std::u32string_view line) const override {
    std::vector<Letter> text = reading::to_letters(line);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (is_arabic_letter(text[i].c) && (i + 1 == text.size() || !is_arabic_letter(text[i + 1].c)))
        text[i].marks |= ending_;
    return {reading::to_text(text), std::vector<double>(count_words(line), 0.5)};
  }

 private:
  Marks ending_;
};

TEST(NamingDiacritiser, GivesAnEndingThatTheNameMayHave) {
  const auto with = [](Marks ending, std::u32string_view line) {
    const reading::NamingDiacritiser both(Language(testing::places().lang),
                                          std::make_shared<Endings>(ending));
    return to_utf8(both.diacritise(line).text);
  };
  EXPECT_EQ(with(mark::kasra, U"كييف"), "كِيِيف");
  EXPECT_EQ(with(mark::sukun, U"كييف"), "كِيِيف");
  EXPECT_EQ(with(mark::kasratan, U"بيروت"), "بَيْرُوتَ");
  EXPECT_EQ(with(mark::dammatan, U"بيروت"), "بَيْرُوتُ");
  EXPECT_EQ(with(mark::damma, U"لبيروت"), "لِبَيْرُوتَ");
  EXPECT_EQ(with(mark::kasratan, U"العراق"), "الْعِرَاقِ");
  EXPECT_EQ(with(mark::damma, U"بالعراق"), "بِالْعِرَاقِ");
  EXPECT_EQ(with(mark::kasratan, U"محمد"), "مُحَمَّدٍ");
  EXPECT_EQ(with(mark::damma, U"عبد الله"), "عَبْدُ اللَّهِ");
  EXPECT_EQ(with(mark::damma, U"كِييف"), "كِييفُ") << "the author's word is left alone";
}

TEST(NamingDiacritiser, IsCertainOfANameThatTheTableHasWhole) {
  const reading::NamingDiacritiser both(Language(testing::places().lang),
                                        std::make_shared<Endings>(mark::damma));
  EXPECT_EQ(both.diacritise(U"(من كييف) إلى بيروت").confidence,
            (std::vector<double>{0.5, 1, 0.5, 0.5}));
}

TEST(NamesTable, FaultsAreTold) {
  testing::Scratch scratch;
  const auto code = [&scratch](std::string_view row) {
    write_file(scratch.path / "names.tsv",
               "#: name\tkind\tgender\tending\twhen\n" + std::string(row) + "\n");
    write_file(scratch.path / "name_cues.tsv", "#: word\tkind\n");
    write_file(scratch.path / "foreign_endings.tsv", "#: ending\n");
    try {
      reading::Names loaded{Language(scratch.path)};
    } catch (const Error& e) {
      EXPECT_NE(e.where().find(":2"), std::string::npos) << e.where();
      return e.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(code("كِيِيف\tplace\tf\tbare\t"), ErrorCode::internal) << "no fault";
  EXPECT_EQ(code("كِيِيف\ttown\tf\tbare\t"), ErrorCode::bad_input);
  EXPECT_EQ(code("كِيِيف\tplace\tf\tnone\t"), ErrorCode::bad_input);
  EXPECT_EQ(code("كِيِيف\tplace\tf\tbare\tnever"), ErrorCode::bad_input);
  EXPECT_EQ(code("تَلّ أَبِيب\tplace\tf\tbare bare bare\t"), ErrorCode::bad_input);
  EXPECT_EQ(code("تَلّ  أَبِيب\tplace\tf\tbare\t"), ErrorCode::bad_input);
}

}  // namespace
}  // namespace mujaz
