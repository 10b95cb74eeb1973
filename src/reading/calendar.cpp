// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of dates, years and times of the day.
#include <algorithm>

#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

constexpr Manner genitive{Case::genitive, State::indefinite};
constexpr int quarter = 15, third = 20, half = 30;

}  // namespace

/// The case of a day. Behind the day of the week it is an adverb of time, or stands with «يوم» in
/// the case that a preposition gives.
Sentence::Ruled Sentence::date_case() {
  const Ruled found = number_case();
  if (found.sure || at_ == 0 || speech_.has_clitic() || lone_) return found;
  const auto role = [&](std::size_t i) {
    const auto place = tables_.heads.find(line_.folded[i]);
    return place == tables_.heads.end() ? std::u32string_view() : place->second;
  };
  std::size_t first = at_ - 1;
  if (line_.is(first, char32_t{0x060C}) && first > 0) --first;
  if (role(first) != U"weekday") return found;
  if (first > 0 && role(first - 1) == U"day" && line_.gap(first - 1) == Gap::space) --first;
  undecided_ = false;
  const Ruled before = ruled(first);
  const bool governed = before.sure && before.wanted == Case::genitive;
  return {governed ? Case::genitive : Case::accusative, true};
}

void Sentence::date(const Quantity& q) {
  const Ruled found = date_case();
  const std::size_t end = token_at(q.span.end);
  const Numerals& say = tables_.numerals;
  std::size_t i = token_at(q.digits.end);
  const auto day = [&](std::int64_t number, Case wanted) {
    speech_.phrase(asked(say.ordinal(asks() ? five : number, false, wanted)), q.digits, {});
  };
  if (q.second.digits > 0) {  // from the tenth to the fifteenth
    if (!found.by_word && !governed_) speech_.fixed(tables_.words[U"from"], q.digits);
    day(q.date.day, Case::genitive);
    speech_.fixed(tables_.words[U"to"], q.digits);
    day(q.second.digits, Case::genitive);
  } else {
    const bool annexed = head_.present && !head_.definite;  // «يوم 25 يناير»
    day(q.date.day, annexed ? Case::genitive : found.wanted);
  }
  last_case_.reset();
  if (q.goes_on) {
    at_ = i;
    return;
  }
  if (cue(i, U"from").tokens > 0) {
    speech_.fixed(tables_.words[U"from"], line_.tokens[i].span);
    ++i;
  } else {
    speech_.fixed(tables_.words[U"from"], q.digits);
  }
  if (i < end && cue(i, U"month").tokens > 0) {
    at_ = i++;
    plain_word();
  }
  const NamedMonth named = i < end ? month_at(i) : NamedMonth{};
  if (named.first < 0) {  // all in figures
    const std::u32string& name = month_name(q.date.month, q.date.hijri);
    speech_.fixed_phrase(inflect(name, Case::genitive, State::indefinite), q.digits);
    if (q.date.year > 0) year_number(q.date.year, false, true, q.digits);
    at_ = i;
    return era(end);
  }
  say_month(named, Case::genitive);
  i = named.next;
  std::size_t figures = i;
  while (figures < end && !line_.is(figures, TokenKind::number)) ++figures;
  if (figures >= end || q.date.year == 0) {
    at_ = end;
    return;
  }
  at_ = figures;
  const bool named_year = figures > i && cue(figures - 1, U"year").tokens > 0;
  const bool feminine = named_year && line_.written(figures - 1).back() == letters::teh_marbuta;
  const Span where = line_.tokens[figures].span;
  if (named_year) year_word(feminine, line_.tokens[figures - 1].span);
  year_number(q.date.year, feminine, !named_year, where);
  at_ = figures + 1;
  era(end);
}

/// «عَامَ»: an adverb of time.
void Sentence::year_word(bool feminine, Span where) {
  const Nouns::Match noun = tables_.nouns.word(
      folded(feminine ? tables_.words[U"year_feminine"] : tables_.words[U"year"]));
  if (noun.noun)
    speech_.fixed(inflect(noun.noun->singular, Case::accusative, State::annexed), where);
}

void Sentence::year_number(int value, bool feminine, bool with_word, Span where) {
  if (with_word) year_word(false, where);
  speech_.phrase(tables_.numerals.cardinal(value, feminine, genitive), where, {});
}

/// The era behind a year, up to a token.
void Sentence::era(std::size_t end) {
  if (at_ >= end) return;
  const Span where = span(at_, end);
  for (const char32_t* name : {U"hijri", U"before_era", U"gregorian"}) {
    if (cue(at_, name).tokens == 0) continue;
    speech_.fixed_phrase(tables_.words[name], where);
    break;
  }
  at_ = end;
}

void Sentence::year(const Quantity& q) {
  const std::size_t end = token_at(q.span.end);
  const bool feminine = head_.role == U"year" && head_.feminine;
  const int value = q.date.year < 0 ? -q.date.year : q.date.year;
  // After «عام» and after a preposition a year is in the genitive.
  speech_.phrase(tables_.numerals.cardinal(value, feminine, genitive), q.digits, {});
  at_ = token_at(q.digits.end);
  era(end);
}

/// The quantity in words that token i stands in, or null.
const Quantity* Sentence::in_words_at(std::size_t i) const {
  const std::size_t start = line_.tokens[i].span.end - 1;
  const auto after =
      std::upper_bound(quantities_.begin(), quantities_.end(), start,
                       [](std::size_t place, const Quantity& q) { return place < q.span.start; });
  if (after == quantities_.begin()) return nullptr;
  const Quantity& q = *std::prev(after);
  return q.in_words && start < q.span.end ? &q : nullptr;
}

/// Figures inside a quantity in words: the year behind «أكتوبر», else a plain number.
void Sentence::number_in_words() {
  const Span where = line_.tokens[at_].span;
  const Quantity* q = in_words_at(at_);
  if (q && q->kind == QuantityKind::date && q->date.year > 0) {
    const bool named = at_ > 0 && cue(at_ - 1, U"year").tokens > 0;
    year_number(q->date.year, false, !named, where);
    ++at_;
    return era(token_at(q->span.end));
  }
  speech_.phrase(tables_.numerals.digits(line_.written(at_)), where, {});
  ++at_;
}

/// A time of the day. The hour is said as it stands: 14:05 has the fourteenth hour.
void Sentence::time(const Quantity& q) {
  const std::u32string_view figures = line_.text.substr(q.digits.start, q.digits.size());
  int hour = 0, minute = 0;
  std::size_t field = 0;
  for (const char32_t c : figures) {
    const int digit = digit_value(c);
    if (digit < 0)
      ++field;
    else if (field < 2)
      (field == 0 ? hour : minute) = (field == 0 ? hour : minute) * 10 + digit;
  }
  const Ruled found = number_case();
  Case wanted = found.wanted;
  if (q.goes_on) wanted = last_case_.value_or(wanted);
  if (!head_.present && !q.goes_on) {
    if (!found.sure) wanted = Case::accusative;
    speech_.fixed(inflect(tables_.hour.singular, wanted, State::definite), q.digits);
  }
  last_case_ = wanted;
  const bool to_next = minute == 40 || minute == 45;
  if (to_next) hour = hour == 12 ? 1 : hour + 1;
  const Numerals& say = tables_.numerals;
  if (hour == 1)
    speech_.phrase(say.cardinal(1, true, {wanted, State::definite}), q.digits, {});
  else if (hour == 0)
    speech_.phrase(say.cardinal(0, true, {wanted, State::definite}), q.digits, {});
  else
    speech_.phrase(say.ordinal(hour, true, wanted), q.digits, {});
  minutes(minute, wanted, q.digits);
  const std::size_t end = token_at(q.span.end);
  at_ = token_at(q.digits.end);
  while (at_ < end) {
    Phrases::Match said;
    for (const char32_t* name : {U"morning", U"evening", U"night", U"utc"})
      if (said.tokens == 0) said = cue(at_, name);
    const std::u32string* read =
        said.tokens > 0 ? &tables_.cue_read[static_cast<std::size_t>(said.id)] : nullptr;
    if (read && !read->empty()) {
      speech_.fixed_phrase(*read, span(at_, at_ + said.tokens));
      at_ += said.tokens;
    } else {
      plain_word();
    }
  }
}

void Sentence::minutes(int minute, Case wanted, Span where) {
  const Numerals& say = tables_.numerals;
  const auto part = [&](std::int64_t bottom, Case its) {
    Phrase out = say.fraction(1, bottom, {its, State::definite});
    for (Spoken& spoken : out) spoken.noun = false;
    speech_.phrase(out, where, {});
  };
  if (minute == 0) return;
  if (minute == 60 - third || minute == 60 - quarter) {
    speech_.fixed(tables_.words[U"less"], where);
    return part(minute == 60 - third ? 3 : 4, Case::accusative);
  }
  speech_.clitic(tables_.words[U"and"], where);
  if (minute == quarter || minute == third || minute == half)
    return part(minute == quarter ? 4 : minute == third ? 3 : 2, wanted);
  Phrase out = say.counted(minute, tables_.minute, {wanted, State::indefinite});
  for (Spoken& spoken : out) spoken.noun = false;
  speech_.phrase(out, where, {});
}

}  // namespace mujaz::reading
