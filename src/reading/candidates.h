// SPDX-License-Identifier: GPL-3.0-or-later
// The few best readings of a word, from the scores of the classes of marks of each of its letters.
#pragma once

#include <span>
#include <vector>

#include "reading/marking.h"

namespace mujaz::reading {

/// Marks for each letter of a word, and how well they score: a sum of natural logarithms, at most
/// 0.
struct Reading {
  std::vector<Marks> marks;
  float score = 0;
};

/// The natural logarithm of each class's share of a letter.
using Scores = std::array<float, mark_classes.size()>;

/// One letter of a word: the marks that its author put on it, and the scores of the classes. A
/// letter that takes no marks of the networks has no scores.
struct ScoredLetter {
  char32_t c = 0;
  Marks author = 0;
  bool fixed = false;  ///< the author's marks alone
  Scores scores{};
};

/// The best readings of a word, best first, at least one and at most `most`. A class that lacks a
/// mark of the author is never chosen; where no class has them all, they stand alone. In time
/// linear in the letters.
std::vector<Reading> best_readings(std::span<const ScoredLetter> word, std::size_t most);

}  // namespace mujaz::reading
