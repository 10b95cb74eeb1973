// SPDX-License-Identifier: GPL-3.0-or-later
// The nouns that news counts: `nouns`, `units` and `currencies` of the language's tables.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "reading/numerals.h"

namespace mujaz::reading {

class Nouns {
 public:
  explicit Nouns(const Language& language);

  struct Match {
    const Noun* noun = nullptr;
    std::size_t tokens = 0;
    bool plural = false;  ///< it is written in the plural
  };
  /// The noun that begins at token i, in any of its written forms; the longest one.
  Match at(const Line& line, std::size_t i) const;
  /// A single word without article and clitics, folded.
  Match word(std::u32string_view folded) const;
  /// The noun of a unit's or currency's key, or null.
  const Noun* unit(const std::u32string& key) const;

  struct Subunit {
    const Noun* noun = nullptr;
    int figures = 0;  ///< decimals that it takes: 2 for cents
  };
  Subunit subunit(const std::u32string& key) const;

 private:
  void add_forms(const std::vector<std::u32string>& written);

  std::vector<Noun> nouns_;
  Phrases forms_;
  std::unordered_map<std::u32string, std::size_t> keys_;
  std::unordered_map<std::u32string, std::pair<std::u32string, int>> subunits_;
};

}  // namespace mujaz::reading
