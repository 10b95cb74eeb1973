// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantities/figures.h"

#include <array>
#include <string>
#include <vector>

namespace mujaz::quantities {
namespace {

constexpr std::size_t most_figures = 18;  // of a decimal, so that its digits fit 64 bits

/// Digits and separators as ASCII, one for one.
std::u32string ascii(std::u32string_view token) {
  std::u32string out;
  out.reserve(token.size());
  for (const char32_t c : token) {
    if (const int digit = digit_value(c); digit >= 0) {
      out.push_back(U'0' + static_cast<char32_t>(digit));
    } else if (c == 0x066C) {
      out.push_back(U',');
    } else if (c == 0x2013 || c == 0x2212) {
      out.push_back(U'-');
    } else {
      out.push_back(c);
    }
  }
  return out;
}

std::vector<std::u32string_view> split(std::u32string_view text, char32_t separator) {
  std::vector<std::u32string_view> parts;
  for (std::size_t start = 0;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end == text.npos ? end : end - start));
    if (end == text.npos) return parts;
    start = end + 1;
  }
}

bool is_digits(std::u32string_view text) {
  return !text.empty() && text.find_first_not_of(U"0123456789") == text.npos;
}

/// A small whole number, or -1.
int field(std::u32string_view text) {
  if (!is_digits(text) || text.size() > 4) return -1;
  int value = 0;
  for (const char32_t c : text) value = value * 10 + static_cast<int>(c - U'0');
  return value;
}

/// Digits that are cut into thousands: one to three, then threes.
bool is_grouped(std::u32string_view text, char32_t separator) {
  const auto groups = split(text, separator);
  if (groups.size() < 2 || !is_digits(groups[0]) || groups[0].size() > 3 || groups[0][0] == U'0')
    return false;
  for (std::size_t i = 1; i < groups.size(); ++i)
    if (!is_digits(groups[i]) || groups[i].size() != 3) return false;
  return true;
}

Decimal decimal(std::u32string_view whole, std::u32string_view part) {
  Decimal value;
  std::uint64_t digits = 0;
  std::size_t count = 0;
  for (const std::u32string_view side : {whole, part}) {
    for (const char32_t c : side) {
      const int digit = digit_value(c);
      if (digit < 0) continue;  // a separator of thousands
      digits = digits * 10 + static_cast<std::uint64_t>(digit);
      count += count > 0 || digit > 0;
    }
  }
  // A number over the limit keeps the low bits of its digits, so that equal ones compare equal.
  value.digits = static_cast<std::int64_t>(digits & 0x7FFF'FFFF'FFFF'FFFF);
  value.overflow = count > most_figures || part.size() > most_figures;
  value.scale = value.overflow ? 0 : static_cast<int>(part.size());
  if (!value.overflow && part.empty()) value.overflow = value.digits > largest;
  return value;
}

std::optional<Decimal> ascii_number(std::u32string_view text) {
  const std::size_t last = text.find_last_of(U".,\u066B");
  if (last == text.npos) {
    if (!is_digits(text)) return std::nullopt;
    return decimal(text, {});
  }
  const char32_t sign = text[last];
  if ((sign == U',' && is_grouped(text, sign)) ||
      (sign == U'.' && text.find(sign) != last && is_grouped(text, sign)))
    return decimal(text, {});
  const std::u32string_view whole = text.substr(0, last), part = text.substr(last + 1);
  const char32_t thousands = sign == U',' ? U'.' : U',';
  if (!is_digits(part) || !(is_digits(whole) || is_grouped(whole, thousands))) return std::nullopt;
  return decimal(whole, part);
}

/// Day first; a first field over 31 is a year; where only the second can be a day, they are
/// swapped.
std::optional<Date> date_of_fields(const std::vector<std::u32string_view>& fields) {
  if (fields.size() != 3) return std::nullopt;
  std::array<int, 3> value{};
  for (std::size_t i = 0; i < 3; ++i)
    if ((value[i] = field(fields[i])) < 0) return std::nullopt;
  std::size_t year = 2;
  if (fields[0].size() > 2 || value[0] > 31) {
    std::swap(value[0], value[2]);
    year = 0;
  }
  Date date{value[2], value[1], value[0], false};
  if (date.month > 12 && date.day <= 12) std::swap(date.day, date.month);
  if (fields[year].size() == 2) date.year += date.year < 70 ? 2000 : 1900;
  if (fields[year].size() == 3 || date.year == 0 || date.year > 2200) return std::nullopt;
  date.hijri = date.year >= 1200 && date.year < 1600;
  if (!is_day(date)) return std::nullopt;
  return date;
}

std::optional<Figures> clock(const std::vector<std::u32string_view>& fields) {
  if (fields.size() < 2 || fields.size() > 3) return std::nullopt;
  const int hour = field(fields[0]), minute = field(fields[1]);
  if (hour < 0 || hour > 24 || fields[0].size() > 2) return std::nullopt;
  if (minute < 0 || minute > 59 || fields[1].size() != 2 || (hour == 24 && minute > 0))
    return std::nullopt;
  if (fields.size() == 3 && (field(fields[2]) > 59 || fields[2].size() != 2)) return std::nullopt;
  Figures found;
  found.shape = Shape::clock;
  found.first.digits = hour * 60 + minute;
  return found;
}

std::optional<Figures> pair(std::u32string_view token, char32_t sign, Shape shape) {
  const std::size_t at = token.find(sign);
  const auto first = ascii_number(token.substr(0, at)), second = ascii_number(token.substr(at + 1));
  if (!first || !second) return std::nullopt;
  return Figures{shape, *first, *second, {}};
}

Figures slashed(std::u32string_view token) {
  const auto fields = split(token, U'/');
  if (const auto date = date_of_fields(fields)) return {Shape::date, {}, {}, *date};
  auto found = fields.size() == 2 ? pair(token, U'/', Shape::slashed) : std::nullopt;
  if (!found) return {};
  const int a = field(fields[0]), b = field(fields[1]);
  if (a >= 1 && b <= 10 && a < b) {
    found->shape = Shape::fraction;
  } else if (a >= 1 && b >= 1 && fields[0].size() <= 2 && fields[1].size() <= 2) {
    Date date{0, b, a, false};
    if (date.month > 12 && date.day <= 12) std::swap(date.day, date.month);
    if (is_day(date)) found->shape = Shape::day, found->date = date;
  }
  return *found;
}

}  // namespace

bool is_day(const Date& date) {
  static constexpr int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (date.month < 1 || date.month > 12 || date.day < 1) return false;
  if (date.hijri) return date.day <= 30;
  const int y = date.year;
  const bool leap = y == 0 || (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
  return date.day <= days[date.month - 1] - (date.month == 2 && !leap);
}

std::optional<Decimal> plain_number(std::u32string_view digits) {
  return ascii_number(ascii(digits));
}

Figures figures(std::u32string_view token) {
  const std::u32string text = ascii(token);
  const bool slash = text.find(U'/') != text.npos, dash = text.find(U'-') != text.npos,
             colon = text.find(U':') != text.npos;
  if (slash + dash + colon > 1) return {};
  if (slash) return slashed(text);
  if (colon) {
    const auto fields = split(text, U':');
    if (const auto time = clock(fields)) return *time;
    return fields.size() == 2 ? pair(text, U':', Shape::colon).value_or(Figures{}) : Figures{};
  }
  if (dash) {
    const auto fields = split(text, U'-');
    if (const auto date = date_of_fields(fields)) return {Shape::date, {}, {}, *date};
    return fields.size() == 2 ? pair(text, U'-', Shape::dashed).value_or(Figures{}) : Figures{};
  }
  // Many figures behind a zero are dialled, not counted.
  if (text.size() >= 7 && text[0] == U'0' && is_digits(text)) return {};
  if (const auto number = ascii_number(text)) return {Shape::plain, *number, {}, {}};
  if (const auto date = date_of_fields(split(text, U'.'))) return {Shape::date, {}, {}, *date};
  return {};
}

}  // namespace mujaz::quantities
