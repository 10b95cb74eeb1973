// SPDX-License-Identifier: GPL-3.0-or-later
// The best path through the places that the words of a point may have come from: a step to the next
// words of the article is worth most, one inside a sentence more than one to another.
#include "points/evidence.h"

namespace mujaz::points {
namespace {

constexpr std::size_t words_back = 4;  // how far behind the last word with a place is looked for
constexpr std::size_t next_words = 4;  // a step of so many words goes on in the same phrase
constexpr double for_next = 3, for_sentence = 1.5, for_behind = 0.5, for_leap = -1;

double worth(Likeness likeness) {
  switch (likeness) {
    case Likeness::same:
      return 4;
    case Likeness::stem:
    case Likeness::name:
      return 3;
    case Likeness::synonym:
    case Likeness::root:
      return 2;
    case Likeness::none:
      break;
  }
  return 0;
}

double step(const Evidence& evidence, std::size_t from, std::size_t to) {
  if (to > from && to <= from + next_words) return for_next;
  if (evidence.sentence(from) != evidence.sentence(to)) return for_leap;
  return to > from ? for_sentence : for_behind;
}

struct State {
  Place place;
  double score = 0;
  std::size_t row = 0, column = 0;  // of the state before
  bool begins = true;
};

}  // namespace

std::vector<Place> counterparts(const Evidence& evidence, const std::vector<Word>& words,
                                const std::vector<Clues>& clues) {
  std::vector<Place> out(words.size());
  std::vector<std::size_t> at;  // the words that have a place
  std::vector<std::vector<State>> states;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::vector<State> row;
    for (const Place& place : evidence.places(clues[i])) {
      State state{place, worth(place.likeness), 0, 0, true};
      double best = 0;
      for (std::size_t back = 1; back <= words_back && back <= states.size(); ++back) {
        const std::size_t before = states.size() - back;
        for (std::size_t k = 0; k < states[before].size(); ++k) {
          const State& from = states[before][k];
          const double score = from.score + step(evidence, from.place.word, place.word);
          if (from.place.word == place.word || (!state.begins && score <= best)) continue;
          best = score;
          state.row = before;
          state.column = k;
          state.begins = false;
        }
      }
      if (!state.begins) state.score += best;
      row.push_back(state);
    }
    if (row.empty()) continue;
    at.push_back(i);
    states.push_back(std::move(row));
  }
  if (states.empty()) return out;
  std::size_t row = states.size() - 1, column = 0;
  for (std::size_t k = 0; k < states[row].size(); ++k)
    if (states[row][k].score > states[row][column].score) column = k;
  while (true) {
    const State& state = states[row][column];
    out[at[row]] = state.place;
    if (state.begins) break;
    row = state.row;
    column = state.column;
  }
  // Words that the path went past stand at their nearest likeness.
  for (std::size_t r = 0; r < states.size(); ++r) {
    Place& place = out[at[r]];
    if (place.likeness != Likeness::none) continue;
    for (const State& state : states[r])
      if (state.place.likeness > place.likeness) place = state.place;
  }
  return out;
}

}  // namespace mujaz::points
