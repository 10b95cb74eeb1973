// SPDX-License-Identifier: GPL-3.0-or-later
// The rules that find quantities, and what they know of the tables.
#pragma once

#include "mujaz/quantities.h"
#include "quantities/figures.h"
#include "quantities/number_words.h"

namespace mujaz {
namespace quantities {

/// What a word beside a number tells of it: the table `cues`.
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
  dial,
  joint,
  bare_score,
  agency,
  either,
  emergency,
  ratio,
  of,
  number,
  cues
};

inline bool is_dash(const Line& line, std::size_t i) {
  return line.is(i, U'-') || line.is(i, char32_t{0x2013}) || line.is(i, char32_t{0x2212});
}

}  // namespace quantities

struct Quantities::Rules {
  using Cue = quantities::Cue;
  using Figures = quantities::Figures;

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
    std::size_t at = 0;    ///< the token that it begins at
  };
  /// What stands before figures: a sign, a currency, the sign of percent.
  struct Lead {
    Quantity quantity;        ///< its unit and kind
    std::size_t figures = 0;  ///< the token of the figures
    bool negative = false, fits = true;
  };

  // rules.cpp
  bool cue(const Line& line, std::size_t i, Cue wanted) const;
  std::size_t cue_tokens(const Line& line, std::size_t i, Cue wanted) const;
  bool in_utc(std::u32string_view text, const Quantity& time) const;
  bool after_year(const Line& line, std::size_t i) const;
  bool near_score(const Line& line, std::size_t i) const;
  const Month* month_at(const Line& line, std::size_t i, std::size_t& next) const;
  Found at(const Line& line, std::size_t i) const;

  // in_figures.cpp
  Found figures_at(const Line& line, std::size_t i) const;
  Found sign_at(const Line& line, std::size_t i) const;
  Lead lead_at(const Line& line, std::size_t i) const;
  Figures shape_at(const Line& line, std::size_t k, Found& found) const;
  void shaped(const Line& line, std::size_t i, std::size_t k, const Figures& shape,
              Found& found) const;
  void clock(const Line& line, std::size_t i, const Figures& shape, Found& found) const;
  void colon(const Line& line, std::size_t i, Found& found) const;
  void dashed(const Line& line, std::size_t i, bool bare, Found& found) const;
  void plain(const Line& line, std::size_t i, std::size_t k, Found& found) const;
  std::int64_t hour_at(const Line& line, std::size_t i, const Quantity& quantity,
                       std::size_t next) const;
  static std::size_t phone_end(const Line& line, std::size_t k);
  static std::size_t international(const Line& line, std::size_t i);
  bool is_dialled(const Line& line, std::size_t i) const;
  void second_with_unit(const Line& line, Found& found) const;
  bool is_year(const Line& line, std::size_t i, std::size_t k, const Quantity& quantity) const;

  // series.cpp
  void join(const Line& line, std::vector<Found>& all) const;
  bool is_joint(const Line& line, std::size_t from, std::size_t to) const;

  // in_words.cpp
  Found words_at(const Line& line, std::size_t i) const;
  bool month_in_words(const Line& line, std::size_t i, Found& found) const;

  // tails.cpp
  void number_tail(const Line& line, Found& found) const;
  void unit_tail(const Line& line, Found& found) const;
  bool date_tail(const Line& line, Found& found, int day) const;
  void year_tail(const Line& line, Found& found) const;
  void clock_tail(const Line& line, Found& found) const;

  quantities::NumberWords words;
  std::vector<Unit> units;
  Phrases unit_phrases, month_phrases, cue_phrases[quantities::cues];
  std::vector<Month> months;
  Phrases fraction_signs;
  std::vector<std::pair<std::int64_t, std::int64_t>> fractions;
};

}  // namespace mujaz
