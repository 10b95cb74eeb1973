// SPDX-License-Identifier: GPL-3.0-or-later
// The page of an episode: web/page/page.html with its slots filled.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "mujaz/publish.h"

namespace mujaz {

/// One sound of the page with its captions.
struct PageSound {
  const Timeline& sound;
  const std::string& captions;
};

/// Immutable after construction: any thread may use it.
class PageMaker {
 public:
  explicit PageMaker(const Language& language);
  /// A whole HTML document that needs nothing but the sound files beside it.
  std::string make(const Article& article, const Signed& box, const PageSound& summary,
                   const PageSound* full, const std::string& json_ld) const;

 private:
  using Slots = std::map<std::string, std::string>;
  /// Where a point comes from: the anchor that its link names, and the sentence that carries the
  /// anchor, empty for the headline and the date.
  struct Source {
    std::string anchor;
    Span sentence;
  };
  Source source(const KeyPoint& point, const Article& article) const;
  std::string headline(const Article& article) const;
  std::string date(const std::string& published) const;
  std::string points(const Signed& box, const std::vector<Source>& sources) const;
  std::string transcript(const Signed& box, const Timeline& sound) const;
  const std::string& string(const std::string& key) const;
  /// Puts the slots' values in place of `{{name}}`, strings of the table in place of
  /// `{{string.key}}`; what stands from `{{#full}}` to `{{/full}}` stays where there is a full
  /// sound.
  std::string fill(std::string_view page, const Slots& slots) const;

  std::map<std::string, std::string> strings_;  // as HTML
  std::string script_strings_;                  // a JSON object
  SentenceSplitter sentences_;
};

}  // namespace mujaz
