// SPDX-License-Identifier: GPL-3.0-or-later
// Sound files: written with tags and chapters, and read.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/audio.h"

namespace mujaz {

enum class SoundFormat { mp3, opus, wav, flac };
/// By a file name's ending. Throws unsupported for any other.
SoundFormat sound_format(const std::string& file_name);
const char* mime_type(SoundFormat format);

/// A stretch of a programme that a player can go to.
struct Chapter {
  double start = 0, end = 0;  ///< seconds
  std::string title;
};

struct Tags {
  std::string title, artist, album, date, language = "ar", comment;
  std::vector<Chapter> chapters;  ///< in order; WAV has none
};

/// Writes a sound file as the sound comes; the same bytes for the same sound, however it is cut.
/// MP3 and Opus are mono at speech rates (Opus 32 kbit/s, MP3 64 kbit/s), WAV and FLAC 16 bit. One
/// thread.
class Encoder {
 public:
  using Bytes = std::function<void(std::string_view bytes)>;
  /// What could be known only at the end and stands further up in the file, such as its length: a
  /// file gets it written over what is there; a pipe, which cannot, has what every player takes
  /// for a stream.
  struct Patch {
    std::size_t at = 0;
    std::string bytes;
  };
  /// `out` is called during every call. Tags are written first: WAV has none, FLAC no chapters.
  Encoder(SoundFormat format, int rate, const Tags& tags, Bytes out);
  ~Encoder();
  void add(const float* samples, std::size_t count);
  std::vector<Patch> finish();

  struct Work;

 private:
  std::unique_ptr<Work> work_;
};

/// A finished sound in its files; the samples are gone.
struct Recording : Timeline {
  std::string mp3, opus;
};

/// The bytes of a whole sound file, with all its tags.
std::string encode(const Programme& programme, SoundFormat format, const Tags& tags = {});

/// Sound out of a file.
struct Samples {
  int rate = 0;
  std::vector<float> samples;  ///< mono: channels are averaged
};
/// Reads a WAV, FLAC, MP3 or Ogg file from memory. Throws bad_input for anything else, for a file
/// without samples and for samples that are not numbers, too_large for more than `most_seconds`.
Samples decode(std::string_view bytes, double most_seconds);
/// The samples of a sound at another rate.
std::vector<float> at_rate(const Samples& sound, int rate);

}  // namespace mujaz
