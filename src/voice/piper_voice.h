// SPDX-License-Identifier: GPL-3.0-or-later
// Neural voices: a Piper voice (`NAME.onnx` with `NAME.onnx.json`), fed our own phones.
#pragma once

#include <memory>

#include "mujaz/voice.h"
#include "voice/sound_cache.h"

namespace mujaz::voice {

/// What a list of voices says of a file, from its description alone.
VoiceInfo look_at_piper(const std::filesystem::path& file);

/// As `stand_ins` of mujaz/voice.h.
std::vector<std::string> piper_stand_ins(const std::filesystem::path& file,
                                         const PhoneTable& table);

/// Loads it. Throws not_found without its description, bad_input for what is no Piper voice.
std::shared_ptr<const Voice> load_piper(const VoiceInfo& info,
                                        const std::shared_ptr<const SoundCache>& cache);

}  // namespace mujaz::voice
