// SPDX-License-Identifier: GPL-3.0-or-later
// Putting text into HTML, JSON and data addresses.
#pragma once

#include <string>
#include <string_view>

namespace mujaz {

/// Text as HTML, for content and for attributes in double quotes. A control character becomes a
/// space, so that the text in the page keeps the code points that the times count.
std::string html(std::u32string_view text);
std::string html(std::string_view utf8);

/// JSON that may stand in a `<script>` element: no `<` in it.
std::string json_in_html(std::string_view json);

/// Seconds as a clock shows them: `1:05`, `1:00:00`. The part under a second is cut.
std::string clock(double seconds);

}  // namespace mujaz
