// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said of every voice by what it streams.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "mujaz/voice.h"

namespace mujaz {
namespace {

/// About nine seconds of news, a word each in symbols of phones, `,` where it rests: «The minister
/// said today that the new project begins in the capital next week, and that the first stage of it
/// will be finished before the end of the year, while its cost will reach seven million dinars».
constexpr const char* kWords[] = {"q 'aa l a",
                                  "l w a z 'ii r u",
                                  "l y 'a w m a",
                                  "? 'i n: a",
                                  "l m a sh r 'uu E a",
                                  "l j a d 'ii d a",
                                  "y 'a b d a ? u",
                                  "f i",
                                  "l E 'aa s. i m a t i",
                                  "l ? u s b 'uu E a",
                                  "l q 'aa d i m ,",
                                  "w a ? 'a n: a",
                                  "l m 'a r H a l a t a",
                                  "l ? 'uu l aa",
                                  "m 'i n h u",
                                  "s a t a n t 'a h ii",
                                  "q 'a b l a",
                                  "n i h 'aa y a t i",
                                  "l E 'aa m ,",
                                  "f ii m aa",
                                  "s a t 'a b l u gh u",
                                  "k u l f 'a t u h u",
                                  "s 'a b E a t a",
                                  "m a l aa y 'ii n i",
                                  "d ii n 'aa r"};

std::vector<Phone> phones_of(const PhoneTable& table, const std::string& symbols) {
  std::vector<Phone> phones;
  std::istringstream list(symbols);
  for (std::string symbol; list >> symbol;) {
    Phone& phone = phones.emplace_back();
    phone.stressed = symbol.front() == '\'';
    if (phone.stressed) symbol.erase(0, 1);
    phone.geminate = symbol.size() > 1 && symbol.back() == ':';
    if (phone.geminate) symbol.pop_back();
    phone.id = table.id(symbol);
  }
  return phones;
}

}  // namespace

Speech Voice::say(const Script& script, const Manner& manner, const Stop* stop) const {
  Speech speech;
  auto part = script.parts.begin();
  const auto next = [&]() -> std::optional<Part> {
    if (part == script.parts.end()) return std::nullopt;
    return *part++;
  };
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  stream(
      script.phones, next, manner,
      [&](const Speech& piece) {
        speech.rate = piece.rate;
        speech.voice = piece.voice;
        speech.estimated = piece.estimated;
        append(speech.samples, piece.samples);
        append(speech.phones, piece.phones);
        append(speech.words, piece.words);
        append(speech.marks, piece.marks);
      },
      stop);
  float highest = 1;
  for (const float sample : speech.samples) highest = std::max(highest, std::abs(sample));
  if (highest > 1)
    for (float& sample : speech.samples) sample /= highest;
  return speech;
}

double Voice::loudness(const std::shared_ptr<const PhoneTable>& phones) const {
  const std::lock_guard lock(measuring_);
  if (!loudness_) {
    Part part;
    for (const char* symbols : kWords) {
      std::string word = symbols;
      const bool rests = word.ends_with(" ,");
      if (rests) word.resize(word.size() - 2);
      SpokenWord& said = part.words.emplace_back();
      said.phones = phones_of(*phones, word);
      if (rests) said.after = Break::phrase;
    }
    part.words.back().after = Break::end;
    const Speech speech = say({phones, {part}});
    loudness_ = measure(speech.samples, speech.rate).integrated;
  }
  return *loudness_;
}

}  // namespace mujaz
