// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/marking.h"

#include "mujaz/text.h"

namespace mujaz::reading {

Marks bit_of(char32_t mark) {
  if (mark == marks::dagger_alef) return mark::dagger_alef;
  return static_cast<Marks>(1u << (mark - marks::fathatan));
}

std::vector<std::size_t> letter_places(std::u32string_view text) {
  std::vector<std::size_t> out;
  out.reserve(text.size());
  std::size_t count = 0;
  bool after_letter = false;
  for (const char32_t c : text) {
    const bool joins = is_mark(c) && after_letter;
    if (!joins) {
      ++count;
      after_letter = is_arabic_letter(c);
    }
    out.push_back(count - 1);
  }
  return out;
}

std::vector<Letter> to_letters(std::u32string_view text) {
  const std::vector<std::size_t> places = letter_places(text);
  std::vector<Letter> out(places.empty() ? 0 : places.back() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    Letter& letter = out[places[i]];
    if (letter.c)
      letter.marks |= bit_of(text[i]);
    else
      letter.c = text[i];
  }
  return out;
}

std::u32string to_text(const std::vector<Letter>& letters) {
  std::u32string out;
  out.reserve(2 * letters.size());
  for (const Letter& letter : letters) {
    out.push_back(letter.c);
    if (letter.marks & mark::shadda) out.push_back(marks::shadda);
    for (char32_t c = marks::fathatan; c <= marks::sukun; ++c)
      if (c != marks::shadda && (letter.marks & bit_of(c))) out.push_back(c);
    if (letter.marks & mark::dagger_alef) out.push_back(marks::dagger_alef);
  }
  return out;
}

}  // namespace mujaz::reading
