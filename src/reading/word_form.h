// SPDX-License-Identifier: GPL-3.0-or-later
// What the letters and marks of a word show of its grammar: prefixes, shape, pronoun, case ending.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "mujaz/text.h"
#include "reading/joining.h"

namespace mujaz::reading {

/// What can be seen of one reading of a word.
struct WordForm {
  bool conjunction = false;       ///< و or ف before it
  bool preposition = false;       ///< ب, ك or ل before it
  bool definite = false;          ///< has the article
  char pronoun = 0;               ///< 'H' for ـه, 'P' for another, 0 for none
  std::string_view kind = "O";    ///< its shape: F for ـة, A for ـات, V for a verb, …
  std::size_t stem = 0;           ///< its first letter behind the prefixes
  std::size_t slot = 0;           ///< the letter that bears the ending
  std::string_view ending = "-";  ///< a u i an un in, 0 for sukun, - for none
};

/// Words by what they govern or are governed by, from the table `grammar_words`. Immutable: any
/// thread may use it.
class GrammarWords {
 public:
  explicit GrammarWords(const Language& language);
  /// The class of a bare word, with or without a conjunction before it; empty for none.
  std::string_view named(std::u32string_view bare) const;
  /// The same, or for an open word what its letters show: «D.ة» as "D.F". Never empty.
  std::string word_class(std::u32string_view bare) const;
  WordForm form(const Word32& word) const;

 private:
  std::size_t conjunction(std::u32string_view bare) const;
  bool prefix(std::u32string_view stem, char32_t letter) const;

  std::unordered_map<std::u32string, std::string> classes_;
  std::unordered_set<std::u32string> own_waw_, own_beh_, own_lam_;
};

/// The ending that the marks of a letter are: a u i an un in, 0 for sukun, - for none.
std::string_view ending_name(Marks marks);

}  // namespace mujaz::reading
