// SPDX-License-Identifier: GPL-3.0-or-later
// How texts are read with a site's lexicon as it was and as it is.
#pragma once

#include "mujaz/house_lexicon.h"

namespace mujaz::desk {

/// What stands in rows of the store, which are those of a table in CSV.
PronunciationList entries_of(const Crafts& crafts, const std::vector<std::string>& rows);
std::string row_of(const Pronunciation& entry);
/// The words under which an entry stands in the store: one is in force for each.
std::string key_of(const Pronunciation& entry);

/// One change of one word, looked for in texts. Any thread may use it.
class Rereading {
 public:
  /// `entries` are those in force, `before` and `after` the row for `word` on both sides of the
  /// change, or empty.
  Rereading(const Crafts& crafts, Site site, const std::vector<LexiconEntry>& entries,
            const std::string& word, const std::string& before, const std::string& after);
  /// The words of a text that are said otherwise, in its order.
  std::vector<SaidOtherwise> changed(const std::u32string& text) const;
  /// Whether a story's sound, public or to come, changes.
  bool touches(const Story& story) const;

 private:
  const Crafts& crafts_;
  const Site site_;
  std::vector<LexiconEntry> before_, after_;
  std::vector<std::u32string> sought_;  ///< what a text must have in it, folded; any of them
  bool around_ = false;                 ///< what is said around every story's points changes
};

}  // namespace mujaz::desk
