// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text as this stage compares them, and phrases found among them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mujaz/text.h"

namespace mujaz::points {

struct HashText {
  using is_transparent = void;
  std::size_t operator()(std::u32string_view text) const {
    return std::hash<std::u32string_view>()(text);
  }
};
using TextSet = std::unordered_set<std::u32string, HashText, std::equal_to<>>;
template <class Value>
using TextMap = std::unordered_map<std::u32string, Value, HashText, std::equal_to<>>;

/// A token with its folded form.
struct Word {
  TokenKind kind = TokenKind::word;
  Span span;
  std::u32string folded;
  int stem = -1;  ///< its place among the Stems; -1 for signs and words that carry little
  bool spoken() const { return kind <= TokenKind::latin; }
  bool is(char32_t sign) const { return folded.size() == 1 && folded[0] == sign; }
};

/// Light stems numbered as they come; one for a text and what is compared with it.
class Stems {
 public:
  int add(const std::u32string& stem) {
    return ids_.try_emplace(stem, static_cast<int>(ids_.size())).first->second;
  }
  /// -1 where the stem was never added.
  int find(std::u32string_view stem) const {
    const auto at = ids_.find(stem);
    return at == ids_.end() ? -1 : at->second;
  }
  std::size_t size() const { return ids_.size(); }

 private:
  TextMap<int> ids_;
};

/// Phrases by their folded words. Signs between the words break a phrase.
class Phrases {
 public:
  struct Hit {
    std::size_t words = 0;  ///< how many it took; 0 for none
    std::size_t row = 0;
    bool clitic = false;  ///< a و or ف stood before it
  };
  void add(std::u32string_view phrase, std::size_t row);
  /// The longest phrase that begins at `at` and ends before `end`; `clitic` lets a و or ف stand
  /// before it.
  Hit at(const std::vector<Word>& words, std::size_t at, std::size_t end, bool clitic) const;

 private:
  struct Entry {
    std::vector<std::u32string> rest;
    std::size_t row;
  };
  TextMap<std::vector<Entry>> by_first_;
};

}  // namespace mujaz::points
