// SPDX-License-Identifier: GPL-3.0-or-later
// Which word of the article each word of a point stands for.
#pragma once

#include "points/document.h"

namespace mujaz::points {

struct Alignment {
  std::size_t first = 0, last = 0;  ///< the stretch of the document's words aligned with
  std::vector<std::optional<std::size_t>> source;  ///< for each word of the point, spoken ones only
  std::vector<std::optional<std::size_t>> point;   ///< for each word of the stretch, from `first`
  double share = 0;  ///< of the point's spoken words, those that have a source
};

/// Whether two words are one: folded, a و or ف before either aside.
bool same_word(const Word& a, const Word& b);

/// Aligns a point with the stretch [first, last) of the document, in order, long runs preferred.
Alignment align(const std::vector<Word>& point, const Document& document, std::size_t first,
                std::size_t last);

/// Words of a point that stand in the article one behind the other, signs aside.
struct Run {
  std::size_t first = 0, last = 0;  ///< of the point's words
  std::size_t source_first = 0, source_last = 0;
  std::size_t spoken = 0;
};

/// The point cut into the longest runs from its beginning on; nothing where more than `most` runs
/// would be needed.
std::vector<Run> runs(const std::vector<Word>& point, const std::vector<Word>& article,
                      std::size_t most);

}  // namespace mujaz::points
