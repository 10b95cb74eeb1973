// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/sound_file.h"

namespace mujaz {

SoundFormat sound_format(const std::string& file_name) {
  const std::size_t dot = file_name.rfind('.');
  std::string ending = dot == std::string::npos ? "" : file_name.substr(dot + 1);
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (ending == "mp3") return SoundFormat::mp3;
  if (ending == "opus") return SoundFormat::opus;
  if (ending == "wav") return SoundFormat::wav;
  if (ending == "flac") return SoundFormat::flac;
  throw Error(ErrorCode::unsupported, "A sound file ends with .mp3, .opus, .wav or .flac.",
              file_name);
}

const char* mime_type(SoundFormat format) {
  switch (format) {
    case SoundFormat::mp3:
      return "audio/mpeg";
    case SoundFormat::opus:
      return "audio/ogg; codecs=opus";
    case SoundFormat::wav:
      return "audio/wav";
    case SoundFormat::flac:
      return "audio/flac";
  }
  return "application/octet-stream";
}

}  // namespace mujaz
