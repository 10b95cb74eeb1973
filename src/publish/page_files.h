// SPDX-License-Identifier: GPL-3.0-or-later
// The files of web/page, put into the program when it is built.
#pragma once

#include <string_view>

namespace mujaz::page_files {

/// With slots of the form `{{name}}`.
extern const std::string_view html;
/// The SHA-256 of each, in base64, as a content security policy names it.
extern const std::string_view css, css_hash;
extern const std::string_view js, js_hash;

}  // namespace mujaz::page_files
