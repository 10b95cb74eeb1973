// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, dates, times, money and units: from a span of text to a value. Reading says them, the
// check compares them, intake dates a page with them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mujaz/core.h"
#include "mujaz/text.h"

namespace mujaz {

/// What stands between a token and the next.
enum class Gap { none, space, line_break };

/// A text cut into tokens, each beside the form that tables are searched by; figures with a unit of
/// several Latin letters behind them (120km) are two tokens here. The text must outlive it.
struct Line {
  explicit Line(std::u32string_view text);
  std::size_t size() const { return tokens.size(); }
  std::u32string_view written(std::size_t i) const {
    return text.substr(tokens[i].span.start, tokens[i].span.size());
  }
  /// Between token i and i + 1; a line break at the end of the text.
  Gap gap(std::size_t i) const;
  bool is(std::size_t i, TokenKind kind) const { return i < size() && tokens[i].kind == kind; }
  bool is(std::size_t i, char32_t sign) const {
    return i < size() && folded[i].size() == 1 && folded[i][0] == sign;
  }

  std::u32string_view text;
  std::vector<Token> tokens;
  std::vector<std::u32string> folded;  ///< for comparing, see mujaz::folded
};

/// Phrases of one or more tokens, each with a number, found by the longest match at a place. Two
/// tokens that touch in the phrase must touch in the text, and may be parted only where it has a
/// space. Phrases are compared folded; two that are equal so («د.إ»، «د.أ») are told apart by their
/// own letters.
class Phrases {
 public:
  /// The first of two equal phrases stays.
  void add(std::u32string_view phrase, int id);
  struct Match {
    int id = -1;
    std::size_t tokens = 0;  ///< 0: none
  };
  /// At token i, whose first letters `skip` leaves out: a clitic.
  Match longest(const Line& line, std::size_t i, std::size_t skip = 0) const;

 private:
  static constexpr int prefix = -1;  ///< the beginning of a longer phrase only
  std::unordered_map<std::u32string, int> ids_;
  std::unordered_map<std::u32string, std::u32string> spelled_;  ///< the first of each
  std::unordered_map<std::u32string, int> exact_;  ///< those that another is equal to, as written
};

/// The parts of a table's cell that are separated by `|`, none empty.
std::vector<std::u32string> alternatives(std::u32string_view cell);

/// The forms in which a counted noun is written, without marks: singular, accusative, dual, plural.
/// Both are given as a dictionary has them, with adjectives behind the head that agree with it.
std::vector<std::u32string> counted_forms(std::u32string_view singular, std::u32string_view plural);

/// An exact decimal: digits · 10^-scale, e.g. 3.70 is {370, 2}. Up to 10^15, else `overflow`.
struct Decimal {
  std::int64_t digits = 0;
  int scale = 0;
  bool overflow = false;
  bool negative = false;
  /// Equal in value: 3.70 and 3.7 are, 3.7 million is made by `times`.
  friend bool operator==(const Decimal& a, const Decimal& b);
  Decimal times(std::int64_t factor) const;
  bool whole() const;
};

enum class QuantityKind {
  number,    ///< a bare number, in digits or in words («ثلاثة ملايين»), scale words taken in
  ordinal,   ///< «الـ51»، «الثالث»
  percent,   ///< 50 %، ٪٥٠، «خمسون في المئة»
  money,     ///< $5، 5 دولارات، 5 مليارات يورو
  measure,   ///< 120 كم/س، 35 درجة مئوية
  date,      ///< 24 أكتوبر 2024، 24/10/2024
  year,      ///< عام 2024، سنة 1990
  time,      ///< الساعة 10:30
  fraction,  ///< 1/3، ½، «ثلث»
  range,     ///< 10-15
  score,     ///< 2-1 in sport, 1:3
  phone,     ///< a telephone or serial number
};
const char* name(QuantityKind kind);

struct Date {
  int year = 0, month = 0, day = 0;  ///< 0 where not said
  bool hijri = false;
  bool operator==(const Date&) const = default;
};

struct Quantity {
  QuantityKind kind = QuantityKind::number;
  Span span;             ///< all of it, with its scale word, unit and sign
  Span digits;           ///< the figures or number words alone
  Decimal value;         ///< after scale words; the first of a range or score; minutes for a time
  Decimal second;        ///< the second of a range, score or fraction
  std::u32string unit;   ///< the unit's or currency's key in `units.tsv`, `currencies.tsv`
  std::u32string scale;  ///< the scale word as written («مليون»), or empty
  Decimal figures;       ///< as the figures alone have it: 3.7 of «3.7 مليون»
  std::int64_t factor = 1;  ///< what the scale words behind figures multiply by
  Span scale_span;          ///< of those scale words
  Date date;
  bool in_words = false;  ///< written in letters, not in digits
  bool goes_on = false;  ///< a day or an hour whose month or «الساعة» stands with the one beside it
};

/// Finds quantities. Immutable after construction: any thread may use it.
class Quantities {
 public:
  explicit Quantities(const Language& language);
  ~Quantities();
  /// All quantities of the text, in order, not overlapping. Linear in the text's length.
  std::vector<Quantity> find(std::u32string_view text) const;
  std::vector<Quantity> find(const Line& line) const;
  /// The first whole date of the text as RFC 3339: `2024-10-24`, or with its time where one stands
  /// beside it whose zone is said (`2024-10-24T10:30:00+03:00`). Gregorian only; else nothing.
  std::optional<std::string> date_of(std::u32string_view text) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace mujaz
