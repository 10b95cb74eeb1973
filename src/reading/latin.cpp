// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols, and what is written in Latin letters: addresses, names, letters one by one.
#include <unicode/uchar.h>

#include <algorithm>

#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

constexpr char32_t multiplied = 0x00D7;
constexpr std::size_t longest_shown = 20;  // signs of an unknown run in an error

/// Marks on nothing, pictures, arrows and boxes: they carry no word.
bool is_ornament(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return (U_GET_GC_MASK(code) & U_GC_M_MASK) || u_charType(code) == U_MODIFIER_SYMBOL ||
         u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
         u_hasBinaryProperty(code, UCHAR_REGIONAL_INDICATOR) || (c >= 0x2190 && c <= 0x21FF) ||
         (c >= 0x2500 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF);
}

}  // namespace

/// A name in Latin in brackets behind its Arabic form: not said.
bool Sentence::gloss() {
  if (at_ == 0 || !line_.is(at_ - 1, TokenKind::word)) return false;
  std::size_t i = at_ + 1;
  for (; i < line_.size() && !line_.is(i, U')'); ++i) {
    const std::u32string_view text = line_.written(i);
    const bool name =
        line_.is(i, TokenKind::latin) &&
        std::none_of(text.begin(), text.end(), [](char32_t c) { return digit_value(c) >= 0; });
    const bool joint =
        line_.is(i, U'-') || line_.is(i, U'.') || line_.is(i, U'&') || line_.is(i, U'+');
    if (!name && !joint) return false;
  }
  if (i >= line_.size() || i == at_ + 1) return false;
  at_ = i + 1;
  return true;
}

void Sentence::symbol() {
  const char32_t c = line_.written(at_)[0];
  const Span where = line_.tokens[at_].span;
  const std::size_t first = at_;
  ++at_;
  head_ = {};
  if (c == U'@' && line_.is(at_, TokenKind::latin) && line_.gap(first) == Gap::none) {
    speech_.fixed_phrase(tables_.words[U"account"], span(first, at_ + 1), true);
    ++at_;
    return;
  }
  if (const auto said = tables_.signs.sign(c)) {
    if (*said == tables_.words[U"and"])
      speech_.clitic(*said, where);
    else
      speech_.fixed_phrase(*said, where, true);
    return;
  }
  if (is_mark(c) || is_ornament(c)) return;
  const bool foreign = u_isalpha(static_cast<UChar32>(c));
  // A run of signs or of foreign letters is said once.
  const auto alike = [&](std::size_t i) {
    if (!line_.is(i, TokenKind::symbol) || line_.gap(i - 1) != Gap::none) return false;
    const char32_t other = line_.written(i)[0];
    return !tables_.signs.sign(other) &&
           static_cast<bool>(u_isalpha(static_cast<UChar32>(other))) == foreign;
  };
  while (alike(at_)) ++at_;
  unknown(foreign ? U"foreign_word" : U"sign", span(first, at_));
}

/// What no rule has: said as what it is, or an error.
void Sentence::unknown(const char32_t* said, Span where) {
  if (setup_.on_unknown == OnUnknown::stop) {
    const std::u32string sign(
        line_.text.substr(where.start, std::min(where.size(), longest_shown)));
    throw Error(ErrorCode::unsupported, "There is no rule to read \"" + to_utf8(sign) + "\".",
                "code point " + std::to_string(source_.written(where).start));
  }
  speech_.fixed_phrase(tables_.words[said], where, true);
}

/// A Latin word: an address, a name of the table, else its letters and figures one by one.
void Sentence::latin() {
  const std::u32string_view text = line_.written(at_);
  const Span where = line_.tokens[at_].span;
  ++at_;
  head_ = {};
  if (const Address kind = address(text); kind != Address::none)
    return speech_.fixed_phrase(tables_.words[kind == Address::mail ? U"mail" : U"link"], where,
                                true);
  const std::u32string with_plus = std::u32string(text) + U'+';
  if (const std::u32string* name = tables_.signs.acronym(with_plus);
      name && line_.is(at_, U'+') && line_.gap(at_ - 1) == Gap::none) {
    ++at_;
    return speech_.fixed_phrase(*name, span(at_ - 2, at_), true);
  }
  if (const std::u32string* name = tables_.signs.acronym(text))
    return speech_.fixed_phrase(*name, where, true);
  if (roman(text, where) || decade(text, where)) return;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    if (digit_value(text[i]) >= 0) {
      while (end < text.size() && digit_value(text[end]) >= 0) ++end;
      latin_figures(text.substr(i, end - i), {where.start + i, where.start + end});
    } else if (is_latin_letter(text[i])) {
      while (end < text.size() && is_latin_letter(text[end])) ++end;
      latin_letters(text.substr(i, end - i), {where.start + i, where.start + end});
    } else {
      end = i + 1;
    }
    i = end;
  }
}

void Sentence::latin_letters(std::u32string_view word, Span where) {
  // 30x40
  const std::u32string_view all = line_.text;
  const bool between_figures = word.size() == 1 && where.start > 0 && where.end < all.size() &&
                               digit_value(all[where.start - 1]) >= 0 &&
                               digit_value(all[where.end]) >= 0;
  if (const auto times = tables_.signs.sign(multiplied);
      times && between_figures && (word[0] == U'x' || word[0] == U'X'))
    return speech_.fixed_phrase(*times, where);
  if (const std::u32string* name = tables_.signs.acronym(word))
    return speech_.fixed_phrase(*name, where, true);
  for (const char32_t c : word) {
    const std::u32string name = tables_.signs.letter(c);
    if (name.empty())
      unknown(U"sign", where);
    else
      speech_.fixed_phrase(name, where, true);
  }
}

void Sentence::latin_figures(std::u32string_view figures, Span where) {
  constexpr std::size_t longest_name = 6;
  if (figures.size() > longest_name || (figures.size() > 1 && digit_value(figures[0]) == 0))
    return speech_.phrase(tables_.numerals.digits(figures), where, {});
  std::int64_t value = 0;
  for (const char32_t c : figures) value = value * 10 + digit_value(c);
  const bool multiplies = where.start > 1 && line_.text[where.start - 1] == U'x' &&
                          digit_value(line_.text[where.start - 2]) >= 0;
  const Case wanted = multiplies ? Case::genitive : Case::nominative;
  speech_.phrase(tables_.numerals.cardinal(value, false, {wanted, State::indefinite}), where, {});
}

}  // namespace mujaz::reading
