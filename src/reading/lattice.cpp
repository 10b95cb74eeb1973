// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/lattice.h"

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

constexpr std::size_t most_readings = 10;

bool joins_digits(char32_t c) {
  return c == U'.' || c == U',' || c == U':' || c == U'/';
}

std::size_t end_of_number(std::span<const Letter> text, std::size_t at, std::size_t end) {
  const auto digit = [&](std::size_t i) { return i < end && digit_value(text[i].c) >= 0; };
  while (digit(at) || (at < end && joins_digits(text[at].c) && digit(at + 1))) ++at;
  return at;
}

}  // namespace

Lattice lattice(std::span<const Letter> text, std::span<const Scores> scores,
                const WordReadings& known, std::size_t start, std::size_t end) {
  Lattice out;
  for (std::size_t at = start; at < end;) {
    std::size_t stop = at + 1;
    Item item;
    if (is_arabic_letter(text[at].c)) {
      std::vector<ScoredLetter> word;
      for (stop = at; stop < end && is_arabic_letter(text[stop].c); ++stop)
        word.push_back(
            {text[stop].c, text[stop].marks, text[stop].c == letters::alef_madda, scores[stop]});
      item.readings = best_readings(word, most_readings);
    } else if (digit_value(text[at].c) >= 0) {
      stop = end_of_number(text, at, end);
    }
    if (!is_space(text[at].c)) {
      for (std::size_t i = at; i < stop; ++i) item.bare.push_back(text[i].c);
      if (!item.readings.empty()) known.weigh(item.bare, item.readings);
      out.items.push_back(std::move(item));
      out.places.push_back({at, stop});
    }
    at = stop;
  }
  return out;
}

}  // namespace mujaz::reading
