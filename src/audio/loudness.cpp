// SPDX-License-Identifier: GPL-3.0-or-later
#include <ebur128.h>

#include <cmath>
#include <limits>

#include "audio/meter.h"

namespace mujaz {
namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

void check(int result) {
  if (result != EBUR128_SUCCESS)
    throw Error(ErrorCode::internal, "The loudness could not be measured.");
}

}  // namespace

namespace audio {

struct Meter::State {
  ebur128_state* library;
  bool with_peak, empty = true;
  State(int rate, bool peak)
      : library(ebur128_init(1, static_cast<unsigned long>(std::max(rate, 0)),
                             peak ? EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK : EBUR128_MODE_I)),
        with_peak(peak) {
    if (!library) throw Error(ErrorCode::internal, "The loudness cannot be measured at this rate.");
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { ebur128_destroy(&library); }
};

Meter::Meter(int rate, bool with_peak) : state_(std::make_unique<State>(rate, with_peak)) {
  check(ebur128_set_channel(state_->library, 0, EBUR128_DUAL_MONO));
}

Meter::~Meter() = default;

void Meter::add(const float* samples, std::size_t count) {
  if (count == 0) return;
  check(ebur128_add_frames_float(state_->library, samples, count));
  state_->empty = false;
}

Loudness Meter::loudness() const {
  if (state_->empty) return {kNothing, kNothing};
  Loudness loudness{kNothing, kNothing};
  double peak = 0;
  check(ebur128_loudness_global(state_->library, &loudness.integrated));
  if (state_->with_peak) check(ebur128_true_peak(state_->library, 0, &peak));
  if (peak > 0) loudness.true_peak = 20 * std::log10(peak);
  return loudness;
}

}  // namespace audio

Loudness measure(const std::vector<float>& samples, int rate) {
  if (samples.empty()) return {kNothing, kNothing};
  audio::Meter meter(rate);
  meter.add(samples.data(), samples.size());
  return meter.loudness();
}

}  // namespace mujaz
