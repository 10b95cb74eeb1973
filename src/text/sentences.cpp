// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/text.h"

namespace mujaz {
namespace {

bool is_terminal(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == 0x061F || c == 0x2026 || c == 0x06D4;
}

bool closes(char32_t c) {
  return c == U'"' || c == 0x00BB || c == 0x201D || c == U')' || c == U']' || c == 0x2019;
}

bool is_line_break(char32_t c) {
  return c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029;
}

bool is_letter(char32_t c) {
  return is_arabic_letter(c) || is_latin_letter(c) || is_mark(c);
}

/// For each place of a line, whether it stands inside a quotation that closes in the line.
std::vector<bool> inside_quotes(std::u32string_view line) {
  std::vector<bool> inside(line.size(), false);
  std::size_t open = line.npos;
  char32_t closing = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i];
    if (open == line.npos) {
      if (c == U'"') closing = U'"', open = i;
      if (c == 0x00AB) closing = 0x00BB, open = i;
      if (c == 0x201C) closing = 0x201D, open = i;
    } else if (c == closing) {
      for (std::size_t k = open; k < i; ++k) inside[k] = true;
      open = line.npos;
    }
  }
  return inside;
}

Span trimmed(std::u32string_view text, Span span) {
  while (!span.empty() && is_space(text[span.start])) ++span.start;
  while (!span.empty() && is_space(text[span.end - 1])) --span.end;
  return span;
}

}  // namespace

SentenceSplitter::SentenceSplitter(const Language& language)
    : abbreviations_(language.list("abbreviations")) {
  std::sort(abbreviations_.begin(), abbreviations_.end());
}

std::vector<Span> SentenceSplitter::split(std::u32string_view text) const {
  std::vector<Span> sentences;
  const auto add = [&](std::size_t start, std::size_t end) {
    const Span span = trimmed(text, {start, end});
    if (!span.empty()) sentences.push_back(span);
  };
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !is_line_break(text[end])) ++end;
    const std::u32string_view line = text.substr(begin, end - begin);
    const std::vector<bool> quoted = inside_quotes(line);
    std::size_t start = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (!is_terminal(line[i])) continue;
      std::size_t last = i;
      while (last + 1 < line.size() && (is_terminal(line[last + 1]) || closes(line[last + 1])))
        ++last;
      // A terminal whose closing quote ends the quotation ends the sentence; one deeper inside does
      // not.
      const bool leaves_quote = last > i && !quoted[last];
      if (quoted[i] && !leaves_quote) continue;
      const bool ends_line = last + 1 >= line.size();
      if (line[i] == U'.' && last == i && !ends_line) {
        const char32_t next = line[i + 1];
        const bool digit_before = i > 0 && digit_value(line[i - 1]) >= 0;
        if (digit_before && digit_value(next) >= 0) continue;
        if (!is_space(next) && !is_arabic_letter(next)) continue;
        std::size_t word = i;
        while (word > start && is_letter(line[word - 1])) --word;
        std::size_t dotted = word;  // as in B.C.
        while (dotted > start && (is_letter(line[dotted - 1]) || line[dotted - 1] == U'.'))
          --dotted;
        const std::u32string before = without_marks(line.substr(word, i - word));
        const std::u32string whole = without_marks(line.substr(dotted, i - dotted));
        if (before.size() == 1) continue;  // an initial
        const auto known = [&](const std::u32string& name) {
          return std::binary_search(abbreviations_.begin(), abbreviations_.end(), name);
        };
        if (known(before) || known(whole)) continue;
      }
      add(begin + start, begin + last + 1);
      start = last + 1;
      i = last;
    }
    add(begin + start, begin + line.size());
    begin = end + 1;
  }
  return sentences;
}

}  // namespace mujaz
