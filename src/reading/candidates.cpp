// SPDX-License-Identifier: GPL-3.0-or-later
// The letters are independent, so the best readings of the first n letters are among the best of
// the first n - 1 with a class added: a beam as wide as the answer is exact.
#include "reading/candidates.h"

#include <algorithm>

namespace mujaz::reading {
namespace {

constexpr float letter_depth = 9;  // classes that far below a letter's best are no readings
constexpr float word_depth = 12;   // nor are words that far below the best word

struct Choice {
  Marks marks;
  float score;
};

std::vector<Choice> choices(const ScoredLetter& letter) {
  const auto author = static_cast<Marks>(letter.author & ~mark::dagger_alef);
  std::vector<Choice> out;
  if (!letter.fixed) {
    float best = -1e9f;
    for (std::size_t k = 0; k < mark_classes.size(); ++k) {
      if ((mark_classes[k] & author) != author) continue;
      out.push_back({static_cast<Marks>(letter.author | mark_classes[k]), letter.scores[k]});
      best = std::max(best, letter.scores[k]);
    }
    std::erase_if(out, [best](const Choice& c) { return c.score <= best - letter_depth; });
  }
  if (out.empty()) out.push_back({letter.author, 0});
  return out;
}

struct Step {
  std::size_t from;
  Choice choice;
  float score;
};

}  // namespace

std::vector<Reading> best_readings(std::span<const ScoredLetter> word, std::size_t most) {
  std::vector<std::vector<Step>> steps;
  std::vector<float> scores = {0};
  for (const ScoredLetter& letter : word) {
    const std::vector<Choice> next = choices(letter);
    std::vector<Step> reached;
    reached.reserve(scores.size() * next.size());
    for (std::size_t from = 0; from < scores.size(); ++from)
      for (const Choice& choice : next)
        reached.push_back({from, choice, scores[from] + choice.score});
    std::stable_sort(reached.begin(), reached.end(),
                     [](const Step& a, const Step& b) { return a.score > b.score; });
    if (reached.size() > most) reached.resize(most);
    std::erase_if(reached, [floor = reached.front().score - word_depth](const Step& step) {
      return step.score <= floor;
    });
    scores.clear();
    for (const Step& step : reached) scores.push_back(step.score);
    steps.push_back(std::move(reached));
  }
  std::vector<Reading> out(scores.size());
  for (std::size_t r = 0; r < out.size(); ++r) {
    out[r].score = scores[r];
    out[r].marks.resize(word.size());
    for (std::size_t i = word.size(), at = r; i > 0; --i) {
      const Step& step = steps[i - 1][at];
      out[r].marks[i - 1] = step.choice.marks;
      at = step.from;
    }
  }
  return out;
}

}  // namespace mujaz::reading
