// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/inflect.h"

#include <algorithm>

namespace mujaz::reading {
namespace {

using namespace letters;
using namespace marks;

constexpr char32_t dual_end[] = {fatha, alef, noon, kasra, 0};
constexpr char32_t dual_oblique[] = {fatha, yeh, sukun, noon, kasra, 0};
constexpr char32_t plural_end[] = {damma, waw, noon, fatha, 0};
constexpr char32_t plural_oblique[] = {kasra, yeh, noon, fatha, 0};
constexpr char32_t hundred_end[] = {meem, kasra, yeh_hamza, fatha, teh_marbuta, kasratan, 0};
constexpr char32_t sound_feminine[] = {fatha, alef, teh, 0};
constexpr char32_t two_before_ten[] = {fatha, alef, 0};
constexpr char32_t plural_before_noun[] = {damma, waw, 0};
constexpr char32_t owner[] = {thal, damma, waw, 0};  // one of the five nouns
constexpr std::size_t noon_and_vowel = 2;            // of dual and plural, lost where annexed

constexpr char32_t vowel(Case wanted) {
  return wanted == Case::nominative ? damma : wanted == Case::accusative ? fatha : kasra;
}

bool is_sun_letter(char32_t c) {
  return (c >= teh && c <= theh) || (c >= dal && c <= zah) || c == lam || c == noon;
}

bool starts_with_wasl(std::u32string_view word) {
  return word.size() > 1 && word[0] == alef && word[1] != lam;
}

/// Whether tanwin fath is written without an alef behind it.
bool bears_tanwin(std::u32string_view stem) {
  return stem.ends_with(teh_marbuta) || stem.ends_with(alef_hamza_above) ||
         stem.ends_with(std::u32string{alef, hamza});
}

/// Whether a letter is written joined to the one behind it.
bool joins(char32_t c) {
  constexpr char32_t never[] = {
      alef,  alef_hamza_above, alef_hamza_below, alef_madda, dal, thal, reh, zain, waw, waw_hamza,
      hamza, teh_marbuta,      alef_maksura};
  return is_arabic_letter(c) && std::find(std::begin(never), std::end(never), c) == std::end(never);
}

/// A final hamza that an alef comes behind: on a chair where a letter is joined to it («شَيْئًا»).
std::u32string before_alef(std::u32string stem) {
  const std::size_t size = stem.size();
  if (size > 2 && stem[size - 1] == hamza && stem[size - 2] == sukun && joins(stem[size - 3]))
    stem.back() = yeh_hamza;
  return stem;
}

/// A hamza on alef and the alef of the dual are one letter («خَطَآنِ»).
std::u32string with_madda(std::u32string word) {
  const std::size_t place = word.find(std::u32string{alef_hamza_above, fatha, alef});
  return place == word.npos ? word : word.replace(place, 3, 1, alef_madda);
}

std::u32string triptote(std::u32string stem, Case wanted, State state) {
  const bool bare = state != State::indefinite;
  // The sound feminine plural has no accusative of its own; short words in radical ت have one.
  const bool two_cases = stem.ends_with(sound_feminine) && without_marks(stem).size() > 4;
  if (two_cases && wanted == Case::accusative) wanted = Case::genitive;
  if (bare) return stem + vowel(wanted);
  if (wanted == Case::nominative) return stem + dammatan;
  if (wanted == Case::genitive) return stem + kasratan;
  if (bears_tanwin(stem)) return stem + fathatan;
  return before_alef(std::move(stem)) + fathatan + alef;
}

std::u32string of_short_stem(std::u32string stem, Case wanted, State state) {
  const bool accusative = wanted == Case::accusative;
  if (state == State::indefinite && !accusative) return stem + kasratan;
  stem += kasra;
  stem += yeh;
  if (!accusative) return stem;
  if (state != State::indefinite) return stem + fatha;
  return stem + std::u32string{fathatan, alef};
}

std::u32string two_ends(std::u32string_view word, std::u32string_view nominative,
                        std::u32string_view oblique, Case wanted, State state) {
  std::u32string out(word.substr(0, word.size() - nominative.size()));
  out += wanted == Case::nominative ? nominative : oblique;
  if (state == State::annexed) out.resize(out.size() - noon_and_vowel);
  return with_madda(std::move(out));
}

/// A word's own inflection, without the article.
std::u32string ending(std::u32string_view word, Case wanted, State state) {
  if (word.size() < 2) return std::u32string(word);
  std::u32string stem(word.substr(0, word.size() - 1));
  if (word.ends_with(hundred_end)) {
    const std::size_t unit = word.size() - std::size(hundred_end) + 1;
    stem = word;
    if (unit > 0 && stem[unit - 1] == damma) stem[unit - 1] = vowel(wanted);
    if (state != State::indefinite) stem.back() = kasra;
    return stem;
  }
  if (word.ends_with(dual_end)) return two_ends(word, dual_end, dual_oblique, wanted, state);
  if (word.ends_with(plural_end)) return two_ends(word, plural_end, plural_oblique, wanted, state);
  switch (word.back()) {
    case dammatan:
      return triptote(std::move(stem), wanted, state);
    case damma:
      return stem +
             (state == State::indefinite && wanted != Case::nominative ? fatha : vowel(wanted));
    case kasratan:
      return of_short_stem(std::move(stem), wanted, state);
    default:
      break;
  }
  const std::size_t tanwin = word.size() - 2;
  if (word[tanwin] == fathatan && state != State::indefinite) {
    std::u32string out(word);
    out[tanwin] = fatha;
    return out;
  }
  return std::u32string(word);
}

/// Whether the word is one whose end changes with its case.
bool inflects(std::u32string_view word) {
  return word.ends_with(dammatan) || word.ends_with(damma) || word.ends_with(dual_end);
}

bool has_article(std::u32string_view word) {
  return word.size() > 2 && word[0] == alef && word[1] == lam;
}

std::u32string head_of_phrase(std::u32string_view head, std::u32string_view next, Case wanted,
                              State state) {
  std::u32string out(head);
  if (head.ends_with(two_before_ten)) {  // twelve
    if (wanted == Case::nominative) return out;
    out.back() = yeh;
    return out + sukun;
  }
  if (head.ends_with(plural_before_noun) && head != owner && !inflects(next)) {
    if (wanted == Case::nominative) return out;
    out.resize(out.size() - 2);
    return out + kasra + yeh;
  }
  if (head == owner) {
    const bool accusative = wanted == Case::accusative;
    return wanted == Case::nominative
               ? out
               : std::u32string{thal, accusative ? fatha : kasra, accusative ? alef : yeh};
  }
  const bool annexed = head.ends_with(damma) && !inflects(next) && !has_article(next);
  return ending(head, wanted, annexed ? State::annexed : state);
}

}  // namespace

std::u32string inflect(std::u32string_view phrase, Case wanted, State state) {
  std::size_t space = phrase.find(U' ');
  const std::u32string_view head = phrase.substr(0, space);
  std::u32string out;
  if (space == phrase.npos) {
    out = ending(head, wanted, state);
    return state == State::definite ? definite(out) : out;
  }
  const std::u32string_view rest = phrase.substr(space + 1);
  out = head_of_phrase(head, rest.substr(0, rest.find(U' ')), wanted, state);
  if (state == State::definite) out = definite(out);
  for (bool agrees = true; space != phrase.npos;) {
    const std::size_t next = phrase.find(U' ', space + 1);
    const std::u32string_view word = phrase.substr(space + 1, next - space - 1);
    agrees = agrees && inflects(word);
    out += U' ';
    if (!agrees)
      out += word;
    else if (has_article(word))
      out += ending(word, wanted, State::annexed);
    else
      out += inflect(word, wanted, state);
    space = next;
  }
  return out;
}

std::u32string dual(std::u32string_view singular) {
  const std::size_t space = singular.find(U' ');
  std::u32string word(singular.substr(0, space));
  const bool agrees = word.back() == dammatan;
  const bool annexed = space != singular.npos && word.back() == damma;
  if (word.back() == kasratan) {  // a stem in ي that was cut short
    word.back() = kasra;
    word += yeh;
  } else if (word.back() == alef_maksura) {
    word.back() = yeh;
    word[word.size() - 2] = fatha;
  } else if (is_mark(word.back())) {
    word.pop_back();
  }
  if (word.back() == teh_marbuta) word.back() = teh;
  word = before_alef(std::move(word)) + dual_end;
  if (annexed) word.resize(word.size() - noon_and_vowel);
  if (space == singular.npos) return word;
  std::u32string_view rest = singular.substr(space + 1);
  word += U' ';
  const std::u32string_view next = rest.substr(0, rest.find(U' '));
  if (agrees && next.back() == dammatan) return word + dual(rest);
  return word.append(rest);
}

std::u32string joined(std::u32string_view proclitics, std::u32string_view word) {
  std::u32string out(proclitics);
  if (out.empty()) return std::u32string(word);
  if (word.size() > 1 && word[0] == alef && is_mark(word[1])) {
    out += alef;
    return out.append(word.substr(2));
  }
  const bool to_article = proclitics.size() >= 2 && proclitics[proclitics.size() - 2] == lam &&
                          word.size() > 2 && word[0] == alef && word[1] == lam;
  if (!to_article) return out.append(word);
  return out.append(word.substr(1));
}

std::u32string definite(std::u32string_view word) {
  std::u32string out{alef, lam};
  if (word.empty()) return out;
  if (starts_with_wasl(word)) {
    out += kasra;
    out += alef;
    return out.append(word.substr(is_mark(word[1]) ? 2 : 1));
  }
  if (!is_sun_letter(word[0])) {
    out += sukun;
    return out.append(word);
  }
  out += word[0];
  out += shadda;
  return out.append(word.substr(1));
}

}  // namespace mujaz::reading
