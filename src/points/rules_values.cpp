// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, units and dates.
#include "points/rules.h"

namespace mujaz::points {
namespace {

bool same_value(const Quantity& a, const Quantity& b) {
  if (a.kind == QuantityKind::date && b.kind == QuantityKind::date)
    return a.date.day == b.date.day && a.date.month == b.date.month &&
           (a.date.year == b.date.year || a.date.year == 0 || b.date.year == 0);
  if (a.value == b.value && a.second == b.second) return true;
  // 17.500 may be a grouped 17500.
  constexpr int group = 3;
  const auto grouped = [](const Decimal& x, const Decimal& y) {
    return x.scale == group && y.scale == 0 && x.digits == y.digits;
  };
  return grouped(a.value, b.value) || grouped(b.value, a.value);
}

bool same_unit(const Quantity& a, const Quantity& b) {
  return a.unit == b.unit || a.unit.empty() || b.unit.empty();
}

double amount(const Decimal& value) {
  return static_cast<double>(value.digits) * std::pow(10.0, -value.scale);
}

std::size_t word_at(const std::vector<Word>& words, std::size_t offset) {
  return static_cast<std::size_t>(
      std::partition_point(words.begin(), words.end(),
                           [&](const Word& word) { return word.span.end <= offset; }) -
      words.begin());
}

/// Where a hedge begins that ends right before a word; that word where none does.
std::size_t hedge_before(const Prose& prose, const std::vector<Word>& words, std::size_t word) {
  constexpr std::size_t longest = 4;  // words
  for (std::size_t i = word > longest ? word - longest : 0; i < word; ++i) {
    const Phrases::Hit hit = prose.hedges.at(words, i, words.size(), true);
    if (hit.words > 0 && i + hit.words == word) return i;
  }
  return word;
}

bool is_counted(const Quantity& quantity) {
  using enum QuantityKind;
  return quantity.kind == number || quantity.kind == percent || quantity.kind == money ||
         quantity.kind == measure;
}

/// «أكثر من 40» of 43: a round figure that a hedge before it announces.
bool is_rounding(const Held& held, std::size_t first, const Quantity& quantity) {
  constexpr double widest = 1.2;
  if (!is_counted(quantity) || hedge_before(held.known.prose, held.words, first) == first)
    return false;
  const double said = amount(quantity.value);
  for (const Quantity& known : held.known.article_quantities) {
    const double exact = amount(known.value);
    if (same_unit(quantity, known) && exact > said && exact < widest * said) return true;
  }
  return false;
}

/// «69 مليار» of 68.6: the whole number nearest to a figure with a fraction.
bool is_rounded_fraction(const Held& held, const Quantity& quantity) {
  if (!is_counted(quantity) || !quantity.value.whole()) return false;
  for (const Quantity& known : held.known.article_quantities) {
    double said = amount(quantity.value), exact = amount(known.value);
    for (; std::fabs(said) >= 1e3; said /= 1e3, exact /= 1e3) {
    }
    if (same_unit(quantity, known) && exact != said && std::round(exact) == said) return true;
  }
  return false;
}

/// «بعد 3 سنوات», where the article measures no time so: an editor has counted it.
bool is_span_of_time(const Held& held, const Quantity& quantity) {
  if (held.strict || quantity.kind != QuantityKind::measure) return false;
  const Evidence& evidence = held.known.evidence;
  const auto unit_of = [&](const std::vector<Word>& words, const Span& span) {
    Meanings::Measure out;
    for (std::size_t i = word_at(words, span.start); i < words.size(); ++i) {
      if (words[i].span.start >= span.end) break;
      if (const auto found = evidence.meanings.measure(words[i].folded); found.unit >= 0)
        out = found;
    }
    return out;
  };
  const Meanings::Measure here = unit_of(held.words, quantity.span);
  if (here.unit < 0 || here.kind != evidence.meanings.time_kind()) return false;
  for (const Quantity& known : held.known.article_quantities)
    if (unit_of(held.known.document.words, known.span).unit == here.unit) return false;
  return true;
}

/// «اليوم», «الساعات الماضية»: time as it is pointed at, not measured.
bool is_definite(std::u32string_view word) {
  return word.starts_with(std::u32string{letters::alef, letters::lam});
}

/// A figure that the article gives each time with a hedge, and the point without one.
void check_hedge(const Held& held, std::size_t first, std::size_t last, const Quantity& quantity,
                 Findings& out) {
  const Prose& prose = held.known.prose;
  constexpr std::size_t reach = 5, behind = 2;
  const std::size_t end = std::min(last + behind, held.words.size());
  for (std::size_t i = first > reach ? first - reach : 0; i < end; ++i)
    if (prose.hedges.at(held.words, i, held.words.size(), true).words > 0) return;
  const std::vector<Word>& all = held.known.document.words;
  std::optional<Span> hedged;
  for (const Quantity& known : held.known.article_quantities) {
    if (!same_value(quantity, known) || !same_unit(quantity, known)) continue;
    const std::size_t at = word_at(all, known.span.start);
    const std::size_t from = hedge_before(prose, all, at);
    if (from == at) return;
    hedged = Span{all[from].span.start, known.span.end};
  }
  if (hedged)
    out.push_back(
        finding(held, ProblemKind::strength, held.strict, "hedge_dropped", first, last, hedged));
}

}  // namespace

/// Every quantity of the point has one of equal value and unit in the article.
void check_numbers(const Held& held, Findings& out) {
  constexpr double small = 2;  // in words up to here they are duals, ordinals and turns of phrase
  const std::vector<Word>& words = held.words;
  for (const Quantity& quantity : held.known.quantities.find(held.text)) {
    bool found = false;
    const Quantity* other_unit = nullptr;
    for (const Quantity& known : held.known.title_quantities)
      found |= same_value(quantity, known) && same_unit(quantity, known);
    for (const Quantity& known : held.known.article_quantities) {
      if (!same_value(quantity, known)) continue;
      found |= same_unit(quantity, known);
      if (!same_unit(quantity, known)) other_unit = &known;
    }
    const std::size_t first = word_at(words, quantity.span.start);
    std::size_t last = first;
    found |= first < words.size() && held.dated[first];
    while (last < words.size() && words[last].span.start < quantity.span.end) ++last;
    if (found) {
      if (is_counted(quantity)) check_hedge(held, first, last, quantity, out);
      continue;
    }
    // Words the article has in this very order are no new figure, whatever was found in them.
    bool copied = first < last;
    for (std::size_t i = first; i < last && copied; ++i)
      copied = !words[i].spoken() || held.alignment.source[i];
    if (copied || is_rounding(held, first, quantity)) continue;
    const bool date = quantity.kind == QuantityKind::date;
    // What an editor may have counted himself is for an editor to see.
    const bool own =
        (!held.strict && quantity.in_words && quantity.kind == QuantityKind::ordinal) ||
        is_rounded_fraction(held, quantity) || is_span_of_time(held, quantity);
    const bool counted = !own && (!quantity.in_words || amount(quantity.value) > small);
    if (other_unit)
      out.push_back(finding(held, ProblemKind::unit, true, "unit", first, last, other_unit->span));
    else
      out.push_back(finding(held, date ? ProblemKind::date : ProblemKind::number, counted,
                            date ? "date" : "number_absent", first, last));
  }
}

/// A word of scale, money or measure stands in the article too, and where the article says the same
/// no other stands in its place.
void check_units(const Held& held, Findings& out) {
  constexpr std::size_t margin = 3;
  const Evidence& evidence = held.known.evidence;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    if (held.words[i].kind != TokenKind::word) continue;
    const Meanings::Measure here = evidence.meanings.measure(held.words[i].folded);
    if (here.unit < 0 || (!held.strict && is_definite(held.words[i].folded))) continue;
    if (held.alignment.source[i] &&
        evidence.meanings.measure(evidence.word(*held.alignment.source[i]).folded).unit ==
            here.unit)
      continue;
    const auto around = stretch_around(held, i, margin);
    bool found = false;
    std::optional<std::size_t> other;
    for (std::size_t k = around ? around->first : 0; around && k < around->last; ++k) {
      const Meanings::Measure there = evidence.meanings.measure(evidence.word(k).folded);
      found |= there.unit == here.unit;
      if (there.unit >= 0 && there.unit != here.unit && there.kind == here.kind) other = k;
    }
    if (!found && other)
      out.push_back(finding(held, ProblemKind::unit, true, "unit", i, i + 1,
                            evidence.span(*other, *other + 1)));
    else if (!found && !evidence.has_measure(here.unit) && i > 0 &&
             held.words[i - 1].kind == TokenKind::number)
      out.push_back(finding(held, ProblemKind::unit,
                            held.strict || here.kind != evidence.meanings.time_kind(),
                            "unit_absent", i - 1, i + 1));
  }
}

/// A day of the week or a month stands in the article too, or is the day it was published.
void check_dates(const Held& held, Findings& out) {
  constexpr std::size_t margin = 5;
  const Evidence& evidence = held.known.evidence;
  const auto at = [&](const std::vector<Word>& words, std::size_t i) {
    const auto number = [&](std::size_t k) {
      return k < words.size() && words[k].kind == TokenKind::number;
    };
    if (words[i].kind != TokenKind::word) return -1;
    const Meanings::CalendarWord word = evidence.meanings.calendar(
        words[i].folded, i + 1 < words.size() ? words[i + 1].folded : std::u32string_view());
    return word.sure || number(i + 1) || (i > 0 && number(i - 1)) ||
                   (i > 0 && words[i - 1].is(U'/'))
               ? word.id
               : -1;
  };
  constexpr int first_month = 10;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    const int id = at(held.words, i);
    if (id < 0 || held.dated[i] || id == held.known.published_day) continue;
    if (!evidence.has_date(id)) {
      out.push_back(finding(held, ProblemKind::date, true, "date_absent", i, i + 1));
      continue;
    }
    const auto same = held.alignment.source[i];
    if (same && at(held.known.document.words, *same) == id) continue;
    const auto around = stretch_around(held, i, margin);
    bool found = false;
    std::optional<std::size_t> other;
    for (std::size_t k = around ? around->first : 0;
         around && k < std::min(around->last, evidence.title_first); ++k) {
      const int there = at(held.known.document.words, k);
      found |= there == id;
      if (there >= 0 && there != id && (there < first_month) == (id < first_month)) other = k;
    }
    if (!found && other)
      out.push_back(finding(held, ProblemKind::date, true, "date", i, i + 1,
                            evidence.span(*other, *other + 1)));
  }
}

}  // namespace mujaz::points
