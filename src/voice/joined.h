// SPDX-License-Identifier: GPL-3.0-or-later
// Phrases, each made alone, joined to one sound with exact rests between.
#pragma once

#include <string>
#include <vector>

#include "mujaz/audio.h"

namespace mujaz::voice {

/// What an engine made of one phrase: samples, and the places where its phones begin; the last
/// place is where the last phone ends. What lies before the first and after the last is near
/// silence.
struct Uttered {
  std::vector<float> samples;
  std::vector<std::size_t> places;
};

/// Puts phrases in a row. Of an engine's own silence so much is kept that sounds neither begin nor
/// end cut off, faded at its outer edge; the rest between two phrases is as long as was asked.
class Joined {
 public:
  Joined(int rate, std::string voice) : rate_(rate), voice_(std::move(voice)) {}
  /// The next phrase, with the rest before it. `phones` says which phones these are (their times
  /// are not read); `rest_after` seconds of silence follow. The samples are made louder by `volume`
  /// dB. Throws internal for samples that are not numbers.
  Speech add(const Uttered& uttered, std::vector<PhoneTime> phones, double rest_after,
             double volume = 0);

 private:
  int rate_;
  std::string voice_;
  std::size_t length_ = 0;  // samples up to now
  std::size_t rest_ = 0;    // samples of silence that stand between the last phrase and the next
};

}  // namespace mujaz::voice
