// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/rules.h"

namespace mujaz::points {
namespace {

constexpr double merge_share = 0.85;     // of a point's words that two places have together
constexpr std::size_t shortest_run = 3;  // words in a row that are taken from a place

}  // namespace

Finding finding(const Held& held, ProblemKind kind, bool wrong, std::string_view reason,
                std::size_t first, std::size_t last, std::optional<Span> source) {
  Finding out;
  out.wrong = wrong;
  out.problem.kind = kind;
  if (first < last) {
    out.problem.span = {held.words[first].span.start, held.words[last - 1].span.end};
    out.problem.text = held.text.substr(out.problem.span.start, out.problem.span.size());
  }
  std::u32string source_text;
  if (source) {
    source_text = held.source_written(*source);
    out.problem.source = Problem::Source{source_text, *source};
  }
  out.problem.why =
      held.strings.say(reason, {{U"{text}", out.problem.text}, {U"{source}", source_text}});
  return out;
}

void check_language(const Held& held, Findings& out) {
  std::size_t arabic = 0, other = 0;
  for (const Word& word : held.words) {
    arabic += word.kind == TokenKind::word;
    other += word.kind == TokenKind::latin;
  }
  if (arabic == 0 && other == 0)
    out.push_back(finding(held, ProblemKind::language, true, "empty", 0, 0));
  else if (arabic <= other)
    out.push_back(finding(held, ProblemKind::language, true, "language", 0, held.words.size()));
}

namespace {

bool same_value(const Quantity& a, const Quantity& b) {
  if (a.kind == QuantityKind::date && b.kind == QuantityKind::date)
    return a.date.day == b.date.day && a.date.month == b.date.month &&
           (a.date.year == b.date.year || a.date.year == 0 || b.date.year == 0);
  return a.value == b.value && a.second == b.second;
}

bool same_unit(const Quantity& a, const Quantity& b) {
  return a.unit == b.unit || a.unit.empty() || b.unit.empty();
}

}  // namespace

/// Every quantity of the point has one of equal value and unit in the article.
void check_numbers(const Held& held, Findings& out) {
  for (const Quantity& quantity : held.quantities.find(held.text)) {
    bool found = false;
    const Quantity* other_unit = nullptr;
    for (const Quantity& known : held.article_quantities) {
      if (!same_value(quantity, known)) continue;
      found |= same_unit(quantity, known);
      if (!same_unit(quantity, known)) other_unit = &known;
    }
    if (found) continue;
    std::size_t first = 0;
    while (first < held.words.size() && held.words[first].span.end <= quantity.span.start) ++first;
    std::size_t last = first;
    while (last < held.words.size() && held.words[last].span.start < quantity.span.end) ++last;
    // Words the article has in this very order are no new figure, whatever was found in them.
    bool copied = first < last;
    for (std::size_t i = first; i < last && copied; ++i)
      copied = !held.words[i].spoken() || held.alignment.source[i];
    if (copied) continue;
    const bool date = quantity.kind == QuantityKind::date;
    if (other_unit)
      out.push_back(finding(held, ProblemKind::unit, true, "unit", first, last, other_unit->span));
    else
      out.push_back(finding(held, date ? ProblemKind::date : ProblemKind::number, true,
                            date ? "date" : "number_absent", first, last));
  }
}

/// What stands in quotation marks stands so in the article, word for word.
void check_quotations(const Held& held, Findings& out) {
  const std::vector<Word>& words = held.words;
  const std::vector<Word>& all = held.document.words;
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
    bool found = false;
    for (std::size_t at = 0; at < all.size() && !found; ++at) {
      if (!all[at].spoken()) continue;
      std::size_t n = 0;
      for (std::size_t k = at; k < all.size() && n < spoken.size(); ++k) {
        if (!all[k].spoken()) continue;
        const bool same =
            n == 0 ? same_word(all[k], words[spoken[n]]) : all[k].folded == words[spoken[n]].folded;
        if (!same) break;
        ++n;
      }
      found = n == spoken.size();
    }
    if (!found)
      out.push_back(finding(held, ProblemKind::quote, true, "quote", first, spoken.back() + 1));
  }
  if (!held.marks.paired && !held.close)
    out.push_back(finding(held, ProblemKind::quote, false, "quote_open", 0, words.size()));
}

/// Negations, exceptions, conditions and hedges that the article has between or beside words that
/// the point kept.
void check_lost_words(const Held& held, Findings& out) {
  const Alignment& alignment = held.alignment;
  const std::vector<Word>& all = held.document.words;
  const auto kept = [&](std::size_t i) -> std::optional<std::size_t> {
    return i >= alignment.first && i < alignment.last ? alignment.point[i - alignment.first]
                                                      : std::nullopt;
  };
  const auto next_spoken = [&](std::size_t i) {
    while (i < alignment.last && !all[i].spoken()) ++i;
    return i;
  };
  for (std::size_t i = alignment.first; i < alignment.last; ++i) {
    if (!all[i].spoken() || kept(i)) continue;
    const Phrases::Hit bond = held.prose.bonds.at(all, i, alignment.last, true);
    const Phrases::Hit hedge = held.prose.hedges.at(all, i, alignment.last, true);
    const std::size_t length = std::max(bond.words, hedge.words);
    if (length == 0) continue;
    if (bond.words > 0 && held.prose.bond_classes[bond.row] == Bond::pair) continue;
    // It binds what follows: lost only where that stayed, next to what stood before it.
    const std::size_t next = next_spoken(i + length);
    if (next >= alignment.last || !kept(next)) continue;
    const std::size_t at = *kept(next);
    const std::size_t after = next_spoken(next + 1);
    const bool goes_on = after < alignment.last && kept(after) && *kept(after) > at;
    if (!held.close && !goes_on) continue;
    const Span source{all[i].span.start, all[next].span.end};
    if (bond.words > 0) {
      const Bond kind = held.prose.bond_classes[bond.row];
      out.push_back(finding(held, ProblemKind::negation, true,
                            kind == Bond::negation ? "negation_dropped" : "condition_dropped", at,
                            at + 1, source));
    } else {
      out.push_back(
          finding(held, ProblemKind::strength, held.close, "hedge_dropped", at, at + 1, source));
    }
    i += length - 1;
  }
}

/// Two sentences made into one claim: the point's words leave one sentence of the article, with
/// words skipped, for another, or nearly all that one place lacks stands in another.
void check_merge(const Held& held, Findings& out) {
  const std::vector<Sentence>& sentences = held.document.sentences;
  const auto sentence_of = [&](std::size_t word) {
    return std::upper_bound(sentences.begin(), sentences.end(), word,
                            [](std::size_t w, const Sentence& s) { return w < s.first; });
  };
  std::optional<std::size_t> before;
  for (std::size_t i = 0; i < held.words.size() && held.close; ++i) {
    if (!held.words[i].spoken() || !held.alignment.source[i]) continue;
    const std::size_t here = *held.alignment.source[i];
    if (before) {
      std::size_t skipped = 0;
      for (std::size_t k = *before + 1; k < here; ++k) skipped += held.document.words[k].spoken();
      if (skipped > 0 && sentence_of(*before) != sentence_of(here)) {
        out.push_back(finding(
            held, ProblemKind::merge, true, "merge", 0, held.words.size(),
            Span{held.document.words[*before].span.start, held.document.words[here].span.end}));
        return;
      }
    }
    before = here;
  }
  if (held.close) return;
  for (const Alignment& other : held.others) {
    std::size_t words = 0, covered = 0, lacking = 0, in_run = 0, found = 0;
    for (std::size_t i = 0; i < held.words.size(); ++i) {
      if (!held.words[i].spoken()) continue;
      ++words;
      covered += held.alignment.source[i] || other.source[i];
      if (held.alignment.source[i]) {
        in_run = 0;
        continue;
      }
      ++lacking;
      in_run = other.source[i] ? in_run + 1 : 0;
      if (in_run >= shortest_run) found += in_run == shortest_run ? shortest_run : 1;
    }
    if (static_cast<double>(covered) < merge_share * static_cast<double>(words) ||
        2 * found < lacking)
      continue;
    out.push_back(finding(held, ProblemKind::merge, true, "merge", 0, held.words.size()));
    return;
  }
}

/// A clause taken out of what somebody said or denied, without him.
void check_speaker(const Held& held, Findings& out) {
  if (!held.close) return;
  std::optional<std::size_t> first;
  for (const auto& source : held.alignment.source)
    if (source && !first) first = source;
  if (!first) return;
  const std::vector<Word>& all = held.document.words;
  const auto sentence =
      std::find_if(held.document.sentences.begin(), held.document.sentences.end(),
                   [&](const Sentence& s) { return *first >= s.first && *first < s.last; });
  if (sentence == held.document.sentences.end() || *first <= sentence->opening.word) return;
  for (std::size_t i = *first; i-- > sentence->opening.word;) {
    if (all[i].is(U'.') || all[i].is(U'!') || all[i].is(0x061F)) return;
    const Saying* saying = all[i].spoken() ? held.prose.saying(all[i].folded) : nullptr;
    if (!saying) continue;
    const bool wrong = saying->strength == Strength::deny || saying->strength == Strength::claim;
    out.push_back(finding(held, ProblemKind::speaker, wrong, "speaker", 0, 1,
                          Span{all[i].span.start, all[*first].span.end}));
    return;
  }
}

/// Words of the point that do not stand in its place in the article.
void check_words(const Held& held, Findings& out) {
  const std::vector<Word>& words = held.words;
  const Alignment& alignment = held.alignment;
  const auto around = [&](std::size_t i) -> std::optional<Span> {
    // The words of the article between the sources of the neighbours.
    std::optional<std::size_t> before, after;
    for (std::size_t k = i; k-- > 0 && !before;) before = alignment.source[k];
    for (std::size_t k = i + 1; k < words.size() && !after; ++k) after = alignment.source[k];
    if (!before || !after || *after <= *before + 1) return std::nullopt;
    return Span{held.document.words[*before + 1].span.start,
                held.document.words[*after - 1].span.end};
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].spoken() || alignment.source[i]) continue;
    const Saying* saying = held.prose.saying(words[i].folded);
    const Phrases::Hit bond = held.prose.bonds.at(words, i, words.size(), true);
    const bool known = words[i].stem != -2;
    if (!held.close) {
      if (words[i].stem == -2 && words[i].kind != TokenKind::number)
        out.push_back(finding(held, ProblemKind::word, false, "word_absent", i, i + 1));
      continue;
    }
    if (words[i].kind == TokenKind::number)
      out.push_back(finding(held, ProblemKind::number, true, "number", i, i + 1, around(i)));
    else if (bond.words > 0 && held.prose.bond_classes[bond.row] != Bond::pair)
      out.push_back(finding(held, ProblemKind::negation, true, "negation_added", i, i + 1));
    else if (saying)
      out.push_back(finding(held, ProblemKind::strength, true, "strength", i, i + 1, around(i)));
    else if (words[i].stem == -1)
      out.push_back(finding(held, ProblemKind::word, false, "word", i, i + 1, around(i)));
    else if (const auto source = around(i))
      out.push_back(finding(held, ProblemKind::name, true, "name", i, i + 1, source));
    else
      out.push_back(finding(held, known ? ProblemKind::order : ProblemKind::word, known,
                            known ? "order" : "word_absent", i, i + 1));
  }
}

}  // namespace mujaz::points
