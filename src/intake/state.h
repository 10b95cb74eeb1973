// SPDX-License-Identifier: GPL-3.0-or-later
// The article of a page that a script shows: it stands in the script's state, as a string of HTML
// or text, or as a list of them.
#pragma once

#include <string>

#include "intake/tree.h"

namespace mujaz::intake {

/// HTML of the longest Arabic text that the page's scripts hold under one name (`content`,
/// `bodyHtml`…), or empty. The scripts are read as strings between quotes and never run: JSON
/// (`__NEXT_DATA__`, `Fusion.globalContent`), what devalue writes (`__NUXT_DATA__`) and functions
/// (`__NUXT__`) alike. Linear in their length.
std::string body_in_scripts(const Tree& tree);

}  // namespace mujaz::intake
