// SPDX-License-Identifier: GPL-3.0-or-later
#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "audio/resample.h"
#include "mujaz/sound_file.h"

namespace mujaz {
namespace {

struct Memory {
  std::string_view bytes;
  sf_count_t at = 0;
};
Memory& memory(void* user) {
  return *static_cast<Memory*>(user);
}
sf_count_t length(void* user) noexcept {
  return static_cast<sf_count_t>(memory(user).bytes.size());
}
sf_count_t tell(void* user) noexcept {
  return memory(user).at;
}
sf_count_t seek(sf_count_t offset, int whence, void* user) noexcept {
  const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? tell(user) : length(user);
  if (offset < -base || offset > length(user) - base) return -1;
  return memory(user).at = base + offset;
}
sf_count_t read(void* to, sf_count_t count, void* user) noexcept {
  const sf_count_t got = std::clamp<sf_count_t>(count, 0, length(user) - tell(user));
  std::memcpy(to, memory(user).bytes.data() + tell(user), static_cast<std::size_t>(got));
  memory(user).at += got;
  return got;
}
sf_count_t write(const void*, sf_count_t, void*) noexcept {
  return 0;
}

struct Close {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

}  // namespace

Samples decode(std::string_view bytes, double most_seconds) {
  Memory file{bytes};
  SF_VIRTUAL_IO io{length, seek, read, write, tell};
  SF_INFO info{};
  const std::unique_ptr<SNDFILE, Close> opened(sf_open_virtual(&io, SFM_READ, &info, &file));
  if (!opened || info.channels < 1 || info.channels > 8 || info.samplerate < 8000 ||
      info.samplerate > 192'000)
    throw Error(ErrorCode::bad_input, "This is no sound file that can be read.");
  const auto channels = static_cast<std::size_t>(info.channels);
  Samples sound{info.samplerate, {}};
  std::vector<float> block(4096 * channels);
  for (sf_count_t got; (got = sf_readf_float(opened.get(), block.data(), 4096)) > 0;) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(got); ++i) {
      float sum = 0;
      for (std::size_t channel = 0; channel < channels; ++channel)
        sum += block[i * channels + channel];
      if (!std::isfinite(sum))
        throw Error(ErrorCode::bad_input, "The sound has samples that are not numbers.");
      sound.samples.push_back(sum / static_cast<float>(channels));
    }
    if (double(sound.samples.size()) > most_seconds * info.samplerate)
      throw Error(ErrorCode::too_large, "The sound is too long.");
  }
  if (sound.samples.empty()) throw Error(ErrorCode::bad_input, "The sound has no samples.");
  return sound;
}

std::vector<float> at_rate(const Samples& sound, int rate) {
  std::vector<float> samples;
  audio::Resampler resampler(sound.rate, rate);
  resampler.add(sound.samples.data(), sound.samples.size(), samples);
  resampler.finish(samples);
  return samples;
}

}  // namespace mujaz
