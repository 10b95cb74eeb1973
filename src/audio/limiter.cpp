// SPDX-License-Identifier: GPL-3.0-or-later
#include "audio/limiter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>

namespace mujaz::audio {
namespace {

// The interpolating filter of ITU-R BS.1770-4, annex 2: four phases of twelve taps. The second half
// of the phases is the first half backwards.
constexpr std::size_t kTaps = 12;
constexpr std::array<std::array<float, kTaps>, 2> kPhases = {{
    {0.0017089843750f, 0.0109863281250f, -0.0196533203125f, 0.0332031250000f, -0.0594482421875f,
     0.1373291015625f, 0.9721679687500f, -0.1022949218750f, 0.0476074218750f, -0.0266113281250f,
     0.0148925781250f, -0.0083007812500f},
    {-0.0291748046875f, 0.0292968750000f, -0.0517578125000f, 0.0891113281250f, -0.1665039062500f,
     0.4650878906250f, 0.7797851562500f, -0.2003173828125f, 0.1015625000000f, -0.0582275390625f,
     0.0330810546875f, -0.0189208984375f},
}};

/// The highest level between sample i - 1 and sample i, oversampled 4 times.
float highest_before(const std::vector<float>& samples, std::size_t i) {
  constexpr std::size_t half = kTaps / 2;
  std::array<float, kTaps> edge{};  // where the filter reaches over an end: zeros there
  const float* from = nullptr;
  if (i < half || i + half > samples.size()) {
    for (std::size_t tap = 0; tap < kTaps; ++tap)
      if (i + tap >= half && i + tap - half < samples.size()) edge[tap] = samples[i + tap - half];
    from = edge.data();
  } else {
    from = samples.data() + (i - half);
  }
  float a = 0, b = 0, c = 0, d = 0;
  for (std::size_t tap = 0; tap < kTaps; ++tap) {
    a += kPhases[0][tap] * from[tap];
    b += kPhases[1][tap] * from[tap];
    c += kPhases[1][kTaps - 1 - tap] * from[tap];
    d += kPhases[0][kTaps - 1 - tap] * from[tap];
  }
  return std::max({std::abs(a), std::abs(b), std::abs(c), std::abs(d)});
}

/// values[i] becomes the least of values[i] to values[i + ahead].
void least_ahead(std::vector<float>& values, std::size_t ahead) {
  std::deque<std::pair<std::size_t, float>> window;  // rising values, places falling to the front
  for (std::size_t i = values.size(); i-- > 0;) {
    while (!window.empty() && window.back().second >= values[i]) window.pop_back();
    window.emplace_back(i, values[i]);
    while (window.front().first > i + ahead) window.pop_front();
    values[i] = window.front().second;
  }
}

/// values[i] becomes the mean of values[i - back] to values[i]; before the first all are as it is.
void mean_back(std::vector<float>& values, std::size_t back) {
  if (values.empty()) return;
  std::deque<float> window(back + 1, values.front());
  double sum = static_cast<double>(values.front()) * static_cast<double>(back + 1);
  for (float& value : values) {
    sum += value - window.front();
    window.pop_front();
    window.push_back(value);
    value = static_cast<float>(sum / static_cast<double>(back + 1));
  }
}

}  // namespace

std::vector<float> true_peaks(const std::vector<float>& samples) {
  std::vector<float> peaks(samples.size());
  float before = highest_before(samples, 0);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const float after = highest_before(samples, i + 1);
    peaks[i] = std::max({std::abs(samples[i]), before, after});
    before = after;
  }
  return peaks;
}

std::vector<float> limited(const std::vector<float>& samples, const std::vector<float>& peaks,
                           int rate, double gain, double ceiling) {
  // The level each sample may have; held from `ahead` before a peak on, let go slowly after it, and
  // then averaged over `ahead`: the average at a peak is of values that all allow for it.
  std::vector<float> level = peaks;
  for (float& peak : level)
    peak = peak * gain > ceiling ? static_cast<float>(ceiling / (peak * gain)) : 1.0f;
  const std::size_t ahead = static_cast<std::size_t>(rate) * 5 / 1000;
  least_ahead(level, ahead);
  const float release = 1.0f - std::exp(-1.0f / (0.060f * static_cast<float>(rate)));
  float held = 1.0f;
  for (float& value : level) value = held = std::min(value, held + (1.0f - held) * release);
  mean_back(level, ahead);
  for (std::size_t i = 0; i < level.size(); ++i) level[i] *= static_cast<float>(samples[i] * gain);
  return level;
}

}  // namespace mujaz::audio
