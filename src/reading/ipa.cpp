// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/ipa.h"

#include <cstdio>

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

constexpr char32_t long_sign = 0x02D0, stress_sign = 0x02C8, second_stress = 0x02CC,
                   tie_above = 0x0361, tie_below = 0x035C, plain_g = U'g', ipa_g = 0x0261;

/// Signs that tell nothing that a phone of ours has.
bool is_passed_over(char32_t c) {
  return c == U'.' || c == second_stress || c == tie_above || c == tie_below;
}

/// A sign with its code, the quote before it aside.
std::string describe(char32_t c) {
  char code[32];
  std::snprintf(code, sizeof code, "\" (U+%04X).", static_cast<unsigned>(c));
  return to_utf8(std::u32string(1, c)).append(code);
}

/// The Arabic vowel mark and lengthening letter of a vowel, by our symbol's first letter.
struct VowelLetters {
  Marks mark;
  char32_t letter;
};
VowelLetters letters_of(const PhoneTable::Row& row) {
  switch (row.symbol[0]) {
    case 'i':
    case 'I':
      return {mark::kasra, letters::yeh};
    case 'u':
    case 'U':
      return {mark::damma, letters::waw};
    default:
      return {mark::fatha, letters::alef};
  }
}

/// The seat of a hamza by the vowels beside it; 0 for none on that side.
char32_t hamza_seat(Marks before, Marks after, bool first) {
  using namespace letters;
  if (first) return after & mark::kasra ? alef_hamza_below : alef_hamza_above;
  const Marks both = before | after;
  if (both & mark::kasra) return yeh_hamza;
  if (both & mark::damma) return waw_hamza;
  return after || before ? alef_hamza_above : hamza;
}

}  // namespace

Ipa::Ipa(const PhoneTable& phones) : phones_(phones) {
  for (std::size_t i = 0; i < phones.rows().size(); ++i)
    symbols_.push_back({from_utf8(phones.rows()[i].ipa), static_cast<std::uint8_t>(i)});
  std::stable_sort(symbols_.begin(), symbols_.end(),
                   [](const Symbol& a, const Symbol& b) { return a.text.size() > b.text.size(); });
}

std::vector<std::vector<Phone>> Ipa::words(std::u32string_view ipa,
                                           std::optional<Fault>& fault) const {
  // Ties and the plain g are made one with the table's spelling, each place remembered.
  std::u32string text;
  std::vector<std::size_t> place;
  for (std::size_t i = 0; i < ipa.size(); ++i) {
    if (is_passed_over(ipa[i])) continue;
    text.push_back(ipa[i] == plain_g ? ipa_g : ipa[i]);
    place.push_back(i);
  }
  std::vector<std::vector<Phone>> out(1);
  std::optional<std::size_t> stress;
  const auto fail = [&](std::size_t at, std::string what) {
    fault = Fault{at, std::move(what)};
    return std::vector<std::vector<Phone>>{};
  };
  for (std::size_t i = 0; i < text.size();) {
    std::vector<Phone>& word = out.back();
    const char32_t c = text[i];
    if (c == U' ') {
      if (stress) return fail(place[*stress], "There is no vowel behind the stress.");
      if (!word.empty()) out.emplace_back();
      ++i;
      continue;
    }
    if (c == stress_sign) {
      if (stress) return fail(place[i], "There are two stresses before one vowel.");
      stress = i++;
      continue;
    }
    if (c == long_sign) {
      if (word.empty() || phones_[word.back().id].vowel || word.back().geminate)
        return fail(place[i], "Nothing that can be long stands before \"\xCB\x90\".");
      word.back().geminate = true;
      ++i;
      continue;
    }
    const auto found = std::find_if(symbols_.begin(), symbols_.end(), [&](const Symbol& symbol) {
      return std::u32string_view(text).substr(i).starts_with(symbol.text);
    });
    if (found == symbols_.end())
      return fail(place[i], "There is no phone \"" + describe(ipa[place[i]]));
    i += found->text.size();
    const bool vowel = phones_[found->id].vowel;
    if (!vowel && !word.empty() && word.back().id == found->id && !word.back().geminate && !stress)
      word.back().geminate = true;  // written twice
    else
      word.push_back({found->id, false, false, vowel && stress.has_value()});
    if (vowel) stress.reset();
  }
  if (stress) return fail(place[*stress], "There is no vowel behind the stress.");
  if (out.back().empty()) out.pop_back();
  if (out.empty()) return fail(0, "There is no phone.");
  return out;
}

void Ipa::put_vowel(Word32& out, const PhoneTable::Row& row, bool first) const {
  const VowelLetters vowel = letters_of(row);
  if (first)
    out.push_back(
        {vowel.mark == mark::kasra ? letters::alef_hamza_below : letters::alef_hamza_above, 0});
  else if (out.back().marks & mark::vowels)  // a vowel behind a vowel
    out.push_back({letters::hamza, 0});
  Letter& bearer = out.back();
  bearer.marks = static_cast<Marks>((bearer.marks & ~mark::endings) | vowel.mark);
  if (!row.is_long) return;
  if (vowel.letter == letters::alef && bearer.c == letters::alef_hamza_above) {
    bearer = {letters::alef_madda, 0};
    return;
  }
  out.push_back({vowel.letter, 0});
}

Word32 Ipa::letters(const std::vector<Phone>& word) const {
  Word32 out;
  for (std::size_t k = 0; k < word.size(); ++k) {
    const PhoneTable::Row& row = phones_[word[k].id];
    if (row.vowel) {
      put_vowel(out, row, k == 0);
      continue;
    }
    char32_t letter = row.letters[0];
    if (letter == letters::hamza) {
      const auto vowel_at = [&](std::size_t at) {
        return at < word.size() && phones_[word[at].id].vowel
                   ? letters_of(phones_[word[at].id]).mark
                   : Marks{0};
      };
      letter = hamza_seat(k == 0 ? Marks{0} : vowel_at(k - 1), vowel_at(k + 1), k == 0);
    }
    out.push_back({letter, mark::sukun});
    if (word[k].geminate) out.back().marks = mark::shadda;
  }
  return out;
}

}  // namespace mujaz::reading
