// SPDX-License-Identifier: GPL-3.0-or-later
// The programme's edges and its loudness.
#include <algorithm>
#include <cmath>

#include "audio/limiter.h"
#include "mujaz/audio.h"

namespace mujaz {
namespace {

constexpr double kLead = 0.100, kTail = 0.300;  // seconds of silence at the ends
constexpr double kFade = 0.010;
constexpr double kSilence = 0.003;  // of the highest sample: 50 dB under it is silence
// Lossy encoders give back peaks that are higher than those they were given: over 20 programmes of
// speech MP3 at 64 kbit/s by up to 2.4 dB, Opus by less than 1. So much stays free under the
// ceiling.
constexpr double kEncoderRoom = 2.6;  // dB

double from_db(double db) {
  return std::pow(10.0, db / 20);
}

/// The first and the end of the samples that sound, by level and by the words' own times.
Span sounding(const Speech& speech, float highest) {
  const auto loud = [&](float sample) { return std::abs(sample) > highest * kSilence; };
  const auto& samples = speech.samples;
  Span span;
  span.start = static_cast<std::size_t>(std::find_if(samples.begin(), samples.end(), loud) -
                                        samples.begin());
  span.end =
      samples.size() - static_cast<std::size_t>(
                           std::find_if(samples.rbegin(), samples.rend(), loud) - samples.rbegin());
  for (const WordTime& word : speech.words) {
    const auto at = [&](double time) {
      return static_cast<std::size_t>(
          std::clamp(time * speech.rate, 0.0, static_cast<double>(samples.size())));
    };
    span.start = std::min(span.start, at(word.start));
    span.end = std::max(span.end, at(word.end));
  }
  return span;
}

void fade_edges(std::vector<float>& samples, int rate) {
  const std::size_t length = std::min(static_cast<std::size_t>(kFade * rate), samples.size() / 2);
  for (std::size_t i = 0; i < length; ++i) {
    const auto level = static_cast<float>(0.5 - 0.5 * std::cos(M_PI * double(i) / double(length)));
    samples[i] *= level;
    samples[samples.size() - 1 - i] *= level;
  }
}

/// The samples with the silence at both ends as it shall be; `shift` becomes what is to be added to
/// every time.
std::vector<float> with_edges(const Speech& speech, float highest, double& shift) {
  const Span sound = sounding(speech, highest);
  const auto lead = static_cast<std::size_t>(kLead * speech.rate),
             tail = static_cast<std::size_t>(kTail * speech.rate);
  const std::size_t before = std::min(lead, sound.start),
                    after = std::min(tail, speech.samples.size() - sound.end);
  const auto begin = speech.samples.begin();
  std::vector<float> kept(begin + static_cast<std::ptrdiff_t>(sound.start - before),
                          begin + static_cast<std::ptrdiff_t>(sound.end + after));
  fade_edges(kept, speech.rate);
  kept.insert(kept.begin(), lead - before, 0.0f);
  kept.insert(kept.end(), tail - after, 0.0f);
  shift = (static_cast<double>(lead) - static_cast<double>(sound.start)) / speech.rate;
  return kept;
}

float highest_sample(const Speech& speech) {
  float highest = 0;
  for (const float sample : speech.samples) {
    if (!std::isfinite(sample))
      throw Error(ErrorCode::internal, "The voice gave samples that are not numbers.",
                  speech.voice);
    highest = std::max(highest, std::abs(sample));
  }
  return highest;
}

}  // namespace

Programme master(const Speech& speech, const MasterOptions& options) {
  const float highest = highest_sample(speech);
  if (speech.rate <= 0 || highest < 1e-4f)
    throw Error(ErrorCode::bad_input, "The sound is silent.", speech.voice);
  Programme programme{speech.rate, {}, speech.words, {}, speech.voice, speech.marks};
  double shift = 0;
  const std::vector<float> edged = with_edges(speech, highest, shift);
  for (WordTime& word : programme.words) {
    word.start += shift;
    word.end += shift;
  }
  for (MarkTime& mark : programme.marks) mark.time += shift;
  const std::vector<float> peaks = audio::true_peaks(edged);
  // The limiter takes some loudness back, so the gain is corrected until it is right; where peaks
  // are so high that it never is, the last round is as near as it comes.
  const double ceiling = from_db(options.true_peak - kEncoderRoom);
  double gain = options.loudness - measure(edged, speech.rate).integrated;
  for (int round = 0; round < 6; ++round) {
    programme.samples = {};  // the last round's need not stand beside this one's
    programme.samples = audio::limited(edged, peaks, speech.rate, from_db(gain), ceiling);
    programme.loudness = measure(programme.samples, speech.rate);
    const double missing = options.loudness - programme.loudness.integrated;
    if (std::abs(missing) < 0.05) break;
    gain += missing;
  }
  return programme;
}

}  // namespace mujaz
