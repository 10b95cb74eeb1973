// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/uchar.h>

#include "mujaz/text.h"

namespace mujaz {
namespace {

bool is_word_part(char32_t c) {
  return is_arabic_letter(c) || is_mark(c) || c == letters::tatweel || c == 0x200D || c == 0x200C;
}

/// Signs that hold a number together when a digit follows.
bool joins_digits(char32_t c) {
  return c == U'.' || c == U',' || c == U'/' || c == U':' || c == U'-' || c == 0x066B ||
         c == 0x066C || c == 0x2013 || c == 0x2212;
}

/// Signs that hold a Latin name or an address together when a letter or a digit follows.
bool joins_latin(char32_t c) {
  return c == U'-' || c == U'.' || c == U'_' || c == U'@' || c == U'/' || c == U':' || c == U'\'' ||
         c == U'&' || c == U'+' || c == U'?' || c == U'=' || c == U'%' || c == U'#' || c == 0x2019;
}

bool is_punctuation(char32_t c) {
  return u_ispunct(static_cast<UChar32>(c)) && c != U'%' && c != U'#' && c != U'&' && c != U'@' &&
         c != 0x066A && c != 0x2030;
}

std::size_t number_end(std::u32string_view text, std::size_t i) {
  while (i < text.size()) {
    if (digit_value(text[i]) >= 0 ||
        (joins_digits(text[i]) && i + 1 < text.size() && digit_value(text[i + 1]) >= 0))
      ++i;
    else
      break;
  }
  return i;
}

std::size_t latin_end(std::u32string_view text, std::size_t i) {
  const auto inner = [](char32_t c) { return is_latin_letter(c) || digit_value(c) >= 0; };
  while (i < text.size()) {
    if (inner(text[i])) {
      ++i;
      continue;
    }
    std::size_t next = i;
    while (next < text.size() && joins_latin(text[next])) ++next;  // as in ://
    if (next == i || next - i > 3 || next >= text.size() || !inner(text[next])) break;
    i = next;
  }
  return i;
}

}  // namespace

std::vector<Token> tokens(std::u32string_view text) {
  std::vector<Token> out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    const std::size_t start = i;
    TokenKind kind = TokenKind::symbol;
    if (is_space(c)) {
      ++i;
      continue;
    }
    if (is_word_part(c)) {
      kind = TokenKind::word;
      while (i < text.size() && is_word_part(text[i])) ++i;
    } else if (digit_value(c) >= 0) {
      kind = TokenKind::number;
      i = number_end(text, i);
      // A number that runs on into Latin letters is a name: 5G, 737MAX.
      if (i < text.size() && is_latin_letter(text[i])) {
        kind = TokenKind::latin;
        i = latin_end(text, i);
      }
    } else if (is_latin_letter(c)) {
      kind = TokenKind::latin;
      i = latin_end(text, i);
    } else {
      kind = is_punctuation(c) ? TokenKind::punctuation : TokenKind::symbol;
      ++i;
    }
    out.push_back({kind, {start, i}});
  }
  return out;
}

std::size_t count_words(std::u32string_view text) {
  std::size_t words = 0;
  for (const Token& token : tokens(text))
    words += token.kind == TokenKind::word || token.kind == TokenKind::number ||
             token.kind == TokenKind::latin;
  return words;
}

}  // namespace mujaz
