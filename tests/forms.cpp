// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "support.h"

namespace mujaz::testing {

using namespace letters;

namespace {

bool is_vowel(char32_t c) {
  return (c >= marks::fathatan && c <= marks::kasra) || c == marks::sukun;
}

}  // namespace

std::string place(const Table& table, std::size_t row) {
  return table.file() + ":" + std::to_string(table.line(row));
}

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

char32_t unmarked(std::u32string_view word, bool may_end_bare) {
  char32_t before = 0;  // the vowel of the letter before
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char32_t c = word[i];
    if (!is_arabic_letter(c)) continue;
    char32_t vowel = 0;
    for (std::size_t k = i + 1; k < word.size() && is_mark(word[k]); ++k) vowel = word[k];
    const bool last = std::all_of(word.begin() + static_cast<std::ptrdiff_t>(i) + 1, word.end(),
                                  [](char32_t other) { return !is_arabic_letter(other); });
    const char32_t behind = i + 1 < word.size() ? word[i + 1] : 0;
    const bool assimilated =  // the lam of the article, and the one in the name of God
        c == lam && i > 0 &&
        (i == 1 || behind == heh || (i + 2 < word.size() && word[i + 2] == marks::shadda));
    const bool silent = c == alef || c == alef_madda || c == alef_maksura || assimilated ||
                        (c == yeh && before == marks::kasra) ||
                        (c == waw && before == marks::damma);
    if (vowel == 0 && !silent && !(may_end_bare && last)) return c;
    before = vowel;
  }
  return 0;
}

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

bool excepted(std::string_view rule, const std::u32string& noun) {
  static const std::set<std::pair<std::string, std::u32string>> known = [] {
    std::set<std::pair<std::string, std::u32string>> out;
    std::ifstream in(source("tests/noun_exceptions.tsv"));
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

}  // namespace mujaz::testing
