// SPDX-License-Identifier: GPL-3.0-or-later
// Loudness of sound as it comes.
#pragma once

#include <memory>

#include "mujaz/audio.h"

namespace mujaz::audio {

/// Measures as `measure` does.
class Meter {
 public:
  explicit Meter(int rate, bool with_peak = true);
  ~Meter();
  void add(const float* samples, std::size_t count);
  /// The true peak is -infinity where it was not asked for.
  Loudness loudness() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mujaz::audio
