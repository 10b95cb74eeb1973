// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that a point stands on, and whether they stand in another text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mujaz/story.h"
#include "mujaz/text.h"

namespace mujaz::newsroom {

/// An article's text in sentences. Immutable.
class Ground {
 public:
  Ground(const Article& article, const SentenceSplitter& splitter);
  /// The sentences that a point's pieces come from, in the text's order; the title and the date are
  /// one each.
  std::vector<std::u32string> under(const KeyPoint& point) const;
  /// The pieces in this text of a point that stood on `before`: nothing where one of its sentences
  /// is gone, or where no piece is known.
  std::optional<std::vector<Piece>> stands(const KeyPoint& point, const Ground& before) const;

 private:
  const Span* sentence_at(std::size_t place) const;
  std::optional<Piece> moved(const Piece& piece, const Ground& before) const;

  std::u32string text_, title_, published_;
  std::vector<Span> sentences_;
};

/// For the log: the sentences in one line.
std::string sentences_of(const CheckedPoint& point, const Ground& ground);

}  // namespace mujaz::newsroom
