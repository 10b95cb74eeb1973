// SPDX-License-Identifier: GPL-3.0-or-later
// What a page says of its article: title, dates, names, from JSON-LD, meta elements and the page.
#pragma once

#include <optional>
#include <string>

#include "intake/tree.h"
#include "mujaz/quantities.h"

namespace mujaz::intake {

/// Clean UTF-8; dates as RFC 3339; what is not said is absent.
struct Facts {
  std::optional<std::string> url, title, byline, section, publisher, published, modified, language,
      image, kind;
  std::string body;  ///< the article's text where JSON-LD carries it, lines kept, else empty
};

/// JSON-LD first, then Open Graph and other meta elements, then the page itself: a date written out
/// under the title is found by `quantities`. Broken JSON-LD is as none.
Facts facts_of(const Tree& tree, const Quantities& quantities);

}  // namespace mujaz::intake
