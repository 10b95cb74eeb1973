// SPDX-License-Identifier: GPL-3.0-or-later
// A script as engines take it: sentences of phrases, with a rest after each phrase.
#pragma once

#include <vector>

#include "mujaz/audio.h"
#include "mujaz/voice.h"

namespace mujaz::voice {

/// Words of a part that are said in one breath: `first` up to `end`.
struct Phrase {
  int part = 0;
  std::size_t first = 0, end = 0;
  Break after = Break::none;  ///< `minor` too where a long stretch without a break is cut
  double rest = 0;            ///< seconds of silence after it
  double speed = 1;           ///< times the voice's own pace, 0.5 to 3
  double pitch = 0;           ///< half tones
  double volume = 0;          ///< dB
};
using Sentence = std::vector<Phrase>;

/// Throws bad_input for a speed or a pause out of range.
void check(const Manner& manner);

/// Seconds of silence after a word within its part.
double rest_after(const SpokenWord& word, double speed);

/// The sentences of one part of the script, in phrases of at most `most` phones; the rest after its
/// last is the pause between parts. None for a part without words. One without an end in sight is
/// ended where a breath is due. Throws as `sentences` does.
std::vector<Sentence> sentences_of(const Script& script, int part, const Manner& manner,
                                   std::size_t most);

/// Cuts every part at its breaks, where the delivery changes, and where a phrase would have more
/// than `most` phones. Throws bad_input for a script without words or a speed out of range,
/// internal for a word without phones, too_large for a word of more than `most`.
std::vector<Sentence> sentences(const Script& script, const Manner& manner, std::size_t most);

/// The phones of a phrase, their times not yet known.
std::vector<PhoneTime> phones_of(const Script& script, const Phrase& phrase);

}  // namespace mujaz::voice
