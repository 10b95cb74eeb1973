// SPDX-License-Identifier: GPL-3.0-or-later
// The programme's edges and its loudness.
#include <algorithm>
#include <cmath>
#include <limits>

#include "audio/limiter.h"
#include "audio/meter.h"
#include "mujaz/audio.h"

namespace mujaz {
namespace {

constexpr double kLead = 0.100, kTail = 0.300;  // seconds of silence at the ends
constexpr double kFade = 0.010;
constexpr double kSilence = 0.003;  // of the highest sample: 50 dB under it is silence
constexpr double kHeld = 120;       // seconds whose loudness stands for that of all
constexpr double kEnd = 0.5;        // seconds that wait to be trimmed
// Lossy encoders give back peaks that are higher than those they were given: over 20 programmes of
// speech MP3 at 64 kbit/s by up to 2.4 dB, Opus by less than 1. So much stays free under the
// ceiling.
constexpr double kEncoderRoom = 2.6;  // dB
constexpr std::size_t kBlock = 1 << 14;

double from_db(double db) {
  return std::pow(10.0, db / 20);
}

std::ptrdiff_t steps(std::size_t count) {
  return static_cast<std::ptrdiff_t>(count);
}

/// Fades the first samples in, or the last ones out.
void fade(std::vector<float>& samples, int rate, bool in) {
  const std::size_t length = std::min(static_cast<std::size_t>(kFade * rate), samples.size() / 2);
  for (std::size_t i = 0; i < length; ++i)
    samples[in ? i : samples.size() - 1 - i] *=
        static_cast<float>(0.5 - 0.5 * std::cos(M_PI * double(i) / double(length)));
}

}  // namespace

struct Mastering::Work {
  Timeline timeline;  // the times as the voice gave them, until the end
  MasterOptions options;
  std::optional<double> level;
  double most_held;
  Out out;
  std::vector<float> held;  // not yet limited; from `begun` on the first stands at `place`
  std::size_t place = 0;    // of the first held sample, in the voice's own count
  float highest = 0;
  double first = std::numeric_limits<double>::infinity(), last = 0;  // of all sounds, in seconds
  bool begun = false;
  double shift = 0;
  audio::Meter meter;
  audio::Peaks peaks;
  std::optional<audio::Limiter> limiter;
  std::vector<float> of_peaks, made, waiting;  // waiting: samples whose peaks are not yet known

  Work(int rate, const MasterOptions& asked, std::optional<double> known, double seconds, Out to)
      : options(asked), level(known), most_held(seconds), out(std::move(to)), meter(rate) {
    timeline.rate = rate;
  }

  std::size_t samples(double seconds) const {
    return static_cast<std::size_t>(seconds * timeline.rate);
  }
  bool loud(float sample) const { return std::abs(sample) > highest * kSilence; }
  double ceiling() const { return from_db(options.true_peak - kEncoderRoom); }

  void hold(const Speech& piece) {
    if (timeline.voice.empty()) timeline.voice = piece.voice;
    timeline.estimated = timeline.estimated || piece.estimated;
    for (const float sample : piece.samples) {
      if (!std::isfinite(sample))
        throw Error(ErrorCode::internal, "The voice gave samples that are not numbers.",
                    piece.voice);
      highest = std::max(highest, std::abs(sample));
    }
    held.insert(held.end(), piece.samples.begin(), piece.samples.end());
    const auto sounds = [&](double start, double end) {
      first = std::min(first, start);
      last = std::max(last, end);
    };
    for (const PhoneTime& phone : piece.phones) sounds(phone.start, phone.end);
    for (const WordTime& word : piece.words) sounds(word.start, word.end);
    timeline.words.insert(timeline.words.end(), piece.words.begin(), piece.words.end());
    timeline.marks.insert(timeline.marks.end(), piece.marks.begin(), piece.marks.end());
  }

  /// Sets the silence before the first sound, by level and by the sounds' own times.
  void set_lead() {
    auto start = static_cast<std::size_t>(
        std::find_if(held.begin(), held.end(), [&](float s) { return loud(s); }) - held.begin());
    if (first * timeline.rate < double(start)) start = samples(std::max(first, 0.0));
    const std::size_t lead = samples(kLead), kept = std::min(lead, start);
    held.erase(held.begin(), held.begin() + steps(start - kept));
    fade(held, timeline.rate, true);
    held.insert(held.begin(), lead - kept, 0.0f);
    shift = (double(lead) - double(start)) / timeline.rate;
    begun = true;
  }

  /// The same after the last. `shift` counts from the voice's beginning, `place` what is gone.
  void set_tail() {
    std::size_t end =
        held.size() - static_cast<std::size_t>(std::find_if(held.rbegin(), held.rend(),
                                                            [&](float s) { return loud(s); }) -
                                               held.rbegin());
    const double last_here = (last + shift) * timeline.rate - double(place);
    if (last_here > double(end)) end = std::min(static_cast<std::size_t>(last_here), held.size());
    const std::size_t tail = samples(kTail), kept = std::min(tail, held.size() - end);
    held.resize(end + kept);
    fade(held, timeline.rate, false);
    held.insert(held.end(), tail - kept, 0.0f);
  }

  /// The limiter takes some loudness back, so the gain is corrected until it is right; where peaks
  /// are so high that it never is, the last round is as near as it comes.
  double gain_for_held() const {
    std::vector<float> highest_there, limited;
    audio::Peaks finder;
    finder.add(held.data(), held.size(), highest_there);
    finder.finish(highest_there);
    audio::Meter own(timeline.rate, false);
    own.add(held.data(), held.size());
    double gain = options.loudness - own.loudness().integrated;
    for (int round = 0; round < 6; ++round) {
      audio::Limiter trial(timeline.rate, from_db(gain), ceiling());
      audio::Meter heard(timeline.rate, false);
      for (std::size_t at = 0; at < held.size(); at += kBlock) {
        limited.clear();
        const std::size_t count = std::min(kBlock, held.size() - at);
        trial.add(&held[at], &highest_there[at], count, limited);
        if (at + count == held.size()) trial.finish(limited);
        heard.add(limited.data(), limited.size());
      }
      const double missing = options.loudness - heard.loudness().integrated;
      if (std::abs(missing) < 0.05) break;
      gain += missing;
    }
    return gain;
  }

  void begin_limiting() {
    limiter.emplace(timeline.rate, from_db(level ? options.loudness - *level : gain_for_held()),
                    ceiling());
  }

  void give() {
    meter.add(made.data(), made.size());
    timeline.length += made.size();
    if (!made.empty()) out(made.data(), made.size());
    made.clear();
  }

  /// Limits the first of the held samples and lets them out.
  void let_out(std::size_t count) {
    for (std::size_t at = 0; at < count; at += kBlock) {
      const std::size_t some = std::min(kBlock, count - at);
      waiting.insert(waiting.end(), held.begin() + steps(at), held.begin() + steps(at + some));
      peaks.add(&held[at], some, of_peaks);
      limit_known();
    }
    held.erase(held.begin(), held.begin() + steps(count));
    place += count;
  }
  void limit_known() {
    limiter->add(waiting.data(), of_peaks.data(), of_peaks.size(), made);
    waiting.erase(waiting.begin(), waiting.begin() + steps(of_peaks.size()));
    of_peaks.clear();
    give();
  }

  void add(const Speech& piece) {
    hold(piece);
    if (!limiter) {
      const bool enough =
          (level && highest > 1e-3f) || double(held.size()) > most_held * timeline.rate;
      if (!enough) return;
      set_lead();
      begin_limiting();
    }
    if (held.size() > samples(kEnd)) let_out(held.size() - samples(kEnd));
  }

  Timeline finish() {
    if (timeline.rate <= 0 || highest < 1e-4f)
      throw Error(ErrorCode::bad_input, "The sound is silent.", timeline.voice);
    if (!begun) set_lead();
    set_tail();
    if (!limiter) begin_limiting();
    let_out(held.size());
    peaks.finish(of_peaks);
    limit_known();
    limiter->finish(made);
    give();
    for (WordTime& word : timeline.words) {
      word.start += shift;
      word.end += shift;
    }
    for (MarkTime& mark : timeline.marks) mark.time += shift;
    timeline.loudness = meter.loudness();
    return std::move(timeline);
  }
};

Mastering::Mastering(int rate, const MasterOptions& options, std::optional<double> level, Out out)
    : work_(std::make_unique<Work>(rate, options, level, kHeld, std::move(out))) {}
Mastering::Mastering(Mastering&&) noexcept = default;
Mastering::~Mastering() = default;

void Mastering::add(const Speech& piece) {
  work_->add(piece);
}
Timeline Mastering::finish() {
  return work_->finish();
}

Programme master(const Speech& speech, const MasterOptions& options) {
  Programme programme;
  if (speech.rate <= 0 || speech.samples.empty())
    throw Error(ErrorCode::bad_input, "The sound is silent.", speech.voice);
  Mastering::Work work(speech.rate, options, {}, std::numeric_limits<double>::infinity(),
                       [&](const float* samples, std::size_t count) {
                         programme.samples.insert(programme.samples.end(), samples,
                                                  samples + count);
                       });
  work.add(speech);
  static_cast<Timeline&>(programme) = work.finish();
  return programme;
}

}  // namespace mujaz
