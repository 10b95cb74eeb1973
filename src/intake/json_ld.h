// SPDX-License-Identifier: GPL-3.0-or-later
// The article's facts from JSON-LD (schema.org).
#pragma once

#include <string_view>

#include "intake/facts.h"

namespace mujaz::intake {

/// The kind of article that a type of schema.org names (`NewsArticle`, with or without its
/// address), or null.
const char* kind_named(std::string_view type);

/// Adds what the script says of an article to what is not known yet. A script that is no JSON, or
/// of which no part is an article, adds nothing.
void add_json_ld(Facts& facts, std::string_view script);

}  // namespace mujaz::intake
