// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers with what they count: bare, with scale words, as money, as percent.
#include <algorithm>

#include "reading/decimals.h"
#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

constexpr std::int64_t half_scale = 1'000'000;  // from a million on, 2.5 is «and a half»

}  // namespace

/// A number that counts `noun`, or nothing.
Phrase Sentence::number(Decimal value, const Noun* noun, Manner manner) const {
  const Numerals& say = tables_.numerals;
  value = whole_if_it_is(value);
  if (is_plain(value))
    return noun ? say.counted(value.digits, *noun, manner)
                : say.cardinal(value.digits, false, manner);
  if (!noun || !is_half(value)) return say.decimal(value, noun, manner.wanted);
  Phrase out;
  if (value.digits > 10) {  // two and a half days
    out = say.counted(value.digits / 10, *noun, manner);
    if (value.digits / 10 == 1 && out.size() > 1) out.pop_back();
    say.add(out, say.fraction(1, 2, {manner.wanted, State::indefinite}));
    return out;
  }
  out = say.fraction(1, 2, {manner.wanted, State::annexed});
  say.add_noun(out, inflect(noun->singular, Case::genitive, State::indefinite));
  return out;
}

/// A number with a scale word: «70 ألف»، «3.7 مليون»، «2.5 مليار».
Phrase Sentence::scaled(const Quantity& q, const Noun* noun, Manner manner) const {
  const Numerals& say = tables_.numerals;
  const Numerals::Scale* scale = say.scale(q.scale);
  const Decimal figures = whole_if_it_is(q.figures);
  if (!scale || (!is_half(figures) && !is_plain(figures)) ||
      (is_half(figures) && scale->factor < half_scale)) {
    if (q.value.scale == 0 && !q.value.overflow)
      return noun ? say.counted(q.value.digits, *noun, manner)
                  : say.cardinal(q.value.digits, false, manner);
    Phrase out = say.decimal(figures, scale ? &scale->noun : nullptr, manner.wanted);
    for (Spoken& spoken : out) spoken.noun = false;
    if (noun) say.add_noun(out, inflect(noun->singular, Case::genitive, State::indefinite));
    return out;
  }
  const State before_noun = noun ? State::annexed : manner.state;
  Phrase out;
  if (is_plain(figures)) {
    // Two scale words are one product: a thousand milliards. Figures as they stand, then the last.
    std::int64_t count = figures.digits;
    if (q.value.scale == 0 && q.factor > scale->factor) count = q.value.digits / scale->factor;
    out = say.counted(count, scale->noun, {manner.wanted, before_noun});
  } else {
    const std::int64_t whole = figures.digits / 10;
    const std::u32string& unit = scale->noun.singular;
    if (whole > 0) out = say.counted(whole, scale->noun, {manner.wanted, State::indefinite});
    Phrase half = say.fraction(1, 2, {manner.wanted, State::annexed});
    const State of_half = noun ? State::annexed : whole > 0 ? State::definite : State::indefinite;
    half.push_back({inflect(unit, Case::genitive, of_half), false});
    say.add(out, std::move(half));
  }
  for (Spoken& spoken : out) spoken.noun = false;
  if (!noun) return out;
  Phrase object;
  say.add_noun(object,
               inflect(noun->singular, Case::genitive,
                       manner.state == State::definite ? State::definite : State::indefinite));
  out.insert(out.end(), object.begin(), object.end());
  return out;
}

/// Money with its hundredths: «74.32 دولارا».
Phrase Sentence::money(const Quantity& q, const Noun& noun, Manner manner) const {
  const Decimal value = whole_if_it_is(q.figures);
  const Nouns::Subunit part = tables_.nouns.subunit(q.unit);
  if (is_plain(value) || is_half(value) || !part.noun || value.scale > part.figures)
    return number(value, &noun, manner);
  std::int64_t parts = 1;
  for (int i = 0; i < value.scale; ++i) parts *= 10;
  const std::int64_t whole = value.digits / parts;
  std::int64_t rest = value.digits % parts;
  for (int i = value.scale; i < part.figures; ++i) rest *= 10;
  Phrase out;
  if (whole > 0) out = tables_.numerals.counted(whole, noun, manner);
  tables_.numerals.add(out, tables_.numerals.counted(rest, *part.noun, manner));
  return out;
}

void Sentence::amount(const Quantity& written_so) {
  const Ruled ruled_case = number_case();
  Quantity q = written_so;
  if (asks()) {
    q.figures = {five};
    q.value = q.figures.times(q.factor);
  }
  const Manner manner{ruled_case.wanted, article_ ? State::definite : State::indefinite};
  last_case_ = ruled_case.wanted;
  const bool degrees = q.unit == U"C" || q.unit == U"F" || q.unit == U"deg";
  if (q.value.negative && !degrees)
    speech_.fixed_phrase(tables_.words[U"minus"], line_.tokens[at_].span, true);
  if (line_.is(at_, U'+'))
    speech_.fixed_phrase(tables_.words[U"plus"], line_.tokens[at_].span, true);
  const Span figures = q.scale_span.empty() ? q.digits : Span{q.digits.start, q.scale_span.end};
  const std::size_t behind = token_at(figures.end);
  if (q.kind == QuantityKind::percent) return percent(q, behind, manner);
  Object counted = object(q, behind);
  const bool of_head = head_.present && head_.definite && head_.role == U"ordinal";
  if (!counted.noun && !of_head) counted = guess(q, behind);
  // «29.878 شهيدا»: what is counted one by one has no thousandths.
  constexpr int thousandths = 3;
  if (counted.noun && q.unit.empty() && q.scale.empty() && q.figures.scale == thousandths &&
      q.figures.digits >= 1000)
    q.figures.scale = q.value.scale = 0;
  const Noun* of = owner(counted, q);
  const Noun* noun = counted.is_guess ? &counted.guessed : counted.noun;
  const std::u32string_view written = line_.text.substr(q.digits.start, q.digits.size());
  if (!noun && written.size() > 1 && is_plain(written_so.figures) && digit_value(written[0]) == 0)
    return serial(q);  // 007
  if (!noun && (of_head || goes_on_as_ordinal(q)) && q.scale.empty() && is_plain(q.value)) {
    if (of_head) last_ordinal_ = head_.feminine;
    speech_.phrase(asked(tables_.numerals.ordinal(q.value.digits, *last_ordinal_, manner.wanted)),
                   figures, {});
  } else {
    Phrase said;
    if (!q.scale.empty())
      said = scaled(q, noun, manner);
    else if (noun && q.kind == QuantityKind::money)
      said = money(q, *noun, manner);
    else if (!noun && is_plain(q.figures) && feminine_ahead(behind))
      said = tables_.numerals.cardinal(q.figures.digits, true, manner);
    else
      said = number(q.figures, noun, of ? Manner{manner.wanted, State::annexed} : manner);
    speech_.phrase(asked(std::move(said)), figures, counted.spans, counted.confidence);
  }
  if (q.value.negative && degrees)
    speech_.fixed_phrase(tables_.words[U"below_zero"], line_.tokens[at_].span);
  at_ = std::max(counted.next, counted.noun ? token_at(q.span.end) : behind);
  if (!counted.noun) return;
  if (of) {
    speech_.fixed(inflect(of->singular, Case::genitive, State::indefinite), line_.tokens[at_].span);
    ++at_;
    return;
  }
  per(*counted.noun);
  adjective(*counted.noun, q, manner.wanted);
}

/// «المادتين 5 و7»: a number joined to an ordinal is one.
bool Sentence::goes_on_as_ordinal(const Quantity& q) const {
  return last_ordinal_ && speech_.has_clitic() && q.kind == QuantityKind::number;
}

/// Whether a number that stands before «أو 6 دول»، «من 5 دول» counts feminine things.
bool Sentence::feminine_ahead(std::size_t next) const {
  if (next >= line_.size() || line_.gap(next - 1) == Gap::line_break) return false;
  const std::size_t joint = std::max(cue(next, U"joint").tokens, cue(next, U"of").tokens);
  const Quantity* q = joint > 0 ? figures_at(next + joint) : nullptr;
  if (!q) return false;
  const std::size_t end = q->scale_span.empty() ? q->digits.end : q->scale_span.end;
  std::size_t behind = next + joint;
  while (behind < line_.size() && line_.tokens[behind].span.start < end) ++behind;
  const Object counted = object(*q, behind);
  return counted.noun && counted.noun->feminine && q->kind != QuantityKind::percent;
}

/// A stroke between what is counted and what it is counted by: «دولار/برميل»، «متر/ساعة».
void Sentence::per(const Noun& noun) {
  if (!line_.is(at_, U'/') || line_.gap(at_ - 1) != Gap::none || line_.gap(at_) != Gap::none)
    return;
  const Nouns::Match by = tables_.nouns.at(line_, at_ + 1);
  if (!by.noun || by.plural || by.noun == &noun) return;
  const Span where = span(at_, at_ + 1 + by.tokens);
  if (tables_.times.contains(by.noun))
    speech_.fixed(tables_.words[U"in"], where);
  else
    speech_.clitic(tables_.words[U"for"], where);
  speech_.fixed_phrase(inflect(by.noun->singular, Case::genitive, State::definite), where);
  at_ += 1 + by.tokens;
}

/// The words of percent behind (or the sign before) a number.
void Sentence::percent(const Quantity& q, std::size_t behind, Manner manner) {
  const Span figures = q.scale_span.empty() ? q.digits : Span{q.digits.start, q.scale_span.end};
  speech_.phrase(
      asked(q.scale.empty() ? number(q.figures, nullptr, manner) : scaled(q, nullptr, manner)),
      figures, {});
  percent_words(behind, token_at(q.span.end), span(at_, at_ + 1));
}

/// Says «في المئة» as the text has it, or for its sign; goes on behind it.
void Sentence::percent_words(std::size_t from, std::size_t to, Span sign) {
  const std::u32string& said = tables_.words[U"percent"];
  if (from >= to) {
    speech_.fixed_phrase(said, sign);
  } else if (to - from == 2) {
    const std::size_t space = said.find(U' ');
    speech_.fixed(said.substr(0, space), line_.tokens[from].span);
    speech_.fixed(said.substr(space + 1), line_.tokens[from + 1].span);
  } else if (line_.is(from, TokenKind::word)) {
    speech_.fixed_phrase(tables_.words[U"by_percent"], span(from, to));
  } else {
    speech_.fixed_phrase(said, span(from, to));
  }
  at_ = std::max(from, to);
}

}  // namespace mujaz::reading
