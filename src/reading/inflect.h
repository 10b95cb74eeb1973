// SPDX-License-Identifier: GPL-3.0-or-later
// Case endings. A word of the tables stands as a dictionary has it, indefinite and nominative, and
// its ending tells how it inflects:
//   ٌ  three cases, with tanwin                    شَخْصٌ شَخْصًا شَخْصٍ
//   ُ  a diptote                                   مَلَايِينُ مَلَايِينَ
//   ٍ  a stem in ي that is cut short               ثَمَانٍ ثَمَانِيًا
//   ًى, ًا  a stem in a long vowel that stays       مُسْتَشْفًى
//   َانِ, ُونَ  dual and sound plural               مِئَتَانِ مِئَتَيْنِ, عِشْرُونَ عِشْرِينَ
//   ُ…مِئَةٍ  the hundreds, which inflect inside     ثَلَاثُمِئَةٍ ثَلَاثِمِئَةٍ
//   anything else is invariable                    يُورُو
#pragma once

#include <string>
#include <string_view>

#include "mujaz/reading.h"

namespace mujaz::reading {

enum class State {
  indefinite,
  annexed,   ///< a genitive follows: no tanwin, no noon of dual and plural
  definite,  ///< with the article
};

/// One word, or a phrase: the head, then adjectives in tanwin that agree with it, then what stays.
/// A head in a bare damma with a word behind it is annexed to that.
std::u32string inflect(std::u32string_view dictionary, Case wanted, State state);

/// The dual of a singular, as a dictionary has it; a phrase's adjectives agree.
std::u32string dual(std::u32string_view singular);

/// The word behind و ف ب ل ك س, given with their vowels: an initial hamzat wasl loses its vowel,
/// and ل with the article becomes لِلْ.
std::u32string joined(std::u32string_view proclitics, std::u32string_view word);

/// With the article; a sun letter is doubled.
std::u32string definite(std::u32string_view word);

}  // namespace mujaz::reading
