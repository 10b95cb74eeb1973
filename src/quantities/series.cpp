// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that share what stands with one of them: «من 5 إلى 10 مايو», «بين الساعة 5 و7».
#include "quantities/rules.h"

namespace mujaz {

using namespace quantities;

namespace {

constexpr std::int64_t longest_month = 31, hours = 24, minutes = 60;

/// A bare whole number, with nothing that it counts.
bool is_bare(const Quantity& quantity) {
  return quantity.kind == QuantityKind::number && !quantity.in_words && quantity.unit.empty() &&
         quantity.scale.empty() && quantity.value.scale == 0 && !quantity.value.negative &&
         !quantity.value.overflow && quantity.span == quantity.digits &&
         quantity.digits.size() <= 2;
}

}  // namespace

/// Whether nothing but «إلى», «حتى», «و», «أو» stands between two tokens.
bool Quantities::Rules::is_joint(const Line& line, std::size_t from, std::size_t to) const {
  if (to != from + 1 || line.gap(from - 1) != Gap::space) return false;
  return line.gap(from) != Gap::line_break && cue_tokens(line, from, joint) == 1;
}

/// Gives the last of the quantities so far, or the one before it, what they share.
void Quantities::Rules::join(const Line& line, std::vector<Found>& all) const {
  if (all.size() < 2) return;
  Found& last = all.back();
  const auto joined = [&](std::size_t k) {
    return is_joint(line, all[k - 1].next, all[k].at) && is_bare(all[k - 1].quantity);
  };
  if (last.quantity.kind == QuantityKind::date && last.quantity.date.day > 0 &&
      !last.quantity.in_words && last.quantity.span.end > last.quantity.digits.end) {
    for (std::size_t k = all.size() - 1; k > 0 && joined(k); --k) {
      Quantity& day = all[k - 1].quantity;
      if (day.value.digits < 1 || day.value.digits > longest_month) return;
      day.kind = QuantityKind::date;
      day.date = last.quantity.date;
      day.date.day = static_cast<int>(day.value.digits);
      day.goes_on = true;
    }
    return;
  }
  Found& before = all[all.size() - 2];
  if (last.quantity.kind == QuantityKind::time && joined(all.size() - 1)) {
    if (before.quantity.value.digits > hours) return;
    before.quantity.kind = QuantityKind::time;
    before.quantity.value.digits *= minutes;
    last.quantity.goes_on = true;
    return;
  }
  if (last.quantity.kind == QuantityKind::time && before.quantity.kind == QuantityKind::time &&
      is_joint(line, before.next, last.at)) {
    last.quantity.goes_on = true;
    return;
  }
  // The hour behind another one, where no word follows that it could count.
  if (before.quantity.kind != QuantityKind::time || !is_bare(last.quantity) ||
      !is_joint(line, before.next, last.at) || last.quantity.value.digits > hours)
    return;
  std::size_t half = 0;
  for (const Cue cue : {morning, evening, night, utc})
    half = std::max(half, cue_tokens(line, last.next, cue));
  if (half == 0 && line.is(last.next, TokenKind::word)) return;
  last.quantity.kind = QuantityKind::time;
  last.quantity.value.digits *= minutes;
  last.quantity.goes_on = true;
  clock_tail(line, last);
  last.quantity.span.end = line.tokens[last.next - 1].span.end;
}

}  // namespace mujaz
