// SPDX-License-Identifier: GPL-3.0-or-later
// Who speaks in each sentence of an article, so that «وأضاف أن» and «وقال فلان» can stand alone.
#pragma once

#include "points/prose.h"

namespace mujaz::points {

struct Sentence;

/// A speaker as the article first names him, with title and name, and where that form goes in a
/// sentence that names him shortly or not at all.
struct Speaker {
  Span full;                        ///< in the article's text
  std::size_t first = 0, last = 0;  ///< the words of the full form
  std::size_t at = 0, until = 0;  ///< in the sentence: it goes before `at`, in place of [at, until)
};

/// Sets `speaker` of the sentences whose speaker stands in full in an earlier one of their story.
/// A sentence that leaned only for want of a subject then leans no more. He must agree with the
/// verb, and no other may have spoken in between.
void find_speakers(const Prose& prose, const std::vector<Word>& words,
                   std::vector<Sentence>& sentences);

}  // namespace mujaz::points
