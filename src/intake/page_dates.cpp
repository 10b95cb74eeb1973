// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as pages write them for readers.
#include <unicode/calendar.h>
#include <unicode/gregocal.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>

#include "intake/moment.h"
#include "intake/page_facts.h"

namespace mujaz::intake {
namespace {

constexpr int day_minutes = 24 * 60;

/// A day of the calendar of Umm al-Qura, which news pages use, as a Gregorian one.
std::optional<std::string> gregorian(const Date& hijri) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("ar@calendar=islamic-umalqura"), status));
  if (U_FAILURE(status)) return std::nullopt;
  calendar->clear();
  calendar->set(hijri.year, hijri.month - 1, hijri.day);
  const UDate time = calendar->getTime(status);
  if (U_FAILURE(status)) return std::nullopt;
  const std::chrono::sys_seconds at{std::chrono::seconds(static_cast<long long>(time / 1000))};
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(at));
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", int(date.year()), unsigned(date.month()),
                unsigned(date.day()));
  return out.data();
}

/// `day` (YYYY-MM-DD) less so many days.
std::optional<std::string> days_before(const std::string& day, int days) {
  using namespace std::chrono;
  int y = 0;
  unsigned m = 0, d = 0;
  if (std::sscanf(day.c_str(), "%4d-%2u-%2u", &y, &m, &d) != 3) return std::nullopt;
  const year_month_day given{year(y), month(m), std::chrono::day(d)};
  if (!given.ok()) return std::nullopt;
  const year_month_day date(sys_days(given) - std::chrono::days(days));
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", int(date.year()), unsigned(date.month()),
                unsigned(date.day()));
  return out.data();
}

std::string clock_text(int minutes, int zone) {
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "T%02d:%02d:00", minutes / 60 % 24, minutes % 60);
  std::string text = out.data();
  if (zone == 0) return text + "Z";
  std::snprintf(out.data(), out.size(), "%c%02d:%02d", zone < 0 ? '-' : '+', std::abs(zone) / 60,
                std::abs(zone) % 60);
  return text + out.data();
}

}  // namespace

/// The named zone of a line, with what is added to it: Greenwich+3.
std::optional<int> FactWords::zone(std::u32string_view text) const {
  const Line line(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!line.is(i, TokenKind::word) && !line.is(i, TokenKind::latin)) continue;
    std::size_t last = i;
    Phrase said = phrase(line.folded[i]);
    if (said.says != Says::zone && line.is(i + 1, TokenKind::word))
      said = phrase(line.folded[i] + U' ' + line.folded[last = i + 1]);
    if (said.says != Says::zone) continue;
    std::size_t at = line.tokens[last].span.end;
    while (at < text.size() && (text[at] == U' ' || text[at] == U'(')) ++at;
    if (at + 1 >= text.size() || (text[at] != U'+' && text[at] != U'-')) return said.value;
    int hours = 0;
    for (std::size_t k = at + 1; k < text.size() && k < at + 3 && digit_value(text[k]) >= 0; ++k)
      hours = hours * 10 + digit_value(text[k]);
    if (hours > 14) return said.value;
    return said.value + (text[at] == U'-' ? -60 : 60) * hours;
  }
  return std::nullopt;
}

/// The hour of a line (`14:30`, `02:30` and the letter for the evening) in minutes, outside its
/// dates.
std::optional<int> FactWords::clock(std::u32string_view text,
                                    const std::vector<Quantity>& found) const {
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    if (text[i] != U':' || digit_value(text[i - 1]) < 0 || digit_value(text[i + 1]) < 0 ||
        digit_value(text[i + 2]) < 0)
      continue;
    const bool dated = std::any_of(found.begin(), found.end(), [&](const Quantity& one) {
      return one.kind == QuantityKind::date && one.span.start <= i && i < one.span.end;
    });
    if (dated) continue;
    int hour = digit_value(text[i - 1]);
    if (i > 1 && digit_value(text[i - 2]) >= 0) hour += 10 * digit_value(text[i - 2]);
    const int minute = 10 * digit_value(text[i + 1]) + digit_value(text[i + 2]);
    if (hour > 23 || minute > 59) continue;
    const Line rest(text.substr(i + 3));
    for (std::size_t k = 0; k < rest.size() && k < 3; ++k) {
      const Says half = phrase(rest.folded[k]).says;
      if (half == Says::evening && hour < 12) hour += 12;
      if (half == Says::morning && hour == 12) hour = 0;
    }
    return hour * 60 + minute;
  }
  return std::nullopt;
}

std::optional<std::string> FactWords::ago(std::u32string_view text,
                                          const std::string& today) const {
  if (today.empty()) return std::nullopt;
  const Line line(text);
  for (std::size_t i = 0; i < line.size(); ++i) {
    Phrase first = phrase(line.folded[i]);
    std::u32string words = line.folded[i];
    for (std::size_t k = i + 1; k < std::min(i + 3, line.size()); ++k) {  // a day of three words
      words += U' ' + line.folded[k];
      if (const Phrase more = phrase(words); more.says == Says::back) first = more;
    }
    if (first.says == Says::back) return days_before(today, first.value);
    if (first.says != Says::ago) continue;
    int count = 1;
    for (std::size_t k = i + 1; k < line.size() && k < i + 3; ++k) {
      if (line.is(k, TokenKind::number)) {
        count = 0;
        for (const char32_t c : line.written(k).substr(0, 4))
          count = digit_value(c) < 0 ? count : 10 * count + digit_value(c);
        continue;
      }
      const Phrase unit = phrase(line.folded[k]);
      if (unit.says == Says::minutes || unit.says == Says::two)
        return days_before(today, count * unit.value / day_minutes);
    }
  }
  return std::nullopt;
}

std::optional<std::string> FactWords::date(std::u32string_view text,
                                           const std::string& today) const {
  auto date = quantities_.date_of(text);
  const auto east = zone(text);
  if (date && date->size() > 10 && !east.value_or(0)) return date;
  if (date) date->resize(10);
  const std::vector<Quantity> found = quantities_.find(text);
  for (const Quantity& one : found)
    if (!date && one.kind == QuantityKind::date && one.date.hijri && one.date.day > 0 &&
        one.date.month > 0 && one.date.year >= 1300 && one.date.year <= 1600)
      date = gregorian(one.date);
  if (!date) {
    const Line line(text);
    for (std::size_t i = 0; i < line.size() && !date; ++i)  // 2025/02/09
      if (line.is(i, TokenKind::number)) date = moment_of(to_utf8(line.folded[i]));
  }
  if (!date) return ago(text, today);
  const auto hour = east ? clock(text, found) : std::nullopt;
  return hour ? *date + clock_text(*hour, *east) : *date;
}

}  // namespace mujaz::intake
