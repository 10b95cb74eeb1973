// SPDX-License-Identifier: GPL-3.0-or-later
// Two numbers that stand for one thing: ranges, scores, ratios, fractions; and figures called out.
#include <algorithm>

#include "reading/decimals.h"
#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr std::int64_t most_goals = 15;

/// What stood before the scale word: 3.7 of 3,700,000 and a million.
Decimal without_scale(Decimal value, std::int64_t factor) {
  for (; factor > 1; factor /= 10) ++value.scale;
  for (; value.scale > 0 && value.digits % 10 == 0; --value.scale) value.digits /= 10;
  return value;
}

}  // namespace

/// From a to b; behind «بين», a and b.
void Sentence::range(const Quantity& q) {
  const std::size_t behind = token_at(q.scale_span.empty() ? q.digits.end : q.scale_span.end);
  const Span figures{q.digits.start, q.scale_span.empty() ? q.digits.end : q.scale_span.end};
  if (q.figures.overflow || q.second.overflow) return serial(q);
  const std::size_t first = speech_.waits() ? clitic_at_ : at_;
  const bool after_word = first > 0 && line_.gap(first - 1) == Gap::space;
  const bool between = after_word && line_.folded[first - 1].ends_with(tables_.between);
  const bool from = after_word && cue(first - 1, U"from").tokens > 0;
  const bool season = after_word && cue(first - 1, U"year").tokens > 0;
  const bool stroke = season || line_.text.substr(q.digits.start, q.digits.size()).find(U'/') !=
                                    std::u32string_view::npos;
  const Object counted = object(q, behind);
  const Manner genitive{Case::genitive, State::indefinite};
  const bool feminine = counted.noun && counted.noun->feminine;
  const auto bare = [&](const Decimal& value) {
    const Decimal plain = whole_if_it_is(value);
    return is_plain(plain) ? tables_.numerals.cardinal(plain.digits, feminine, genitive)
                           : tables_.numerals.decimal(plain, nullptr, Case::genitive);
  };
  const bool governed =
      governed_ || (ruled(first).by_word && ruled(first).wanted == Case::genitive);
  if (!between && !from && !stroke && !governed) speech_.fixed(tables_.words[U"from"], figures);
  speech_.phrase(bare(q.figures), figures, {});
  if (stroke)
    speech_.closing(0x060C);
  else if (between)
    speech_.clitic(tables_.words[U"and"], figures);
  else
    speech_.fixed(tables_.words[U"to"], figures);
  Quantity second = q;
  second.figures = without_scale(q.second, q.factor);
  second.value = q.second;
  if (!q.scale.empty())
    speech_.phrase(scaled(second, counted.noun, genitive), figures, counted.spans);
  else
    speech_.phrase(number(second.figures, counted.noun, genitive), figures, counted.spans);
  if (q.unit == U"percent") return percent_words(behind, token_at(q.span.end), span(at_, at_ + 1));
  at_ = std::max(counted.next, counted.noun ? token_at(q.span.end) : behind);
}

/// A result in goals, «هدفان مقابل لا شيء»; larger ones as bare numbers. With a colon elsewhere: a
/// ratio.
void Sentence::score(const Quantity& q) {
  const Case wanted = number_case().wanted;
  const Manner manner{wanted, State::indefinite}, genitive{Case::genitive, State::indefinite};
  const std::size_t next = token_at(q.span.end);
  if (!is_plain(q.value) || !is_plain(q.second) || q.value.overflow || q.second.overflow)
    return serial(q);
  const bool ratio =
      line_.text.substr(q.digits.start, q.digits.size()).find(U':') != std::u32string_view::npos;
  const bool goals = !ratio && !near(U"bare_score") && q.value.digits > q.second.digits &&
                     q.value.digits < most_goals;
  if (goals)
    speech_.phrase(tables_.numerals.counted(q.value.digits, tables_.goal, manner), q.digits, {});
  else
    speech_.phrase(tables_.numerals.cardinal(q.value.digits, false, manner), q.digits, {});
  speech_.fixed(tables_.words[ratio ? U"to" : U"versus"], q.digits);
  if (goals && q.second.digits == 0)
    speech_.fixed_phrase(tables_.words[U"nothing"], q.digits);
  else
    speech_.phrase(tables_.numerals.cardinal(q.second.digits, false, genitive), q.digits, {});
  at_ = next;
}

void Sentence::fraction(const Quantity& q) {
  const bool behind_number =
      at_ > 0 && line_.gap(at_ - 1) == Gap::none && line_.is(at_ - 1, TokenKind::number);
  const std::size_t next = token_at(q.digits.end);
  Case wanted = number_case().wanted;
  if (behind_number) {  // three and a half
    speech_.clitic(tables_.words[U"and"], q.digits);
    wanted = last_case_.value_or(wanted);
  }
  const Object counted = behind_number ? Object{} : object(q, next);
  const bool of_definite = next < line_.size() && line_.gap(next - 1) == Gap::space &&
                           line_.folded[next].starts_with(std::u32string{alef, lam});
  const State state = counted.noun || of_definite ? State::annexed : State::indefinite;
  Phrase out = tables_.numerals.fraction(q.value.digits, q.second.digits, {wanted, state});
  for (Spoken& spoken : out) spoken.noun = false;
  if (counted.noun)
    tables_.numerals.add_noun(out,
                              inflect(counted.noun->singular, Case::genitive, State::indefinite));
  speech_.phrase(out, q.digits, counted.spans);
  at_ = counted.noun ? counted.next : next;
}

/// Figure by figure: a telephone number, an address, a number beyond all scales.
void Sentence::serial(const Quantity& q) {
  const std::size_t end = token_at(q.span.end);
  for (; at_ < end; ++at_) {
    const Span where = line_.tokens[at_].span;
    if (line_.is(at_, TokenKind::number) || line_.is(at_, U'+')) {
      speech_.phrase(tables_.numerals.digits(line_.written(at_)), where, {});
    } else if (line_.is(at_, TokenKind::word)) {
      plain_word();
      --at_;
    } else {
      symbol();
      --at_;
    }
  }
}

}  // namespace mujaz::reading
