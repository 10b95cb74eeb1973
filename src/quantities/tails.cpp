// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind a number: scale words, units, the month and year of a day, the era, the half
// of the day.
#include "quantities/rules.h"

namespace mujaz {

using namespace quantities;

/// The era behind a year.
void Quantities::Rules::year_tail(const Line& line, Found& found) const {
  const std::size_t i = found.next;
  if (line.gap(i - 1) == Gap::line_break) return;
  std::size_t taken = cue_tokens(line, i, hijri);
  if (taken > 0) {
    found.quantity.date.hijri = true;
  } else {
    taken = std::max(cue_tokens(line, i, gregorian), cue_tokens(line, i, before_era));
    if (cue_tokens(line, i, before_era) > 0) found.quantity.date.year *= -1;
  }
  found.next += taken;
}

/// The month and the year behind a day.
bool Quantities::Rules::date_tail(const Line& line, Found& found, int day) const {
  std::size_t i = found.next, next = 0;
  if (day < 1 || day > 31 || line.gap(i - 1) == Gap::line_break) return false;
  if (cue(line, i, from)) ++i;
  if (cue_tokens(line, i, month) > 0) ++i;
  const Month* named = month_at(line, i, next);
  if (!named) return false;
  Date date{0, named->number, day, named->hijri};
  if (!is_day(date)) return false;
  found.quantity.kind = QuantityKind::date;
  found.quantity.date = date;
  found.next = next;
  std::size_t year_at = next;
  if (line.gap(next - 1) != Gap::line_break) {
    if (line.is(year_at, char32_t{0x060C})) ++year_at;
    if (cue(line, year_at, from)) ++year_at;
    if (cue(line, year_at, year)) ++year_at;
    if (line.is(year_at, TokenKind::number)) {
      const auto value = plain_number(line.written(year_at));
      date.year = value && line.written(year_at).size() >= 3 && value->whole() &&
                          value->digits < 2200 && !value->overflow
                      ? static_cast<int>(value->digits)
                      : 0;
      // «28 آذار 1523 جنديا»: hardly a year.
      constexpr int modern = 1800;
      const bool counts = !date.hijri && date.year < modern && year_at == next &&
                          line.gap(year_at) == Gap::space && line.is(year_at + 1, TokenKind::word);
      if (date.year > 0 && is_day(date) && !counts) {
        found.quantity.date = date;
        found.next = year_at + 1;
        year_tail(line, found);
      }
    }
  }
  return true;
}

/// Scale words and the unit behind a number in figures.
void Quantities::Rules::number_tail(const Line& line, Found& found) const {
  if (line.gap(found.next - 1) != Gap::line_break) {
    const NumberWords::Scale scale =
        words.scale_at(line, found.next, found.quantity.kind == QuantityKind::money);
    if (scale.tokens > 0) {
      Quantity& quantity = found.quantity;
      quantity.value = quantity.value.times(scale.factor);
      if (quantity.second.digits != 0) quantity.second = quantity.second.times(scale.factor);
      if (scale.half && quantity.value.whole()) quantity.value.digits += scale.factor / 2;
      quantity.scale = scale.scale;
      quantity.factor = scale.factor;
      quantity.scale_span = {line.tokens[found.next].span.start,
                             line.tokens[found.next + scale.words - 1].span.end};
      found.next += scale.tokens;
    }
  }
  unit_tail(line, found);
}

void Quantities::Rules::unit_tail(const Line& line, Found& found) const {
  if (line.gap(found.next - 1) == Gap::line_break) return;
  const auto match = unit_phrases.longest(line, found.next);
  if (match.tokens == 0) return;
  const Unit& unit = units[static_cast<std::size_t>(match.id)];
  if (found.quantity.unit.empty()) {
    found.quantity.unit = unit.key;
    if (found.quantity.kind == QuantityKind::number) found.quantity.kind = unit.kind;
  } else {
    // «€20 €30»: the second sign is of the next amount.
    const std::size_t behind = found.next + match.tokens;
    const bool of_next = line.is(behind, TokenKind::number) && line.gap(behind - 1) == Gap::none;
    if (found.quantity.unit != unit.key || of_next) return;
  }
  found.next += match.tokens;
}

/// What tells the half of the day and the zone.
void Quantities::Rules::clock_tail(const Line& line, Found& found) const {
  std::int64_t& minutes = found.quantity.value.digits;
  if (line.gap(found.next - 1) == Gap::line_break) return;
  for (const Cue half_of_day : {morning, evening, night}) {
    const std::size_t taken = cue_tokens(line, found.next, half_of_day);
    if (taken == 0) continue;
    constexpr std::int64_t half_day = 720;  // minutes
    const std::int64_t hour = minutes / 60;
    if (half_of_day == evening && hour < 12) minutes += half_day;
    if (half_of_day == night && hour >= 6 && hour < 12) minutes += half_day;
    if (half_of_day != evening && hour == 12) minutes -= half_day;
    found.next += taken;
    break;
  }
  if (line.gap(found.next - 1) != Gap::line_break) found.next += cue_tokens(line, found.next, utc);
}

}  // namespace mujaz
