// SPDX-License-Identifier: GPL-3.0-or-later
// A text cut into tokens, each beside the form that tables are searched by.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mujaz/text.h"

namespace mujaz::quantities {

/// What stands between a token and the next.
enum class Gap { none, space, line_break };

struct Line {
  explicit Line(std::u32string_view text);
  std::size_t size() const { return tokens.size(); }
  std::u32string_view written(std::size_t i) const {
    return text.substr(tokens[i].span.start, tokens[i].span.size());
  }
  /// Between token i and i + 1; a line break at the end of the text.
  Gap gap(std::size_t i) const;
  bool is(std::size_t i, TokenKind kind) const { return i < size() && tokens[i].kind == kind; }
  bool is(std::size_t i, char32_t sign) const {
    return i < size() && folded[i].size() == 1 && folded[i][0] == sign;
  }

  std::u32string_view text;
  std::vector<Token> tokens;
  std::vector<std::u32string> folded;  ///< for comparing, see mujaz::folded
};

/// Phrases of one or more tokens, each with a number, found by the longest match at a place. Two
/// tokens that touch in the phrase must touch in the text, and may be parted only where it has a
/// space.
class Phrases {
 public:
  /// The first of two equal phrases stays.
  void add(std::u32string_view phrase, int id);
  struct Match {
    int id = -1;
    std::size_t tokens = 0;  ///< 0: none
  };
  Match longest(const Line& line, std::size_t i) const;

 private:
  static constexpr int prefix = -1;  ///< the beginning of a longer phrase only
  std::unordered_map<std::u32string, int> ids_;
};

/// The parts of a cell that are separated by `|`, none empty.
std::vector<std::u32string> alternatives(std::u32string_view cell);

}  // namespace mujaz::quantities
