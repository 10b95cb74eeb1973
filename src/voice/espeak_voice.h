// SPDX-License-Identifier: GPL-3.0-or-later
// The formant voice of espeak-ng, fed our phones.
#pragma once

#include <memory>
#include <string>

#include "mujaz/voice.h"
#include "voice/sound_cache.h"

namespace mujaz::voice {

/// Why espeak-ng cannot speak Arabic here, or empty.
std::string espeak_problem();

/// Throws not_found where it cannot.
std::shared_ptr<const Voice> load_espeak(const VoiceInfo& info,
                                         const std::shared_ptr<const SoundCache>& cache);

}  // namespace mujaz::voice
