// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "mujaz/feeds.h"

namespace mujaz::intake {

/// Reads RSS, Atom and sitemaps from UTF-8.
Feed read_xml_feed(const std::string& utf8, const std::string& where);

}  // namespace mujaz::intake
