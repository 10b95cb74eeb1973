// SPDX-License-Identifier: GPL-3.0-or-later
// Statistical voices: a .htsvoice file spoken by hts_engine.
#pragma once

#include <memory>

#include "mujaz/voice.h"
#include "voice/sound_cache.h"

namespace mujaz::voice {

/// Loads a voice of the phone set of the Arabic Speech Corpus. Throws bad_input for a file that is
/// none.
std::shared_ptr<const Voice> load_hts(const VoiceInfo& info,
                                      const std::shared_ptr<const SoundCache>& cache);

}  // namespace mujaz::voice
