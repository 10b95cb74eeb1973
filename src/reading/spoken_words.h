// SPDX-License-Identifier: GPL-3.0-or-later
// The table of words that reading puts in itself: point, from, to, o'clock.
#pragma once

#include <string>
#include <unordered_map>

#include "reading/numerals.h"

namespace mujaz::reading {

class SpokenWords {
 public:
  explicit SpokenWords(const Language& language) {
    const Table table = language.table("spoken_words");
    for (const auto& row : table.rows())
      nouns_[row[table.column("key")]] = {row[table.column("singular")],
                                          row[table.column("plural")],
                                          row[table.column("gender")] == U"f",
                                          false,
                                          {}};
  }
  /// Throws bad_input where the table lacks the key.
  const std::u32string& operator[](std::u32string_view key) const { return noun(key).singular; }
  const Noun& noun(std::u32string_view key) const {
    const auto found = nouns_.find(std::u32string(key));
    if (found == nouns_.end())
      throw Error(ErrorCode::bad_input, "There is no spoken word \"" + to_utf8(key) + "\".",
                  "spoken_words.tsv");
    return found->second;
  }

 private:
  std::unordered_map<std::u32string, Noun> nouns_;
};

}  // namespace mujaz::reading
