// SPDX-License-Identifier: GPL-3.0-or-later
// Shorter forms of a sentence, made by leaving words out where nothing turns on them.
#pragma once

#include "mujaz/points.h"
#include "points/document.h"

namespace mujaz::points {

/// One form of a sentence: runs of its words.
struct Form {
  std::vector<Span> pieces;        ///< in the article's text, no white space at their ends
  std::vector<std::size_t> words;  ///< the kept spoken words
  int length = 0;                  ///< words as a reader counts them
  bool trimmed = false;
  bool joined = false;             ///< with the speaker's full form
  std::vector<Span> brief;         ///< the pieces with the speaker as the sentence names him, if so
  std::optional<std::size_t> cut;  ///< the word before which it was cut
  std::vector<Span> left_out;      ///< what went between the pieces
};

/// The run of the article as pieces of a point: what points at a day becomes its date.
std::vector<Piece> pieces_of(const Document& document, const Span& span);

/// How many words a reader counts: runs between white space, or words, whichever are more.
int length_of(std::u32string_view text);

/// The forms of at least `shortest` and at most `longest` words, the fullest first; none where
/// a quotation mark or a bracket is left without its partner.
std::vector<Form> forms(const Prose& prose, const Document& document, const Sentence& sentence,
                        int shortest, int longest);

}  // namespace mujaz::points
