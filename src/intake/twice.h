// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 that was read as another encoding and written as UTF-8 again.
#pragma once

#include <string>
#include <string_view>

namespace mujaz::intake {

/// The text that was meant, where `utf8` (well-formed) shows the signs of such a mistake with
/// windows-1252 or windows-1256; else empty. Linear in the text.
std::string mended_twice_encoded(std::string_view utf8);

}  // namespace mujaz::intake
