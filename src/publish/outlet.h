// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of the outlet share.
#pragma once

#include <string>
#include <string_view>

#include "mujaz/outlet.h"

namespace mujaz {

/// An address of the web, that a page may link to: anything else is none.
bool is_web_address(std::string_view url);
/// The article's title; the first point where it has none.
std::string headline_of(const Showing& episode);
/// ISO 8601: `PT1M5.2S`.
std::string iso_duration(double seconds);

}  // namespace mujaz
