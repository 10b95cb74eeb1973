// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the check, each finding one kind of fault in an aligned point.
#pragma once

#include "mujaz/points.h"
#include "mujaz/quantities.h"
#include "points/align.h"

namespace mujaz::points {

struct Finding {
  Problem problem;
  bool wrong = true;  ///< the article contradicts it, or lacks what must have a source; else unsure
};

/// A point beside its place in the article.
struct Held {
  const Prose& prose;
  const Strings& strings;
  const Quantities& quantities;
  const Document& document;
  const std::vector<Quantity>& article_quantities;
  const std::u32string& text;  ///< the point's
  std::vector<Word> words;
  Enclosed marks;
  Alignment alignment;
  std::vector<Alignment> others;  ///< with the next best places
  /// Nearly all its words stand in one place in the article's order: then a word that does not is
  /// a change, where in a free wording it may be another way to say it.
  bool close = false;

  std::u32string written(std::size_t word) const {
    return text.substr(words[word].span.start, words[word].span.size());
  }
  std::u32string source_written(const Span& span) const {
    return document.text.substr(span.start, span.size());
  }
};

using Findings = std::vector<Finding>;
void check_language(const Held& held, Findings& out);
void check_numbers(const Held& held, Findings& out);
void check_quotations(const Held& held, Findings& out);
void check_lost_words(const Held& held, Findings& out);
void check_merge(const Held& held, Findings& out);
void check_speaker(const Held& held, Findings& out);
void check_words(const Held& held, Findings& out);

/// A problem of the words [first, last) of the point, against a stretch of the article.
Finding finding(const Held& held, ProblemKind kind, bool wrong, std::string_view reason,
                std::size_t first, std::size_t last, std::optional<Span> source = std::nullopt);

}  // namespace mujaz::points
