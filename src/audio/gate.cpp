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

void look_at_level(const Loudness& is, const Asked& asked, std::vector<Flaw>& out) {
  if (!(std::abs(is.integrated - asked.master.loudness) <= asked.level_room))
    out.push_back(
        {SoundFault::level,
         said("It has %.1f LUFS and should have %.1f.", is.integrated, asked.master.loudness), 0});
}

void look_at_length(double seconds, const Asked& asked, std::vector<Flaw>& out) {
  if (asked.phones == 0) return;
  const double a_phone = (seconds - asked.rests) * asked.speed / double(asked.phones);
  if (!(a_phone >= kShortest && a_phone <= kLongest))
    out.push_back({SoundFault::length,
                   said("A sound lasts %.0f ms in the mean, of %.0f sounds.", 1000 * a_phone,
                        double(asked.phones)),
                   0});
}

void look_at_words(const std::vector<WordTime>& words, double seconds, std::vector<Flaw>& out) {
  double last = 0;
  for (const WordTime& word : words) {
    const bool rises = word.start >= last && word.end <= seconds;
    if (!rises || word.end - word.start < kShortestWord) {
      out.push_back({SoundFault::times,
                     said("A word stands from %.3f to %.3f s.", word.start, word.end), word.start});
      return;
    }
    last = word.start;
  }
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

}  // namespace

struct Gate::Ears {
  int rate;
  std::size_t heard = 0, clipped = 0, silent = 0;  // samples: in all, in a row up to now
  std::optional<std::size_t> clipped_at;
  std::size_t longest = 0, longest_at = 0;  // silence
  std::vector<float> frame;                 // the samples of a frame not yet full
  std::vector<std::uint32_t> flatnesses = std::vector<std::uint32_t>(1001);  // by thousandths
  std::unique_ptr<kiss_fftr_state, Free> plan{kiss_fftr_alloc(kFrame, 0, nullptr, nullptr)};

  explicit Ears(int samples_a_second) : rate(samples_a_second) {
    if (!plan) throw Error(ErrorCode::internal, "The spectrum could not be measured.");
  }

  void hear(float sample) {
    clipped = std::abs(sample) >= 0.999f ? clipped + 1 : 0;
    if (clipped == kFullScale && !clipped_at) clipped_at = heard;
    silent = std::abs(sample) < kSilent ? silent + 1 : 0;
    ++heard;
    if (silent > longest) longest = silent, longest_at = heard - silent;
    frame.push_back(sample);
    if (frame.size() == kFrame) look_at_frame();
  }

  void look_at_frame() {
    double power = 0;
    for (const float sample : frame) power += double(sample) * sample;
    if (std::sqrt(power / kFrame) > 0.02)  // -34 dBFS: a sound, not a rest
      ++flatnesses[static_cast<std::size_t>(
          std::clamp(1000 * flatness(frame.data(), rate, plan.get()), 0.0, 1000.0))];
    frame.clear();
  }

  double seconds(std::size_t samples) const { return double(samples) / rate; }

  void look_at_peaks(double peak, double ceiling, std::vector<Flaw>& out) const {
    if (!(peak <= ceiling + kPeakRoom))
      out.push_back({SoundFault::clipping,
                     said("Its true peak is %.1f dBTP, above %.1f.", peak, ceiling), 0});
    else if (clipped_at)
      out.push_back({SoundFault::clipping,
                     said("It is clipped at %.2f s.", seconds(*clipped_at), 0),
                     seconds(*clipped_at)});
  }

  void look_for_silence(double longest_rest, std::vector<Flaw>& out) const {
    if (seconds(longest) > longest_rest + kSilenceRoom)
      out.push_back(
          {SoundFault::silence,
           said("It is silent for %.1f s at %.2f s.", seconds(longest), seconds(longest_at)),
           seconds(longest_at)});
  }

  void look_for_noise(std::vector<Flaw>& out) const {
    std::uint64_t frames = 0, up_to = 0;
    for (const std::uint32_t count : flatnesses) frames += count;
    if (frames == 0) return;
    std::size_t middle = 0;
    while ((up_to += flatnesses[middle]) <= frames / 2) ++middle;
    if (double(middle) > 1000 * kFlat)
      out.push_back({SoundFault::noise,
                     said("Its spectrum is flat (%.2f, speech lies under %.1f): noise.",
                          double(middle) / 1000, 0.2),
                     0});
  }
};

Gate::Gate(int rate) : ears_(std::make_unique<Ears>(rate)) {}
Gate::~Gate() = default;

void Gate::hear(const float* samples, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) ears_->hear(samples[i]);
}

std::vector<Flaw> Gate::flaws(const Timeline& timeline, const Asked& asked) const {
  const double seconds = ears_->seconds(ears_->heard);
  std::vector<Flaw> flaws;
  look_at_level(timeline.loudness, asked, flaws);
  ears_->look_at_peaks(timeline.loudness.true_peak, asked.master.true_peak, flaws);
  ears_->look_for_silence(asked.longest_rest, flaws);
  look_at_length(seconds, asked, flaws);
  ears_->look_for_noise(flaws);
  look_at_words(timeline.words, seconds, flaws);
  return flaws;
}

std::vector<Flaw> listen(const Programme& programme, const Asked& asked) {
  Gate gate(programme.rate);
  gate.hear(programme.samples.data(), programme.samples.size());
  return gate.flaws(programme, asked);
}

}  // namespace mujaz
