// SPDX-License-Identifier: GPL-3.0-or-later
#include <ebur128.h>

#include <cmath>
#include <limits>

#include "mujaz/audio.h"

namespace mujaz {
namespace {

struct Destroy {
  void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

void check(int result) {
  if (result != EBUR128_SUCCESS)
    throw Error(ErrorCode::internal, "The loudness could not be measured.");
}

}  // namespace

Loudness measure(const std::vector<float>& samples, int rate) {
  const double nothing = -std::numeric_limits<double>::infinity();
  if (samples.empty()) return {nothing, nothing};
  const std::unique_ptr<ebur128_state, Destroy> state(ebur128_init(
      1, static_cast<unsigned long>(std::max(rate, 0)), EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
  if (!state) throw Error(ErrorCode::internal, "The loudness cannot be measured at this rate.");
  check(ebur128_set_channel(state.get(), 0, EBUR128_DUAL_MONO));
  check(ebur128_add_frames_float(state.get(), samples.data(), samples.size()));
  Loudness loudness;
  double peak = 0;
  check(ebur128_loudness_global(state.get(), &loudness.integrated));
  check(ebur128_true_peak(state.get(), 0, &peak));
  loudness.true_peak = peak > 0 ? 20 * std::log10(peak) : nothing;
  return loudness;
}

}  // namespace mujaz
