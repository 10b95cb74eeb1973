// SPDX-License-Identifier: GPL-3.0-or-later
// The set of candidates that is worth most under a budget.
#pragma once

#include "points/trim.h"

namespace mujaz::points {

/// What may be a point.
struct Candidate {
  std::size_t sentence = 0;
  int story = 0;
  Form form;
  std::vector<int> stems;     ///< each once, sorted
  std::vector<int> concepts;  ///< each once, sorted
  double as_first = 0;        ///< how well it would open the box, 0 to 1
  double by_place = 0;        ///< what it is worth for where it stands, in concepts
};

struct Limits {
  int count = 0, words = 0;
  std::vector<int> stories;  ///< each needs a point
};

/// The best set found, as places among the candidates in the order of their worth; empty where no
/// set covers the stories within the limits. No two share a sentence or say the same thing. A set
/// is worth the sum of its concepts, each counted once, so that a second point is taken for what
/// the first does not say. Not exhaustive: a beam.
std::vector<std::size_t> best_set(const std::vector<Candidate>& candidates,
                                  const std::vector<double>& worth, const Limits& limits);

}  // namespace mujaz::points
