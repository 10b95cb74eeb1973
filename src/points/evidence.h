// SPDX-License-Identifier: GPL-3.0-or-later
// An article as the check searches it: where each word stands, and its derived forms, its synonyms
// and the forms of its name.
#pragma once

#include "points/document.h"
#include "points/meanings.h"

namespace mujaz::points {

/// How near two words are, the nearest last.
enum class Likeness { none, root, synonym, name, stem, same };

/// A word's entries in an article's index.
struct Clues {
  std::vector<std::pair<Likeness, int>> keys;  ///< from the nearest
  NameHit name;                                ///< that begins here
};

struct Place {
  std::size_t word = 0;  ///< of the document; from `title_first` on of the title
  Likeness likeness = Likeness::none;
};

/// Of one article; it keeps references to what it is made of. Immutable after construction.
class Evidence {
 public:
  Evidence(const Document& document, const Meanings& meanings);

  /// The clues of each word of a point. Words that carry little have none.
  std::vector<Clues> clues(const std::vector<Word>& words) const;
  /// Where the word may have come from, in order of place, at most `most` places.
  std::vector<Place> places(const Clues& clues) const;
  /// Whether the article has the name in any form, the day or month, the unit.
  bool has_name(int name) const { return names_.contains(name); }
  bool has_date(int calendar_word) const { return dates_.contains(calendar_word); }
  bool has_measure(int unit) const { return measures_.contains(unit); }

  const Word& word(std::size_t at) const {
    return at < title_first ? document.words[at] : document.title[at - title_first];
  }
  std::size_t size() const { return title_first + document.title.size(); }
  /// The sentence of a word, the title being the one behind the last; -1 for a heading's.
  int sentence(std::size_t at) const { return sentences_[at]; }
  const NameHit& name(std::size_t at) const { return name_hits_[at]; }
  /// Where in the article's text; none for the title.
  std::optional<Span> span(std::size_t first, std::size_t last) const;

  const Document& document;
  const Meanings& meanings;
  const std::size_t title_first;

 private:
  std::vector<std::pair<Likeness, int>> keys(const Word& word, const NameHit& name) const;
  int find(char32_t tag, std::u32string_view text) const;

  TextMap<int> ids_;
  std::vector<std::vector<std::size_t>> places_;
  std::vector<int> sentences_;
  std::vector<NameHit> name_hits_;
  std::unordered_set<int> names_, dates_, measures_;
};

/// The place that each word of a point most likely came from: near the places of its neighbours
/// where it can be. Words that carry little have none.
std::vector<Place> counterparts(const Evidence& evidence, const std::vector<Word>& words,
                                const std::vector<Clues>& clues);

}  // namespace mujaz::points
