// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/hurry.h"

#include <sonic.h>

#include <algorithm>

namespace mujaz::voice {

void hurry(Uttered& uttered, double times, int rate) {
  const auto before = static_cast<double>(uttered.samples.size());
  const int left =
      sonicChangeFloatSpeed(uttered.samples.data(), static_cast<int>(uttered.samples.size()),
                            static_cast<float>(times), 1, 1, 1, 0, rate, 1);
  uttered.samples.resize(static_cast<std::size_t>(std::max(left, 0)));
  for (std::size_t& place : uttered.places)
    place = std::min(uttered.samples.size(),
                     static_cast<std::size_t>(double(place) * double(left) / before));
}

}  // namespace mujaz::voice
