// SPDX-License-Identifier: GPL-3.0-or-later
// Where phones lie in a sound that came without times.
#pragma once

#include <vector>

#include "voice/joined.h"
#include "voice/phrases.h"

namespace mujaz::voice {

/// Places for the phones of the words of `part` from `first` up to `end`: the pauses that the sound
/// itself has are put between words, at a rest of the script where the pace allows it, and between
/// two pauses phones share the time by their kind. Throws unavailable for a sound that is silent,
/// or much too short or long for these words.
Uttered estimated(const PhoneTable& table, const Part& part, std::size_t first, std::size_t end,
                  double speed, std::vector<float> samples, int rate);

}  // namespace mujaz::voice
