// SPDX-License-Identifier: GPL-3.0-or-later
// The dates that machines write into pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mujaz::intake {

/// ISO 8601, RFC 2822 and seconds since 1970 as RFC 3339; the date alone where the time or its zone
/// is not said. Nothing for what is no such date or does not exist (30 February).
std::optional<std::string> moment_of(std::string_view text);

}  // namespace mujaz::intake
