// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/hts_voice.h"

#include <HTS_engine.h>

#include <algorithm>
#include <array>

#include "voice/hts_file.h"
#include "voice/hts_labels.h"
#include "voice/hts_melody.h"
#include "voice/hurry.h"
#include "voice/phrase_voice.h"

namespace mujaz::voice {
namespace {

const std::string kEngine = "hts 1 ";  // to be counted up when the same labels give other sound
constexpr std::size_t kMostFile = 64u << 20;
constexpr std::size_t kMostPhones = 400;  // in a phrase; the engine holds all of one in memory
// Times the pace of the corpus that it learned, 1.45 words of news a second with its rests: 2.
constexpr double kPace = 1.4;
constexpr double kMostPace = 2.2;        // then a phone's states come to a frame each
constexpr float kScale = 1 / 131072.0f;  // the loudest sounds of a voice pass 16 bits, some 17

/// An engine at work on one phrase. An engine is its voice, which is only read while it speaks, and
/// the work; so a copy of an engine at rest shares the voice and has work of its own, which this
/// frees. That makes one loaded voice serve every thread.
class Work {
 public:
  Work(const HTS_Engine& rested, double variance) : engine_(rested) {
    variances_.fill(variance);
    engine_.condition.gv_weight = variances_.data();
  }
  ~Work() { HTS_Engine_refresh(&engine_); }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  HTS_Engine* get() { return &engine_; }

 private:
  std::array<double, 3> variances_{};  // a stream; the engine has at most 3
  HTS_Engine engine_;
};

/// How far the spectrum and the pitch of a phrase are brought to the variance that the voice has
/// over whole sentences. At 1 they have it to 1 %, so a postfilter on top would be too much; but a
/// short phrase has less of its own. Measured as the distance of 3 to 40 phones made alone from the
/// same phones within their sentence: 2.7 dB instead of 3.2 for three.
double variance_of(std::size_t phones) {
  return 1 - 2 / (double(phones) + 1);
}

class HtsVoice : public PhraseVoice {
 public:
  HtsVoice(const VoiceInfo& info, const std::shared_ptr<const SoundCache>& cache)
      : PhraseVoice(info, cache, cache ? kEngine + sum_of_files({info.file}) : std::string()),
        file_(read_hts_file(read_file(info.file, kMostFile), info.file.string())) {
    // The sounds that only this phone set writes so.
    for (const char* phone : {"AA", "HH", "^", "ah", "uu"})
      if (!file_.phones.contains(phone))
        throw Error(ErrorCode::bad_input,
                    "This HTS voice is not for Arabic: its trees do not ask for the phone " +
                        std::string(phone) + ".",
                    info.file.string());
    HTS_Engine_initialize(&engine_);
    std::string path = info.file.string();
    char* paths[] = {path.data()};
    if (HTS_Engine_load(&engine_, paths, 1) != TRUE) {
      HTS_Engine_clear(&engine_);
      throw Error(ErrorCode::bad_input, "hts_engine cannot load this voice.", path);
    }
  }
  ~HtsVoice() override { HTS_Engine_clear(&engine_); }
  HtsVoice(const HtsVoice&) = delete;
  HtsVoice& operator=(const HtsVoice&) = delete;

  Limits limits() const override { return {file_.rate, kMostPhones, cores()}; }

  std::vector<Request> requests(const Script& script, const Sentence& sentence) const override {
    std::vector<std::vector<std::string>> labels = labels_of(script, sentence);
    std::vector<Request> requests;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const Ending ending = ending_of(script, sentence[i], labels[i].size());
      Task task{std::move(labels[i]), melody_of(script, sentence, i), ending, sentence[i].speed,
                sentence[i].pitch};
      std::string asked = asked_of(task);
      requests.push_back({std::move(asked), [this, task = std::move(task)](Halt& halt) {
                            return utter(task, halt);
                          }});
    }
    return requests;
  }

 private:
  /// The labels at which the last word begins, and the last two syllables.
  struct Ending {
    std::size_t word = 0, close = 0;
  };
  /// All that the engine is told of a phrase.
  struct Task {
    std::vector<std::string> labels;
    Melody melody;
    Ending ending;
    double speed = 1, pitch = 0;
  };
  static std::string asked_of(const Task& task) {
    const Melody& melody = task.melody;
    std::string asked = numbers({task.speed, task.pitch, melody.from, melody.to,
                                 melody.close.value_or(1e9), double(melody.falls), melody.slower,
                                 double(task.ending.word), double(task.ending.close)});
    for (const std::string& label : task.labels) asked += label + "\n";
    return asked;
  }

  /// A phone as this voice names it; a long consonant doubles the last letter, where the voice
  /// knows such a phone.
  std::string symbol(const Script& script, const Phone& phone) const {
    std::string symbol = (*script.phones)[phone.id].hts;
    if (phone.geminate && file_.phones.contains(symbol + symbol.back())) symbol += symbol.back();
    if (!file_.phones.contains(symbol))
      throw Error(ErrorCode::unsupported, "The voice has no phone \"" + symbol + "\".",
                  info().name);
    return symbol;
  }

  std::vector<std::vector<std::string>> labels_of(const Script& script,
                                                  const Sentence& sentence) const {
    std::vector<HtsPhrase> phrases;
    for (const Phrase& phrase : sentence) {
      const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
      HtsPhrase& words = phrases.emplace_back();
      for (std::size_t i = phrase.first; i < phrase.end; ++i) {
        HtsWord& word = words.emplace_back();
        for (const Phone& phone : part.words[i].phones) word.push_back(symbol(script, phone));
      }
    }
    return full_context_labels(phrases);
  }

  /// Speaks the labels of one phrase, a pause at both ends.
  Uttered utter(const Task& task, Halt& halt) const {
    std::vector<std::string> labels = task.labels;
    const auto& [melody, ending] = std::tie(task.melody, task.ending);
    Work work(engine_, variance_of(labels.size() - 2));
    HTS_Engine* engine = work.get();
    HTS_Engine_add_half_tone(engine, task.pitch);
    std::vector<char*> lines;
    for (std::string& label : labels) lines.push_back(label.data());
    const auto states = static_cast<std::size_t>(file_.states);
    const auto step = [&](HTS_Boolean done) {
      halt.check();
      if (done != TRUE) throw Error(ErrorCode::internal, "The HTS engine failed.", info().name);
    };
    step(HTS_Engine_generate_state_sequence_from_strings(engine, lines.data(), lines.size()));
    const double pace = kPace * task.speed, made = std::min(pace, kMostPace);
    stretch(*engine, 0, ending.word * states, 1 / made);
    stretch(*engine, ending.word * states, (labels.size() - 1) * states, melody.slower / made);
    step(HTS_Engine_generate_parameter_sequence(engine));
    bend(*engine, melody, frames_before(engine, ending.close * states),
         frames_before(engine, (labels.size() - 1) * states));
    {
      // The engine looks for its flag at every frame.
      const Halt::During during(halt, [engine] { HTS_Engine_set_stop_flag(engine, TRUE); });
      step(HTS_Engine_generate_sample_sequence(engine));
    }
    Uttered uttered;
    const std::size_t count = HTS_Engine_get_nsamples(engine);
    uttered.samples.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
      uttered.samples.push_back(static_cast<float>(HTS_Engine_get_generated_speech(engine, i)) *
                                kScale);
    // The first label is a pause: where it ends the first phone begins.
    for (std::size_t label = 1; label < labels.size(); ++label)
      uttered.places.push_back(frames_before(engine, label * states) *
                               static_cast<std::size_t>(file_.frame));
    if (uttered.places.back() > count)
      throw Error(ErrorCode::internal, "The HTS engine miscounted.", info().name);
    if (pace > made) hurry(uttered, pace / made, file_.rate);
    return uttered;
  }

  static Ending ending_of(const Script& script, const Phrase& phrase, std::size_t labels) {
    const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
    const std::size_t end = labels - 1;  // the pause
    Ending ending{end - part.words[phrase.end - 1].phones.size(), 1};
    std::size_t at = end;
    int syllables = 0;
    for (std::size_t word = phrase.end; word-- > phrase.first;)
      for (auto phone = part.words[word].phones.rbegin(); phone != part.words[word].phones.rend();
           ++phone) {
        --at;
        if (phone->starts_syllable && ++syllables == 2) {
          ending.close = at;
          return ending;
        }
      }
    return ending;
  }

  static std::size_t frames_before(HTS_Engine* engine, std::size_t state) {
    std::size_t frames = 0;
    for (std::size_t i = 0; i < state; ++i) frames += HTS_Engine_get_state_duration(engine, i);
    return frames;
  }

  HtsFile file_;
  HTS_Engine engine_;
};

}  // namespace

std::shared_ptr<const Voice> load_hts(const VoiceInfo& info,
                                      const std::shared_ptr<const SoundCache>& cache) {
  return std::make_shared<HtsVoice>(info, cache);
}

}  // namespace mujaz::voice
