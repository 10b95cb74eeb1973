// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/espeak_voice.h"

#include <espeak-ng/speak_lib.h>
#include <cmath>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <vector>

#include "voice/hurry.h"
#include "voice/phrase_voice.h"

namespace mujaz::voice {
namespace {

// espeak-ng cuts its input after about 730 characters, wherever that is, and reads the rest as
// letters. A phone takes at the most five characters with its bar and stress.
constexpr std::size_t kMostPhones = 140;
constexpr double kPace = 225;      // words a minute as espeak-ng counts them; 2 of Arabic a second
constexpr double kMostPace = 400;  // from 450 it loses words; what is more is made of its sound

/// Sets the pitch and with it the range of its melody, so that all of it moves by so many half
/// tones. The engine's pitch is an octave in 50 steps about 50; a wider range lowers it by 18 times
/// what the range has grown, which this gives back (SetPitch2 of the engine, for its standard
/// voice).
void set_pitch(double half_tones) {
  constexpr double range_in_base = 18.0 * 4104 / 0x47000;
  const double factor = std::exp2(half_tones / 12);
  const double base = factor + (factor - 1) * range_in_base;
  espeak_SetParameter(espeakPITCH, static_cast<int>(std::lround(50 + 50 * std::log2(base))), 0);
  espeak_SetParameter(espeakRANGE, static_cast<int>(std::lround(50 * factor)), 0);
}

/// What the engine tells as it speaks: samples, and when each word and each phone begins.
struct Heard {
  struct Event {
    std::size_t place = 0;  // in samples
    int text_position = 0;  // characters from 1
    std::string phone;      // empty for a word
  };
  const Halt& halt;
  std::vector<float> samples;
  std::vector<Event> events;
};

int hear(short* samples, int count, espeak_EVENT* event) noexcept {
  auto& heard = *static_cast<Heard*>(event->user_data);
  for (int i = 0; samples && i < count; ++i) heard.samples.push_back(float(samples[i]) / 32768.0f);
  for (; event->type != espeakEVENT_LIST_TERMINATED; ++event) {
    if (event->type != espeakEVENT_WORD && event->type != espeakEVENT_PHONEME) continue;
    Heard::Event& noted = heard.events.emplace_back();
    noted.place = static_cast<std::size_t>(std::max(event->sample, 0));
    noted.text_position = static_cast<int>(event->text_position);
    if (event->type == espeakEVENT_PHONEME)
      noted.phone.assign(event->id.string, strnlen(event->id.string, sizeof event->id.string));
  }
  return heard.halt.requested() ? 1 : 0;
}

/// The engine, of which a process has one: whoever speaks holds the lock.
struct Engine {
  std::mutex lock;
  int rate = 0;  // 0 where it cannot be used
  std::string problem;
  Engine() {
    rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr,
                             espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_DONT_EXIT);
    if (rate <= 0 || espeak_SetVoiceByName("ar") != EE_OK) {
      problem = "espeak-ng's data for Arabic is missing: apt-get install espeak-ng-data";
      rate = 0;
      return;
    }
    espeak_SetSynthCallback(hear);
  }
};
Engine& engine() {
  static Engine the_one;
  return the_one;
}

/// A phone's mnemonic without its length, as events name it.
std::string_view plain(std::string_view mnemonic) {
  if (mnemonic.ends_with(':')) mnemonic.remove_suffix(1);
  return mnemonic;
}

/// A phrase in espeak-ng's mnemonics, and the character at which each word begins, from 1.
struct Text {
  std::string text = "[[";
  std::vector<int> words;
};

Text text_of(const Script& script, const Phrase& phrase) {
  const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
  Text text;
  for (std::size_t w = phrase.first; w < phrase.end; ++w) {
    if (w > phrase.first) text.text += ' ';
    text.words.push_back(static_cast<int>(text.text.size()) + 1);
    bool stress_said = false;
    for (std::size_t p = 0; p < part.words[w].phones.size(); ++p) {
      const Phone& phone = part.words[w].phones[p];
      const PhoneTable::Row& row = (*script.phones)[phone.id];
      if (p > 0) text.text += '|';  // so that two never read as one
      if (row.vowel && phone.stressed && !std::exchange(stress_said, true)) text.text += '\'';
      text.text += row.espeak;
      if (phone.geminate && !row.vowel) text.text += ':';
    }
  }
  text.text += "]]";
  const bool last = phrase.end == part.words.size();
  text.text += last && part.question ? '?' : phrase.after == Break::end || last ? '.' : ',';
  return text;
}

/// Where the phones of one word begin, `from` up to `to`: by the events, where these are the phones
/// of the word, else at even distances.
void place_word(const Script& script, const SpokenWord& word, std::size_t from, std::size_t to,
                const Heard::Event* event, const Heard::Event* end,
                std::vector<std::size_t>& places) {
  const std::size_t first = places.size();
  places.push_back(from);
  for (std::size_t i = 0; i < word.phones.size(); ++i) {
    const auto is = [&](const Heard::Event* at) {
      return at < end && at->phone == plain((*script.phones)[word.phones[i].id].espeak);
    };
    if (!is(event) || (i > 0 && event->place <= places.back())) break;
    if (i > 0) places.push_back(event->place);
    ++event;
    // A long consonant is told once or twice.
    const bool next_is_the_same =
        i + 1 < word.phones.size() && word.phones[i + 1].id == word.phones[i].id;
    if (word.phones[i].geminate && !next_is_the_same && is(event)) ++event;
  }
  if (places.size() - first == word.phones.size() && event == end && places.back() < to) return;
  places.resize(first);
  for (std::size_t i = 0; i < word.phones.size(); ++i)
    places.push_back(from + (to - from) * i / word.phones.size());
}

class EspeakVoice : public PhraseVoice {
 public:
  EspeakVoice(const VoiceInfo& info, std::shared_ptr<const SoundCache> cache)
      : PhraseVoice(info, std::move(cache), std::string("espeak 1 ") + espeak_Info(nullptr)) {}

  Limits limits() const override { return {engine().rate, kMostPhones, 1}; }

  std::vector<Request> requests(const Script& script, const Sentence& sentence) const override {
    std::vector<Request> requests;
    for (const Phrase& phrase : sentence) {
      Text text = text_of(script, phrase);
      std::string asked = numbers({phrase.speed, phrase.pitch}) + text.text;
      requests.push_back({std::move(asked), [&script, phrase, said = std::move(text)](Halt& halt) {
                            return utter(script, phrase, said, halt);
                          }});
    }
    return requests;
  }

 private:
  static Heard hear_text(const std::string& text, const Phrase& phrase, const Halt& halt) {
    Heard heard{halt, {}, {}};
    const std::lock_guard held(engine().lock);
    espeak_SetParameter(
        espeakRATE, static_cast<int>(std::lround(std::min(kPace * phrase.speed, kMostPace))), 0);
    set_pitch(phrase.pitch);
    if (espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0,
                     espeakCHARS_UTF8 | espeakPHONEMES, nullptr, &heard) != EE_OK)
      throw Error(ErrorCode::internal, "espeak-ng failed.", text);
    halt.check();
    return heard;
  }

  static Uttered utter(const Script& script, const Phrase& phrase, const Text& text,
                       const Halt& halt) {
    Heard heard = hear_text(text.text, phrase, halt);
    // The pause at the end is told as a phone of its own, `_:` or `_`.
    const auto& events = heard.events;
    std::size_t last = events.size();
    while (last > 0 && events[last - 1].phone.starts_with('_')) --last;
    const std::size_t end = last < events.size() ? events[last].place : heard.samples.size();
    std::vector<std::size_t> begins;  // of each word, among the events
    for (std::size_t i = 0; i < last; ++i)
      if (events[i].phone.empty() && begins.size() < text.words.size() &&
          events[i].text_position == text.words[begins.size()])
        begins.push_back(i);
    if (begins.size() != text.words.size() || end > heard.samples.size())
      throw Error(ErrorCode::internal, "espeak-ng left out a word.", text.text);
    begins.push_back(last);
    Uttered uttered;
    const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
      const std::size_t to = i + 2 < begins.size() ? events[begins[i + 1]].place : end;
      place_word(script, part.words[phrase.first + i], events[begins[i]].place, to,
                 events.data() + begins[i] + 1, events.data() + begins[i + 1], uttered.places);
    }
    uttered.places.push_back(end);
    uttered.samples = std::move(heard.samples);
    if (kPace * phrase.speed > kMostPace)
      hurry(uttered, kPace * phrase.speed / kMostPace, engine().rate);
    return uttered;
  }
};

}  // namespace

std::string espeak_problem() {
  return engine().problem;
}

std::shared_ptr<const Voice> load_espeak(const VoiceInfo& info,
                                         const std::shared_ptr<const SoundCache>& cache) {
  if (const std::string problem = espeak_problem(); !problem.empty())
    throw Error(ErrorCode::not_found, problem + ".", info.name);
  return std::make_shared<EspeakVoice>(info, cache);
}

}  // namespace mujaz::voice
