// SPDX-License-Identifier: GPL-3.0-or-later
// A look-ahead limiter that works on true peaks, on sound as it comes.
#pragma once

#include <deque>
#include <vector>

namespace mujaz::audio {

/// For each sample the highest level there and in the spaces on both its sides, oversampled 4 times
/// as ITU-R BS.1770-4 says. Six samples late.
class Peaks {
 public:
  Peaks();
  /// Appends the peaks that are known by now to `out`.
  void add(const float* samples, std::size_t count, std::vector<float>& out);
  /// Appends the rest: as many came out as went in.
  void finish(std::vector<float>& out);

 private:
  std::vector<float> samples_;  // the last ones, and before them those that the filter reaches back
  float before_ = 0;            // the highest before the first whose peak is not yet known
  bool begun_ = false;
};

/// Times `gain`, with the level taken back around each peak so that none passes `ceiling` (linear).
/// The level falls over the 5 ms before a peak and comes back over about 60 ms. Late by these 5 ms.
class Limiter {
 public:
  Limiter(int rate, double gain, double ceiling);
  /// Samples with their true peaks; appends what is done to `out`.
  void add(const float* samples, const float* peaks, std::size_t count, std::vector<float>& out);
  void finish(std::vector<float>& out);

 private:
  void level(float allowed, std::vector<float>& out);

  double gain_, ceiling_;
  float release_;
  std::size_t ahead_;
  std::vector<float> samples_;                       // not yet out, from `first_` on
  std::size_t first_ = 0, levels_ = 0;               // samples out of samples_; levels seen in all
  std::deque<std::pair<std::size_t, float>> least_;  // rising levels with their places
  float held_ = 1;
  std::vector<float> window_;  // the levels that are averaged, a ring
  std::size_t at_ = 0;
  double sum_ = 0;
};

}  // namespace mujaz::audio
