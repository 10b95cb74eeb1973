// SPDX-License-Identifier: GPL-3.0-or-later
// The figures come from the voice itself (./run bench sound melody): with one phrase a sentence, as
// it was trained, it sinks by about one half tone, ends 8 under its middle, and at a comma neither
// rises nor falls; it has heard no question.
#include "voice/hts_melody.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mujaz::voice {
namespace {

constexpr double kHalfTone = M_LN2 / 12;                           // in log F0
constexpr double kFirst = 1.2, kNext = 0.6, kLow = -1.0;           // half tones
constexpr double kFall = -7, kComma = 1.5, kMinor = 0, kRise = 6;  // from the middle
constexpr double kLeast = -6, kMost = 14;                          // of a change
constexpr std::size_t kLong = 50;        // phones: a shorter sentence sinks less
constexpr std::ptrdiff_t kEnding = 16;   // frames: what is taken for the end of a phrase
constexpr double kStep = 4 * kHalfTone;  // from it, where a phrase does not fall

std::size_t phones_in(const Script& script, const Phrase& phrase) {
  const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
  std::size_t count = 0;
  for (std::size_t i = phrase.first; i < phrase.end; ++i) count += part.words[i].phones.size();
  return count;
}

double middle_of(std::vector<double> values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

Melody melody_of(const Script& script, const Sentence& sentence, std::size_t phrase) {
  std::size_t before = 0, all = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::size_t phones = phones_in(script, sentence[i]);
    if (i < phrase) before += phones;
    all += phones;
  }
  const Phrase& said = sentence[phrase];
  const Part& part = script.parts[static_cast<std::size_t>(said.part)];
  const double high = sentence.front().first == 0 ? kFirst : kNext;
  const double size = std::min(1.0, double(all) / double(kLong));
  const auto level = [&](std::size_t phones) {
    return size * (high + (kLow - high) * double(phones) / double(all));
  };
  Melody melody{level(before), level(before + phones_in(script, said)), {}, false, 1};
  if (part.question && said.end == part.words.size()) {
    melody.close = kRise;
    melody.slower = 1.12;
  } else if (phrase + 1 == sentence.size()) {
    melody.close = kFall;
    melody.falls = true;
    melody.slower = 1.12;
  } else if (said.after == Break::phrase) {
    melody.close = kComma;
    melody.slower = 1.06;
  } else if (said.after == Break::minor) {
    melody.close = kMinor;
  }
  return melody;
}

void stretch(HTS_Engine& engine, std::size_t first, std::size_t end, double times) {
  double owed = 0;
  for (std::size_t state = first; state < end && state < engine.sss.total_state; ++state) {
    std::size_t& frames = engine.sss.duration[state];
    const double wanted = double(frames) * times + owed;
    const auto given = static_cast<std::size_t>(std::max(1L, std::lround(wanted)));
    owed = wanted - double(given);
    engine.sss.total_frame += given - frames;
    frames = given;
  }
}

void bend(HTS_Engine& engine, const Melody& melody, std::size_t close_from, std::size_t end) {
  HTS_PStream& pitch = engine.pss.pstream[1];  // its rows are the voiced frames alone
  std::vector<double> values;
  for (std::size_t frame = 0, row = 0; frame < end && row < pitch.length; ++frame)
    if (!pitch.msd_flag || pitch.msd_flag[frame]) values.push_back(pitch.par[row++][0]);
  if (std::ssize(values) < 2 * kEnding) return;
  const double ending = middle_of({values.end() - kEnding, values.end()});
  double change = 0;  // at the end
  if (melody.close) {
    const double is = (ending - middle_of(std::move(values))) / kHalfTone;
    change = std::clamp(*melody.close - is, kLeast, melody.falls ? 0.0 : kMost);
  }
  std::size_t row = 0;
  for (std::size_t frame = 0; row < pitch.length; ++frame) {
    if (pitch.msd_flag && !pitch.msd_flag[frame]) continue;
    const double way = std::min(1.0, double(frame) / double(end));
    double half_tones = melody.from + (melody.to - melody.from) * way;
    double& value = pitch.par[row++][0];
    if (frame > close_from && melody.close) {
      const double near =
          end > close_from ? double(frame - close_from) / double(end - close_from) : 1;
      half_tones += change * (0.5 - 0.5 * std::cos(M_PI * std::min(1.0, near)));
      // A last state may creak a whole octave under the rest.
      if (!melody.falls) value = std::clamp(value, ending - kStep, ending + kStep);
    }
    value += half_tones * kHalfTone;
  }
}

}  // namespace mujaz::voice
