// SPDX-License-Identifier: GPL-3.0-or-later
// Negation, exception, condition and hedge: neither added nor lost.
#include "points/rules.h"

namespace mujaz::points {
namespace {

constexpr std::size_t scope = 3;  // words that a negation may stand before what it negates

std::size_t next_spoken(const std::vector<Word>& words, std::size_t i, std::size_t last) {
  while (i < last && !words[i].spoken()) ++i;
  return i;
}

/// How many words a negation that begins here has; 0 where none does, or an idiom.
std::size_t negation_at(const Known& known, const std::vector<Word>& words, std::size_t i) {
  if (!words[i].spoken()) return 0;
  if (known.evidence.meanings.idioms.at(words, i, words.size(), true).words > 0) return 0;
  const Phrases::Hit hit = known.prose.bonds.at(words, i, words.size(), true);
  return hit.words > 0 && known.prose.bond_classes[hit.row] == Bond::negation ? hit.words : 0;
}

/// Where the negation of a word begins, if one stands at most `reach` words before it.
std::optional<std::size_t> negation_of(const Known& known, const std::vector<Word>& words,
                                       std::size_t word, std::size_t reach) {
  for (std::size_t i = word; i-- > 0 && reach > 0;) {
    if (!words[i].spoken()) continue;
    if (negation_at(known, words, i) > 0) return i;
    --reach;
  }
  return std::nullopt;
}

bool is_negated(const Known& known, std::size_t place, std::size_t reach) {
  const std::size_t title = known.evidence.title_first;
  return place < title ? negation_of(known, known.document.words, place, reach).has_value()
                       : negation_of(known, known.document.title, place - title, reach).has_value();
}

/// Whether the point denies something about a word, before or behind it, or says so by a word of
/// lack.
bool denies_about(const Held& held, std::size_t word) {
  constexpr std::size_t reach = 6;
  const std::size_t last = std::min(held.words.size(), word + reach + 1);
  for (std::size_t i = word > reach ? word - reach : 0; i < last; ++i)
    if (held.words[i].spoken() && (negation_at(held.known, held.words, i) > 0 ||
                                   held.known.evidence.meanings.is_lack(held.words[i].folded)))
      return true;
  return false;
}

/// Where the article says a word of the point, in any form.
std::vector<std::size_t> said_at(const Held& held, std::size_t word) {
  constexpr std::size_t reach = 2;
  std::vector<std::size_t> out;
  const Evidence& evidence = held.known.evidence;
  const auto before = held.placed_before(word, reach), behind = held.placed_behind(word, reach);
  const auto beside = [&](std::size_t place) {
    const int sentence = evidence.sentence(place);
    return (before && evidence.sentence(held.places[*before].word) == sentence) ||
           (behind && evidence.sentence(held.places[*behind].word) == sentence);
  };
  // A word of the same root only may be quite another, unless it is said of the same; «لا يمكن» is
  // said of everything.
  const bool modal = evidence.meanings.is_modal(held.words[word].folded);
  for (const Place& place : evidence.places(held.clues[word]))
    if (beside(place.word) ? place.likeness != Likeness::synonym || !modal
                           : place.likeness >= Likeness::stem && !modal)
      out.push_back(place.word);
  return out;
}

/// «لم»: that somebody did not comment is news.
bool is_past(std::u32string_view negation) {
  return negation.ends_with(std::u32string{letters::lam, letters::meem});
}

/// «ليس سوى جزء», «لا تخسر … فحسب، بل»: what looks like a negation says that something is so.
bool is_restriction(const Held& held, std::size_t from) {
  constexpr std::size_t reach = 9;
  for (std::size_t i = from; i < std::min(held.words.size(), from + reach); ++i) {
    const Phrases::Hit hit = held.known.prose.bonds.at(held.words, i, held.words.size(), true);
    if (hit.words > 0 && held.known.prose.bond_classes[hit.row] == Bond::exception) return true;
  }
  return false;
}

/// A verb of saying that is denied: nobody writes that somebody does not say, unless the article
/// does.
bool is_denied_saying(const Held& held, std::size_t word) {
  const Saying* saying = held.known.prose.saying(held.words[word].folded);
  if (!saying || saying->strength > Strength::announce) return false;
  const Evidence& evidence = held.known.evidence;
  for (std::size_t k = 0; k < evidence.size(); ++k) {
    const Saying* there =
        evidence.word(k).spoken() ? held.known.prose.saying(evidence.word(k).folded) : nullptr;
    if (there && there->verb == saying->verb && is_negated(held.known, k, scope)) return false;
  }
  return true;
}

/// Whether the point has a word of exception or condition a few words before one of its words.
bool has_bond_before(const Held& held, std::size_t word, Bond kind) {
  constexpr std::size_t reach = 4;
  for (std::size_t i = word > reach ? word - reach : 0; i < word; ++i) {
    const Phrases::Hit hit = held.known.prose.bonds.at(held.words, i, held.words.size(), true);
    if (hit.words > 0 && held.known.prose.bond_classes[hit.row] == kind) return true;
  }
  return false;
}

/// A hedge of the article: a phrase of the table, or «قد» before an imperfect.
Phrases::Hit hedge_at(const Known& known, std::size_t i, std::size_t last) {
  const std::vector<Word>& words = known.document.words;
  const Phrases::Hit hit = known.prose.hedges.at(words, i, last, true);
  if (hit.words > 0) return hit;
  const Phrases::Hit may = known.evidence.meanings.before_imperfect.at(words, i, last, true);
  const std::size_t next = i + may.words;
  using namespace letters;
  const bool imperfect = may.words > 0 && next < last && words[next].folded.size() > 3 &&
                         (words[next].folded[0] == yeh || words[next].folded[0] == teh);
  return imperfect ? may : Phrases::Hit();
}

}  // namespace

/// What the point negates the article negates too.
void check_added_negations(const Held& held, Findings& out) {
  constexpr std::size_t margin = 4;
  const std::vector<Word>& words = held.words;
  const Evidence& evidence = held.known.evidence;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t length = negation_at(held.known, words, i);
    if (length == 0) continue;
    // «لا في … ولا في …» only goes on with what was denied before.
    constexpr std::size_t preposition = 2;
    if (const std::size_t next = next_spoken(words, i + length, words.size());
        next < words.size() && words[next].folded.size() <= preposition)
      continue;
    // In words taken over from the article it was taken over too.
    const auto same = held.alignment.source[i];
    std::size_t at = next_spoken(words, i + length, words.size());
    if (same && at == words.size() && *same + 1 < evidence.title_first &&
        !evidence.word(*same + 1).spoken())
      continue;
    if (same && at < words.size() && held.alignment.source[at] &&
        *held.alignment.source[at] <= *same + length + 1)
      continue;
    std::optional<std::size_t> negated;
    for (std::size_t k = 0; k < scope && at < words.size() && !negated;
         ++k, at = next_spoken(words, at + 1, words.size()))
      if (words[at].stem != -1 || held.clues[at].name.name >= 0 ||
          held.known.prose.saying(words[at].folded))
        negated = at;
    bool found = false, bare = false;
    std::optional<std::size_t> place;
    if (negated && held.close && held.alignment.source[*negated]) {
      place = held.alignment.source[*negated];
      const auto there = negation_of(held.known, held.known.document.words, *place, scope);
      bare = true;
      found = there && !(*there >= held.alignment.first && *there < held.alignment.last &&
                         held.alignment.point[*there - held.alignment.first].value_or(i) != i);
    } else if (negated && !is_past(words[i].folded) && is_denied_saying(held, *negated)) {
      bare = true;
    } else if (negated) {
      for (const std::size_t known : said_at(held, *negated)) {
        found |= is_negated(held.known, known, scope);
        bare = true;
        place = known;
      }
      // What the article denies about here may be this in other words.
      if (const auto around = stretch_around(held, *negated, margin); bare && !found && around)
        for (std::size_t k = around->first; k < around->last; ++k)
          bare &= k >= evidence.title_first ||
                  negation_at(held.known, held.known.document.words, k) == 0;
    }
    if (found) continue;
    // In a free wording «عدم», «غير» and «دون» render what the article says by a word of its own.
    const bool noun = held.known.evidence.meanings.is_negative_noun(words[i + length - 1].folded);
    if (!held.strict && (noun || is_restriction(held, i + length))) bare = false;
    const std::size_t end = negated ? *negated + 1 : i + length;
    out.push_back(finding(held, ProblemKind::negation, bare,
                          bare ? "negation_added" : "negation_unknown", i, end,
                          place ? evidence.span(*place, *place + 1) : std::nullopt));
    i = end - 1;
  }
}

namespace {

/// Whether a neighbour of a word has its place close to the word's.
bool is_coherent(const Held& held, std::size_t i) {
  constexpr std::size_t reach = 1, near = 5;
  const std::size_t place = held.places[i].word;
  const auto before = held.placed_before(i, reach), behind = held.placed_behind(i, reach);
  const auto at = [&](std::size_t word) { return held.places[word].word; };
  return (before && at(*before) < place && at(*before) + near >= place) ||
         (behind && at(*behind) > place && at(*behind) <= place + near);
}

}  // namespace

/// What the article negates where it says it, or each time, is negated in the point.
void check_lost_negations(const Held& held, Findings& out) {
  constexpr std::size_t beside = 1;
  const Evidence& evidence = held.known.evidence;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    if (held.words[i].stem == -1 || held.words[i].kind != TokenKind::word) continue;
    const std::size_t place = held.places[i].word;
    if (held.places[i].likeness < Likeness::stem || place >= evidence.title_first ||
        !is_negated(held.known, place, beside) ||
        (held.exact ? negation_of(held.known, held.words, i, scope).has_value()
                    : denies_about(held, i)))
      continue;
    bool plain = false;
    for (const Place& other : evidence.places(held.clues[i]))
      plain |= other.likeness >= Likeness::stem && other.word < evidence.title_first &&
               !is_negated(held.known, other.word, beside);
    if (plain && !is_coherent(held, i)) continue;
    const auto negation = negation_of(held.known, held.known.document.words, place, beside).value();
    out.push_back(finding(held, ProblemKind::negation, true, "negation_dropped", i, i + 1,
                          evidence.span(negation, place + 1)));
  }
}

/// Negations, exceptions, conditions and hedges that the article has between or beside words that
/// the point kept.
void check_lost_words(const Held& held, Findings& out) {
  const Alignment& alignment = held.alignment;
  const Prose& prose = held.known.prose;
  const std::vector<Word>& all = held.known.document.words;
  const auto kept = [&](std::size_t i) -> std::optional<std::size_t> {
    return i >= alignment.first && i < alignment.last ? alignment.point[i - alignment.first]
                                                      : std::nullopt;
  };
  for (std::size_t i = alignment.first; i < alignment.last; ++i) {
    if (!all[i].spoken() || kept(i)) continue;
    const Phrases::Hit idiom = held.known.evidence.meanings.idioms.at(all, i, alignment.last, true);
    if (idiom.words > 0 && !held.strict) {
      i += idiom.words - 1;
      continue;
    }
    const Phrases::Hit bond = prose.bonds.at(all, i, alignment.last, true);
    const Phrases::Hit hedge = hedge_at(held.known, i, alignment.last);
    const std::size_t length = std::max(bond.words, hedge.words);
    if (length == 0) continue;
    if (bond.words > 0 && prose.bond_classes[bond.row] == Bond::pair) continue;
    // It binds what follows: lost only where that stayed, next to what stood before it.
    const std::size_t next = next_spoken(all, i + length, alignment.last);
    if (next >= alignment.last || !kept(next)) continue;
    if (held.known.evidence.sentence(next) != held.known.evidence.sentence(i)) continue;
    const std::size_t at = *kept(next);
    const std::size_t after = next_spoken(all, next + 1, alignment.last);
    const bool goes_on = after < alignment.last && kept(after) && *kept(after) > at;
    if (!held.close && !goes_on) continue;
    const Span source{all[i].span.start, all[next].span.end};
    if (bond.words > 0) {
      const Bond kind = prose.bond_classes[bond.row];
      const bool negation = kind == Bond::negation;
      if (negation && negation_of(held.known, held.words, at, scope)) continue;
      if (!negation && has_bond_before(held, at, kind)) continue;
      out.push_back(finding(held, ProblemKind::negation, negation || held.strict,
                            negation ? "negation_dropped" : "condition_dropped", at, at + 1,
                            source));
    } else {
      out.push_back(
          finding(held, ProblemKind::strength, held.strict, "hedge_dropped", at, at + 1, source));
    }
    i += length - 1;
  }
}

}  // namespace mujaz::points
