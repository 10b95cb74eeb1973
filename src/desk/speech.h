// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mujaz/desk.h"

namespace mujaz {

/// A text with its first line read and its voice loaded. Throws bad_input where it has no word,
/// unsupported for a format that is none of Spoken's.
Speak made_ready(const Spoken& what, std::shared_ptr<const Voice> voice,
                 std::shared_ptr<const Reader> reader);

}  // namespace mujaz
