// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities in words.
#include <algorithm>

#include "quantities/rules.h"

namespace mujaz {

using namespace quantities;

/// A month counts with a year, or where its name means nothing else.
bool Quantities::Rules::month_in_words(const Line& line, std::size_t i, Found& found) const {
  std::size_t next = 0;
  const Month* named = month_at(line, i, next);
  if (!named) return false;
  const std::size_t year_at = next + (cue(line, next, Cue::year) ? 1 : 0);
  const auto value = line.is(year_at, TokenKind::number) && line.gap(next - 1) != Gap::line_break
                         ? plain_number(line.written(year_at))
                         : std::nullopt;
  const bool dated = value && value->scale == 0 && value->digits >= 1000 && value->digits < 2200;
  if (!dated && !named->alone) return false;
  Quantity& quantity = found.quantity;
  quantity.kind = QuantityKind::date;
  quantity.in_words = true;
  quantity.date = {dated ? static_cast<int>(value->digits) : 0, named->number, 0, named->hijri};
  quantity.span.start = line.tokens[i].span.start;
  found.next = dated ? year_at + 1 : next;
  if (dated) quantity.digits = line.tokens[year_at].span, year_tail(line, found);
  return true;
}

Quantities::Rules::Found Quantities::Rules::words_at(const Line& line, std::size_t i) const {
  using Kind = NumberWords::Found::Kind;
  Found found;
  Quantity& quantity = found.quantity;
  if (month_in_words(line, i, found)) {
    quantity.span.end = line.tokens[found.next - 1].span.end;
    return found;
  }
  const auto number = words.at(line, i);
  if (!number) return {};
  quantity.in_words = true;
  quantity.value = number->value;
  quantity.second = number->second;
  quantity.scale = number->scale;
  std::size_t start = line.tokens[i].span.start;
  for (std::size_t cut = number->clitics; cut > 0 || is_mark(line.text[start]); ++start)
    if (is_arabic_letter(line.text[start])) --cut;
  quantity.digits = {start, line.tokens[i + number->tokens - 1].span.end};
  quantity.span.start = start;
  found.next = i + number->tokens;
  const bool in_year = i > 0 && line.gap(i - 1) == Gap::space && cue(line, i - 1, Cue::year) &&
                       number->value.digits > 999 && number->value.digits < 2200;
  if (number->kind == Kind::fraction) quantity.kind = QuantityKind::fraction;
  if (number->kind == Kind::ordinal) {
    quantity.kind = QuantityKind::ordinal;
    date_tail(line, found, static_cast<int>(std::min<std::int64_t>(number->value.digits, 99)));
  } else if (in_year) {
    quantity.kind = QuantityKind::year;
    quantity.date.year = static_cast<int>(number->value.digits);
    year_tail(line, found);
  } else {
    unit_tail(line, found);
  }
  quantity.span.end = line.tokens[found.next - 1].span.end;
  return found;
}

}  // namespace mujaz
