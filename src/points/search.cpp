// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/search.h"

namespace mujaz::points {
namespace {

constexpr std::size_t beam = 24;
constexpr double same_thing = 0.6;   // share of the shorter point's stems that the other says
constexpr double for_opening = 100;  // what a perfect first point is worth, in concepts

/// Of the shorter one's stems, the share that the other has.
double overlap(const std::vector<int>& a, const std::vector<int>& b) {
  std::size_t both = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    both += a[i] == b[k];
    const bool next = a[i] <= b[k];
    k += a[i] >= b[k];
    i += next;
  }
  const std::size_t shorter = std::min(a.size(), b.size());
  return shorter == 0 ? 1 : static_cast<double>(both) / static_cast<double>(shorter);
}

struct State {
  std::vector<std::size_t> taken;  // sorted
  std::vector<bool> said;          // of each concept
  double concepts = 0;             // what those are worth, and their places
  double value = 0;                // with the opening
  int words = 0;
};

class Search {
 public:
  Search(const std::vector<Candidate>& candidates, const std::vector<double>& worth,
         const Limits& limits)
      : candidates_(candidates), worth_(worth), limits_(limits) {}
  std::vector<std::size_t> run();

 private:
  std::size_t missing(const std::vector<std::size_t>& taken) const;
  bool may_join(const State& state, std::size_t c) const;
  double opening(const std::vector<std::size_t>& taken) const;
  std::vector<State> extended(const std::vector<State>& states);

  const std::vector<Candidate>& candidates_;
  const std::vector<double>& worth_;
  const Limits& limits_;
  std::vector<std::vector<bool>> apart_;  // whether two may stand in one set
};

std::size_t Search::missing(const std::vector<std::size_t>& taken) const {
  std::size_t out = 0;
  for (const int story : limits_.stories)
    out += std::none_of(taken.begin(), taken.end(),
                        [&](std::size_t c) { return candidates_[c].story == story; });
  return out;
}

bool Search::may_join(const State& state, std::size_t c) const {
  if (state.words + candidates_[c].form.length > limits_.words) return false;
  for (const std::size_t other : state.taken)
    if (!apart_[other][c]) return false;
  return true;
}

double Search::opening(const std::vector<std::size_t>& taken) const {
  const auto first =
      std::min_element(taken.begin(), taken.end(), [&](std::size_t a, std::size_t b) {
        return candidates_[a].form.pieces.front() < candidates_[b].form.pieces.front();
      });
  return first == taken.end() ? 0 : for_opening * candidates_[*first].as_first;
}

std::vector<State> Search::extended(const std::vector<State>& states) {
  struct Step {
    double value, concepts;
    std::size_t state, candidate;
    std::vector<std::size_t> taken;
  };
  std::vector<Step> steps;
  for (std::size_t s = 0; s < states.size(); ++s)
    for (std::size_t c = 0; c < candidates_.size(); ++c) {
      if (!may_join(states[s], c)) continue;
      Step step{0, states[s].concepts + candidates_[c].by_place, s, c, states[s].taken};
      for (const int concept_ : candidates_[c].concepts)
        if (!states[s].said[static_cast<std::size_t>(concept_)])
          step.concepts += worth_[static_cast<std::size_t>(concept_)];
      step.taken.insert(std::upper_bound(step.taken.begin(), step.taken.end(), c), c);
      if (missing(step.taken) + step.taken.size() > static_cast<std::size_t>(limits_.count))
        continue;
      step.value = step.concepts + opening(step.taken);
      steps.push_back(std::move(step));
    }
  std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    return a.value != b.value ? a.value > b.value : a.taken < b.taken;
  });
  std::vector<State> out;
  std::set<std::vector<std::size_t>> seen;
  for (Step& step : steps) {
    if (out.size() == beam) break;
    if (!seen.insert(step.taken).second) continue;
    State& state = out.emplace_back(states[step.state]);
    for (const int concept_ : candidates_[step.candidate].concepts)
      state.said[static_cast<std::size_t>(concept_)] = true;
    state.words += candidates_[step.candidate].form.length;
    state.concepts = step.concepts;
    state.value = step.value;
    state.taken = std::move(step.taken);
  }
  return out;
}

std::vector<std::size_t> Search::run() {
  const std::size_t all = candidates_.size();
  apart_.assign(all, std::vector<bool>(all, false));
  for (std::size_t a = 0; a < all; ++a)
    for (std::size_t b = a + 1; b < all; ++b)
      apart_[a][b] = apart_[b][a] =
          candidates_[a].sentence != candidates_[b].sentence &&
          overlap(candidates_[a].stems, candidates_[b].stems) < same_thing;
  std::vector<State> states(1);
  states.front().said.assign(worth_.size(), false);
  std::vector<std::size_t> best;
  double best_value = 0;
  for (int round = 0; round < limits_.count && !states.empty(); ++round) {
    states = extended(states);
    for (const State& state : states)
      if (state.value > best_value && missing(state.taken) == 0) {
        best_value = state.value;
        best = state.taken;
      }
  }
  return best;
}

}  // namespace

std::vector<std::size_t> best_set(const std::vector<Candidate>& candidates,
                                  const std::vector<double>& worth, const Limits& limits) {
  return Search(candidates, worth, limits).run();
}

}  // namespace mujaz::points
