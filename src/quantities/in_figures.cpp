// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities in figures.
#include <algorithm>

#include "quantities/rules.h"

namespace mujaz {

using namespace quantities;

namespace {

constexpr std::int64_t most_goals = 15;
constexpr std::int64_t last_year = 2200;  // exclusive

/// The number of a day or an hour, or a larger one where it is neither.
int small(std::int64_t value) {
  return static_cast<int>(std::clamp<std::int64_t>(value, 0, 99));
}

/// The whole number in figures, or -1.
std::int64_t whole(const Quantity& quantity) {
  const Decimal& value = quantity.value;
  return value.whole() && value.scale == 0 && !value.overflow ? value.digits : -1;
}

/// Whether «الـ» stands before token i.
bool after_article(const Line& line, std::size_t i) {
  using namespace letters;
  if (i == 0 || line.gap(i - 1) == Gap::line_break) return false;
  const std::u32string_view before = line.folded[i - 1];
  return before.size() <= 4 &&
         (before.ends_with(std::u32string{alef, lam}) ||
          before.ends_with(std::u32string{lam, lam})) &&
         line.written(i - 1).back() == tatweel;
}

}  // namespace

Quantities::Rules::Lead Quantities::Rules::lead_at(const Line& line, std::size_t i) const {
  Lead lead;
  std::size_t& k = lead.figures;
  k = i;
  for (int part = 0; part < 2 && !line.is(k, TokenKind::number); ++part) {
    const bool touches = k > 0 && line.gap(k - 1) == Gap::none &&
                         (line.is(k - 1, TokenKind::word) || line.is(k - 1, TokenKind::latin) ||
                          line.is(k - 1, TokenKind::number));
    const bool sign = is_dash(line, k) || line.is(k, U'+');
    if (sign && line.gap(k) == Gap::none && !touches && !lead.negative) {
      lead.negative = is_dash(line, k);
      ++k;
      continue;
    }
    const auto match = unit_phrases.longest(line, k);
    if (match.tokens == 0 || line.is(k, TokenKind::word)) break;
    const Unit& unit = units[static_cast<std::size_t>(match.id)];
    lead.fits = unit.kind != QuantityKind::measure && lead.quantity.unit.empty() &&
                line.gap(k + match.tokens - 1) != Gap::line_break;
    if (!lead.fits) return lead;
    lead.quantity.unit = unit.key;
    lead.quantity.kind = unit.kind;
    k += match.tokens;
  }
  return lead;
}

/// A sign that is a fraction: ½.
Quantities::Rules::Found Quantities::Rules::sign_at(const Line& line, std::size_t i) const {
  Found found;
  const auto sign = fraction_signs.longest(line, i);
  if (sign.tokens == 0) return found;
  const auto [top, bottom] = fractions[static_cast<std::size_t>(sign.id)];
  found.quantity.kind = QuantityKind::fraction;
  found.quantity.value.digits = top;
  found.quantity.second.digits = bottom;
  found.quantity.span = found.quantity.digits = line.tokens[i].span;
  found.next = i + sign.tokens;
  unit_tail(line, found);
  found.quantity.span.end = line.tokens[found.next - 1].span.end;
  return found;
}

/// The shape of the figures at token k, with what belongs to them behind a decimal comma of Arabic
/// or a dash between spaces, neither of which is part of a token.
Figures Quantities::Rules::shape_at(const Line& line, std::size_t k, Found& found) const {
  constexpr char32_t comma = 0x060C;
  Figures shape = figures(line.written(k));
  const auto take = [&] {
    found.quantity.digits.end = line.tokens[k + 2].span.end;
    found.next = k + 3;
  };
  if (shape.shape != Shape::plain || !line.is(k + 2, TokenKind::number)) return shape;
  const bool alone = !line.is(k + 3, comma) &&
                     !(k > 1 && line.is(k - 1, comma) && line.is(k - 2, TokenKind::number));
  if (line.is(k + 1, comma) && line.gap(k) == Gap::none && line.gap(k + 1) == Gap::none && alone) {
    std::u32string joined(line.written(k));
    joined += U'\u066B';
    joined += line.written(k + 2);
    if (const auto value = plain_number(joined)) {
      shape.first = *value;
      take();
    }
  } else if (is_dash(line, k + 1) && line.gap(k) == Gap::space && line.gap(k + 1) == Gap::space) {
    if (const auto other = plain_number(line.written(k + 2))) {
      shape.shape = Shape::dashed;
      shape.second = *other;
      take();
    }
  }
  return shape;
}

Quantities::Rules::Found Quantities::Rules::figures_at(const Line& line, std::size_t i) const {
  Lead lead = lead_at(line, i);
  const std::size_t k = lead.figures;
  if (!lead.fits) return {};
  if (k == i)
    if (Found sign = sign_at(line, i); sign.next > 0) return sign;
  if (!line.is(k, TokenKind::number)) return {};
  if (const std::size_t end = international(line, i); end > 0) {
    Found phone;
    phone.quantity.kind = QuantityKind::phone;
    phone.quantity.digits = {line.tokens[k].span.start, line.tokens[end - 1].span.end};
    phone.quantity.span = {line.tokens[i].span.start, phone.quantity.digits.end};
    phone.next = end;
    return phone;
  }
  Found found{std::move(lead.quantity), k + 1};
  Quantity& quantity = found.quantity;
  quantity.digits = line.tokens[k].span;
  quantity.span.start = line.tokens[i].span.start;
  const Figures shape = shape_at(line, k, found);
  const bool counts =
      shape.shape == Shape::plain || shape.shape == Shape::dashed || shape.shape == Shape::fraction;
  if (k != i && !counts) return {};  // a sign before a date is none of its
  quantity.value = shape.first;
  quantity.value.negative = lead.negative;
  quantity.figures = quantity.value;
  quantity.second = shape.second;
  shaped(line, i, k, shape, found);
  second_with_unit(line, found);
  quantity.span.end = line.tokens[found.next - 1].span.end;
  return found;
}

/// The groups of figures that are dialled from token k on: where the last of them ends.
std::size_t Quantities::Rules::phone_end(const Line& line, std::size_t k) {
  std::size_t end = k + 1;
  while (line.is(end, TokenKind::number) && line.gap(end - 1) == Gap::space &&
         figures(line.written(end)).shape != Shape::date)
    ++end;
  return end;
}

/// A telephone number with its country: a plus and eight figures or more, in groups. 0: there is
/// none.
std::size_t Quantities::Rules::international(const Line& line, std::size_t i) {
  constexpr std::size_t least = 8;
  if (!line.is(i, U'+') || line.gap(i) != Gap::none || !line.is(i + 1, TokenKind::number)) return 0;
  const std::size_t end = phone_end(line, i + 1);
  std::size_t count = 0;
  for (std::size_t k = i + 1; k < end; ++k)
    for (const char32_t c : line.written(k)) count += digit_value(c) >= 0;
  return count >= least ? end : 0;
}

/// Whether the words before token i say that the figures are dialled: «هاتف», «اتصل على الرقم».
bool Quantities::Rules::is_dialled(const Line& line, std::size_t i) const {
  constexpr std::size_t reach = 3;
  for (std::size_t k = i; k > 0 && i - k < reach; --k) {
    if (line.gap(k - 1) != Gap::space) return false;
    if (cue(line, k - 1, Cue::phone)) return true;
    if (!cue(line, k - 1, Cue::dial)) return false;
    if (cue_tokens(line, i, emergency) > 0 && cue(line, k - 1, Cue::number)) return true;
  }
  return false;
}

/// «5% - 10%»: a dash and a number with the same unit behind a number with its unit.
void Quantities::Rules::second_with_unit(const Line& line, Found& found) const {
  Quantity& quantity = found.quantity;
  const std::size_t dash = found.next;
  const bool amount = quantity.kind == QuantityKind::percent ||
                      quantity.kind == QuantityKind::money ||
                      quantity.kind == QuantityKind::measure;
  if (!amount || !is_dash(line, dash) || line.gap(dash) == Gap::line_break ||
      line.gap(dash - 1) != line.gap(dash))
    return;
  const Lead lead = lead_at(line, dash + 1);
  if (!lead.fits || lead.negative || !line.is(lead.figures, TokenKind::number)) return;
  const auto second = plain_number(line.written(lead.figures));
  if (!second) return;
  Found other{lead.quantity, lead.figures + 1};
  other.quantity.value = *second;
  number_tail(line, other);
  if (other.quantity.unit != quantity.unit || other.quantity.factor != quantity.factor) return;
  quantity.kind = QuantityKind::range;
  quantity.second = other.quantity.value;
  found.next = other.next;
}

/// Goes on by the shape of the figures at token k; the quantity begins at token i.
void Quantities::Rules::shaped(const Line& line, std::size_t i, std::size_t k, const Figures& shape,
                               Found& found) const {
  Quantity& quantity = found.quantity;
  switch (shape.shape) {
    case Shape::date:
      quantity.kind = QuantityKind::date;
      quantity.date = shape.date;
      return year_tail(line, found);
    case Shape::clock:
      return clock(line, i, shape, found);
    case Shape::colon:
      return colon(line, i, found);
    case Shape::fraction:
      quantity.kind = QuantityKind::fraction;
      return unit_tail(line, found);
    case Shape::day:
      quantity.kind = QuantityKind::date;
      quantity.date = shape.date;
      quantity.value = quantity.second = {};
      return;
    case Shape::slashed:
      quantity.kind = QuantityKind::range;
      return;
    case Shape::dashed:
      return dashed(line, i, k == i, found);
    case Shape::serial:
      quantity.kind = QuantityKind::phone;
      return;
    case Shape::plain:
      return plain(line, i, k, found);
  }
}

void Quantities::Rules::clock(const Line& line, std::size_t i, const Figures& shape,
                              Found& found) const {
  Quantity& quantity = found.quantity;
  const bool after_clock = i > 0 && line.gap(i - 1) == Gap::space && cue(line, i - 1, Cue::clock);
  const bool after_ratio = i > 0 && line.gap(i - 1) == Gap::space && cue(line, i - 1, ratio);
  if ((near_score(line, i) || after_ratio) && !after_clock) {
    quantity.kind = QuantityKind::score;
    quantity.value = {shape.first.digits / 60};
    quantity.second = {shape.first.digits % 60};
    return;
  }
  quantity.kind = QuantityKind::time;
  clock_tail(line, found);
}

/// A ratio or a result, or a careless time: 10:4.
void Quantities::Rules::colon(const Line& line, std::size_t i, Found& found) const {
  Quantity& quantity = found.quantity;
  const std::int64_t hour = whole(quantity);
  const bool told = (i > 0 && line.gap(i - 1) == Gap::space && cue(line, i - 1, Cue::clock)) ||
                    cue_tokens(line, found.next, morning) > 0 ||
                    cue_tokens(line, found.next, evening) > 0;
  const bool time = hour >= 0 && hour <= 24 && quantity.second.digits < 60 && told;
  quantity.kind = time ? QuantityKind::time : QuantityKind::score;
  if (!time) return;
  quantity.value = {hour * 60 + quantity.second.digits};
  quantity.second = {};
  clock_tail(line, found);
}

void Quantities::Rules::dashed(const Line& line, std::size_t i, bool bare, Found& found) const {
  Quantity& quantity = found.quantity;
  const std::int64_t first = whole(quantity);
  const bool years = first >= 1000;
  if (bare && !years && near_score(line, i)) {
    quantity.kind = QuantityKind::score;
    return;
  }
  if (date_tail(line, found, small(first))) return;
  number_tail(line, found);
  // A pair of small numbers that counts nothing and does not rise is a result.
  const bool falls = bare && quantity.unit.empty() && quantity.scale.empty() && first >= 0 &&
                     first <= most_goals && quantity.second.scale == 0 &&
                     first >= quantity.second.digits;
  quantity.kind = falls ? QuantityKind::score : QuantityKind::range;
}

void Quantities::Rules::plain(const Line& line, std::size_t i, std::size_t k, Found& found) const {
  Quantity& quantity = found.quantity;
  const bool bare = k == i, spaced = i > 0 && line.gap(i - 1) == Gap::space;
  const std::int64_t value = whole(quantity);
  if (bare && date_tail(line, found, small(value))) return;
  if (bare && spaced && quantity.digits.size() >= 3 && is_dialled(line, i)) {
    quantity.kind = QuantityKind::phone;
    found.next = phone_end(line, k);
  } else if (after_article(line, i)) {
    quantity.kind = QuantityKind::ordinal;
    number_tail(line, found);
  } else if (const std::int64_t minutes = hour_at(line, i, quantity, found.next); minutes >= 0) {
    quantity.kind = QuantityKind::time;
    quantity.value = {minutes};
    clock_tail(line, found);
  } else if (bare && is_year(line, i, k, quantity)) {
    quantity.kind = QuantityKind::year;
    quantity.date.year = static_cast<int>(value);
    year_tail(line, found);
  } else {
    number_tail(line, found);
  }
}

/// The minutes of a time without a colon, «الساعة 8», «الساعة 8.30», «9 صباحا»; -1 where it is
/// none.
std::int64_t Quantities::Rules::hour_at(const Line& line, std::size_t i, const Quantity& quantity,
                                        std::size_t next) const {
  constexpr std::int64_t hours = 24, minutes = 60, half_day = 12;
  if (quantity.value.overflow || quantity.span.start != quantity.digits.start) return -1;
  const Decimal& value = quantity.value;
  if (i > 0 && line.gap(i - 1) == Gap::space && cue(line, i - 1, Cue::clock)) {
    if (value.scale == 0 && value.digits <= hours) return value.digits * minutes;
    const bool dotted = value.scale == 2 && value.digits / 100 <= hours;
    return dotted && value.digits % 100 < minutes
               ? value.digits / 100 * minutes + value.digits % 100
               : -1;
  }
  // Without the word for hour only where the half of the day is surely that.
  if (value.scale > 0 || value.digits < 1 || value.digits > half_day) return -1;
  if (line.gap(next - 1) != Gap::space || line.folded[next].size() < 3) return -1;
  std::size_t taken = 0;
  for (const Cue half : {morning, evening, night})
    taken = std::max(taken, cue_tokens(line, next, half));
  const bool ends = next + taken >= line.size() || !line.is(next + taken, TokenKind::word) ||
                    cue_tokens(line, next + taken, utc) > 0;
  const bool adverb = line.folded[next].back() == letters::alef || taken > 1;
  return taken > 0 && (adverb || ends) ? value.digits * minutes : -1;
}

/// Whether bare figures are a year, by the words beside them.
bool Quantities::Rules::is_year(const Line& line, std::size_t i, std::size_t k,
                                const Quantity& quantity) const {
  const std::size_t length = quantity.digits.size();
  const std::int64_t value = whole(quantity);
  if (length < 3 || length > 4 || value <= 0 || value >= last_year) return false;
  const bool recent = length == 4 && value > 1900 && value < 2100 && value != 2000;
  const bool spaced = i > 0 && line.gap(i - 1) == Gap::space;
  if (spaced && (cue(line, i - 1, Cue::year) || (recent && cue(line, i - 1, since)))) return true;
  if (recent && after_year(line, i)) return true;
  // «1200 م.و» is a unit.
  if (unit_phrases.longest(line, k + 1).tokens > 1) return false;
  return line.gap(k) != Gap::line_break &&
         (cue_tokens(line, k + 1, hijri) > 0 || cue_tokens(line, k + 1, before_era) > 0 ||
          (length == 4 && cue_tokens(line, k + 1, gregorian) > 0));
}

}  // namespace mujaz
