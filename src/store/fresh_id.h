// SPDX-License-Identifier: GPL-3.0-or-later
// Ids that no counter has to give: those of rows, and secrets.
#pragma once

#include <cstdint>
#include <string>

#include "mujaz/clock.h"

namespace mujaz::store {

/// Greater than every one before it in this program: the millisecond, then 20 random bits.
std::int64_t fresh_number(Time at);
/// 128 random bits as 32 hexadecimal digits.
std::string fresh_id();
/// 256 random bits as 43 letters, digits, - and _.
std::string fresh_secret();

}  // namespace mujaz::store
