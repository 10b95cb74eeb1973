// SPDX-License-Identifier: GPL-3.0-or-later
// Which elements of a page are not the article, and which say that they are, by element and name.
#pragma once

#include <vector>

#include "intake/tree.h"
#include "intake/words.h"

namespace mujaz::intake {

struct Marks {
  std::vector<bool> dropped;          ///< a flag a node: it and all in it is left out
  std::vector<std::uint32_t> named;   ///< elements whose class or id names the article's text
  std::vector<std::uint32_t> marked;  ///< the same by `itemprop=articleBody`: meant for machines
};

/// An element that says it is something else is believed only while it holds no more than a part of
/// the page's text.
Marks marks_of(const Tree& tree, const PageWords& words);

}  // namespace mujaz::intake
