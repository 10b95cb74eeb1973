// SPDX-License-Identifier: GPL-3.0-or-later
// What the words of an article, and the pairs they stand in, are worth to its reader: about the
// chance that an editor's own summary would say them. The weights are boosted trees, learned by
// training/points and kept in `lang/ar/point_weights.tsv`.
#pragma once

#include "points/concepts.h"

namespace mujaz::points {

/// Boosted trees with a logistic end. Immutable after construction.
class Trees {
 public:
  /// The rows of `model`. Throws bad_input where a row is malformed.
  Trees(const Table& table, std::u32string_view model);
  /// 0 to 1.
  double operator()(const std::array<float, features>& of) const;

 private:
  struct Node {
    int feature = -1;  ///< -1 at a leaf
    float limit = 0;   ///< up to it, left
    int left = 0, right = 0;
    float value = 0;
  };
  std::vector<Node> nodes_;
  std::vector<int> roots_;
};

class Weigher {
 public:
  explicit Weigher(const Language& language);
  /// The worth of each concept; sets Feature::first_word and its like of the pairs.
  std::vector<double> weigh(Concepts& concepts) const;

 private:
  Trees words_, pairs_;
};

}  // namespace mujaz::points
