// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text as blocks: a line is a paragraph, unless the lines were broken at a width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/blocks.h"

namespace mujaz::intake {

struct PlainText {
  std::string title;  ///< the first line where it looks like one and an empty line follows
  std::vector<Block> blocks;
};

/// A line of clean text with its measures.
Block block_of(std::string text, ParagraphKind kind);

/// Lines that begin with a bullet are items; a short line without a stop before a longer one is a
/// heading.
PlainText plain_text(std::string_view utf8, bool with_title);

}  // namespace mujaz::intake
