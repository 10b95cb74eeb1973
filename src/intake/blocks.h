// SPDX-License-Identifier: GPL-3.0-or-later
// A page as lines: what a reader sees as one paragraph, heading, item or row, with its measures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "intake/tree.h"
#include "mujaz/intake.h"

namespace mujaz::intake {

struct Block {
  std::string text;          ///< clean UTF-8
  std::uint32_t node = 0;    ///< the innermost element that holds all of it
  std::uint32_t first = 0;   ///< the text node it begins with
  std::uint32_t signs = 0;   ///< code points that are not white space
  std::uint32_t linked = 0;  ///< those of them in links
  std::uint32_t timed = 0;   ///< those of them in `time` elements
  std::uint32_t words = 0;
  ParagraphKind kind = ParagraphKind::text;
  std::uint8_t level = 0;  ///< of a heading
  bool stops = false;      ///< ends as a sentence does
};

/// A short line without a final sign, before a longer one, is a heading.
void mark_headings(std::vector<Block>& blocks);

/// The blocks of a page in order, none empty, without the elements marked `dropped` (one flag a
/// node). Words never glue where a link ends or begins.
std::vector<Block> blocks_of(const Tree& tree, const std::vector<bool>& dropped);

}  // namespace mujaz::intake
