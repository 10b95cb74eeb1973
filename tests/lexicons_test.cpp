// SPDX-License-Identifier: GPL-3.0-or-later
// The counted nouns beside two other lexicons: arramooz and the stems of Buckwalter's analyser.
// Where neither has what our row has and one of them has another form, the row must stand in
// tests/lexicon_differences.tsv with the reason why it was kept. Skipped without the lexicons.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "forms.h"
#include "mujaz/quantities.h"
#include "support.h"

namespace mujaz::testing {
namespace {

using namespace letters;

/// What a lexicon has of a singular.
struct Entry {
  std::u32string vowels;  ///< comparable
  char gender = 0;        ///< m, f, or 0 where it is not told
  std::set<std::u32string> plurals;
};
using Lexicon = std::multimap<std::u32string, Entry>;  ///< by letters

/// A form without what lexicons write in different ways: endings, sukun, the vowels that long ones
/// and hamzas imply, the place of shadda.
std::u32string comparable(std::u32string_view word) {
  std::u32string out;
  for (const char32_t c : word) {
    if (c == marks::sukun || c == marks::dagger_alef || c == tatweel ||
        (c >= marks::fathatan && c <= marks::kasratan))
      continue;
    const bool behind_vowel =
        !out.empty() && out.back() >= marks::fatha && out.back() <= marks::kasra;
    if (c == marks::shadda && behind_vowel) {
      out.insert(out.size() - 1, 1, c);
      continue;
    }
    const char32_t vowel = behind_vowel ? out.back() : 0;
    const bool implied =
        (vowel == marks::fatha && (c == alef || c == alef_maksura || c == teh_marbuta)) ||
        (vowel == marks::kasra && c == yeh) || (vowel == marks::damma && c == waw);
    if (implied && (out.size() < 2 || out[out.size() - 2] != marks::shadda || c != yeh))
      out.pop_back();
    if (is_mark(c) && c != marks::shadda && out.size() == 1 &&
        (out[0] == alef || (out[0] == alef_hamza_above && c == marks::fatha) ||
         (out[0] == alef_hamza_below && c == marks::kasra)))
      continue;
    const bool after_alef = !out.empty() && out.back() == alef;
    if (after_alef && (c == marks::fatha)) continue;  // «اَ» of arramooz
    out += c == alef_wasla ? alef : c;
  }
  while (!out.empty() && is_mark(out.back()) && out.back() != marks::shadda) out.pop_back();
  return out;
}

std::vector<std::u32string> cells(const std::u32string& line) {
  std::vector<std::u32string> out(1);
  for (const char32_t c : line) {
    if (c == U'\t')
      out.emplace_back();
    else
      out.back() += c;
  }
  out.resize(std::max<std::size_t>(out.size(), 7));
  return out;
}

std::u32string without_vowel(std::u32string word) {
  while (!word.empty() && is_mark(word.back()) && word.back() != marks::shadda) word.pop_back();
  return word;
}

/// «ـات» and «ـون» behind a stem.
std::u32string with_suffix(std::u32string stem, bool feminine) {
  stem = without_vowel(std::move(stem));
  if (stem.ends_with(teh_marbuta)) stem.pop_back();
  if (stem.ends_with(alef_maksura)) stem.back() = yeh;
  if (!feminine && stem.ends_with(yeh) && !stem.ends_with(marks::shadda) && stem.size() > 1 &&
      stem[stem.size() - 2] == marks::fatha)
    stem.pop_back();
  return comparable(stem + (feminine ? std::u32string{alef, teh} : std::u32string{waw, noon}));
}

Lexicon arramooz(const std::filesystem::path& file) {
  Lexicon out;
  std::ifstream in(file);
  for (std::string bytes; std::getline(in, bytes);) {
    if (bytes.empty() || bytes[0] == '#') continue;
    const std::vector<std::u32string> row = cells(from_utf8(bytes));
    if (row[4] != from_utf8("مفرد")) continue;
    Entry entry{comparable(row[0]), 0, {}};
    if (row[3] == from_utf8("مذكر")) entry.gender = 'm';
    if (row[3] == from_utf8("مؤنث")) entry.gender = 'f';
    for (std::u32string plural : parts(row[5], U";:,\u060C")) {
      plural = plural.substr(0, plural.find(U'('));
      plural.erase(0, plural.find_first_not_of(U" "));
      plural = plural.substr(0, plural.find(U' '));
      const std::u32string bare = without_marks(plural);
      const bool suffix = plural.find(U'+') != plural.npos || bare.size() == 2;
      if (suffix && bare.ends_with(std::u32string{alef, teh}))
        entry.plurals.insert(with_suffix(row[0], true));
      else if (suffix && bare.ends_with(std::u32string{waw, noon}))
        entry.plurals.insert(with_suffix(row[0], false));
      else if (!plural.empty())
        entry.plurals.insert(comparable(plural));
    }
    out.emplace(without_marks(row[0]), std::move(entry));
  }
  return out;
}

/// Buckwalter's letters.
std::u32string arabic(std::string_view buckwalter) {
  static const std::string latin = "'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVG";
  static const std::u32string letters = from_utf8("ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٱپچڤگ");
  std::u32string out;
  for (const char c : buckwalter) {
    const std::size_t at = latin.find(c);
    out += at == latin.npos ? static_cast<char32_t>(c) : letters[at];
  }
  return out;
}

/// Stems of one lemma: the first is the singular, one with another gloss in the plural its plural.
void add_lemma(Lexicon& out, const std::vector<std::vector<std::string>>& stems) {
  std::vector<std::pair<std::u32string, char>> singulars;
  std::set<std::u32string> plurals;
  const auto plural_gloss = [&](const std::string& gloss) {
    const std::string word = gloss.substr(0, gloss.find_first_of(";/< "));
    return gloss != stems.front()[3] &&
           (word.ends_with('s') || word.ends_with("men") || word == "people" ||
            word == "children" || word == "feet" || word == "teeth");
  };
  for (const auto& stem : stems) {
    const std::u32string word = arabic(stem[1]);
    const std::string& kind = stem[2];
    if (kind[0] != 'N' || kind == "Nprop") continue;
    const bool feminine = kind == "NapAt" || kind == "Napdu" || kind == "Nap";
    if (plural_gloss(stem[3])) {
      plurals.insert(comparable(word + (feminine        ? std::u32string{teh_marbuta}
                                        : kind == "NAt" ? std::u32string{alef, teh}
                                                        : std::u32string{})));
      continue;
    }
    singulars.emplace_back(feminine ? word + teh_marbuta : word, feminine ? 'f' : 'm');
    if (kind == "N-ap" || kind == "N/ap" || kind == "Nall" || kind == "Nel")
      singulars.emplace_back(word + teh_marbuta, 'f');
    if (kind == "Nall" || kind == "Nel") plurals.insert(with_suffix(word, false));
    if (kind == "Nall" || kind == "Nel" || kind == "N/At" || kind == "NduAt" || kind == "NapAt" ||
        kind == "NAt")
      plurals.insert(with_suffix(word, true));
  }
  for (const auto& [word, gender] : singulars)
    out.emplace(without_marks(word), Entry{comparable(word), gender, plurals});
}

Lexicon buckwalter(const std::filesystem::path& file) {
  Lexicon out;
  const std::unique_ptr<FILE, int (*)(FILE*)> in(
      popen(("xz -dc '" + file.string() + "'").c_str(), "r"), pclose);
  std::vector<std::vector<std::string>> stems;
  std::string line;
  for (int c = 0; in && (c = std::fgetc(in.get())) != EOF;) {
    if (c != '\n') {
      line += static_cast<char>(c);
      continue;
    }
    if (line.starts_with(";; ") && !stems.empty()) {
      add_lemma(out, stems);
      stems.clear();
    } else if (!line.empty() && line[0] != ';') {
      std::istringstream row(line);
      std::vector<std::string> cell(4);
      for (std::string& one : cell) std::getline(row, one, '\t');
      if (!cell[2].empty()) stems.push_back(std::move(cell));
    }
    line.clear();
  }
  if (!stems.empty()) add_lemma(out, stems);
  return out;
}

/// The kinds of difference of a row: those of which no lexicon has ours and one has another.
std::set<std::string> differences(const std::vector<const Lexicon*>& lexicons,
                                  const std::u32string& singular, char gender,
                                  const std::vector<std::u32string>& plurals) {
  const bool cut = singular.ends_with(marks::kasratan);
  std::u32string whole = without_vowel(singular);
  if (cut) whole += std::u32string{marks::kasra, yeh};
  bool known = false, same = false, gender_told = false, gender_ours = false;
  std::set<std::u32string> theirs;
  for (const Lexicon* lexicon : lexicons) {
    for (const std::u32string& form : {singular, whole}) {
      const auto [first, last] = lexicon->equal_range(without_marks(form));
      for (auto it = first; it != last; ++it) {
        known = true;
        if (it->second.vowels != comparable(form)) continue;
        same = true;
        // Buckwalter's m is any stem without ة: no opinion.
        const bool told =
            it->second.gender != 0 && (lexicon == lexicons[0] || it->second.gender == 'f');
        gender_told = gender_told || told;
        gender_ours =
            gender_ours || it->second.gender == 0 || (told && it->second.gender == gender);
        theirs.insert(it->second.plurals.begin(), it->second.plurals.end());
      }
    }
  }
  if (!known) return {};
  if (!same) return {"vowels"};
  std::set<std::string> out;
  if (gender_told && !gender_ours) out.insert("gender");
  for (const std::u32string& plural : plurals) {
    const std::u32string ours = comparable(plural);
    const bool sound_of_cut = cut && plural.ends_with(std::u32string{noon, marks::fatha});
    if (!theirs.empty() && !theirs.contains(ours) && !theirs.contains(ours + yeh) && !sound_of_cut)
      out.insert("plural");
  }
  return out;
}

TEST(Lexicons, EveryDifferenceWasJudged) {
  const auto first = shared("data/lexicons/arramooz-nouns.tsv");
  const auto second = shared("data/lexicons/bama-dictStems.xz");
  if (!first || !second) GTEST_SKIP() << "the lexicons are absent";
  const Lexicon one = arramooz(*first), other = buckwalter(*second);
  ASSERT_GT(one.size(), 1000u);
  ASSERT_GT(other.size(), 1000u);
  std::set<std::pair<std::string, std::u32string>> judged;
  std::ifstream in(source("tests/lexicon_differences.tsv"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::u32string> row = cells(from_utf8(line));
    EXPECT_FALSE(row[2].empty()) << line << ": no reason";
    judged.emplace(to_utf8(row[0]), row[1]);
  }
  const Table table = language().table("nouns");
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const auto& row = table.rows()[r];
    const std::u32string& singular = row[table.column("singular")];
    if (singular.find(U' ') != singular.npos) continue;
    const char gender = row[table.column("gender")] == U"f" ? 'f' : 'm';
    for (const std::string& kind :
         differences({&one, &other}, singular, gender, alternatives(row[table.column("plural")])))
      EXPECT_EQ(judged.erase({kind, singular}), 1u)
          << place(table, r) << "\t" << kind << "\t" << to_utf8(singular) << "\t"
          << to_utf8(row[table.column("plural")]);
  }
  for (const auto& [kind, noun] : judged)
    ADD_FAILURE() << "no longer a difference\t" << kind << "\t" << to_utf8(noun);
}

}  // namespace
}  // namespace mujaz::testing
