// SPDX-License-Identifier: GPL-3.0-or-later
// Which reader a quantity goes to, and the case that it stands in.
#include "reading/decimals.h"
#include "reading/sentence.h"

namespace mujaz::reading {

void Sentence::quantity(const Quantity& q) {
  // A name with its number, in quotation marks: «بوينغ 777».
  const std::size_t behind = token_at(q.span.end);
  label_ = label_ || (q.kind == QuantityKind::number && at_ > 0 &&
                      line_.is(at_ - 1, TokenKind::word) && line_.gap(at_ - 1) == Gap::space &&
                      behind < line_.size() && line_.gap(behind - 1) == Gap::none &&
                      (line_.is(behind, U'"') || line_.is(behind, char32_t{0x00BB}) ||
                       line_.is(behind, char32_t{0x201D})) &&
                      !ruled(at_).sure);
  switch (q.kind) {
    case QuantityKind::date:
      return date(q);
    case QuantityKind::year:
      return year(q);
    case QuantityKind::time:
      return time(q);
    case QuantityKind::fraction:
      return fraction(q);
    case QuantityKind::range:
      return range(q);
    case QuantityKind::score:
      return score(q);
    case QuantityKind::phone:
      return serial(q);
    case QuantityKind::ordinal:
      if (q.scale.empty() && is_plain(q.value) && !q.value.overflow) return ordinal(q);
      return amount(q);
    default:
      if (q.value.overflow || q.figures.overflow) return serial(q);
      return amount(q);
  }
}

/// The case of the number at the current token.
Sentence::Ruled Sentence::number_case() {
  undecided_ = false;
  if (label_) return {Case::nominative, true};
  if (governed_) return {Case::genitive, true};
  if (head_.present) {
    undecided_ = head_.undecided;
    return head_.ruled;
  }
  const Ruled found = ruled(speech_.waits() ? clitic_at_ : at_);
  const bool joined = speech_.has_clitic() || (at_ > 0 && cue(at_ - 1, U"either").tokens > 0);
  if (!found.sure && joined && last_case_) return {*last_case_, false};
  return decided(found);
}

/// Where no rule is sure, what the caller knows of the case; else the number is undecided.
Sentence::Ruled Sentence::decided(Ruled found) {
  undecided_ = false;
  if (found.sure || lone_) return found;
  const std::size_t n = undecideds_++;
  if (n < cases_.size() && cases_[n]) return {*cases_[n], true};
  undecided_ = true;
  return found;
}

/// Leaves the ending of an undecided number to the diacritiser.
Phrase Sentence::asked(Phrase said) {
  if (asks() && !said.empty()) {
    said.front().asked = true;
    asked_.push_back(undecideds_ - 1);
    undecided_ = false;
  }
  return said;
}

/// «الـ51»: an ordinal behind a singular, a number behind a plural or before its noun.
void Sentence::ordinal(const Quantity& q) {
  const Ruled found = number_case();
  const std::int64_t n = asks() ? five : q.value.digits;
  const std::size_t next = token_at(q.digits.end);
  const Numerals& say = tables_.numerals;
  const Object counted = head_.present && head_.definite ? Object{} : object(q, next);
  last_case_ = found.wanted;
  at_ = next;
  if (counted.noun) {
    speech_.phrase(asked(say.counted(n, *counted.noun, {found.wanted, State::definite})), q.digits,
                   counted.spans);
    at_ = counted.next;
  } else if (head_.present && !head_.definite && head_.role != U"age") {
    speech_.phrase(asked(say.cardinal(n, true, {Case::genitive, State::definite})), q.digits, {});
  } else if (head_.present && (head_.plural || head_.dual) && head_.role != U"ordinal") {
    speech_.phrase(asked(say.cardinal(n, head_.feminine, {found.wanted, State::definite})),
                   q.digits, {});
  } else if (head_.present && head_.role != U"age") {
    speech_.phrase(asked(say.ordinal(n, head_.feminine, found.wanted)), q.digits, {});
    last_ordinal_ = head_.feminine;
  } else if (last_ordinal_) {
    speech_.phrase(asked(say.ordinal(n, *last_ordinal_, found.wanted)), q.digits, {});
  } else if (head_.present || cue(next, U"from").tokens > 0) {  // of one's age
    speech_.phrase(asked(say.ordinal(n, true, found.wanted)), q.digits, {});
  } else {
    speech_.phrase(asked(say.cardinal(n, false, {found.wanted, State::definite})), q.digits, {});
  }
  if (found.sure) agreeing(found.wanted);
}

}  // namespace mujaz::reading
