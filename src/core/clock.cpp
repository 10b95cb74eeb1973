// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/clock.h"

#include <array>
#include <cstdio>
#include <optional>

#include "mujaz/core.h"

namespace mujaz {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads RFC 3339 from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool ended() const { return at_ == text_.size(); }
  bool take(std::string_view any) {
    if (ended() || any.find(text_[at_]) == any.npos) return false;
    last_ = text_[at_++];
    return true;
  }
  char last() const { return last_; }
  int number(int digits, int least, int most) {
    int value = 0;
    for (int i = 0; i < digits; ++i) value = value * 10 + digit();
    if (value < least || value > most) refuse();
    return value;
  }
  /// Digits of a second's fraction, however many; the thousandths.
  int thousandths() {
    int value = digit() * 100, weight = 10;
    for (; !ended() && text_[at_] >= '0' && text_[at_] <= '9'; weight /= 10)
      value += digit() * weight;
    return value;
  }
  [[noreturn]] void refuse() const {
    throw Error(ErrorCode::bad_input, "This is no moment as RFC 3339 writes it.",
                std::string(text_.substr(0, 64)));
  }

 private:
  int digit() {
    if (ended() || text_[at_] < '0' || text_[at_] > '9') refuse();
    return text_[at_++] - '0';
  }
  std::string_view text_;
  std::size_t at_ = 0;
  char last_ = 0;
};

Time date(Reader& in) {
  const int year = in.number(4, 0, 9999);
  if (!in.take("-")) in.refuse();
  const int month = in.number(2, 1, 12);
  if (!in.take("-")) in.refuse();
  const std::chrono::year_month_day day{
      std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
      std::chrono::day(static_cast<unsigned>(in.number(2, 1, 31)))};
  if (!day.ok()) in.refuse();
  return std::chrono::sys_days(day);
}

std::chrono::milliseconds hour(Reader& in) {
  std::chrono::milliseconds time = hours(in.number(2, 0, 23));
  if (!in.take(":")) in.refuse();
  time += minutes(in.number(2, 0, 59));
  if (in.take(":")) {
    time += seconds(in.number(2, 0, 60));
    if (in.take(".,")) time += std::chrono::milliseconds(in.thousandths());
  }
  return time;
}

std::chrono::minutes offset(Reader& in) {
  if (in.take("Zz")) return minutes(0);
  if (!in.take("+-")) in.refuse();
  const int sign = in.last() == '-' ? -1 : 1;
  const int hour = in.number(2, 0, 23);
  in.take(":");
  return sign * (hours(hour) + minutes(in.number(2, 0, 59)));
}

}  // namespace

Time now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string rfc3339(Time time) {
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date{day};
  const auto rest = (time - day).count();
  std::array<char, 48> text;
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()),
                unsigned(date.month()), unsigned(date.day()), int(rest / 3'600'000),
                int(rest / 60'000 % 60), int(rest / 1000 % 60));
  std::string out = text.data();
  if (rest % 1000 != 0) {
    std::snprintf(text.data(), text.size(), ".%03d", int(rest % 1000));
    out += text.data();
  }
  return out + "Z";
}

Time parse_time(std::string_view text) {
  Reader in(text);
  Time time = date(in);
  if (in.ended()) return time;
  if (!in.take("Tt ")) in.refuse();
  time += hour(in);
  time -= offset(in);
  if (!in.ended()) in.refuse();
  return time;
}

}  // namespace mujaz
