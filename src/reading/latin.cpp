// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols, and what is written in Latin letters: addresses, names, letters one by one.
#include <unicode/uchar.h>

#include <algorithm>

#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

constexpr char32_t multiplied = 0x00D7;
constexpr std::size_t longest_shown = 20;  // signs of an unknown run in an error

bool closes_quotation(char32_t c) {
  return c == U'"' || c == 0x00BB || c == 0x201D || c == 0x2019;
}

bool is_capital(char32_t c) {
  return u_isupper(static_cast<UChar32>(c));
}

/// Marks on nothing, pictures, arrows and boxes: they carry no word.
bool is_ornament(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return (U_GET_GC_MASK(code) & U_GC_M_MASK) || u_charType(code) == U_MODIFIER_SYMBOL ||
         u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
         u_hasBinaryProperty(code, UCHAR_REGIONAL_INDICATOR) || (c >= 0x2190 && c <= 0x21FF) ||
         (c >= 0x2500 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF);
}

}  // namespace

/// A name in Latin in brackets behind its Arabic form is not said: «حلف الناتو (NATO)». Behind a
/// common noun it is the only name there is: «شركة (Apple)».
bool Sentence::gloss() {
  if (at_ == 0 || speech_.waits()) return false;
  std::size_t before = at_ - 1;
  if (line_.is(before, TokenKind::punctuation) && closes_quotation(line_.folded[before][0])) {
    if (before-- == 0) return false;
  } else if (line_.is(before, TokenKind::word) && tables_.nouns.word(line_.folded[before]).noun) {
    return false;
  }
  if (!line_.is(before, TokenKind::word) && !line_.is(before, TokenKind::number)) return false;
  bool letters = false;
  std::size_t i = at_ + 1;
  for (; i < line_.size() && !line_.is(i, U')'); ++i) {
    const bool joint = line_.is(i, U'-') || line_.is(i, U'.') || line_.is(i, U'&') ||
                       line_.is(i, U'+') || line_.is(i, U'\'') ||
                       (letters && line_.is(i, TokenKind::number));
    letters = letters || line_.is(i, TokenKind::latin);
    if (!line_.is(i, TokenKind::latin) && !joint) return false;
  }
  if (i >= line_.size() || !letters) return false;
  at_ = i + 1;
  return true;
}

void Sentence::symbol() {
  const char32_t c = line_.written(at_)[0];
  const Span where = line_.tokens[at_].span;
  const std::size_t first = at_;
  ++at_;
  head_ = {};
  if (c == U'@' && at_ < line_.size() && line_.gap(first) == Gap::none &&
      (line_.is(at_, TokenKind::latin) || line_.is(at_, TokenKind::word))) {
    at_ += line_.is(at_, TokenKind::latin);  // a name in Arabic is said
    speech_.fixed_phrase(tables_.words[U"account"], span(first, at_), true);
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

/// Says a name. Where its words have a case, it is what a word before them gives, else what the
/// diacritiser hears.
void Sentence::named(const Signs::Name& name, Span where) {
  std::size_t first = at_ - 1;
  while (first > 0 && line_.tokens[first].span.start > where.start) --first;
  const Ruled found = ruled(speech_.has_clitic() ? clitic_at_ : first);
  bool inflects = true;
  for (std::size_t start = 0; start < name.read.size();) {
    const std::size_t end = std::min(name.read.find(U' ', start), name.read.size());
    const std::u32string_view word = std::u32string_view(name.read).substr(start, end - start);
    inflects = inflects && word.ends_with(marks::damma);
    if (!inflects)
      speech_.fixed(word, where, true);
    else if (found.sure)
      speech_.fixed(inflect(word, found.wanted, State::annexed), where);
    else
      speech_.plain(word.substr(0, word.size() - 1), where);
    start = end + 1;
  }
  if (name.figures) figures_of_name();
}

/// Figures behind a space that count nothing belong to the name before them.
void Sentence::figures_of_name() {
  if (at_ >= line_.size() || line_.gap(at_ - 1) != Gap::space || !line_.is(at_, TokenKind::number))
    return;
  const bool counts =
      at_ + 1 < line_.size() && line_.gap(at_) != Gap::line_break &&
      (line_.is(at_ + 1, TokenKind::symbol) || tables_.nouns.at(line_, at_ + 1).noun);
  label_ = !counts;
}

/// A Latin word: an address, a name of the table, else piece by piece: names, words that can be
/// said, letters, figures.
void Sentence::latin() {
  latin_token();
  figures_of_name();
}

void Sentence::latin_token() {
  const std::u32string_view text = line_.written(at_);
  const Span where = line_.tokens[at_].span;
  ++at_;
  head_ = {};
  if (const Address kind = address(text); kind != Address::none)
    return speech_.fixed_phrase(tables_.words[kind == Address::mail ? U"mail" : U"link"], where,
                                true);
  const std::u32string with_plus = std::u32string(text) + U'+';
  if (const Signs::Name* name = tables_.signs.name(with_plus);
      name && line_.is(at_, U'+') && line_.gap(at_ - 1) == Gap::none) {
    ++at_;
    return named(*name, span(at_ - 2, at_));
  }
  std::u32string together;  // without dots: U.S.
  for (const char32_t c : text)
    if (c != U'.') together += c;
  for (const std::u32string_view whole : {text, std::u32string_view(together)})
    if (const Signs::Name* name = tables_.signs.name(whole)) return named(*name, where);
  if (roman(text, where) || decade(text, where)) return;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && (digit_value(text[end]) >= 0 || is_latin_letter(text[end]))) ++end;
    if (end > i) {
      latin_piece(text.substr(i, end - i), {where.start + i, where.start + end});
    } else {
      end = i + 1;
      latin_joint(text, i, where);
    }
    i = end;
  }
}

/// A sign between the pieces of a Latin word: said where it says something.
void Sentence::latin_joint(std::u32string_view text, std::size_t i, Span where) {
  const Span sign{where.start + i, where.start + i + 1};
  const bool decimal = text[i] == U'.' && i > 0 && digit_value(text[i - 1]) >= 0 &&
                       i + 1 < text.size() && digit_value(text[i + 1]) >= 0;
  if (decimal)
    speech_.fixed_phrase(tables_.words[U"point"], sign, true);
  else if (text[i] == U'&')
    speech_.clitic(tables_.words[U"and"], sign);
  else if (text[i] == U'+')
    speech_.fixed_phrase(tables_.words[U"plus"], sign, true);
}

/// Letters and figures without a sign between.
void Sentence::latin_piece(std::u32string_view piece, Span where) {
  if (const Signs::Name* name = tables_.signs.name(piece)) return named(*name, where);
  for (std::size_t i = 0; i < piece.size();) {
    std::size_t end = i + 1;
    const bool figures = digit_value(piece[i]) >= 0;
    while (end < piece.size() && (digit_value(piece[end]) >= 0) == figures) ++end;
    const Span part{where.start + i, where.start + end};
    if (figures)
      latin_figures(piece.substr(i, end - i), part);
    else
      latin_words(piece.substr(i, end - i), part);
    i = end;
  }
}

/// Letters; where a capital stands behind a small one, another word begins.
void Sentence::latin_words(std::u32string_view letters, Span where) {
  if (const Signs::Name* name = tables_.signs.name(letters)) return named(*name, where);
  for (std::size_t i = 0; i < letters.size();) {
    std::size_t end = i + 1;
    while (end < letters.size() && !(is_capital(letters[end]) && !is_capital(letters[end - 1])))
      ++end;
    latin_letters(letters.substr(i, end - i), {where.start + i, where.start + end});
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
  if (const Signs::Name* name = tables_.signs.name(word)) return named(*name, where);
  if (const std::u32string said = tables_.signs.as_word(word); !said.empty())
    return speech_.fixed_phrase(said, where, true);
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
