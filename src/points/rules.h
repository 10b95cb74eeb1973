// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the check, each finding one kind of fault in a point beside its article.
#pragma once

#include "mujaz/points.h"
#include "mujaz/quantities.h"
#include "points/align.h"
#include "points/evidence.h"

namespace mujaz::points {

struct Finding {
  Problem problem;
  bool wrong = true;  ///< the article contradicts it, or lacks what must have a source; else unsure
};

/// What the rules need of an article, read once for all its points.
struct Known {
  const Prose& prose;
  const Strings& strings;
  const Quantities& quantities;
  const Document& document;
  const Evidence& evidence;
  std::vector<Quantity> article_quantities, title_quantities;
  int published_day = -1;  ///< of the week, from Monday 0
};

/// A point beside its place in the article.
struct Held {
  const Known& known;
  const std::u32string& text;  ///< the point's
  std::vector<Word> words;
  Enclosed marks;
  Alignment alignment;            ///< with its best place, in order
  std::vector<Alignment> others;  ///< with the next best places
  std::vector<Clues> clues;
  std::vector<Place> places;  ///< of each word, wherever in the article
  /// Of each word, whether it is of a date that the article points at.
  std::vector<bool> dated;
  /// Nearly all its words stand in one place in the article's order: then a word that does not is
  /// a change, where in a free wording it may be another way to say it.
  bool close = false;
  /// Two words in ten differ at the most: then each that does is looked at as a change.
  bool strict = false;
  /// Two words at the most differ: what differs is surely a change.
  bool exact = false;

  std::u32string written(std::size_t word) const {
    return text.substr(words[word].span.start, words[word].span.size());
  }
  /// The nearest words that carry something and have a place, before and behind a word, within
  /// `reach` such words.
  std::optional<std::size_t> placed_before(std::size_t word, std::size_t reach) const;
  std::optional<std::size_t> placed_behind(std::size_t word, std::size_t reach) const;
};

/// A stretch of the article's words, [first, last).
struct Stretch {
  std::size_t first = 0, last = 0;
};
/// Where the article says what the point says around a word: between the places of its neighbours
/// and `margin` words about, in one sentence.
std::optional<Stretch> stretch_around(const Held& held, std::size_t word, std::size_t margin);
/// The article's words between the sources of a word's neighbours, in its best place: what was
/// dropped or replaced there. Nothing where that is none, or too much to say.
/// Whether a word that the article has elsewhere stands among words that it has together with
/// another in that place: the stretch where they are.
std::optional<Stretch> usurped(const Held& held, std::size_t word);
std::optional<Stretch> gap(const Held& held, std::size_t word);

/// Whether a name stands behind a verb of saying with the words that the article has before it: the
/// speaker of a clause whose sentence may name him by a pronoun only.
bool is_speaker(const Held& held, std::size_t name);

using Findings = std::vector<Finding>;
void check_language(const Held& held, Findings& out);
void check_numbers(const Held& held, Findings& out);
void check_units(const Held& held, Findings& out);
void check_dates(const Held& held, Findings& out);
void check_names(const Held& held, Findings& out);
void check_quotations(const Held& held, Findings& out);
void check_added_negations(const Held& held, Findings& out);
void check_lost_negations(const Held& held, Findings& out);
void check_lost_words(const Held& held, Findings& out);
void check_contraries(const Held& held, Findings& out);
void check_verbs_of_saying(const Held& held, Findings& out);
void check_speaker(const Held& held, Findings& out);
void check_merge(const Held& held, Findings& out);
void check_words(const Held& held, Findings& out);
void check_company(const Held& held, Findings& out);

/// A problem of the words [first, last) of the point, against a stretch of the article.
Finding finding(const Held& held, ProblemKind kind, bool wrong, std::string_view reason,
                std::size_t first, std::size_t last, std::optional<Span> source = std::nullopt);

}  // namespace mujaz::points
