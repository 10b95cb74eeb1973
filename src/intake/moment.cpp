// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/moment.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace mujaz::intake {
namespace {

/// Reads from the left; every step says whether it could.
struct Reader {
  std::string_view rest;

  bool sign(char c) {
    if (rest.empty() || rest[0] != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool any_of(std::string_view signs) {
    if (rest.empty() || signs.find(rest[0]) == signs.npos) return false;
    rest.remove_prefix(1);
    return true;
  }
  /// From `least` to `most` digits, all that stand there.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t n = 0;
    int value = 0;
    while (n < rest.size() && n < most && rest[n] >= '0' && rest[n] <= '9')
      value = value * 10 + (rest[n++] - '0');
    if (n < least) return std::nullopt;
    rest.remove_prefix(n);
    return value;
  }
};

struct Moment {
  int year = 0, month = 0, day = 0;
  int hour = -1, minute = 0, second = 0;
  std::optional<int> zone;  // minutes east of Greenwich
};

std::optional<std::string> printed(const Moment& m) {
  using namespace std::chrono;
  const year_month_day date(year(m.year), month(static_cast<unsigned>(m.month)),
                            day(static_cast<unsigned>(m.day)));
  if (!date.ok() || m.year < 1900 || m.year > 2200) return std::nullopt;
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", m.year, m.month, m.day);
  std::string text = out.data();
  if (m.hour < 0 || !m.zone || m.hour > 23 || m.minute > 59 || m.second > 60) return text;
  std::snprintf(out.data(), out.size(), "T%02d:%02d:%02d", m.hour, m.minute, m.second);
  text += out.data();
  if (*m.zone == 0) return text + "Z";
  const int east = *m.zone < 0 ? -*m.zone : *m.zone;
  std::snprintf(out.data(), out.size(), "%c%02d:%02d", *m.zone < 0 ? '-' : '+', east / 60,
                east % 60);
  return text + out.data();
}

/// `Z`, `+03:00`, `+0300`, `GMT`.
void read_zone(Reader& in, Moment& m) {
  while (in.sign(' ')) {
  }
  if (in.any_of("Zz") || in.rest.starts_with("GMT") || in.rest.starts_with("UTC")) {
    m.zone = 0;
    return;
  }
  const bool west = in.sign('-');
  if (!west && !in.sign('+')) return;
  const auto hours = in.number(2, 2);
  in.sign(':');
  const auto minutes = in.number(2, 2);
  if (!hours || *hours > 14) return;
  m.zone = (west ? -1 : 1) * (*hours * 60 + minutes.value_or(0));
}

void read_clock(Reader& in, Moment& m) {
  const auto hour = in.number(1, 2);
  if (!hour || !in.sign(':')) return;
  const auto minute = in.number(2, 2);
  if (!minute) return;
  m.hour = *hour;
  m.minute = *minute;
  if (in.sign(':')) m.second = in.number(2, 2).value_or(0);
  if (in.any_of(".,")) in.number(1, 9);
  read_zone(in, m);
}

std::optional<Moment> iso(std::string_view text) {
  Reader in{text};
  Moment m;
  const auto year = in.number(4, 4);
  if (!year || !in.any_of("-/")) return std::nullopt;
  const auto month = in.number(1, 2);
  if (!month || !in.any_of("-/")) return std::nullopt;
  const auto day = in.number(1, 2);
  if (!day) return std::nullopt;
  m.year = *year;
  m.month = *month;
  m.day = *day;
  if (in.any_of("Tt ")) read_clock(in, m);
  return m;
}

/// `Tue, 11 Feb 2025 14:20:00 +0300`
std::optional<Moment> mail(std::string_view text) {
  Reader in{text};
  if (const std::size_t comma = text.find(','); comma != text.npos && comma < 10)
    in.rest.remove_prefix(comma + 1);
  while (in.sign(' ')) {
  }
  Moment m;
  const auto day = in.number(1, 2);
  if (!day || !in.sign(' ')) return std::nullopt;
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::size_t at = months.find(in.rest.substr(0, 3));
  if (in.rest.size() < 4 || at == months.npos || at % 3) return std::nullopt;
  in.rest.remove_prefix(3);
  if (!in.sign(' ')) return std::nullopt;
  const auto year = in.number(4, 4);
  if (!year) return std::nullopt;
  m.year = *year;
  m.month = static_cast<int>(at / 3) + 1;
  m.day = *day;
  if (in.sign(' ')) read_clock(in, m);
  return m;
}

/// Seconds, or thousandths, since 1970.
std::optional<Moment> epoch(std::string_view text) {
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  long long value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (text.size() == 13) value /= 1000;
  using namespace std::chrono;
  const sys_seconds at{seconds(value)};
  const auto midnight = floor<days>(at);
  const year_month_day date(midnight);
  const hh_mm_ss clock(at - midnight);
  Moment m;
  m.year = int(date.year());
  m.month = static_cast<int>(unsigned(date.month()));
  m.day = static_cast<int>(unsigned(date.day()));
  m.hour = static_cast<int>(clock.hours().count());
  m.minute = static_cast<int>(clock.minutes().count());
  m.second = static_cast<int>(clock.seconds().count());
  m.zone = 0;
  return m;
}

}  // namespace

std::optional<std::string> moment_of(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == text.npos) return std::nullopt;
  text = text.substr(from, text.find_last_not_of(" \t\r\n") + 1 - from);
  for (const auto read : {iso, mail, epoch})
    if (const auto moment = read(text)) return printed(*moment);
  return std::nullopt;
}

}  // namespace mujaz::intake
