// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/pcm.h"

#include "audio/resample.h"

namespace mujaz {

struct PcmEncoder::Work {
  Work(int from_rate, Bytes sink) : resampler(from_rate, rate), out(std::move(sink)) {}

  void write() {
    std::string bytes;
    bytes.reserve(2 * samples.size());
    for (const float sample : samples) {
      const auto value =
          static_cast<std::int16_t>(std::lround(std::clamp(sample, -1.0f, 1.0f) * 32767));
      bytes += static_cast<char>(value & 0xff);
      bytes += static_cast<char>((value >> 8) & 0xff);
    }
    samples.clear();
    if (!bytes.empty()) out(bytes);
  }

  audio::Resampler resampler;
  Bytes out;
  std::vector<float> samples;
};

PcmEncoder::PcmEncoder(int from_rate, Bytes out)
    : work_(std::make_unique<Work>(from_rate, std::move(out))) {}
PcmEncoder::~PcmEncoder() = default;

void PcmEncoder::add(const float* samples, std::size_t count) {
  work_->resampler.add(samples, count, work_->samples);
  work_->write();
}

void PcmEncoder::finish() {
  work_->resampler.finish(work_->samples);
  work_->write();
}

}  // namespace mujaz
