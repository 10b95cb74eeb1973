// SPDX-License-Identifier: GPL-3.0-or-later
// Words that have no counterpart in the article, once derived forms, names and synonyms are
// matched.
#include "points/rules.h"
#include "points/skeleton.h"

namespace mujaz::points {
namespace {

/// Words of the article that stood in a word's place and are nowhere in the point: one of those
/// that carry something, or in the place of such a word any.
std::optional<Span> lost_words(const Held& held, std::size_t i) {
  const auto dropped = gap(held, i);
  if (!dropped) return std::nullopt;
  const Evidence& evidence = held.known.evidence;
  const bool any = held.words[i].stem != -1;
  for (std::size_t k = dropped->first; k < dropped->last; ++k)
    if (evidence.word(k).spoken() &&
        (any || evidence.word(k).stem != -1 || evidence.name(k).name >= 0))
      return evidence.span(dropped->first, dropped->last);
  return std::nullopt;
}

/// Whether a figure stood in a word's place.
bool has_number(const Held& held, std::size_t i) {
  const auto dropped = gap(held, i);
  for (std::size_t k = dropped ? dropped->first : 0; dropped && k < dropped->last; ++k)
    if (held.known.evidence.word(k).kind == TokenKind::number) return true;
  return false;
}

/// Whether one of the words that stood in a word's place says the same.
bool is_rendered(const Held& held, std::size_t i) {
  const auto dropped = gap(held, i);
  for (const Place& place : held.known.evidence.places(held.clues[i]))
    if (dropped && place.word >= dropped->first && place.word < dropped->last) return true;
  return false;
}

/// The one word that carries something among those that stood in a word's place.
std::optional<std::size_t> only_lost(const Held& held, std::size_t i) {
  const auto dropped = gap(held, i);
  if (!dropped) return std::nullopt;
  std::optional<std::size_t> found;
  for (std::size_t k = dropped->first; k < dropped->last; ++k) {
    const Word& word = held.known.evidence.word(k);
    if (!word.spoken() || word.stem == -1) continue;
    if (found) return std::nullopt;
    found = k;
  }
  return found;
}

bool is_word(const Held& held, std::size_t i, std::size_t place) {
  for (const Place& other : held.known.evidence.places(held.clues[i]))
    if (other.word == place) return other.likeness >= Likeness::stem;
  return false;
}

/// Two words of the article that trade places in the point.
bool is_swapped(const Held& held, std::size_t i, std::size_t lost) {
  for (std::size_t j = 0; j < held.words.size(); ++j) {
    if (j == i || held.alignment.source[j] || !is_word(held, j, lost)) continue;
    const auto other = only_lost(held, j);
    if (other && is_word(held, i, *other)) return true;
  }
  return false;
}

/// Whether two words have three strong letters in common, in order: one may be derived as the
/// other.
bool share_letters(std::u32string_view a, std::u32string_view b) {
  using namespace letters;
  constexpr std::size_t root = 3;
  std::vector<std::size_t> best(b.size() + 1, 0);
  for (const char32_t c : a) {
    std::size_t diagonal = 0;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t above = best[k];
      const bool strong = c != alef && c != waw && c != yeh;
      best[k] = strong && c == b[k - 1] ? diagonal + 1 : std::max(above, best[k - 1]);
      diagonal = above;
    }
  }
  return best.back() >= root;
}

/// Whether the same month stood in a word's place under its other name.
bool is_same_month(const Held& held, std::size_t i) {
  const Meanings& meanings = held.known.evidence.meanings;
  const int id = meanings.calendar(held.words[i].folded, {}).id;
  const auto dropped = id >= 0 ? gap(held, i) : std::nullopt;
  for (std::size_t k = dropped ? dropped->first : 0; dropped && k < dropped->last; ++k)
    if (meanings.calendar(held.known.evidence.word(k).folded, {}).id == id) return true;
  return false;
}

/// Whether a word that no table has stands for one that none has: names are such.
bool is_other_name(const Held& held, std::size_t i, std::size_t lost) {
  const Meanings& meanings = held.known.evidence.meanings;
  const Word &here = held.words[i], &there = held.known.evidence.word(lost);
  const Prose& prose = held.known.prose;
  return held.places[i].likeness < Likeness::stem && there.kind == TokenKind::word &&
         !meanings.is_common(here.folded) && !meanings.is_common(there.folded) &&
         !prose.is_finite_verb(here.folded) && !prose.is_finite_verb(there.folded) &&
         !share_letters(without_proclitics(here.folded), without_proclitics(there.folded));
}

}  // namespace

void check_words(const Held& held, Findings& out) {
  const std::vector<Word>& words = held.words;
  const Meanings& meanings = held.known.evidence.meanings;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (held.clues[i].name.name >= 0) {
      i += held.clues[i].name.words - 1;
      continue;
    }
    if (!words[i].spoken() || held.dated[i] || held.alignment.source[i] ||
        words[i].folded.size() < 2 || held.known.prose.saying(words[i].folded) ||
        meanings.calendar(words[i].folded, {}).sure || is_same_month(held, i))
      continue;  // other rules look at these
    const Likeness likeness = held.places[i].likeness;
    const auto lost = held.strict && words[i].kind == TokenKind::word && words[i].stem != -1
                          ? only_lost(held, i)
                          : std::nullopt;
    if (lost && is_swapped(held, i, *lost)) {
      out.push_back(finding(held, ProblemKind::order, true, "order", i, i + 1,
                            held.known.evidence.span(*lost, *lost + 1)));
    } else if (lost && held.exact && is_other_name(held, i, *lost)) {
      out.push_back(finding(held, ProblemKind::name, true, "name", i, i + 1,
                            held.known.evidence.span(*lost, *lost + 1)));
    } else if (words[i].kind == TokenKind::number) {
      // Numbers are compared by value; here only one that stands in another's place is left.
      if (const auto source =
              held.close && has_number(held, i) ? lost_words(held, i) : std::nullopt)
        out.push_back(finding(held, ProblemKind::number, true, "number", i, i + 1, source));
    } else if (words[i].stem != -1 && likeness == Likeness::none) {
      if (!meanings.is_light(words[i].folded))
        out.push_back(finding(held, ProblemKind::word, false, "word_absent", i, i + 1));
    } else if (const auto place = usurped(held, i)) {
      out.push_back(finding(held, ProblemKind::word, held.exact, "word", i, i + 1,
                            held.known.evidence.span(place->first, place->last)));
    } else if (held.strict && !is_rendered(held, i)) {
      // The article has the word, but another in this place.
      if (const auto source = lost_words(held, i))
        out.push_back(finding(held, ProblemKind::word, false, "word", i, i + 1, source));
    }
  }
}

namespace {

/// The sentences in which the article has a word, in any form, in order.
std::vector<int> sentences_of(const Held& held, std::size_t i) {
  std::vector<int> out;
  for (const Place& place : held.known.evidence.places(held.clues[i]))
    out.push_back(held.known.evidence.sentence(place.word));
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool says(const Held& held, std::size_t i) {
  return held.words[i].spoken() && held.known.prose.saying(held.words[i].folded) != nullptr;
}

bool share_one(const std::vector<int>& a, const std::vector<int>& b) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) return true;
    *x < *y ? ++x : ++y;
  }
  return false;
}

}  // namespace

/// A word that the article has, but in no sentence in which it has the words beside it here.
void check_company(const Held& held, Findings& out) {
  constexpr std::size_t reach = 2;
  const Evidence& evidence = held.known.evidence;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    if (held.dated[i] || held.clues[i].keys.empty() || held.places[i].likeness == Likeness::none ||
        held.words[i].kind == TokenKind::number ||
        (held.clues[i].name.name < 0 && evidence.meanings.is_light(held.words[i].folded)) ||
        says(held, i) || (i > 0 && says(held, i - 1)))
      continue;  // who speaks may be named in another sentence than what he says
    const std::vector<int> own = sentences_of(held, i);
    bool alone = false, together = false;
    for (const auto at : {held.placed_before(i, reach), held.placed_behind(i, reach)}) {
      if (!at) continue;
      together |= share_one(own, sentences_of(held, *at));
      alone = true;
    }
    if (alone && !together && !(held.clues[i].name.name >= 0 && is_speaker(held, i)))
      out.push_back(finding(held, ProblemKind::word, false, "company", i, i + 1,
                            evidence.span(held.places[i].word, held.places[i].word + 1)));
  }
}

}  // namespace mujaz::points
