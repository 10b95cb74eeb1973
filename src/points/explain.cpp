// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/explain.h"

namespace mujaz::points {

std::vector<std::u32string> Explainer::reasons(const Document& document,
                                               const Candidate& candidate) const {
  const Sentence& sentence = document.sentences[candidate.sentence];
  std::vector<std::u32string> out;
  std::vector<bool> in_title(document.stems.size(), false);
  for (const Word& word : document.title)
    if (word.stem >= 0) in_title[static_cast<std::size_t>(word.stem)] = true;
  std::vector<int> count(document.stems.size(), 0);
  for (const Word& word : document.words)
    if (word.stem >= 0) ++count[static_cast<std::size_t>(word.stem)];
  const auto written = [&](const Span& span) {
    return document.text.substr(span.start, span.size());
  };
  const auto number = [](std::size_t n) { return from_utf8(std::to_string(n)); };
  out.push_back(strings_.say("place", {{U"{n}", number(candidate.sentence + 1)}}));
  if (document.story_words.size() > 1)
    out.push_back(
        strings_.say("story", {{U"{n}", number(static_cast<std::size_t>(sentence.story) + 1)}}));
  const auto list = [&](auto wanted) {
    std::u32string listed;
    std::size_t n = 0;
    std::set<int> seen;
    for (const std::size_t i : candidate.form.words) {
      const Word& word = document.words[i];
      if (word.stem < 0 || !wanted(static_cast<std::size_t>(word.stem)) ||
          !seen.insert(word.stem).second)
        continue;
      if (n++ > 0) listed += U' ';
      listed += written(word.span);
    }
    return std::pair(n, listed);
  };
  const auto [shared, title_words] = list([&](std::size_t stem) { return in_title[stem]; });
  if (shared > 0)
    out.push_back(strings_.say("title", {{U"{n}", number(shared)}, {U"{text}", title_words}}));
  const auto [often, words] = list([&](std::size_t stem) { return count[stem] >= 3; });
  if (often > 0) out.push_back(strings_.say("central", {{U"{text}", words}}));
  const Span dropped{sentence.span.start, candidate.form.pieces.front().start};
  if (!dropped.empty()) out.push_back(strings_.say("opener", {{U"{text}", written(dropped)}}));
  for (const Span& span : candidate.form.left_out)
    out.push_back(strings_.say("aside", {{U"{text}", written(span)}}));
  for (const Span& span : candidate.form.pieces)
    for (const PointedDay& day : document.days)
      if (day.span.start >= span.start && day.span.end <= span.end)
        out.push_back(
            strings_.say("day", {{U"{text}", written(day.span)}, {U"{date}", day.written}}));
  if (candidate.form.cut)
    out.push_back(
        strings_.say("cut", {{U"{text}", written(document.words[*candidate.form.cut].span)}}));
  if (sentence.opening.background) out.push_back(strings_.say("background"));
  if (sentence.opening.leans) out.push_back(strings_.say("leans"));
  return out;
}

}  // namespace mujaz::points
