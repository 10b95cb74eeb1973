// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/joined.h"

#include <algorithm>
#include <cmath>

namespace mujaz::voice {
namespace {

constexpr double kHead = 0.040, kTail = 0.060, kFade = 0.010;  // seconds

/// The raised cosine from 0 to 1 in `length` steps.
float fade(std::size_t step, std::size_t length) {
  return static_cast<float>(0.5 - 0.5 * std::cos(M_PI * double(step) / double(length)));
}

}  // namespace

void Joined::add(const Uttered& uttered, std::vector<PhoneTime> phones, double rest_after,
                 double volume) {
  const auto samples_of = [&](double seconds) {
    return static_cast<std::size_t>(seconds * speech_.rate);
  };
  auto& out = speech_.samples;
  const std::size_t begin = uttered.places.front(), end = uttered.places.back();
  const std::size_t rest = samples_of(rest_after);
  const std::size_t head =
      std::min({begin, samples_of(kHead), out.empty() ? samples_of(kHead) : rest_ / 2});
  const std::size_t tail = std::min({uttered.samples.size() - end, samples_of(kTail),
                                     rest_after > 0 ? rest / 2 : samples_of(kTail)});
  if (!out.empty()) out.resize(out.size() + rest_ - head, 0.0f);
  const std::size_t start = out.size();
  out.insert(out.end(), uttered.samples.begin() + static_cast<std::ptrdiff_t>(begin - head),
             uttered.samples.begin() + static_cast<std::ptrdiff_t>(end + tail));
  if (volume != 0) {
    const auto gain = static_cast<float>(std::pow(10.0, volume / 20));
    for (std::size_t i = start; i < out.size(); ++i) out[i] *= gain;
  }
  const std::size_t fade_in = std::min(head, samples_of(kFade)),
                    fade_out = std::min(tail, samples_of(kFade));
  for (std::size_t i = 0; i < fade_in; ++i) out[start + i] *= fade(i, fade_in);
  for (std::size_t i = 0; i < fade_out; ++i) out[out.size() - 1 - i] *= fade(i, fade_out);
  rest_ = rest - std::min(rest, tail);
  const auto time = [&](std::size_t place) {
    return static_cast<double>(start + head + place - begin) / speech_.rate;
  };
  for (std::size_t i = 0; i < phones.size(); ++i) {
    phones[i].start = time(uttered.places[i]);
    phones[i].end = time(uttered.places[i + 1]);
    speech_.phones.push_back(phones[i]);
  }
}

Speech Joined::finish(std::string voice) {
  float highest = 1;
  for (const float sample : speech_.samples) {
    if (!std::isfinite(sample))
      throw Error(ErrorCode::internal, "The voice made samples that are not numbers.", voice);
    highest = std::max(highest, std::abs(sample));
  }
  if (highest > 1)
    for (float& sample : speech_.samples) sample /= highest;
  speech_.voice = std::move(voice);
  return std::move(speech_);
}

}  // namespace mujaz::voice
