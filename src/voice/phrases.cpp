// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/phrases.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mujaz::voice {
namespace {

constexpr double minor_rest = 0.120;            // seconds
constexpr std::size_t kMostInSentence = 2'000;  // phones, some two minutes
constexpr double kChange =
    0.020;  // seconds between two phrases that differ in their delivery alone

void check(const SpokenWord& word, std::size_t most) {
  if (word.phones.empty())
    throw Error(ErrorCode::internal, "A word has no phones, so it cannot be spoken.",
                to_utf8(word.marked));
  if (word.phones.size() > most)
    throw Error(ErrorCode::too_large,
                "A word of " + std::to_string(word.phones.size()) + " sounds cannot be spoken.",
                to_utf8(word.marked.substr(0, 40)));
}

double speed(const Manner& manner, const Delivery& delivery) {
  const double found = manner.speed * delivery.rate;
  if (!(found >= 0.5 && found <= 3))
    throw Error(ErrorCode::bad_input, "The speed and the rate that the document asks for make " +
                                          std::to_string(found) +
                                          " together; voices speak at 0.5 to 3 times their pace.");
  return found;
}

}  // namespace

double rest_after(const SpokenWord& word, double speed) {
  if (word.rest && word.after != Break::none) return *word.rest;
  switch (word.after) {
    case Break::none:
      return kChange;
    case Break::minor:
      return minor_rest / speed;
    case Break::phrase:
      return 0.250 / speed;
    case Break::end:
      return 0.450 / speed;
  }
  return 0;
}

void check(const Manner& manner) {
  if (!(manner.speed >= 0.5 && manner.speed <= 3))
    throw Error(ErrorCode::bad_input, "The speed is from 0.5 to 3.");
  if (!(manner.pause_after_part >= 0 && manner.pause_after_part <= 60))
    throw Error(ErrorCode::bad_input, "The pause between parts is from 0 to 60 seconds.");
}

std::vector<Sentence> sentences_of(const Script& script, int index, const Manner& manner,
                                   std::size_t most) {
  std::vector<Sentence> sentences;
  const std::vector<SpokenWord>& words = script.parts[static_cast<std::size_t>(index)].words;
  Sentence sentence;
  std::size_t first = 0, phones = 0, of_sentence = 0;
  const auto end_phrase = [&](std::size_t end, Break after, double silence) {
    if (end == first) return;
    const Delivery& delivery = words[first].delivery;
    sentence.push_back({index, first, end, after, silence, speed(manner, delivery), delivery.pitch,
                        delivery.volume});
    first = end;
    of_sentence += std::exchange(phones, 0);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    check(words[i], most);
    if (phones + words[i].phones.size() > most)
      end_phrase(i, Break::minor, minor_rest / manner.speed);
    phones += words[i].phones.size();
    const bool last = i + 1 == words.size();
    if (words[i].after != Break::none || last || words[i + 1].delivery != words[i].delivery)
      end_phrase(i + 1, words[i].after, rest_after(words[i], manner.speed));
    const bool endless = of_sentence >= kMostInSentence && first == i + 1;
    if (words[i].after != Break::end && !last && !endless) continue;
    of_sentence = 0;
    if (last) sentence.back().rest = words[i].rest.value_or(manner.pause_after_part);
    sentences.push_back(std::move(sentence));
    sentence.clear();
  }
  return sentences;
}

std::vector<Sentence> sentences(const Script& script, const Manner& manner, std::size_t most) {
  check(manner);
  std::vector<Sentence> all;
  for (std::size_t i = 0; i < script.parts.size(); ++i)
    for (Sentence& sentence : sentences_of(script, static_cast<int>(i), manner, most))
      all.push_back(std::move(sentence));
  if (all.empty()) throw Error(ErrorCode::bad_input, "There is nothing to say: no word.");
  all.back().back().rest = 0;
  return all;
}

std::vector<PhoneTime> phones_of(const Script& script, const Phrase& phrase) {
  const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
  std::vector<PhoneTime> phones;
  for (std::size_t word = phrase.first; word < phrase.end; ++word)
    for (std::size_t phone = 0; phone < part.words[word].phones.size(); ++phone)
      phones.push_back({phrase.part, static_cast<int>(word), static_cast<int>(phone), 0, 0});
  return phones;
}

}  // namespace mujaz::voice

namespace mujaz {

Asked asked_of(const Script& script, const Manner& manner, const MasterOptions& master) {
  Asked asked{master, 0, manner.speed, 0, 0};
  for (const voice::Sentence& sentence :
       voice::sentences(script, manner, std::numeric_limits<std::size_t>::max()))
    for (const voice::Phrase& phrase : sentence) {
      const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
      for (std::size_t i = phrase.first; i < phrase.end; ++i)
        asked.phones += part.words[i].phones.size();
      asked.rests += phrase.rest;
      asked.longest_rest = std::max(asked.longest_rest, phrase.rest);
    }
  return asked;
}

}  // namespace mujaz
