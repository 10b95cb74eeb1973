// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reader rests: at punctuation, and at the joints of a long stretch without any.
#pragma once

#include <vector>

#include "mujaz/reading.h"
#include "reading/lexicon.h"
#include "reading/words.h"

namespace mujaz::reading {

/// The rest after each word; `marked` are the words with their marks. The last one ends.
std::vector<Break> breaks(const Lexicon& lexicon, const std::vector<Word>& words,
                          const std::vector<Word32>& marked);

}  // namespace mujaz::reading
