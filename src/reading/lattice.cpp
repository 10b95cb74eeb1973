// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/lattice.h"

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

constexpr std::size_t most_readings = 10;

bool joins_digits(char32_t c) {
  return c == U'.' || c == U',' || c == U':' || c == U'/';
}

std::size_t end_of_number(std::span<const Letter> text, std::size_t at, std::size_t end) {
  const auto digit = [&](std::size_t i) { return i < end && digit_value(text[i].c) >= 0; };
  while (digit(at) || (at < end && joins_digits(text[at].c) && digit(at + 1))) ++at;
  return at;
}

bool is_sun_letter(char32_t c) {
  using namespace letters;
  constexpr std::u32string_view sun =
      U"\u062A\u062B\u062F\u0630\u0631\u0632\u0633\u0634\u0635\u0636"
      U"\u0637\u0638\u0644\u0646";
  return sun.find(c) != sun.npos;
}

/// The article's lam has a sukun or is silent by what follows; hamzat al-wasl has no mark within a
/// sentence. The networks leave such marks out now and then, which makes one reading two.
void settle(std::span<const Letter> word, Reading& reading) {
  using namespace letters;
  // An alef behind another letter is the length of its vowel, or silent: a fatha on it is that
  // letter's.
  for (std::size_t i = 1; i < word.size(); ++i)
    if ((word[i].c == alef || word[i].c == alef_maksura) && !word[i].marks) {
      const bool bare = !(reading.marks[i - 1] & (mark::endings | mark::dagger_alef));
      if (bare && (reading.marks[i] & mark::fatha)) reading.marks[i - 1] |= mark::fatha;
      reading.marks[i] &= static_cast<Marks>(~(mark::vowels | mark::sukun | mark::shadda));
    }
  // Nor has a waw or a yeh that is the length of the vowel before it.
  for (std::size_t i = 1; i < word.size(); ++i) {
    const Marks before = reading.marks[i - 1] & mark::vowels;
    const bool length =
        (word[i].c == yeh && before == mark::kasra) || (word[i].c == waw && before == mark::damma);
    if (length && !word[i].marks && reading.marks[i] == mark::sukun) reading.marks[i] = 0;
  }
  std::size_t at = 0;
  if (word[0].c == waw || word[0].c == feh || word[0].c == beh || word[0].c == kaf) ++at;
  if (word.size() > 2 && word[0].c == alef && !word[0].marks) reading.marks[0] = 0;
  if (word.size() < at + 4 || word[at].c != alef || word[at + 1].c != lam || word[at + 1].marks)
    return;
  if (reading.marks[at + 1] & ~mark::sukun) return;  // no article
  const Letter& next = word[at + 2];
  const bool doubled = reading.marks[at + 2] & mark::shadda;
  if (next.c == alef || (doubled && !is_sun_letter(next.c))) return;
  reading.marks[at + 1] = doubled ? Marks{0} : mark::sukun;
}

/// The readings of a word, those that differ in nothing but such marks as one.
std::vector<Reading> settled(std::span<const Letter> word, std::vector<Reading> readings) {
  std::vector<Reading> out;
  for (Reading& reading : readings) {
    settle(word, reading);
    const bool known = std::any_of(out.begin(), out.end(), [&reading](const Reading& other) {
      return other.marks == reading.marks;
    });
    if (!known) out.push_back(std::move(reading));
  }
  return out;
}

}  // namespace

Lattice lattice(std::span<const Letter> text, std::span<const Scores> scores,
                const WordReadings& known, std::size_t start, std::size_t end) {
  Lattice out;
  for (std::size_t at = start; at < end;) {
    std::size_t stop = at + 1;
    Item item;
    if (is_arabic_letter(text[at].c)) {
      std::vector<ScoredLetter> word;
      for (stop = at; stop < end && is_arabic_letter(text[stop].c); ++stop)
        word.push_back(
            {text[stop].c, text[stop].marks, text[stop].c == letters::alef_madda, scores[stop]});
      item.readings = settled(text.subspan(at, stop - at), best_readings(word, most_readings));
    } else if (digit_value(text[at].c) >= 0) {
      stop = end_of_number(text, at, end);
    }
    if (!is_space(text[at].c)) {
      for (std::size_t i = at; i < stop; ++i) item.bare.push_back(text[i].c);
      if (!item.readings.empty()) known.weigh(item.bare, item.readings);
      out.items.push_back(std::move(item));
      out.places.push_back({at, stop});
    }
    at = stop;
  }
  return out;
}

}  // namespace mujaz::reading
