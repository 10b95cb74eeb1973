// SPDX-License-Identifier: GPL-3.0-or-later
// Another rate for sound as it comes.
#pragma once

#include <memory>
#include <vector>

namespace mujaz::audio {

/// Samples at one rate in, at another out; where both are the same, as they are.
class Resampler {
 public:
  Resampler(int from, int to);
  ~Resampler();
  /// Appends what is known by now to `out`.
  void add(const float* samples, std::size_t count, std::vector<float>& out);
  void finish(std::vector<float>& out);

 private:
  struct State;
  std::unique_ptr<State> state_;  // null where the rate stays
};

}  // namespace mujaz::audio
