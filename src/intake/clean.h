// SPDX-License-Identifier: GPL-3.0-or-later
// Text as displayed: white space and invisible signs put right, the spelling left as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mujaz::intake {

/// Appends well-formed UTF-8: every run of white space as one space (none at the start of `out`),
/// without signs of control and direction and other signs that are drawn as nothing.
void append_clean(std::string& out, std::string_view utf8);
/// The same as a function, without a space at the end.
std::string clean(std::string_view utf8);
/// With the references of HTML (`&quot;`, `&#1570;`) read first, as they stand in JSON-LD and text.
std::string clean_entities(std::string_view utf8);

/// Ends with a full stop, an exclamation or question mark or an ellipsis, closing quotes aside.
bool ends_sentence(std::string_view utf8);
/// Ends with a colon.
bool ends_with_colon(std::string_view utf8);

/// Code points that are not white space, and words as white space divides them.
struct Size {
  std::uint32_t signs = 0;
  std::uint32_t words = 0;
};
Size size_of(std::string_view utf8);

/// How many letters are Arabic, of other scripts, and of Persian and Urdu alone.
struct Script {
  std::size_t arabic = 0, other = 0, persian = 0;
};
Script script_of(std::string_view utf8);

}  // namespace mujaz::intake
