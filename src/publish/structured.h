// SPDX-License-Identifier: GPL-3.0-or-later
// The structured data of an episode, before it is text.
#pragma once

#include <nlohmann/json.hpp>

#include "mujaz/publish.h"

namespace mujaz {

/// What `times_json` prints.
nlohmann::ordered_json times(const Timeline& sound);

}  // namespace mujaz
