// SPDX-License-Identifier: GPL-3.0-or-later
// Goes over the tokens from left to right; at each, the longest quantity that begins there is
// taken. A quantity is a number (figures or words) with what stands around it: a sign or currency
// before, a scale word, a unit, a month or an era behind.
#include "mujaz/quantities.h"

#include <algorithm>
#include <regex>

#include "quantities/figures.h"
#include "quantities/number_words.h"

namespace mujaz {
namespace {

using namespace quantities;

enum Cue : int {
  clock,
  morning,
  evening,
  night,
  utc,
  year,
  hijri,
  gregorian,
  before_era,
  since,
  score,
  phone,
  month,
  from,
  cues
};
constexpr std::string_view cue_names[] = {"clock", "morning", "evening",   "night",      "utc",
                                          "year",  "hijri",   "gregorian", "before_era", "since",
                                          "score", "phone",   "month",     "from"};
static_assert(std::size(cue_names) == cues);

constexpr std::int64_t most_goals = 15;
constexpr std::size_t score_reach = 12;  // tokens back to a word that tells of a match

bool is_dash(const Line& line, std::size_t i) {
  return line.is(i, U'-') || line.is(i, char32_t{0x2013}) || line.is(i, char32_t{0x2212});
}

}  // namespace

struct Quantities::Rules {
  explicit Rules(const Language& language);

  struct Unit {
    std::u32string key;
    QuantityKind kind;
  };
  struct Month {
    int number;
    bool hijri, alone;
  };
  struct Found {
    Quantity quantity;
    std::size_t next = 0;  ///< the token behind it; 0: nothing found
  };

  bool cue(const Line& line, std::size_t i, Cue wanted) const;
  std::size_t cue_tokens(const Line& line, std::size_t i, Cue wanted) const;
  bool in_utc(std::u32string_view text, const Quantity& time) const;
  bool after_year(const Line& line, std::size_t i) const;
  bool near_score(const Line& line, std::size_t i) const;
  const Month* month_at(const Line& line, std::size_t i, std::size_t& next) const;

  Found at(const Line& line, std::size_t i) const;
  Found figures_at(const Line& line, std::size_t i) const;
  Found words_at(const Line& line, std::size_t i) const;
  void number_tail(const Line& line, Found& found) const;
  void unit_tail(const Line& line, Found& found) const;
  bool date_tail(const Line& line, Found& found, int day) const;
  void year_tail(const Line& line, Found& found) const;
  void clock_tail(const Line& line, Found& found) const;

  NumberWords words;
  std::vector<Unit> units;
  Phrases unit_phrases, month_phrases, cue_phrases[cues];
  std::vector<Month> months;
  Phrases fraction_signs;
  std::vector<std::pair<std::int64_t, std::int64_t>> fractions;
};

Quantities::Rules::Rules(const Language& language) : words(language) {
  const auto add_units = [&](std::string_view name, QuantityKind kind) {
    const Table table = language.table(name);
    for (const auto& row : table.rows()) {
      const int id = static_cast<int>(units.size());
      const std::u32string& key = row[table.column("key")];
      const std::u32string& singular = row[table.column("singular")];
      units.push_back({key, key == U"percent" ? QuantityKind::percent : kind});
      for (const std::u32string& form : counted_forms(singular, row[table.column("plural")]))
        unit_phrases.add(form, id);
      for (const std::u32string& form : alternatives(row[table.column("written")]))
        unit_phrases.add(form, id);
    }
  };
  add_units("units", QuantityKind::measure);
  add_units("currencies", QuantityKind::money);
  const Table table = language.table("months");
  for (const auto& row : table.rows()) {
    const int id = static_cast<int>(months.size());
    months.push_back({static_cast<int>(plain_number(row[table.column("month")])->digits),
                      row[table.column("calendar")] == U"hijri",
                      row[table.column("alone")] == U"yes"});
    month_phrases.add(row[table.column("name")], id);
    for (const std::u32string& form : alternatives(row[table.column("also")]))
      month_phrases.add(form, id);
  }
  const Table signs = language.table("fractions");
  for (const auto& row : signs.rows()) {
    for (const std::u32string& sign : alternatives(row[signs.column("signs")]))
      fraction_signs.add(sign, static_cast<int>(fractions.size()));
    fractions.emplace_back(plain_number(row[signs.column("top")])->digits,
                           plain_number(row[signs.column("bottom")])->digits);
  }
  const Table words_of_cues = language.table("cues");
  for (std::size_t r = 0; r < words_of_cues.rows().size(); ++r) {
    const auto& row = words_of_cues.rows()[r];
    const std::string name = to_utf8(row[words_of_cues.column("cue")]);
    const auto place = std::find(std::begin(cue_names), std::end(cue_names), name);
    if (place == std::end(cue_names))
      throw Error(ErrorCode::bad_input, "There is no cue \"" + name + "\".",
                  words_of_cues.file() + ":" + std::to_string(words_of_cues.line(r)));
    cue_phrases[place - std::begin(cue_names)].add(row[words_of_cues.column("word")], 0);
  }
}

std::size_t Quantities::Rules::cue_tokens(const Line& line, std::size_t i, Cue wanted) const {
  return cue_phrases[wanted].longest(line, i).tokens;
}

/// Whether token i is a cue, with or without clitics.
bool Quantities::Rules::cue(const Line& line, std::size_t i, Cue wanted) const {
  using namespace letters;
  if (i >= line.size()) return false;
  if (cue_tokens(line, i, wanted) == 1) return true;
  std::u32string_view word = line.folded[i];
  if (!line.is(i, TokenKind::word) || word.size() > 12) return false;
  const auto known = [&] {
    const std::u32string rest(word);
    return cue_tokens(Line(rest), 0, wanted) == 1;
  };
  if (word.size() > 2 && (word[0] == waw || word[0] == feh)) {
    word.remove_prefix(1);
    if (known()) return true;
  }
  if (word.size() > 3 && (word[0] == beh || word[0] == lam || word[0] == kaf)) {
    word.remove_prefix(1);
    if (known()) return true;
  }
  return false;
}

bool Quantities::Rules::in_utc(std::u32string_view text, const Quantity& time) const {
  const Line line(text.substr(time.span.start, time.span.size()));
  for (std::size_t i = 0; i < line.size(); ++i)
    if (cue_tokens(line, i, utc) > 0) return true;
  return false;
}

/// Whether «و» before token i joins it to a year: «في 2011 و2012».
bool Quantities::Rules::after_year(const Line& line, std::size_t i) const {
  return i > 2 && line.is(i - 1, letters::waw) && line.gap(i - 1) == Gap::none &&
         line.is(i - 2, TokenKind::number) && line.tokens[i - 2].span.size() == 4 &&
         (cue(line, i - 3, year) || cue(line, i - 3, since));
}

bool Quantities::Rules::near_score(const Line& line, std::size_t i) const {
  for (std::size_t k = i; k > 0 && i - k < score_reach; --k) {
    if (line.gap(k - 1) == Gap::line_break) return false;
    if (cue(line, k - 1, score)) return true;
  }
  return false;
}

/// A month that begins at token i; its second name behind a stroke is taken in.
const Quantities::Rules::Month* Quantities::Rules::month_at(const Line& line, std::size_t i,
                                                            std::size_t& next) const {
  const auto match = month_phrases.longest(line, i);
  if (match.tokens == 0) return nullptr;
  next = i + match.tokens;
  if (line.is(next, U'/') || line.is(next, U'(')) {
    const bool bracket = line.is(next, U'(');
    const auto other = month_phrases.longest(line, next + 1);
    const std::size_t after = next + 1 + other.tokens;
    if (other.tokens > 0 &&
        months[static_cast<std::size_t>(other.id)].number ==
            months[static_cast<std::size_t>(match.id)].number &&
        (!bracket || line.is(after, U')')))
      next = after + bracket;
  }
  return &months[static_cast<std::size_t>(match.id)];
}

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
      if (date.year > 0 && is_day(date)) {
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
    const NumberWords::Scale scale = words.scale_at(line, found.next);
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
  } else if (found.quantity.unit != unit.key) {
    return;
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

Quantities::Rules::Found Quantities::Rules::figures_at(const Line& line, std::size_t i) const {
  Found found;
  Quantity& quantity = found.quantity;
  std::size_t k = i;
  bool negative = false;
  // Before the figures: a sign, a currency, the sign of percent.
  for (int lead = 0; lead < 2 && !line.is(k, TokenKind::number); ++lead) {
    const bool touches = k > 0 && line.gap(k - 1) == Gap::none &&
                         (line.is(k - 1, TokenKind::word) || line.is(k - 1, TokenKind::latin) ||
                          line.is(k - 1, TokenKind::number));
    const bool sign = is_dash(line, k) || line.is(k, U'+');
    if (sign && line.gap(k) == Gap::none && !touches && !negative) {
      negative = is_dash(line, k);
      ++k;
      continue;
    }
    const auto match = unit_phrases.longest(line, k);
    if (match.tokens == 0 || line.is(k, TokenKind::word)) break;
    const Unit& unit = units[static_cast<std::size_t>(match.id)];
    if (unit.kind == QuantityKind::measure || !quantity.unit.empty()) return {};
    if (line.gap(k + match.tokens - 1) == Gap::line_break) return {};
    quantity.unit = unit.key;
    quantity.kind = unit.kind;
    k += match.tokens;
  }
  if (k == i) {
    if (const auto sign = fraction_signs.longest(line, i); sign.tokens > 0) {
      const auto [top, bottom] = fractions[static_cast<std::size_t>(sign.id)];
      quantity.kind = QuantityKind::fraction;
      quantity.value.digits = top;
      quantity.second.digits = bottom;
      quantity.span = quantity.digits = line.tokens[i].span;
      found.next = i + sign.tokens;
      unit_tail(line, found);
      quantity.span.end = line.tokens[found.next - 1].span.end;
      return found;
    }
  }
  if (!line.is(k, TokenKind::number)) return {};
  quantity.digits = line.tokens[k].span;
  quantity.span.start = line.tokens[i].span.start;
  found.next = k + 1;
  // A decimal comma of Arabic is no part of the token.
  Figures shape = figures(line.written(k));
  if (shape.shape == Shape::plain && line.is(k + 1, char32_t{0x060C}) &&
      line.is(k + 2, TokenKind::number) && line.gap(k) == Gap::none &&
      line.gap(k + 1) == Gap::none && !line.is(k + 3, char32_t{0x060C}) &&
      !(k > 1 && line.is(k - 1, char32_t{0x060C}) && line.is(k - 2, TokenKind::number))) {
    std::u32string joined(line.written(k));
    joined += U'\u066B';
    joined += line.written(k + 2);
    if (const auto value = plain_number(joined)) {
      shape.first = *value;
      quantity.digits.end = line.tokens[k + 2].span.end;
      found.next = k + 3;
    }
  }
  // A dash with spaces around it parts two numbers as one without them does.
  if (shape.shape == Shape::plain && is_dash(line, k + 1) && line.is(k + 2, TokenKind::number) &&
      line.gap(k) == Gap::space && line.gap(k + 1) == Gap::space) {
    if (const auto other = plain_number(line.written(k + 2))) {
      shape.shape = Shape::dashed;
      shape.second = *other;
      quantity.digits.end = line.tokens[k + 2].span.end;
      found.next = k + 3;
    }
  }
  quantity.value = shape.first;
  quantity.value.negative = negative;
  quantity.figures = quantity.value;
  quantity.second = shape.second;
  const bool bare = k == i;
  const bool after_clock = i > 0 && line.gap(i - 1) == Gap::space && cue(line, i - 1, clock);
  const std::int64_t whole =
      quantity.value.whole() && quantity.value.scale == 0 && !quantity.value.overflow
          ? quantity.value.digits
          : -1;
  switch (shape.shape) {
    case Shape::date:
      quantity.kind = QuantityKind::date;
      quantity.date = shape.date;
      year_tail(line, found);
      break;
    case Shape::clock:
      if (near_score(line, i) && !after_clock) {
        quantity.kind = QuantityKind::score;
        quantity.value = {shape.first.digits / 60};
        quantity.second = {shape.first.digits % 60};
        break;
      }
      quantity.kind = QuantityKind::time;
      clock_tail(line, found);
      break;
    case Shape::colon: {
      // A careless time: 10:4
      const bool time = whole >= 0 && whole <= 24 && quantity.second.digits < 60 &&
                        (after_clock || cue_tokens(line, found.next, morning) > 0 ||
                         cue_tokens(line, found.next, evening) > 0);
      quantity.kind = time ? QuantityKind::time : QuantityKind::score;
      if (time) {
        quantity.value = {whole * 60 + quantity.second.digits};
        quantity.second = {};
        clock_tail(line, found);
      }
      break;
    }
    case Shape::fraction:
      quantity.kind = QuantityKind::fraction;
      unit_tail(line, found);
      break;
    case Shape::day:
      quantity.kind = QuantityKind::date;
      quantity.date = shape.date;
      quantity.value = quantity.second = {};
      break;
    case Shape::slashed:
      quantity.kind = QuantityKind::range;
      break;
    case Shape::dashed: {
      const bool years = whole >= 1000;
      if (bare && !years && near_score(line, i)) {
        quantity.kind = QuantityKind::score;
      } else if (!date_tail(line, found,
                            static_cast<int>(std::clamp<std::int64_t>(whole, 0, 99)))) {
        number_tail(line, found);
        // A falling pair of small numbers that counts nothing is a result.
        const bool falls = bare && quantity.unit.empty() && quantity.scale.empty() &&
                           whole <= most_goals && whole > quantity.second.digits;
        quantity.kind = falls ? QuantityKind::score : QuantityKind::range;
      }
      break;
    }
    case Shape::serial:
      quantity.kind = QuantityKind::phone;
      break;
    case Shape::plain: {
      const std::size_t length = quantity.digits.size();
      const bool figures_of_year = bare && length >= 3 && length <= 4 && whole > 0 && whole < 2200;
      const std::u32string_view before = i > 0 ? std::u32string_view(line.folded[i - 1]) : U"";
      const bool article = i > 0 && line.gap(i - 1) == Gap::none && before.size() <= 4 &&
                           (before.ends_with(std::u32string{letters::alef, letters::lam}) ||
                            before.ends_with(std::u32string{letters::lam, letters::lam})) &&
                           line.written(i - 1).back() == letters::tatweel;
      const bool recent = length == 4 && whole > 1900 && whole < 2100 && whole != 2000;
      const bool spaced = i > 0 && line.gap(i - 1) == Gap::space;
      if (bare &&
          date_tail(line, found, static_cast<int>(std::clamp<std::int64_t>(whole, 0, 99)))) {
      } else if (bare && spaced && length >= 3 && cue(line, i - 1, phone)) {
        quantity.kind = QuantityKind::phone;
      } else if (article) {
        quantity.kind = QuantityKind::ordinal;
        number_tail(line, found);
      } else if (after_clock && whole >= 0 && whole <= 24) {
        quantity.kind = QuantityKind::time;
        quantity.value = {whole * 60};
        clock_tail(line, found);
      } else if (figures_of_year && spaced &&
                 (cue(line, i - 1, year) || (recent && cue(line, i - 1, since)))) {
        quantity.kind = QuantityKind::year;
        quantity.date.year = static_cast<int>(whole);
        year_tail(line, found);
      } else if (recent && after_year(line, i)) {
        quantity.kind = QuantityKind::year;
        quantity.date.year = static_cast<int>(whole);
        year_tail(line, found);
      } else if (figures_of_year && line.gap(k) != Gap::line_break &&
                 (cue_tokens(line, k + 1, hijri) > 0 || cue_tokens(line, k + 1, before_era) > 0 ||
                  (length == 4 && cue_tokens(line, k + 1, gregorian) > 0))) {
        quantity.kind = QuantityKind::year;
        quantity.date.year = static_cast<int>(whole);
        year_tail(line, found);
      } else {
        number_tail(line, found);
      }
      break;
    }
  }
  quantity.span.end = line.tokens[found.next - 1].span.end;
  return found;
}

Quantities::Rules::Found Quantities::Rules::words_at(const Line& line, std::size_t i) const {
  Found found;
  Quantity& quantity = found.quantity;
  std::size_t next = 0;
  const Month* named = month_at(line, i, next);
  // A month counts with a year, or where its name means nothing else.
  const std::size_t year_at = named ? next + (cue(line, next, year) ? 1 : 0) : 0;
  const auto value =
      named && line.is(year_at, TokenKind::number) && line.gap(next - 1) != Gap::line_break
          ? plain_number(line.written(year_at))
          : std::nullopt;
  const bool dated = value && value->scale == 0 && value->digits >= 1000 && value->digits < 2200;
  if (named && (dated || named->alone)) {
    quantity.kind = QuantityKind::date;
    quantity.in_words = true;
    quantity.date = {dated ? static_cast<int>(value->digits) : 0, named->number, 0, named->hijri};
    quantity.span.start = line.tokens[i].span.start;
    found.next = dated ? year_at + 1 : next;
    if (dated) quantity.digits = line.tokens[year_at].span, year_tail(line, found);
  } else {
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
    using Kind = NumberWords::Found::Kind;
    if (number->kind == Kind::ordinal) {
      quantity.kind = QuantityKind::ordinal;
      date_tail(line, found, static_cast<int>(std::min<std::int64_t>(number->value.digits, 99)));
    } else {
      if (number->kind == Kind::fraction) quantity.kind = QuantityKind::fraction;
      if (i > 0 && line.gap(i - 1) == Gap::space && cue(line, i - 1, year) &&
          number->value.digits > 999 && number->value.digits < 2200) {
        quantity.kind = QuantityKind::year;
        quantity.date.year = static_cast<int>(number->value.digits);
        year_tail(line, found);
      } else {
        unit_tail(line, found);
      }
    }
  }
  quantity.span.end = line.tokens[found.next - 1].span.end;
  return found;
}

Quantities::Rules::Found Quantities::Rules::at(const Line& line, std::size_t i) const {
  if (line.is(i, TokenKind::word)) return words_at(line, i);
  return figures_at(line, i);
}

Quantities::Quantities(const Language& language)
    : rules_(std::make_unique<const Rules>(language)) {}

Quantities::~Quantities() = default;

std::vector<Quantity> Quantities::find(std::u32string_view text) const {
  return find(Line(text));
}

std::vector<Quantity> Quantities::find(const Line& line) const {
  std::vector<Quantity> found;
  for (std::size_t i = 0; i < line.size();) {
    Rules::Found next = rules_->at(line, i);
    if (next.next > i) {
      found.push_back(std::move(next.quantity));
      i = next.next;
    } else {
      ++i;
    }
  }
  return found;
}

namespace {

std::string two(int value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

/// What follows an ISO date as `T10:30:00+03:00`, whole; empty where there is no zone.
std::string iso_time(std::u32string_view text) {
  constexpr std::size_t longest = 40;
  std::string time;
  for (const char32_t c : text.substr(0, longest)) {
    if (digit_value(c) < 0 &&
        std::u32string_view(U"Tt:.+-Zz ").find(c) == std::u32string_view::npos)
      break;
    time += digit_value(c) < 0 ? static_cast<char>(c) : static_cast<char>('0' + digit_value(c));
  }
  static const std::regex form(
      R"([Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)? ?([Zz]|[+-]\d\d:?\d\d).*)");
  std::smatch part;
  if (!std::regex_match(time, part, form)) return {};
  std::string zone = part[4];
  if (zone == "z") zone = "Z";
  if (zone.size() == 5) zone.insert(3, ":");
  const std::string seconds = part[3].matched ? part[3].str() : "00";
  return "T" + part[1].str() + ":" + part[2].str() + ":" + seconds + zone;
}

}  // namespace

std::optional<std::string> Quantities::date_of(std::u32string_view text) const {
  const Line line(text);
  const std::vector<Quantity> all = find(line);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Date& date = all[i].date;
    if (all[i].kind != QuantityKind::date || date.hijri || date.year < 1000 || date.day == 0)
      continue;
    std::string day = std::to_string(date.year) + "-" + two(date.month) + "-" + two(date.day);
    if (const std::string time = iso_time(text.substr(all[i].span.end)); !time.empty())
      return day + time;
    // A time beside it counts where its zone is said.
    for (const std::size_t k : {i + 1, i - 1}) {
      if (k >= all.size() || all[k].kind != QuantityKind::time || !rules_->in_utc(text, all[k]))
        continue;
      const int minutes = static_cast<int>(all[k].value.digits);
      return day + "T" + two(minutes / 60 % 24) + ":" + two(minutes % 60) + ":00Z";
    }
    return day;
  }
  return std::nullopt;
}

}  // namespace mujaz
