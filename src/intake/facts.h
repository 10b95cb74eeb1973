// SPDX-License-Identifier: GPL-3.0-or-later
// What a page says of its article: title, dates, names, from JSON-LD, meta elements and the page.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "intake/page_facts.h"
#include "intake/tree.h"

namespace mujaz::intake {

/// Clean UTF-8, and what said it: `json-ld`, `meta`, `microdata`, `page`, `address` or `given`.
struct Fact {
  std::string text;
  const char* from = nullptr;  ///< null where the fact is not known
  explicit operator bool() const { return from != nullptr; }
  /// The first that says something stays.
  void offer(std::string value, const char* source) {
    if (from || value.empty()) return;
    text = std::move(value);
    from = source;
  }
};

/// An entry of a live blog as JSON-LD has it.
struct Update {
  std::string headline, body;
  std::optional<std::string> time;
};

/// Dates as RFC 3339; what is not said is absent.
struct Facts {
  Fact url, title, byline, section, publisher, published, modified, language, image, kind;
  std::optional<bool> paywalled;
  bool video = false;               ///< the page is there to show one
  std::string body;                 ///< the article's text where JSON-LD carries it, lines kept
  std::vector<Update> updates;      ///< newest first or last, as the page has them
  std::vector<std::string> titles;  ///< all that call themselves the page's title, with the site's
};

/// JSON-LD first, then Open Graph and other meta elements, microdata, then the page itself: what
/// stands beside its title. Broken JSON-LD is as none.
Facts facts_of(const Tree& tree, const FactWords& words);

}  // namespace mujaz::intake
