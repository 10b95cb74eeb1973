// SPDX-License-Identifier: GPL-3.0-or-later
// Which blocks of a page are the article.
#pragma once

#include <vector>

#include "intake/blocks.h"
#include "intake/marks.h"
#include "intake/tree.h"
#include "intake/words.h"

namespace mujaz::intake {

struct Body {
  std::vector<Block> blocks;
  std::size_t teasers = 0;  ///< cards: a line that leads to another page, and a text under it
  std::vector<std::string> times;  ///< of a live blog's entries, one a block, RFC 3339 or empty
};

/// The blocks of the article: those of the element whose text outweighs its links the most, without
/// what leads elsewhere, and mended at both ends. `whole`: all of the input is the article (the
/// body that a CMS hands over), nothing has to be found.
Body body_of(const Tree& tree, const Marks& marks, const PageWords& words, bool whole);

/// Leaves out the site's own box, lines that lead to other articles and lines of the page: by their
/// words, and what stands under such a title, its list or (with the tree) its element.
void leave_out_page_lines(std::vector<Block>& blocks, const PageWords& words,
                          const Tree* tree = nullptr);

}  // namespace mujaz::intake
