// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence laid out for being shortened: what may be taken out of it and where it may end.
#pragma once

#include "points/trim.h"

namespace mujaz::points {

/// A run of words that may be left out.
struct Gap {
  std::size_t first, last;
};

/// A place where a sentence may end.
struct Joint {
  std::size_t at;
  bool participle = false;  ///< a verb of saying goes on («مؤكدا»)
  bool adjunct = false;     ///< what follows may yet belong to the verb
  bool need = false;        ///< only where nothing else makes the sentence short
};

class Shortening {
 public:
  /// To at most `longest` words: what lies far behind them is not looked at.
  Shortening(const Prose& prose, const Document& document, const Sentence& sentence,
             std::size_t longest);
  std::size_t from() const { return from_; }
  std::size_t start() const { return start_; }
  std::size_t last() const { return last_; }
  /// Where the naming of the source at the sentence's end begins, unless its verb of saying
  /// already names one.
  std::optional<std::size_t> attribution() const { return attribution_; }

  /// Glosses in brackets, and asides between two commas that a table allows, with no figure,
  /// quotation, negation or hedge inside.
  std::vector<Gap> asides() const;
  /// The same with names in apposition to the speaker's office and relative clauses between commas.
  std::vector<Gap> asides_and_appositions() const;
  /// The last first.
  std::vector<Joint> joints() const;
  /// Where the main clause begins behind an opening adjunct of time or place, if it stands alone.
  std::optional<Opening> main_clause() const;

 private:
  const std::vector<Word>& words() const { return document_.words; }
  bool quoted(std::size_t i) const { return marks_.quoted[i - first_]; }
  bool enclosed_at(std::size_t i) const { return quoted(i) || marks_.bracketed[i - first_]; }
  bool comma_at(std::size_t i) const { return is_comma(words()[i]) && !enclosed_at(i); }
  std::optional<Bond> bond(std::size_t i) const;
  bool denied_before(std::size_t i) const { return denial_ && *denial_ < i; }
  std::size_t after_dateline() const;
  std::size_t closing_comma(std::size_t open) const;
  Gap between(std::size_t open, std::size_t close) const;
  bool is_plain(std::size_t first, std::size_t last) const;
  bool is_name(std::size_t first, std::size_t last) const;
  bool is_object_or_owned(std::size_t i) const;
  bool is_relative(std::size_t i) const;
  bool has_verb(std::size_t first, std::size_t last) const;
  bool is_joint(Joint& joint) const;
  bool only_adds(std::size_t i) const;
  bool verb_may_come(std::size_t at) const;
  bool says_something(std::size_t first, std::size_t last) const;
  bool names_object(std::size_t last) const;
  bool reported_lacks_verb(std::size_t at) const;
  bool opens_with_adjunct() const;
  bool has_main_clause(std::size_t at) const;
  bool cuts_list(std::size_t at) const;
  bool leaves_stub(std::size_t at) const;
  bool breaks_off_speech(std::size_t at) const;
  bool complete(const Joint& joint) const;

  const Prose& prose_;
  const Document& document_;
  const std::size_t first_, last_;  // the sentence's words
  const bool leads_;                // it is its story's first
  const Enclosed marks_;
  std::size_t from_, start_;  // the first word and code point kept
  std::size_t reach_, last_comma_;
  std::size_t
      bare_comma_;  // the last one behind which stands what may be the object or the subject
  std::optional<std::size_t> attribution_;
  std::optional<std::size_t> denial_;  // the first negation
  std::vector<std::size_t> conditions_;
  bool topic_ = false;  // opens with «أما»
};

}  // namespace mujaz::points
