// SPDX-License-Identifier: GPL-3.0-or-later
// The gate for sound. Each look is for a way in which engines are known to fail without a word: a
// network that hums or hisses, an engine that drops the end, a gain gone wrong, a word of no
// length.
#include <kiss_fftr.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "mujaz/audio.h"

namespace mujaz {
namespace {

constexpr double kLoudnessRoom = 1;    // LU; a limiter at work leaves a loud voice so far under
constexpr double kPeakRoom = 0.1;      // dB
constexpr std::size_t kFullScale = 4;  // samples in a row
constexpr float kSilent = 0.002f;      // of full scale, -54 dBFS: a programme lies at -16 LUFS
constexpr double kSilenceRoom = 0.6;   // seconds over the longest rest: the voice's own edges
constexpr double kShortest = 0.020, kLongest = 0.300;  // seconds a phone in the mean, at speed 1
constexpr double kShortestWord = 0.020;                // seconds
// Speech has a flatness under 0.2 in most of its frames, white noise 0.56 in all.
constexpr double kFlat = 0.4;
constexpr int kFrame = 1024;

std::string said(const char* form, double a, double b) {
  char text[160];
  std::snprintf(text, sizeof text, form, a, b);
  return text;
}

void look_at_level(const Programme& programme, const Asked& asked, std::vector<Flaw>& out) {
  const double is = programme.loudness.integrated, wanted = asked.master.loudness;
  if (!(std::abs(is - wanted) <= kLoudnessRoom))
    out.push_back(
        {SoundFault::level, said("It has %.1f LUFS and should have %.1f.", is, wanted), 0});
}

void look_at_peaks(const Programme& programme, const Asked& asked, std::vector<Flaw>& out) {
  const double ceiling = asked.master.true_peak;
  if (!(programme.loudness.true_peak <= ceiling + kPeakRoom)) {
    out.push_back(
        {SoundFault::clipping,
         said("Its true peak is %.1f dBTP, above %.1f.", programme.loudness.true_peak, ceiling),
         0});
    return;
  }
  std::size_t row = 0;
  for (std::size_t i = 0; i < programme.samples.size(); ++i) {
    row = std::abs(programme.samples[i]) >= 0.999f ? row + 1 : 0;
    if (row < kFullScale) continue;
    const double at = double(i) / programme.rate;
    out.push_back({SoundFault::clipping, said("It is clipped at %.2f s.", at, 0), at});
    return;
  }
}

void look_for_silence(const Programme& programme, const Asked& asked, std::vector<Flaw>& out) {
  const double most = asked.longest_rest + kSilenceRoom;
  std::size_t since = 0;
  for (std::size_t i = 0; i <= programme.samples.size(); ++i) {
    if (i < programme.samples.size() && std::abs(programme.samples[i]) < kSilent) continue;
    const double length = double(i - since) / programme.rate;
    if (length > most) {
      const double at = double(since) / programme.rate;
      out.push_back(
          {SoundFault::silence, said("It is silent for %.1f s at %.2f s.", length, at), at});
      return;
    }
    since = i + 1;
  }
}

void look_at_length(const Programme& programme, const Asked& asked, std::vector<Flaw>& out) {
  if (asked.phones == 0) return;
  const double a_phone = (programme.duration() - asked.rests) * asked.speed / double(asked.phones);
  if (!(a_phone >= kShortest && a_phone <= kLongest))
    out.push_back({SoundFault::length,
                   said("A sound lasts %.0f ms in the mean, of %.0f sounds.", 1000 * a_phone,
                        double(asked.phones)),
                   0});
}

struct Free {
  void operator()(kiss_fftr_state* plan) const { kiss_fftr_free(plan); }
};

/// The geometric mean of a frame's power over its arithmetic mean, 0 for a tone to 1; 100 Hz to
/// 8 kHz, or as far as the rate goes.
double flatness(const float* samples, int rate, kiss_fftr_state* plan) {
  float windowed[kFrame];
  kiss_fft_cpx spectrum[kFrame / 2 + 1];
  for (int i = 0; i < kFrame; ++i)
    windowed[i] = samples[i] * static_cast<float>(0.5 - 0.5 * std::cos(2 * M_PI * i / kFrame));
  kiss_fftr(plan, windowed, spectrum);
  const int first = 1 + 100 * kFrame / rate, end = std::min(kFrame / 2, 8000 * kFrame / rate);
  double logs = 0, sum = 0;
  for (int k = first; k < end; ++k) {
    const double power =
        double(spectrum[k].r) * spectrum[k].r + double(spectrum[k].i) * spectrum[k].i + 1e-12;
    logs += std::log(power);
    sum += power;
  }
  const double count = std::max(1, end - first);
  return std::exp(logs / count) / (sum / count);
}

void look_for_noise(const Programme& programme, std::vector<Flaw>& out) {
  const std::unique_ptr<kiss_fftr_state, Free> plan(kiss_fftr_alloc(kFrame, 0, nullptr, nullptr));
  if (!plan) throw Error(ErrorCode::internal, "The spectrum could not be measured.");
  std::vector<double> frames;
  for (std::size_t at = 0; at + kFrame <= programme.samples.size(); at += kFrame) {
    double power = 0;
    for (std::size_t i = at; i < at + kFrame; ++i)
      power += double(programme.samples[i]) * programme.samples[i];
    if (std::sqrt(power / kFrame) > 0.02)  // -34 dBFS: a sound, not a rest
      frames.push_back(flatness(&programme.samples[at], programme.rate, plan.get()));
  }
  if (frames.empty()) return;
  const auto middle = frames.begin() + static_cast<std::ptrdiff_t>(frames.size() / 2);
  std::nth_element(frames.begin(), middle, frames.end());
  if (*middle > kFlat)
    out.push_back(
        {SoundFault::noise,
         said("Its spectrum is flat (%.2f, speech lies under %.1f): noise.", *middle, 0.2), 0});
}

void look_at_words(const Programme& programme, std::vector<Flaw>& out) {
  double last = 0;
  for (const WordTime& word : programme.words) {
    const bool rises = word.start >= last && word.end <= programme.duration();
    if (!rises || word.end - word.start < kShortestWord) {
      out.push_back({SoundFault::times,
                     said("A word stands from %.3f to %.3f s.", word.start, word.end), word.start});
      return;
    }
    last = word.start;
  }
}

}  // namespace

std::vector<Flaw> listen(const Programme& programme, const Asked& asked) {
  std::vector<Flaw> flaws;
  look_at_level(programme, asked, flaws);
  look_at_peaks(programme, asked, flaws);
  look_for_silence(programme, asked, flaws);
  look_at_length(programme, asked, flaws);
  look_for_noise(programme, flaws);
  look_at_words(programme, flaws);
  return flaws;
}

}  // namespace mujaz
