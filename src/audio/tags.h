// SPDX-License-Identifier: GPL-3.0-or-later
// What a sound file says about itself.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "mujaz/sound_file.h"

namespace mujaz::audio {

/// Names and values of the tags that are set, as Ogg files carry them.
std::vector<std::pair<std::string, std::string>> vorbis_comments(const Tags& tags);

/// ID3v2: what stands before an MP3's sound.
std::string id3(const Tags& tags);

/// The bytes of a WAV or FLAC file with its tags written in. Throws internal where they are
/// not such a file.
std::string tagged(const std::string& bytes, SoundFormat format, const Tags& tags);

}  // namespace mujaz::audio
