// SPDX-License-Identifier: GPL-3.0-or-later
// A stretch of a text as words with their readings, and the signs between them.
#pragma once

#include <span>
#include <vector>

#include "mujaz/core.h"
#include "reading/grammar.h"
#include "reading/word_readings.h"

namespace mujaz::reading {

struct Lattice {
  std::vector<Item> items;
  std::vector<Span> places;  ///< of each item, in signs of the text
};

/// The items of the signs [start, end) of a text, `scores` being those of all its signs. White
/// space is no item; the digits of one number are one.
Lattice lattice(std::span<const Letter> text, std::span<const Scores> scores,
                const WordReadings& known, std::size_t start, std::size_t end);

}  // namespace mujaz::reading
