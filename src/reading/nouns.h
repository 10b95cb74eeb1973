// SPDX-License-Identifier: GPL-3.0-or-later
// The nouns that news counts: `nouns`, `units` and `currencies` of the language's tables; and what
// the letters of any other noun tell, by `noun_shapes`.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "reading/numerals.h"
#include "reading/shapes.h"

namespace mujaz::reading {

class Nouns {
 public:
  explicit Nouns(const Language& language);

  struct Match {
    const Noun* noun = nullptr;
    std::size_t tokens = 0;
    bool plural = false;   ///< it is written in the plural
    bool measure = false;  ///< of the tables `units` and `currencies`
  };
  /// What a number asks of the noun behind it.
  enum class Asks {
    any,
    plural,  ///< three to ten: of two nouns, the one that is written in the plural
  };
  /// The noun that begins at token i, in any of its written forms; the longest one. Of several that
  /// are written alike but for hamza or ta marbuta, the one with the text's letters.
  Match at(const Line& line, std::size_t i, Asks asks = Asks::any) const;
  /// A single word without article and clitics, folded.
  Match word(std::u32string_view folded) const;
  /// The noun of a unit's or currency's key, or null.
  const Noun* unit(const std::u32string& key) const;

  struct Guess {
    Noun noun;              ///< its letters as written, the mark of its ending alone put on
    double confidence = 0;  ///< in its gender and ending, 0 to 1
  };
  /// A noun of no table, by its shape. `word` is without marks; behind three to ten it stands in
  /// the plural, which is kept as it is written, elsewhere in the singular without the alef of the
  /// accusative.
  Guess guess(std::u32string_view word, Asks asks) const;

  struct Subunit {
    const Noun* noun = nullptr;
    int figures = 0;  ///< decimals that it takes: 2 for cents
  };
  Subunit subunit(const std::u32string& key) const;

 private:
  struct Form {
    std::size_t noun = 0;
    bool plural = false;
    std::u32string written;
  };
  void add(const Noun& noun, std::u32string_view also);
  void add_form(std::u32string form, bool plural);

  std::vector<Noun> nouns_;
  std::size_t measures_ = 0;              ///< how many of them are units and currencies
  std::vector<std::vector<Form>> forms_;  ///< alike when folded, in the tables' order
  std::unordered_map<std::u32string, std::size_t> places_;  ///< in forms_, while it is filled
  Phrases phrases_;
  Shapes shapes_;
  std::unordered_map<std::u32string, std::size_t> keys_;
  std::unordered_map<std::u32string, std::pair<std::u32string, int>> subunits_;
};

}  // namespace mujaz::reading
