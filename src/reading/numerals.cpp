// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/numerals.h"

#include <algorithm>

#include "reading/spoken_words.h"

namespace mujaz::reading {
namespace {

std::int64_t integer(std::u32string_view figures) {
  std::int64_t value = 0;
  for (const char32_t c : figures) value = value * 10 + std::max(digit_value(c), 0);
  return value;
}

/// Appends each word of a phrase.
void append(Phrase& out, std::u32string_view words, bool noun = false, bool bare = false) {
  for (std::size_t start = 0; start < words.size();) {
    std::size_t end = words.find(U' ', start);
    if (end == words.npos) end = words.size();
    if (end > start) out.push_back({std::u32string(words.substr(start, end - start)), noun, bare});
    start = end + 1;
  }
}

/// Without the vowel of its last letter, as a figure is called out.
std::u32string called(std::u32string_view word) {
  while (!word.empty() && is_mark(word.back()) && word.back() != marks::shadda)
    word.remove_suffix(1);
  return std::u32string(word);
}

/// What the last two figures of a number ask of its noun.
enum class Governs { plural_genitive, singular_accusative, singular_genitive };

Governs governs(std::int64_t n) {
  const std::int64_t last = n % 100;
  if (last >= 3 && last <= 10) return Governs::plural_genitive;
  return last >= 11 ? Governs::singular_accusative : Governs::singular_genitive;
}

}  // namespace

Numerals::Numerals(const Language& language) {
  const SpokenWords spoken(language);
  point_ = spoken[U"point"];
  and_ = spoken[U"and"];
  after_hundred_ = spoken[U"after_hundred"];
  over_ = spoken[U"over"];
  dot_ = spoken[U"dot"];
  plus_ = spoken[U"plus"];
  const Table numbers = language.table("numbers");
  for (const auto& cells : numbers.rows()) {
    const Row row{cells[numbers.column("masculine")], cells[numbers.column("feminine")],
                  cells[numbers.column("ordinal_masculine")],
                  cells[numbers.column("ordinal_feminine")]};
    const std::int64_t n = integer(cells[numbers.column("value")]);
    auto& rows = n < 20 ? units_ : n < 100 ? tens_ : hundreds_;
    const std::size_t place = static_cast<std::size_t>(n < 20 ? n : n < 100 ? n / 10 : n / 100);
    if (rows.size() <= place) rows.resize(place + 1);
    rows[place] = row;
  }
  if (units_.size() != 20 || tens_.size() != 10 || hundreds_.size() != 10)
    throw Error(ErrorCode::bad_input, "A number word is missing.", numbers.file());
  const Table scales = language.table("scales");
  for (const auto& cells : scales.rows()) {
    Scale scale{integer(cells[scales.column("value")]),
                {cells[scales.column("singular")], cells[scales.column("plural")], false, true, {}},
                {}};
    for (const std::u32string& form : counted_forms(scale.noun.singular, scale.noun.plural))
      scale.forms.push_back(folded(form));
    for (const char* column : {"also", "signs"})
      for (const std::u32string& form : alternatives(cells[scales.column(column)]))
        scale.forms.push_back(folded(form));
    scales_.push_back(std::move(scale));
  }
  const Table parts = language.table("fractions");
  for (const auto& cells : parts.rows())
    if (const std::u32string& singular = cells[parts.column("singular")]; !singular.empty())
      parts_.push_back({integer(cells[parts.column("bottom")]),
                        {singular, cells[parts.column("plural")], false, true, {}}});
}

const std::u32string& Numerals::word(std::int64_t n, bool feminine) const {
  const Row& row = n < 20    ? units_[static_cast<std::size_t>(n)]
                   : n < 100 ? tens_[static_cast<std::size_t>(n / 10)]
                             : hundreds_[static_cast<std::size_t>(n / 100)];
  return feminine ? row.feminine : row.masculine;
}

void Numerals::add(Phrase& out, Phrase more) const {
  if (!out.empty() && !more.empty()) more[0].text = joined(and_, more[0].text);
  out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void Numerals::add_noun(Phrase& out, std::u32string_view words) {
  append(out, words, true);
}

const Numerals::Scale* Numerals::scale(std::u32string_view written) const {
  const std::u32string wanted = folded(written);
  for (const Scale& scale : scales_)
    for (const std::u32string& form : scale.forms)
      if (form == wanted) return &scale;
  return nullptr;
}

void Numerals::below_thousand(Phrase& out, std::int64_t n, bool feminine, Manner manner) const {
  const State inner = manner.state == State::annexed ? State::indefinite : manner.state;
  const auto say = [&](std::int64_t value, bool last) {
    Phrase phrase;
    append(phrase, inflect(word(value, feminine), manner.wanted, last ? manner.state : inner));
    add(out, std::move(phrase));
  };
  const std::int64_t rest = n % 100;
  if (n >= 100) say(n - rest, rest == 0);
  if (rest == 0 && n > 0) return;
  if (rest < 20) return say(rest, true);
  if (rest % 10 == 1)  // the one of eleven in the feminine: «إِحْدَى وَعِشْرُونَ»
    add(out, {{feminine ? twenty_one(inner) : inflect(word(1, false), manner.wanted, inner)}});
  else if (rest % 10 > 1)
    say(rest % 10, false);
  say(rest - rest % 10, true);
}

std::u32string Numerals::twenty_one(State state) const {
  // In the definite «الْحَادِيَةُ وَالْعِشْرُونَ» is the ordinal; the cardinal has «الْإِحْدَى».
  const std::u32string& eleven = word(11, true);
  const std::u32string one = eleven.substr(0, eleven.find(U' '));
  return state == State::definite ? definite(one) : one;
}

Phrase Numerals::cardinal(std::int64_t n, bool feminine, Manner manner) const {
  Phrase out;
  std::int64_t rest = n;
  for (const Scale& scale : scales_) {
    if (rest < scale.factor) continue;
    const std::int64_t groups = rest / scale.factor;
    rest %= scale.factor;
    Manner part = manner;
    if (rest > 0 && part.state == State::annexed) part.state = State::indefinite;
    add(out, counted(groups, scale.noun, part));
  }
  if (rest > 0 || n == 0) {
    Phrase last;
    below_thousand(last, rest, feminine, manner);
    add(out, std::move(last));
  }
  for (Spoken& spoken : out) spoken.noun = false;
  return out;
}

Phrase Numerals::counted(std::int64_t n, const Noun& noun, Manner manner) const {
  Phrase out;
  const auto say_noun = [&](std::u32string_view dictionary, Case wanted, State state) {
    append(out, inflect(dictionary, wanted, state), true);
  };
  if (n == 1 || (n == 2 && (!noun.invariable() || !noun.dual.empty()))) {
    if (n == 2) {
      say_noun(noun.dual.empty() ? dual(noun.singular) : noun.dual, manner.wanted, manner.state);
      return out;
    }
    say_noun(noun.singular, manner.wanted, manner.state);
    if (!noun.scale && manner.state != State::annexed)
      append(out, inflect(word(1, noun.feminine), manner.wanted, manner.state));
    return out;
  }
  const std::int64_t last = n % 100;
  if (n > 2 && (last == 1 || last == 2)) {  // a hundred men and a man
    Manner whole = manner;
    if (whole.state == State::annexed) whole.state = State::indefinite;
    out = counted(n - last, noun, whole);
    add(out, counted(last, noun, manner));
    return out;
  }
  const Governs rule = governs(n);
  const bool annexes = rule != Governs::singular_accusative && n != 2;
  Manner number{manner.wanted, annexes ? State::annexed : State::indefinite};
  State state = manner.state;
  if (state == State::definite && !annexes) {
    number.state = State::definite;
    state = State::indefinite;
  }
  out = cardinal(n, noun.feminine, number);
  switch (rule) {
    case Governs::plural_genitive:
      say_noun(noun.plural.empty() ? noun.singular : noun.plural, Case::genitive, state);
      break;
    case Governs::singular_accusative:
      say_noun(noun.singular, Case::accusative, state);
      break;
    case Governs::singular_genitive:
      say_noun(noun.singular, Case::genitive, state);
      break;
  }
  return out;
}

Phrase Numerals::ordinal(std::int64_t n, bool feminine, Case wanted) const {
  if (n < 1 || n > 999) return cardinal(n, feminine, {wanted, State::definite});
  Phrase out;
  const auto say = [&](std::u32string_view dictionary) {
    Phrase phrase;
    append(phrase, inflect(dictionary, wanted, State::definite));
    add(out, std::move(phrase));
  };
  const std::int64_t rest = n % 100, hundreds = n - rest;
  const auto of = [&](std::int64_t value) -> const std::u32string& {
    const Row& row = units_[static_cast<std::size_t>(value)];
    return feminine ? row.ordinal_feminine : row.ordinal_masculine;
  };
  if (rest == 0) {
    say(word(hundreds, feminine));
    return out;
  }
  if (rest < 20) {
    say(of(rest));
  } else {
    if (rest % 10 == 1) {  // the first word of eleventh
      const std::u32string& eleventh = of(11);
      std::u32string first = eleventh.substr(0, eleventh.find(U' '));
      if (feminine) first.back() = marks::dammatan;
      say(feminine || wanted != Case::accusative ? first : first + marks::fatha);
    } else if (rest % 10 > 1) {
      say(of(rest % 10));
    }
    say(word(rest - rest % 10, feminine));
  }
  if (hundreds == 100) append(out, after_hundred_);
  if (hundreds > 100) {
    const std::size_t space = after_hundred_.find(U' ');
    append(out, after_hundred_.substr(0, space));
    append(out, inflect(word(hundreds, false), Case::genitive, State::definite));
  }
  return out;
}

Phrase Numerals::decimal(const Decimal& value, const Noun* noun, Case wanted) const {
  const Manner manner{wanted, State::indefinite};
  const bool feminine = noun && noun->feminine;
  std::string part(static_cast<std::size_t>(value.scale), '0');
  std::int64_t whole = value.digits;
  for (std::size_t i = part.size(); i-- > 0; whole /= 10)
    part[i] = static_cast<char>('0' + whole % 10);
  Phrase out = cardinal(whole, feminine, manner);
  append(out, point_, false, true);
  // Zeros at its head and more than two figures are said one by one.
  std::size_t at = 0;
  for (; at + 1 < part.size() && (part.size() > 2 || part[at] == '0'); ++at) {
    const Phrase figure = cardinal(part[at] - '0', feminine, manner);
    out.insert(out.end(), figure.begin(), figure.end());
  }
  std::int64_t last = 0;
  for (; at < part.size(); ++at) last = last * 10 + (part[at] - '0');
  Phrase end;
  if (noun && last > 2) {
    end = counted(last, *noun, manner);
  } else {
    end = cardinal(last, feminine, manner);
    if (noun) append(end, inflect(noun->singular, Case::genitive, State::indefinite), true);
  }
  out.insert(out.end(), end.begin(), end.end());
  return out;
}

std::u32string Numerals::decade(std::int64_t tens, Case wanted) const {
  using namespace letters;
  std::u32string stem = word(tens, false);
  stem.resize(stem.size() - 4);  // the ending of the sound plural
  stem += {marks::kasra,  yeh,          noon, marks::kasra, yeh,
           marks::shadda, marks::fatha, alef, teh,          marks::dammatan};
  return inflect(stem, wanted, State::annexed);
}

Phrase Numerals::digits(std::u32string_view figures) const {
  Phrase out;
  for (const char32_t c : figures) {
    if (const int digit = digit_value(c); digit >= 0)
      append(out, called(word(digit, false)), false, true);
    else if (c == U'.')
      append(out, dot_, false, true);
    else if (c == U'+')
      append(out, plus_, false, true);
  }
  return out;
}

Phrase Numerals::fraction(std::int64_t top, std::int64_t bottom, Manner manner) const {
  for (const Part& part : parts_)
    if (part.bottom == bottom) return counted(top, part.noun, manner);
  Phrase out = cardinal(top, false, {manner.wanted, State::indefinite});
  append(out, over_);
  const Phrase under = cardinal(bottom, false, {Case::genitive, State::indefinite});
  out.insert(out.end(), under.begin(), under.end());
  return out;
}

}  // namespace mujaz::reading
