// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/joined.h"

#include <algorithm>
#include <cmath>

namespace mujaz::voice {
namespace {

constexpr double kHead = 0.040, kTail = 0.060, kFade = 0.010;  // seconds
constexpr float kAudible = 0.005f;                 // of a phrase's highest sample, -46 dB
constexpr double kLeast = 0.025, kBefore = 0.002;  // seconds: of a first phone, before it is heard

/// The raised cosine from 0 to 1 in `length` steps.
float fade(std::size_t step, std::size_t length) {
  return static_cast<float>(0.5 - 0.5 * std::cos(M_PI * double(step) / double(length)));
}

/// Where the first phone is heard: engines begin it, above all a stop, with a silence that no ear
/// tells from the rest before it.
std::size_t heard_from(const Uttered& uttered, int rate) {
  const std::size_t from = uttered.places[0], to = uttered.places[1];
  float highest = 0;
  for (const float sample : uttered.samples) highest = std::max(highest, std::abs(sample));
  const std::size_t least = std::min((to - from) / 2, static_cast<std::size_t>(kLeast * rate));
  std::size_t at = from;
  while (at < to - least && std::abs(uttered.samples[at]) <= kAudible * highest) ++at;
  return at - std::min(at - from, static_cast<std::size_t>(kBefore * rate));
}

}  // namespace

Speech Joined::add(const Uttered& uttered, std::vector<PhoneTime> phones, double rest_after,
                   double volume) {
  const auto samples_of = [&](double seconds) { return static_cast<std::size_t>(seconds * rate_); };
  const std::size_t begin = heard_from(uttered, rate_), end = uttered.places.back();
  const std::size_t rest = samples_of(rest_after);
  const std::size_t head =
      std::min({begin, samples_of(kHead), length_ == 0 ? samples_of(kHead) : rest_ / 2});
  const std::size_t tail = std::min({uttered.samples.size() - end, samples_of(kTail),
                                     rest_after > 0 ? rest / 2 : samples_of(kTail)});
  Speech piece{rate_, {}, std::move(phones), {}, voice_};
  auto& out = piece.samples;
  if (length_ > 0) out.resize(rest_ - head, 0.0f);
  const std::size_t start = out.size();
  out.insert(out.end(), uttered.samples.begin() + static_cast<std::ptrdiff_t>(begin - head),
             uttered.samples.begin() + static_cast<std::ptrdiff_t>(end + tail));
  const auto gain = static_cast<float>(std::pow(10.0, volume / 20));
  for (std::size_t i = start; i < out.size(); ++i) {
    if (volume != 0) out[i] *= gain;
    if (!std::isfinite(out[i]))
      throw Error(ErrorCode::internal, "The voice made samples that are not numbers.", voice_);
  }
  const std::size_t fade_in = std::min(head, samples_of(kFade)),
                    fade_out = std::min(tail, samples_of(kFade));
  for (std::size_t i = 0; i < fade_in; ++i) out[start + i] *= fade(i, fade_in);
  for (std::size_t i = 0; i < fade_out; ++i) out[out.size() - 1 - i] *= fade(i, fade_out);
  rest_ = rest - std::min(rest, tail);
  const auto time = [&](std::size_t place) {
    return static_cast<double>(length_ + start + head + place - begin) / rate_;
  };
  for (std::size_t i = 0; i < piece.phones.size(); ++i) {
    piece.phones[i].start = time(std::max(begin, uttered.places[i]));
    piece.phones[i].end = time(uttered.places[i + 1]);
  }
  length_ += out.size();
  return piece;
}

}  // namespace mujaz::voice
