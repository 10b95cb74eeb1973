// SPDX-License-Identifier: GPL-3.0-or-later
// Sound: samples, times, one loudness for a programme, and the gate before it is published.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/core.h"

namespace mujaz {

/// When a written word is heard. `from` and `to` are code points in the text of its part, `start`
/// and `end` seconds from the beginning of the sound; start < end, and starts never fall.
struct WordTime {
  int point = -1;  ///< the point's place from 0; -1 for a title, an opening, a closing
  int part = 0;    ///< the part's place in the script
  double start = 0, end = 0;
  std::size_t from = 0, to = 0;
};

/// When one phone is heard; `word` is the place of its spoken word in the part.
struct PhoneTime {
  int part = 0, word = 0, phone = 0;
  double start = 0, end = 0;
};

/// When a mark of the text is reached.
struct MarkTime {
  std::string name;
  double time = 0;  ///< seconds from the beginning of the sound
};

/// What a voice made: mono samples in -1 to 1, and where each phone and word lies.
struct Speech {
  int rate = 0;  ///< samples a second
  std::vector<float> samples;
  std::vector<PhoneTime> phones;
  std::vector<WordTime> words;
  std::string voice;                 ///< the name of the voice that spoke
  std::vector<MarkTime> marks = {};  ///< in the script's order
  bool estimated = false;            ///< the times come from the sound, not from what made it
  double duration() const { return rate ? double(samples.size()) / rate : 0; }
};

/// Loudness as ITU-R BS.1770-4 and EBU R 128 measure it, mono counted as dual mono.
struct Loudness {
  double integrated = 0;  ///< LUFS; -infinity for silence
  double true_peak = 0;   ///< dBTP
};
Loudness measure(const std::vector<float>& samples, int rate);

struct MasterOptions {
  double loudness = -16;  ///< LUFS
  double true_peak = -1;  ///< dBTP, never passed
};

/// What is known of a finished sound beside its samples.
struct Timeline {
  int rate = 0;
  std::size_t length = 0;  ///< in samples
  std::vector<WordTime> words;
  Loudness loudness;
  std::string voice;
  std::vector<MarkTime> marks = {};
  bool estimated = false;  ///< the words' times come from the sound, not from what made it
  std::string note = {};   ///< why it is not the voice that was asked for, a sentence, or empty
  double duration() const { return rate ? double(length) / rate : 0; }
};

/// A finished sound with its word times.
struct Programme : Timeline {
  std::vector<float> samples;
};

/// One gain for the whole programme, then a look-ahead limiter under the true peak; silence at both
/// ends set to 100 and 300 ms, 10 ms fades. Throws bad_input for silence or no samples at all.
Programme master(const Speech& speech, const MasterOptions& options = {});

/// The same for speech as it comes, in memory that does not grow with it. One thread.
class Mastering {
 public:
  /// Takes finished samples; they are gone afterwards.
  using Out = std::function<void(const float* samples, std::size_t count)>;
  /// Where the loudness of the voice's speech is known beforehand (`level`, LUFS), the gain comes
  /// from it and sound goes out half a second after it came in. Else nothing goes out before the
  /// end, or before two minutes, whose loudness then stands for that of all.
  Mastering(int rate, const MasterOptions& options, std::optional<double> level, Out out);
  Mastering(Mastering&&) noexcept;
  ~Mastering();
  /// The next piece. Throws internal for samples that are not numbers.
  void add(const Speech& piece);
  /// Lets the rest out. Throws bad_input for silence or no samples at all.
  Timeline finish();

 private:
  friend Programme master(const Speech& speech, const MasterOptions& options);
  struct Work;
  std::unique_ptr<Work> work_;
};

/// What a programme should be, for the gate: known from its script and the manner it is said in.
struct Asked {
  MasterOptions master;
  std::size_t phones = 0;   ///< how many sounds are said in all
  double speed = 1;         ///< times the voice's own pace
  double rests = 0;         ///< seconds of silence asked for, all together
  double longest_rest = 0;  ///< seconds
  double level_room = 1;    ///< LU either side; a limiter at work leaves a loud voice so far under
};

enum class SoundFault {
  level,     ///< not as loud as was asked
  clipping,  ///< samples at full scale in a row, or a true peak above the ceiling
  silence,   ///< a silence longer than any that was asked for
  length,    ///< much too short or too long for what is said
  noise,     ///< a flat spectrum: hiss, not speech
  absent,    ///< the voice made none: its server failed, or the day's characters are spent
  times,     ///< a word without a time of its own, or shorter than 20 ms
};
struct Flaw {
  SoundFault fault;
  std::string what;  ///< a whole sentence with the measure
  double at = 0;     ///< seconds from the beginning
};

/// The gate for sound: everything that keeps a programme from being published by itself, at most
/// one flaw a kind. Empty for a good one. Any thread may call it.
std::vector<Flaw> listen(const Programme& programme, const Asked& asked);

/// The same for a sound that goes by. One thread.
class Gate {
 public:
  explicit Gate(int rate);
  ~Gate();
  void hear(const float* samples, std::size_t count);
  /// Of all that was heard.
  std::vector<Flaw> flaws(const Timeline& timeline, const Asked& asked) const;

 private:
  struct Ears;
  std::unique_ptr<Ears> ears_;
};

}  // namespace mujaz
