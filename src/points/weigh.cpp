// SPDX-License-Identifier: GPL-3.0-or-later
// A stem is worth the more the oftener the article says it, the earlier it is first said, and if
// the title says it. A set of points is worth the sum of its stems, each counted once, so that a
// second point is taken for what the first does not say.
#include "points/weigh.h"

namespace mujaz::points {
namespace {

constexpr double base = -4, for_title = 2.4, for_count = 1.7, for_lead = 1.35, for_second = 0.45,
                 for_depth = -1.4;
constexpr double for_place = -0.2;  // a power of the sentence's place in its story
constexpr double background_factor = 0.6, leaning_factor = 0.3;

}  // namespace

Weights weigh(const Document& document) {
  const std::size_t stems = document.stems.size();
  Weights weights;
  weights.in_title.assign(stems, false);
  weights.count.assign(stems, 0);
  for (const Word& word : document.title)
    if (word.stem >= 0) weights.in_title[static_cast<std::size_t>(word.stem)] = true;
  std::vector<std::size_t> first_place(stems, document.sentences.size());
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      if (document.words[i].stem < 0) continue;
      const auto stem = static_cast<std::size_t>(document.words[i].stem);
      ++weights.count[stem];
      // The second story's lead is a lead too.
      first_place[stem] = std::min(first_place[stem], sentence.place);
    }
  }
  weights.stem.assign(stems, 0);
  for (std::size_t stem = 0; stem < stems; ++stem) {
    const auto place = static_cast<double>(first_place[stem]);
    double x =
        base + for_count * std::log(1.0 + weights.count[stem]) + for_depth * std::log1p(place);
    if (weights.in_title[stem]) x += for_title;
    if (first_place[stem] == 0) x += for_lead;
    if (first_place[stem] == 1) x += for_second;
    weights.stem[stem] = 1 / (1 + std::exp(-x));
  }
  for (const Sentence& sentence : document.sentences)
    weights.sentence.push_back(std::pow(1.0 + static_cast<double>(sentence.place), for_place) *
                               (sentence.opening.background ? background_factor : 1) *
                               (sentence.opening.leans ? leaning_factor : 1));
  return weights;
}

}  // namespace mujaz::points
