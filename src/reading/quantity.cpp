// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of amounts: numbers with their nouns, money, measures, percents, ordinals, ranges.
#include <algorithm>

#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr std::int64_t half_scale = 1'000'000;  // from a million on, 2.5 is «and a half»
constexpr std::int64_t most_goals = 15;
constexpr std::int64_t first_year = 1900, last_year = 2049;

bool is_half(const Decimal& value) {
  return value.scale == 1 && value.digits % 10 == 5;
}

bool is_plain(const Decimal& value) {
  return value.scale == 0;
}

/// A decimal without the zeros at its end, where that makes it whole.
Decimal whole_if_it_is(Decimal value) {
  if (!value.whole()) return value;
  for (; value.scale > 0; --value.scale) value.digits /= 10;
  return value;
}

/// What stood before the scale word: 3.7 of 3,700,000 and a million.
Decimal without_scale(Decimal value, std::int64_t factor) {
  for (; factor > 1; factor /= 10) ++value.scale;
  for (; value.scale > 0 && value.digits % 10 == 0; --value.scale) value.digits /= 10;
  return value;
}

}  // namespace

void Sentence::quantity(const Quantity& q) {
  // A name with its number, in quotation marks: «بوينغ 777».
  const std::size_t behind = token_at(q.span.end);
  label_ = label_ ||
           (at_ > 0 && line_.is(at_ - 1, TokenKind::word) && line_.gap(at_ - 1) == Gap::space &&
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
Sentence::Ruled Sentence::number_case() const {
  if (label_) return {Case::nominative, true};
  if (governed_) return {Case::genitive, true};
  if (head_.present) return head_.ruled;
  const Ruled found = ruled(speech_.has_clitic() ? clitic_at_ : at_);
  if (!found.sure && speech_.has_clitic() && last_case_) return {*last_case_, false};
  return found;
}

/// The noun that a number counts: behind it, or a currency's sign before it.
Sentence::Object Sentence::object(const Quantity& q, std::size_t next) const {
  Object found;
  found.next = next;
  const std::size_t figures = token_at(q.digits.start);
  if (q.kind == QuantityKind::money && figures > at_) {
    found.noun = tables_.nouns.unit(q.unit);
    // The sign of minus stands among them; it is said of its own.
    found.spans = {span(at_, figures)};
    found.next = std::max(next, token_at(q.span.end));
    return found;
  }
  if (next >= line_.size() || line_.gap(next - 1) == Gap::line_break) return found;
  const Nouns::Match match = tables_.nouns.at(line_, next);
  if (!match.noun || (q.kind == QuantityKind::percent)) return found;
  // A letter that stands for a unit is one only where Quantities took it so.
  if (line_.folded[next].size() == 1 && q.unit.empty()) return found;
  found.noun = match.noun;
  for (std::size_t i = next; i < next + match.tokens; ++i)
    found.spans.push_back(line_.tokens[i].span);
  found.next = next + match.tokens;
  return found;
}

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

void Sentence::amount(const Quantity& q) {
  const Ruled ruled_case = number_case();
  const Manner manner{ruled_case.wanted, article_ ? State::definite : State::indefinite};
  last_case_ = ruled_case.wanted;
  const bool degrees = q.unit == U"C" || q.unit == U"F" || q.unit == U"deg";
  if (q.value.negative && !degrees)
    speech_.fixed_phrase(tables_.words[U"minus"], line_.tokens[at_].span, true);
  const Span figures = q.scale_span.empty() ? q.digits : Span{q.digits.start, q.scale_span.end};
  const std::size_t behind = token_at(figures.end);
  if (q.kind == QuantityKind::percent) return percent(q, behind, manner);
  Object counted = object(q, behind);
  if (!counted.noun) counted = guess(q, behind);
  const Noun* noun = counted.is_guess ? &counted.guessed : counted.noun;
  const std::u32string_view written = line_.text.substr(q.digits.start, q.digits.size());
  if (!noun && written.size() > 1 && is_plain(q.figures) && digit_value(written[0]) == 0)
    return serial(q);  // 007
  if (!noun && head_.present && head_.definite && head_.role == U"ordinal" && q.scale.empty() &&
      is_plain(q.value)) {
    speech_.phrase(tables_.numerals.ordinal(q.value.digits, head_.feminine, manner.wanted), figures,
                   {});
  } else {
    const Phrase said = !q.scale.empty()                        ? scaled(q, noun, manner)
                        : noun && q.kind == QuantityKind::money ? money(q, *noun, manner)
                                                                : number(q.figures, noun, manner);
    speech_.phrase(said, figures, counted.spans, counted.is_guess);
  }
  if (q.value.negative && degrees)
    speech_.fixed_phrase(tables_.words[U"below_zero"], line_.tokens[at_].span);
  at_ = std::max(counted.next, counted.noun ? token_at(q.span.end) : behind);
  if (counted.noun) adjective(*counted.noun, q, manner.wanted);
}

/// The words of percent behind (or the sign before) a number.
void Sentence::percent(const Quantity& q, std::size_t behind, Manner manner) {
  const Span figures = q.scale_span.empty() ? q.digits : Span{q.digits.start, q.scale_span.end};
  speech_.phrase(q.scale.empty() ? number(q.figures, nullptr, manner) : scaled(q, nullptr, manner),
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

/// «الـ51»: an ordinal behind a singular, a number behind a plural or before its noun.
void Sentence::ordinal(const Quantity& q) {
  const Ruled found = number_case();
  const std::int64_t n = q.value.digits;
  const std::size_t next = token_at(q.digits.end);
  const Numerals& say = tables_.numerals;
  const Object counted = head_.present && head_.definite ? Object{} : object(q, next);
  last_case_ = found.wanted;
  at_ = next;
  if (counted.noun) {
    speech_.phrase(say.counted(n, *counted.noun, {found.wanted, State::definite}), q.digits,
                   counted.spans);
    at_ = counted.next;
  } else if (head_.present && !head_.definite && head_.role != U"age") {
    speech_.phrase(say.cardinal(n, true, {Case::genitive, State::definite}), q.digits, {});
  } else if (head_.present && head_.plural) {
    speech_.phrase(say.cardinal(n, head_.feminine, {found.wanted, State::definite}), q.digits, {});
  } else if (head_.present && head_.role != U"age") {
    speech_.phrase(say.ordinal(n, head_.feminine, found.wanted), q.digits, {});
  } else if (head_.present || cue(next, U"from").tokens > 0) {  // of one's age
    speech_.phrase(say.ordinal(n, true, found.wanted), q.digits, {});
  } else {
    speech_.phrase(say.cardinal(n, false, {found.wanted, State::definite}), q.digits, {});
  }
  if (found.sure) agreeing(found.wanted);
}

/// An adjective with the article behind a definite phrase takes its case.
void Sentence::agreeing(Case wanted) {
  if (at_ >= line_.size() || line_.gap(at_ - 1) != Gap::space || !line_.is(at_, TokenKind::word))
    return;
  const std::u32string_view word = line_.written(at_);
  if (!word.starts_with(std::u32string{alef, lam}) || word.back() != teh_marbuta) return;
  const char32_t vowel = wanted == Case::nominative   ? marks::damma
                         : wanted == Case::accusative ? marks::fatha
                                                      : marks::kasra;
  speech_.plain(std::u32string(word) + vowel, line_.tokens[at_].span);
  ++at_;
}

/// An adjective of relation behind a noun whose number was mended agrees with what is said: «5
/// دولار أمريكي» has «دُولَارَاتٍ أَمْرِيكِيَّةٍ».
void Sentence::adjective(const Noun& noun, const Quantity& q, Case wanted) {
  if (at_ >= line_.size() || line_.gap(at_ - 1) != Gap::space || !line_.is(at_, TokenKind::word))
    return;
  std::u32string word(line_.written(at_));
  const std::size_t bare = word.size();
  if (word.ends_with(alef) && bare > 4 && word[bare - 2] == yeh) word.pop_back();
  const bool relation = (word.ends_with(yeh) || word.ends_with(std::u32string{yeh, teh_marbuta})) &&
                        word.size() > 4 && without_marks(word) == word && word[0] != waw &&
                        !(word[0] == alef && word[1] == lam) &&
                        !tables_.governors.contains(folded(word));
  if (!relation) return;
  const std::int64_t n = q.value.scale == 0 && q.scale.empty() ? q.value.digits % 100 : 0;
  const bool plural = n >= 3 && n <= 10;
  const bool accusative = n >= 11 || (n > 0 && n <= 2 && wanted == Case::accusative);
  if (n == 2) return;
  const bool feminine = plural || noun.feminine;
  if (word.back() == yeh && feminine) word += teh_marbuta;
  const Case has = n == 1 ? wanted : accusative ? Case::accusative : Case::genitive;
  if (has == Case::accusative) {
    word += marks::fathatan;
    if (!feminine) word += alef;
  } else {
    word += has == Case::nominative ? marks::dammatan : marks::kasratan;
  }
  speech_.plain(word, line_.tokens[at_].span);
  ++at_;
}

/// A noun that the tables lack: its own letters tell its gender; its end is marked as the number
/// asks, the rest is the diacritiser's. Words that govern, verbs among them, are no nouns.
Sentence::Object Sentence::guess(const Quantity& q, std::size_t next) const {
  Object found;
  found.next = next;
  if (label_ || article_ || q.kind != QuantityKind::number || next >= line_.size() ||
      line_.gap(next - 1) != Gap::space || !line_.is(next, TokenKind::word) ||
      head_.role == U"label")
    return found;
  const std::u32string& plain = line_.folded[next];
  const std::size_t article = plain.find(std::u32string{alef, lam});
  const bool definite_word = article <= 1 || plain.starts_with(std::u32string{lam, lam});
  if (plain.size() < 3 || definite_word || tables_.governors.contains(plain) ||
      (plain[0] == waw && tables_.governors.contains(plain.substr(1))) ||
      tables_.month_phrases.longest(line_, next).tokens > 0)
    return found;
  const std::int64_t n = q.value.digits, last = n % 100;
  const bool counts_by_scale = !q.scale.empty() || q.value.scale > 0;
  // Four bare figures are a year sooner than a count of something unknown.
  if (!counts_by_scale && q.digits.size() == 4 && n >= first_year && n <= last_year) return found;
  std::u32string word = without_marks(line_.written(next));
  if (!counts_by_scale && last >= 11 && word.back() == alef) word.pop_back();
  const bool plural = !counts_by_scale && last >= 3 && last <= 10;
  const bool in_teh = word.ends_with(teh_marbuta),
             in_at = word.ends_with(std::u32string{alef, teh});
  const bool sound =
      word.ends_with(std::u32string{yeh, noon}) || word.ends_with(std::u32string{waw, noon});
  const bool open = word.back() == alef || word.back() == alef_maksura || word.back() == yeh ||
                    word.back() == hamza;
  Noun& noun = found.guessed;
  noun.feminine = in_teh || in_at;
  const bool is_dual = sound || word.ends_with(std::u32string{alef, noon});
  const bool broken_diptote = plural && !in_at && word.size() >= 5 && word[2] == alef;
  const std::u32string written = word;
  if (!sound && !open) word += broken_diptote ? marks::damma : marks::dammatan;
  noun.singular = noun.plural = word;
  if (n == 2) noun.dual = is_dual ? written : dual(word);
  found.is_guess = true;
  found.spans = {line_.tokens[next].span};
  found.next = next + 1;
  return found;
}

/// From a to b; behind «بين», a and b.
void Sentence::range(const Quantity& q) {
  const std::size_t behind = token_at(q.scale_span.empty() ? q.digits.end : q.scale_span.end);
  const Span figures{q.digits.start, q.scale_span.empty() ? q.digits.end : q.scale_span.end};
  if (q.figures.overflow || q.second.overflow) return serial(q);
  const std::size_t first = speech_.has_clitic() ? clitic_at_ : at_;
  const bool after_word = first > 0 && line_.gap(first - 1) == Gap::space;
  const bool between = after_word && line_.folded[first - 1].ends_with(tables_.between);
  const bool from = after_word && cue(first - 1, U"from").tokens > 0;
  const bool stroke =
      line_.text.substr(q.digits.start, q.digits.size()).find(U'/') != std::u32string_view::npos;
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
  const bool goals = !ratio && q.value.digits > q.second.digits && q.value.digits < most_goals;
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
