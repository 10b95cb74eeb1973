// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/align.h"

namespace mujaz::points {
namespace {

std::u32string_view without_conjunction(std::u32string_view word) {
  if (word.size() > 2 && (word[0] == letters::waw || word[0] == letters::feh))
    word.remove_prefix(1);
  return word;
}

/// What it is worth to align two words; 0 where they are not alike.
int likeness(const Word& a, const Word& b) {
  if (a.folded == b.folded) return 4;
  if (same_word(a, b)) return 3;
  return a.stem >= 0 && a.stem == b.stem ? 2 : 0;
}

constexpr int for_run = 3;  // what a match next to a match is worth more

}  // namespace

bool same_word(const Word& a, const Word& b) {
  if (a.folded == b.folded) return true;
  const std::u32string_view x = without_conjunction(a.folded), y = without_conjunction(b.folded);
  return x == b.folded || a.folded == y;
}

// The longest common subsequence, weighted, with a premium on runs: `run` is the best that ends in
// a match of the two words, `any` the best of all prefixes.
Alignment align(const std::vector<Word>& point, const Document& document, std::size_t first,
                std::size_t last) {
  std::vector<std::size_t> p, s;
  for (std::size_t i = 0; i < point.size(); ++i)
    if (point[i].spoken()) p.push_back(i);
  for (std::size_t i = first; i < last; ++i)
    if (document.words[i].spoken()) s.push_back(i);

  const std::size_t width = s.size() + 1;
  std::vector<int> run((p.size() + 1) * width, 0), any((p.size() + 1) * width, 0);
  for (std::size_t i = 1; i <= p.size(); ++i)
    for (std::size_t j = 1; j <= s.size(); ++j) {
      const std::size_t here = i * width + j, diagonal = here - width - 1;
      if (const int like = likeness(point[p[i - 1]], document.words[s[j - 1]]))
        run[here] = like + std::max(any[diagonal], run[diagonal] > 0 ? run[diagonal] + for_run : 0);
      any[here] = std::max({run[here], any[here - 1], any[here - width]});
    }

  Alignment out;
  out.first = first;
  out.last = last;
  out.source.resize(point.size());
  out.point.resize(last - first);
  std::size_t matched = 0;
  bool in_run = false;  // the match behind was reached as a run
  for (std::size_t i = p.size(), j = s.size(); i > 0 && j > 0;) {
    const std::size_t here = i * width + j, diagonal = here - width - 1;
    if (in_run || run[here] == any[here]) {
      if (run[here] > 0) {
        out.source[p[i - 1]] = s[j - 1];
        out.point[s[j - 1] - first] = p[i - 1];
        ++matched;
        in_run = run[diagonal] > 0 && run[diagonal] + for_run > any[diagonal];
        --i, --j;
        continue;
      }
    }
    if (any[here] == any[here - 1])
      --j;
    else
      --i;
  }
  out.share = p.empty() ? 0 : static_cast<double>(matched) / static_cast<double>(p.size());
  return out;
}

std::vector<Run> runs(const std::vector<Word>& point, const std::vector<Word>& article,
                      std::size_t most) {
  std::vector<Run> out;
  std::size_t i = 0;
  while (i < point.size()) {
    if (!point[i].spoken()) {
      ++i;
      continue;
    }
    Run best{i, i + 1, 0, 0, 0};
    for (std::size_t at = 0; at < article.size(); ++at) {
      if (!article[at].spoken() || !same_word(article[at], point[i])) continue;
      Run run{i, i + 1, at, at + 1, 1};
      for (std::size_t p = i + 1, a = at + 1; p < point.size(); ++p) {
        if (!point[p].spoken()) continue;
        while (a < article.size() && !article[a].spoken()) ++a;
        if (a == article.size() || !same_word(article[a], point[p])) break;
        run.last = p + 1;
        run.source_last = ++a;
        ++run.spoken;
      }
      if (run.spoken > best.spoken) best = run;
    }
    out.push_back(best);
    if (out.size() > most) return {};
    i = best.last;
  }
  return out;
}

}  // namespace mujaz::points
