// SPDX-License-Identifier: GPL-3.0-or-later
// What make.py learns from: for each line of marked text on standard input its words' readings, how
// far each is from the line's own marks, and the places of its features, as the program sees them.
//
// usage: features LANG MODELS < marked lines > binary
// All numbers are little-endian, 32 bits. A line is the number of its items; an item the number of
// its readings (0 for a sign); for each reading its score as a float, its wrong letters, and 12
// places; then 4 places for each pair with a reading of the item before, and 3 for each triple with
// those of the two before: [first][before][reading]. A sign or the start of a line is one reading
// there.
#include <cstdio>
#include <iostream>
#include <string>

#include "reading/grammar.h"
#include "reading/lattice.h"
#include "reading/scorer.h"

using namespace mujaz;
using namespace mujaz::reading;

namespace {

template <class T>
void put(T value) {
  std::fwrite(&value, sizeof value, 1, stdout);
}

/// Marks that every reading may leave out or put in: sukun, and the vowel of a long vowel's letter.
Marks essential(std::span<const Letter> text, std::size_t at) {
  auto marks = static_cast<Marks>(text[at].marks & ~(mark::sukun | mark::dagger_alef));
  const char32_t next = at + 1 < text.size() ? text[at + 1].c : 0;
  const Marks on_next =
      at + 1 < text.size() ? static_cast<Marks>(text[at + 1].marks & ~mark::sukun) : Marks{0};
  const bool plain = (on_next & ~mark::fathatan) == 0;
  if ((next == letters::alef || next == letters::alef_maksura) && plain)
    marks &= static_cast<Marks>(~mark::fatha);
  if (next == letters::teh_marbuta) marks &= static_cast<Marks>(~mark::fatha);
  if (next == letters::yeh && on_next == 0) marks &= static_cast<Marks>(~mark::kasra);
  if (next == letters::waw && on_next == 0) marks &= static_cast<Marks>(~mark::damma);
  return marks;
}

std::uint32_t wrong_letters(std::span<const Letter> gold, const Reading& reading) {
  std::vector<Letter> read(gold.begin(), gold.end());
  for (std::size_t i = 0; i < read.size(); ++i) read[i].marks = reading.marks[i];
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const Marks wanted = essential(gold, i);
    const bool article = i == 1 && gold[0].c == letters::alef && gold[1].c == letters::lam;
    if (wanted != 0 && wanted != essential(read, i) && !article) ++out;
  }
  return out;
}

/// Tanwin fath stands on the letter before its alef.
void order_tanwin(std::vector<Letter>& text) {
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i].marks == mark::fathatan && is_arabic_letter(text[i - 1].c) &&
        (text[i].c == letters::alef || text[i].c == letters::alef_maksura)) {
      text[i].marks = 0;
      text[i - 1].marks = static_cast<Marks>((text[i - 1].marks & mark::shadda) | mark::fathatan);
    }
}

void put_item(const Item& item, std::span<const Letter> gold,
              const std::vector<Features::Seen>& first, const std::vector<Features::Seen>& before,
              const Features& features) {
  put(static_cast<std::uint32_t>(item.readings.size()));
  for (std::size_t r = 0; r < item.readings.size(); ++r) {
    put(item.readings[r].score - features.readings[r].penalty);
    put(wrong_letters(gold, item.readings[r]));
    for (const std::uint64_t feature : features.readings[r].alone) put(weight_place(feature));
  }
  for (const auto& b : before)
    for (const auto& seen : features.readings)
      for (const std::uint32_t place : pair_places(b, seen)) put(place);
  for (const auto& a : first)
    for (const auto& b : before)
      for (const auto& seen : features.readings)
        for (const std::uint32_t place : triple_places(a, b, seen)) put(place);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const std::filesystem::path models = arguments[2];
  const Language language(arguments[1]);
  const GrammarWords words(language);
  const WordReadings known(language);
  const Scorer scorer(models);
  const std::vector<Features::Seen> start(1);
  for (std::string line; std::getline(std::cin, line);) {
    std::vector<Letter> gold = to_letters(from_utf8_lossy(line)), bare = gold;
    order_tanwin(gold);
    for (Letter& letter : bare) letter.marks = 0;
    const Lattice found = lattice(bare, scorer.scores(bare), known, 0, bare.size());
    const std::vector<Features> all = Grammar::features(words, found.items);
    put(static_cast<std::uint32_t>(all.size()));
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Span place = found.places[i];
      put_item(found.items[i], std::span(gold).subspan(place.start, place.size()),
               i > 1 ? all[i - 2].readings : start, i > 0 ? all[i - 1].readings : start, all[i]);
    }
  }
}
