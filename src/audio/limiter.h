// SPDX-License-Identifier: GPL-3.0-or-later
// A look-ahead limiter that works on true peaks.
#pragma once

#include <vector>

namespace mujaz::audio {

/// For each sample the highest level there and in the spaces on both its sides, oversampled 4 times
/// as ITU-R BS.1770-4 says.
std::vector<float> true_peaks(const std::vector<float>& samples);

/// The samples times `gain`, with the level taken back around each peak so that none passes
/// `ceiling` (linear); `peaks` are the samples' true peaks. The level falls over the 5 ms before a
/// peak and comes back over about 60 ms.
std::vector<float> limited(const std::vector<float>& samples, const std::vector<float>& peaks,
                           int rate, double gain, double ceiling);

}  // namespace mujaz::audio
