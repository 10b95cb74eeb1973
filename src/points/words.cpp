// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/words.h"

namespace mujaz::points {

void Phrases::add(std::u32string_view phrase, std::size_t row) {
  std::vector<std::u32string> words;
  for (const Token& token : tokens(phrase))
    words.push_back(folded(phrase.substr(token.span.start, token.span.size())));
  if (words.empty()) return;
  std::u32string first = std::move(words.front());
  words.erase(words.begin());
  by_first_[std::move(first)].push_back({std::move(words), row});
}

Phrases::Hit Phrases::at(const std::vector<Word>& words, std::size_t at, std::size_t end,
                         bool clitic) const {
  Hit best;
  const auto search = [&](std::u32string_view first, bool with_clitic) {
    const auto entries = by_first_.find(first);
    if (entries == by_first_.end()) return;
    for (const Entry& entry : entries->second) {
      const std::size_t length = entry.rest.size() + 1;
      if (length <= best.words || at + length > end) continue;
      bool same = true;
      for (std::size_t i = 0; same && i < entry.rest.size(); ++i)
        same = words[at + 1 + i].folded == entry.rest[i];
      if (same) best = {length, entry.row, with_clitic};
    }
  };
  const std::u32string_view first = words[at].folded;
  search(first, false);
  if (clitic && first.size() > 2 && (first[0] == letters::waw || first[0] == letters::feh))
    search(first.substr(1), true);
  return best;
}

}  // namespace mujaz::points
