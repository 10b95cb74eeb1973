// SPDX-License-Identifier: GPL-3.0-or-later
// Quotations: what stands between quotation marks stands so in the article.
#include "points/rules.h"

namespace mujaz::points {
namespace {

constexpr std::size_t longest_term = 3;  // words in quotation marks that are a name or a term

/// Where the article has the words one behind the other, but for one at the most.
struct Copy {
  std::optional<std::size_t> other;  ///< among `spoken`, the word that is another there
  std::size_t source = 0;            ///< the article's word in its place
};

/// The nearest copy of a quotation: to the letter, or with one word that is another.
std::optional<Copy> copy_of(const std::vector<Word>& all, const std::vector<Word>& words,
                            const std::vector<std::size_t>& spoken) {
  std::optional<Copy> best;
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (!all[at].spoken()) continue;
    Copy copy;
    std::size_t n = 0;
    for (std::size_t k = at; k < all.size() && n < spoken.size(); ++k) {
      if (!all[k].spoken()) continue;
      const bool same =
          n == 0 ? same_word(all[k], words[spoken[n]]) : all[k].folded == words[spoken[n]].folded;
      if (!same && copy.other) break;
      if (!same) copy = {n, k};
      ++n;
    }
    if (n < spoken.size()) continue;
    if (!copy.other) return copy;
    if (!best) best = copy;
  }
  return best;
}

/// Whether a word inside a quotation is surely another, no form of the word that stands there.
bool is_another(const Held& held, std::size_t word, std::size_t source) {
  if (held.words[word].stem == -1 && held.known.document.words[source].stem == -1) return false;
  for (const Place& place : held.known.evidence.places(held.clues[word]))
    if (place.word == source) return false;
  return true;
}

}  // namespace

void check_quotations(const Held& held, Findings& out) {
  const std::vector<Word>& words = held.words;
  if (!held.marks.paired) {
    if (!held.close)
      out.push_back(finding(held, ProblemKind::quote, false, "quote_open", 0, words.size()));
    return;
  }
  for (std::size_t i = 0; i < words.size();) {
    if (!held.marks.quoted[i]) {
      ++i;
      continue;
    }
    const std::size_t first = i;
    std::vector<std::size_t> spoken;
    for (; i < words.size() && held.marks.quoted[i]; ++i)
      if (words[i].spoken()) spoken.push_back(i);
    if (spoken.empty()) continue;
    const auto copy = copy_of(held.known.document.words, words, spoken);
    if (copy && !copy->other) continue;
    std::optional<std::size_t> changed;
    std::optional<Stretch> source;
    if (copy && spoken.size() > longest_term &&
        is_another(held, spoken[*copy->other], copy->source)) {
      changed = spoken[*copy->other];
      source = Stretch{copy->source, copy->source + 1};
    }
    for (const std::size_t word : spoken)
      if (!changed && (source = usurped(held, word))) changed = word;
    if (changed)
      out.push_back(finding(held, ProblemKind::quote, true, "quote_word", *changed, *changed + 1,
                            held.known.evidence.span(source->first, source->last)));
    else if (spoken.size() > longest_term || held.strict)
      out.push_back(
          finding(held, ProblemKind::quote, held.exact, "quote", first, spoken.back() + 1));
  }
}

}  // namespace mujaz::points
