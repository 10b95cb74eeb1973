// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/hts_voice.h"

#include <HTS_engine.h>

#include "voice/hts_file.h"
#include "voice/hts_labels.h"
#include "voice/joined.h"
#include "voice/phrases.h"

namespace mujaz::voice {
namespace {

constexpr std::size_t kMostFile = 64u << 20;
constexpr std::size_t kMostPhones = 400;  // in a phrase; the engine holds all of one in memory
constexpr float kScale = 1 / 131072.0f;   // the loudest sounds of a voice pass 16 bits, some 17

/// An engine at work on one phrase. An engine is its voice, which is only read while it speaks, and
/// the work; so a copy of an engine at rest shares the voice and has work of its own, which this
/// frees. That makes one loaded voice serve every thread.
class Work {
 public:
  explicit Work(const HTS_Engine& rested) : engine_(rested) {}
  ~Work() { HTS_Engine_refresh(&engine_); }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  HTS_Engine* get() { return &engine_; }

 private:
  HTS_Engine engine_;
};

class HtsVoice : public Voice {
 public:
  explicit HtsVoice(const VoiceInfo& info)
      : info_(info), file_(read_hts_file(read_file(info.file, kMostFile), info.file.string())) {
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

  const VoiceInfo& info() const override { return info_; }

  Speech say(const Script& script, const Manner& manner, const Stop* stop) const override {
    Joined joined(file_.rate);
    for (const Sentence& sentence : sentences(script, manner, kMostPhones)) {
      const auto labels = labels_of(script, sentence);
      for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (stop) stop->check();
        joined.add(utter(labels[i], sentence[i]), phones_of(script, sentence[i]), sentence[i].rest,
                   sentence[i].volume);
      }
    }
    Speech speech = joined.finish(info_.name);
    speech.words = word_times(script, speech.phones);
    speech.marks = mark_times(script, speech.phones);
    return speech;
  }

 private:
  /// A phone as this voice names it; a long consonant doubles the last letter, where the voice
  /// knows such a phone.
  std::string symbol(const Script& script, const Phone& phone) const {
    std::string symbol = (*script.phones)[phone.id].hts;
    if (phone.geminate && file_.phones.contains(symbol + symbol.back())) symbol += symbol.back();
    if (!file_.phones.contains(symbol))
      throw Error(ErrorCode::unsupported, "The voice has no phone \"" + symbol + "\".", info_.name);
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
  Uttered utter(std::vector<std::string> labels, const Phrase& phrase) const {
    Work work(engine_);
    HTS_Engine* engine = work.get();
    HTS_Engine_set_speed(engine, phrase.speed);
    HTS_Engine_add_half_tone(engine, phrase.pitch);
    std::vector<char*> lines;
    for (std::string& label : labels) lines.push_back(label.data());
    if (HTS_Engine_synthesize_from_strings(engine, lines.data(), lines.size()) != TRUE)
      throw Error(ErrorCode::internal, "The HTS engine failed.", info_.name);
    Uttered uttered;
    const std::size_t count = HTS_Engine_get_nsamples(engine);
    uttered.samples.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
      uttered.samples.push_back(static_cast<float>(HTS_Engine_get_generated_speech(engine, i)) *
                                kScale);
    // The first label is a pause: where it ends the first phone begins.
    const auto states = static_cast<std::size_t>(file_.states);
    std::size_t place = 0;
    for (std::size_t label = 0; label + 1 < labels.size(); ++label) {
      for (std::size_t state = 0; state < states; ++state)
        place += HTS_Engine_get_state_duration(engine, label * states + state) *
                 static_cast<std::size_t>(file_.frame);
      uttered.places.push_back(place);
    }
    if (place > count) throw Error(ErrorCode::internal, "The HTS engine miscounted.", info_.name);
    return uttered;
  }

  VoiceInfo info_;
  HtsFile file_;
  HTS_Engine engine_;
};

}  // namespace

std::shared_ptr<const Voice> load_hts(const VoiceInfo& info) {
  return std::make_shared<HtsVoice>(info);
}

}  // namespace mujaz::voice
