// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to UTF-8: what kind of bytes, in which encoding.
#pragma once

#include <string>
#include <string_view>

#include "mujaz/intake.h"

namespace mujaz::intake {

inline constexpr std::size_t page_limit = 20u << 20;  ///< bytes of one page

/// A page as text. `utf8` is well-formed and holds no control sign but tab and line break.
struct Decoded {
  std::string utf8;
  bool html = false;
};

/// Reads the encoding from the byte order mark, the header, the page's own words, else from the
/// bytes. Well-formed UTF-8 is UTF-8 whatever the labels say; broken UTF-8 is mended with U+FFFD.
/// Throws bad_input (nothing there; a picture or other data, named) and too_large.
Decoded decode(const Page& page);

/// Whether text holds HTML elements.
bool is_html(std::string_view utf8);

}  // namespace mujaz::intake
