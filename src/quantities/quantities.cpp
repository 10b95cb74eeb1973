// SPDX-License-Identifier: GPL-3.0-or-later
// Goes over the tokens from left to right; at each, the longest quantity that begins there is
// taken. A quantity is a number (figures or words) with what stands around it: a sign or currency
// before, a scale word, a unit, a month or an era behind.
#include "mujaz/quantities.h"

#include <regex>

#include "quantities/rules.h"

namespace mujaz {

Quantities::Quantities(const Language& language)
    : rules_(std::make_unique<const Rules>(language)) {}

Quantities::~Quantities() = default;

std::vector<Quantity> Quantities::find(std::u32string_view text) const {
  return find(Line(text));
}

std::vector<Quantity> Quantities::find(const Line& line) const {
  std::vector<Rules::Found> all;
  for (std::size_t i = 0; i < line.size();) {
    Rules::Found next = rules_->at(line, i);
    if (next.next > i) {
      next.at = i;
      all.push_back(std::move(next));
      rules_->join(line, all);
      i = all.back().next;
    } else {
      ++i;
    }
  }
  std::vector<Quantity> found;
  found.reserve(all.size());
  for (Rules::Found& one : all) found.push_back(std::move(one.quantity));
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
