// SPDX-License-Identifier: GPL-3.0-or-later
// What a run of digits and separators says by its shape alone: 1,500 3.7 24/10/2024 10:30 10-15.
#pragma once

#include <optional>
#include <string_view>

#include "mujaz/quantities.h"

namespace mujaz::quantities {

/// The largest number that is given a value.
inline constexpr std::int64_t largest = 1'000'000'000'000'000;

enum class Shape {
  plain,     ///< one number, in `first`
  date,      ///< three fields that make a day, in `date`
  day,       ///< two fields with a slash that make a day and a month
  clock,     ///< hours and minutes, in `first` as minutes, with two figures for the minutes
  fraction,  ///< a/b with a < b ≤ 10
  slashed,   ///< any other a/b
  dashed,    ///< a-b
  colon,     ///< a:b that is no clock time
  serial,    ///< anything else: a telephone number, an address, a version
};

struct Figures {
  Shape shape = Shape::serial;
  Decimal first, second;
  Date date;
};

/// Reads a token of kind number. Any input; linear time.
Figures figures(std::u32string_view token);

/// One number with its separators of thousands and decimals, or nothing.
std::optional<Decimal> plain_number(std::u32string_view digits);

/// Whether the day is in the calendar: 30 days at most where `hijri`.
bool is_day(const Date& date);

}  // namespace mujaz::quantities
