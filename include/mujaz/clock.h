// SPDX-License-Identifier: GPL-3.0-or-later
// Moments: milliseconds of UTC, and RFC 3339 as text.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace mujaz {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

/// The wall clock.
Time now();
/// `2024-10-24T10:30:00Z`, with `.250` where the moment is not a whole second. Years 0 to 9999.
std::string rfc3339(Time time);
/// RFC 3339 with any offset; a date alone is its first moment in UTC. Throws bad_input.
Time parse_time(std::string_view text);
/// For a column of a database: milliseconds from 1970 on, and back.
constexpr std::int64_t milliseconds(Time time) {
  return time.time_since_epoch().count();
}
constexpr Time from_milliseconds(std::int64_t count) {
  return Time(std::chrono::milliseconds(count));
}

}  // namespace mujaz
