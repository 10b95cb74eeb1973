// SPDX-License-Identifier: GPL-3.0-or-later
#include "audio/limiter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mujaz::audio {
namespace {

// The interpolating filter of ITU-R BS.1770-4, annex 2: four phases of twelve taps. The second half
// of the phases is the first half backwards.
constexpr std::size_t kTaps = 12, kHalf = kTaps / 2;
constexpr std::array<std::array<float, kTaps>, 2> kPhases = {{
    {0.0017089843750f, 0.0109863281250f, -0.0196533203125f, 0.0332031250000f, -0.0594482421875f,
     0.1373291015625f, 0.9721679687500f, -0.1022949218750f, 0.0476074218750f, -0.0266113281250f,
     0.0148925781250f, -0.0083007812500f},
    {-0.0291748046875f, 0.0292968750000f, -0.0517578125000f, 0.0891113281250f, -0.1665039062500f,
     0.4650878906250f, 0.7797851562500f, -0.2003173828125f, 0.1015625000000f, -0.0582275390625f,
     0.0330810546875f, -0.0189208984375f},
}};

/// The highest level between the middle two of twelve samples, oversampled 4 times.
float highest_between(const float* from) {
  float a = 0, b = 0, c = 0, d = 0;
  for (std::size_t tap = 0; tap < kTaps; ++tap) {
    a += kPhases[0][tap] * from[tap];
    b += kPhases[1][tap] * from[tap];
    c += kPhases[1][kTaps - 1 - tap] * from[tap];
    d += kPhases[0][kTaps - 1 - tap] * from[tap];
  }
  return std::max({std::abs(a), std::abs(b), std::abs(c), std::abs(d)});
}

}  // namespace

// Before the first sample lie zeros. In `samples_` the one whose peak comes next stands behind
// `kHalf` others, so that highest_between(&samples_[1]) looks behind it.
Peaks::Peaks() : samples_(kHalf, 0.0f) {}

void Peaks::add(const float* samples, std::size_t count, std::vector<float>& out) {
  samples_.insert(samples_.end(), samples, samples + count);
  if (samples_.size() <= kTaps) return;
  if (!begun_) before_ = highest_between(samples_.data());
  begun_ = true;
  const std::size_t known = samples_.size() - kTaps;
  for (std::size_t i = 0; i < known; ++i) {
    const float after = highest_between(&samples_[i + 1]);
    out.push_back(std::max({std::abs(samples_[i + kHalf]), before_, after}));
    before_ = after;
  }
  samples_.erase(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(known));
}

void Peaks::finish(std::vector<float>& out) {
  constexpr std::array<float, kHalf> behind{};
  add(behind.data(), behind.size(), out);
}

Limiter::Limiter(int rate, double gain, double ceiling)
    : gain_(gain),
      ceiling_(ceiling),
      release_(1.0f - std::exp(-1.0f / (0.060f * static_cast<float>(rate)))),
      ahead_(static_cast<std::size_t>(rate) * 5 / 1000) {}

void Limiter::add(const float* samples, const float* peaks, std::size_t count,
                  std::vector<float>& out) {
  samples_.erase(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(first_));
  first_ = 0;
  samples_.insert(samples_.end(), samples, samples + count);
  for (std::size_t i = 0; i < count; ++i) {
    const double peak = peaks[i] * gain_;
    level(peak > ceiling_ ? static_cast<float>(ceiling_ / peak) : 1.0f, out);
  }
}

/// The level each sample may have is held from `ahead_` before a peak on, let go slowly after it,
/// and then averaged over `ahead_`: the average at a peak is of values that all allow for it.
void Limiter::level(float allowed, std::vector<float>& out) {
  while (!least_.empty() && least_.back().second >= allowed) least_.pop_back();
  least_.emplace_back(levels_, allowed);
  if (levels_++ < ahead_) return;
  const std::size_t now = levels_ - 1 - ahead_;
  while (least_.front().first < now) least_.pop_front();
  held_ = std::min(least_.front().second, held_ + (1.0f - held_) * release_);
  if (window_.empty()) {
    window_.assign(ahead_ + 1, held_);
    sum_ = static_cast<double>(held_) * static_cast<double>(ahead_ + 1);
  }
  sum_ += held_ - window_[at_];
  window_[at_] = held_;
  at_ = at_ + 1 < window_.size() ? at_ + 1 : 0;
  const auto mean = static_cast<float>(sum_ / static_cast<double>(window_.size()));
  out.push_back(mean * static_cast<float>(samples_[first_++] * gain_));
}

void Limiter::finish(std::vector<float>& out) {
  for (std::size_t i = 0; i < ahead_ && first_ < samples_.size(); ++i) level(1.0f, out);
}

}  // namespace mujaz::audio
