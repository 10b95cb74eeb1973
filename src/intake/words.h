// SPDX-License-Identifier: GPL-3.0-or-later
// What pages say around their articles, from the tables `page_boilerplate` and `page_hints`.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mujaz/text.h"

namespace mujaz::intake {

enum class Sense {
  none,
  box,      ///< title of the site's own summary
  related,  ///< leads to other articles
  after,    ///< title of what stands under an article
  line,     ///< a line of the page, not of the article
  absent,   ///< title of a page that says that the page asked for is not there
  search,   ///< title of a page of results
  login,    ///< title of a page to log in
};

/// What an element's names say it holds; `doubt` gives way where much of the page's text is in it.
enum class Hint { none, body, doubt, drop };

/// Immutable after construction: any thread may use it.
class PageWords {
 public:
  explicit PageWords(const Language& language);
  /// What a line says; long lines say nothing.
  Sense sense(std::string_view utf8) const;
  /// What a page's title says of the page: `absent`, `search`, `login`, or nothing. A part between
  /// signs is enough.
  Sense title_sense(std::string_view utf8) const;
  /// Whether a line that holds links speaks of the site's own rules: two and more of the table's
  /// words for them stand in it.
  bool speaks_of_rules(std::string_view utf8) const;
  /// What names (a class, an id) say of an element; the last of the enumeration that is said
  /// counts, but a name of the body makes `drop` a `doubt`.
  Hint hint(std::string_view names) const;

 private:
  struct Opener {
    std::u32string words;
    Sense sense;
  };
  std::unordered_map<std::u32string, Sense> whole_, labels_, titles_;
  std::vector<Opener> openers_;
  std::vector<std::u32string> rules_;
  std::unordered_map<std::string, Hint> hints_;
};

}  // namespace mujaz::intake
