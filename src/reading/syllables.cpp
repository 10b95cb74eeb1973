// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/sounds.h"

namespace mujaz::reading {
namespace {

struct Syllable {
  std::size_t start = 0;  ///< its first phone in the stream
  std::size_t vowel = 0;
  std::size_t word = 0;  ///< the word of its vowel
  int weight = 1;        ///< 1 light, 2 heavy, 3 superheavy
};

struct Stream {
  std::vector<Phone*> phones;
  std::vector<std::size_t> word;
};

std::vector<Syllable> syllables(const PhoneTable& table, const Stream& stream) {
  const std::vector<Phone*>& phones = stream.phones;
  std::vector<Syllable> out;
  for (std::size_t k = 0; k < phones.size(); ++k) {
    if (!table[phones[k]->id].vowel) continue;
    const bool onset = k > 0 && !table[phones[k - 1]->id].vowel;
    const std::size_t start = out.empty() ? 0 : onset ? k - 1 : k;
    out.push_back({start, k, stream.word[k], 1});
  }
  for (std::size_t s = 0; s < out.size(); ++s) {
    const std::size_t end = s + 1 < out.size() ? out[s + 1].start : phones.size();
    int coda = static_cast<int>(end - out[s].vowel) - 1;
    for (std::size_t k = out[s].vowel + 1; k < end; ++k) coda += phones[k]->geminate;
    if (s + 1 < out.size() && phones[end]->geminate) ++coda;
    out[s].weight = std::min(3, 1 + table[phones[out[s].vowel]->id].is_long + coda);
  }
  return out;
}

/// The syllable of a vowel that is marked as stressed already, or `count`.
std::size_t given_stress(const Stream& stream, const Syllable* word, std::size_t count) {
  for (std::size_t s = 0; s < count; ++s)
    if (stream.phones[word[s].vowel]->stressed) return s;
  return count;
}

/// Which of a word's syllables, at least one, is stressed.
std::size_t stress(const Syllable* word, std::size_t count) {
  if (word[count - 1].weight == 3 || count == 1) return count - 1;
  if (word[count - 2].weight > 1 || count == 2) return count - 2;
  return count - 3;
}

}  // namespace

void mark_syllables(const PhoneTable& table, std::vector<std::vector<Phone>>& words,
                    const std::vector<bool>& stressed) {
  Stream stream;
  for (std::size_t w = 0; w < words.size(); ++w)
    for (Phone& phone : words[w]) {
      stream.phones.push_back(&phone);
      stream.word.push_back(w);
    }
  const std::vector<Syllable> all = syllables(table, stream);
  for (std::size_t first = 0; first < all.size();) {
    std::size_t end = first;
    while (end < all.size() && all[end].word == all[first].word) ++end;
    const bool leans = end - first == 1 && !stressed[all[first].word];
    const std::size_t given = given_stress(stream, &all[first], end - first);
    const std::size_t chosen = given < end - first ? first + given
                               : leans             ? all.size()
                                                   : first + stress(&all[first], end - first);
    for (std::size_t s = first; s < end; ++s) {
      stream.phones[all[s].start]->starts_syllable = true;
      const std::size_t stop = s + 1 < all.size() ? all[s + 1].start : stream.phones.size();
      for (std::size_t k = all[s].start; k < stop; ++k) stream.phones[k]->stressed = s == chosen;
    }
    first = end;
  }
}

}  // namespace mujaz::reading
