// SPDX-License-Identifier: GPL-3.0-or-later
// What words do to each other: the pause form of the last before a rest, and hamzat al-wasl with
// the vowel that helps over it. Rules: classical waqf and wasl as news readers keep them.
#pragma once

#include <vector>

#include "reading/marking.h"

namespace mujaz::reading {

using Word32 = std::vector<Letter>;

/// The place of an alef that is silent within a sentence (hamzat al-wasl): 0 where the word begins
/// with it, 1 or 2 after proclitics («وَالْ», «وَبِاسْتِ»); the word's size where there is none.
std::size_t wasl(const Word32& word);

/// The vowel with which a word that begins with hamzat al-wasl begins after a rest.
Marks wasl_vowel(const Word32& word);

/// The form before a rest: no short ending, tanwin fath as a long vowel.
void to_pause_form(Word32& word);

/// Joins two words that are said without a rest: the first takes a helping vowel where the second
/// begins with hamzat al-wasl and the first ends without a vowel.
void join(Word32& first, Word32& second);

/// Marks the vowel of hamzat al-wasl where a word is said after a rest, as dictionaries do: not on
/// the article.
void begin(Word32& word);

}  // namespace mujaz::reading
