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
constexpr int kTaps = 12;
constexpr std::array<std::array<float, kTaps>, 2> kPhases = {{
    {0.0017089843750f, 0.0109863281250f, -0.0196533203125f, 0.0332031250000f, -0.0594482421875f,
     0.1373291015625f, 0.9721679687500f, -0.1022949218750f, 0.0476074218750f, -0.0266113281250f,
     0.0148925781250f, -0.0083007812500f},
    {-0.0291748046875f, 0.0292968750000f, -0.0517578125000f, 0.0891113281250f, -0.1665039062500f,
     0.4650878906250f, 0.7797851562500f, -0.2003173828125f, 0.1015625000000f, -0.0582275390625f,
     0.0330810546875f, -0.0189208984375f},
}};

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
  const std::size_t count = samples.size();
  std::vector<float> padded(kTaps, 0.0f);
  padded.insert(padded.end(), samples.begin(), samples.end());
  padded.resize(count + 2 * kTaps, 0.0f);
  // spaces[i] lies before sample i, between it and the one before.
  std::vector<float> spaces(count + 1);
  for (std::size_t i = 0; i <= count; ++i) {
    const float* from = padded.data() + kTaps + i - kTaps / 2;
    float a = 0, b = 0, c = 0, d = 0;
    for (int tap = 0; tap < kTaps; ++tap) {
      a += kPhases[0][tap] * from[tap];
      b += kPhases[1][tap] * from[tap];
      c += kPhases[1][kTaps - 1 - tap] * from[tap];
      d += kPhases[0][kTaps - 1 - tap] * from[tap];
    }
    spaces[i] = std::max({std::abs(a), std::abs(b), std::abs(c), std::abs(d)});
  }
  std::vector<float> peaks(count);
  for (std::size_t i = 0; i < count; ++i)
    peaks[i] = std::max({std::abs(samples[i]), spaces[i], spaces[i + 1]});
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
  std::vector<float> out(samples.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<float>(samples[i] * gain) * level[i];
  return out;
}

}  // namespace mujaz::audio
