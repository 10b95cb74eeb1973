// SPDX-License-Identifier: GPL-3.0-or-later
// A site's own readings at work: what an entry would change before it is saved, and the sound that
// a saved one makes again. Entries are those of `mujaz lexicon` (mujaz/pronunciations.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/desk.h"
#include "mujaz/pronunciations.h"

namespace mujaz {

/// An entry as it stands in the store, with what it says.
struct HouseEntry {
  LexiconEntry row;
  Pronunciation entry;
};

/// A word that is said otherwise; several words may share one span.
struct SaidOtherwise {
  Span written;                       ///< code points in the part's text
  std::string before, after;          ///< with marks
  std::string ipa_before, ipa_after;  ///< what is heard
};
/// A part of a published story that an entry changes.
struct ChangedPart {
  std::string story, title;
  std::string part;  ///< the point's id, or "title", "opening", "closing"
  std::u32string text;
  std::vector<SaidOtherwise> words;
};
struct LexiconPreview {
  std::vector<std::string> notes;  ///< what is allowed in the entry, but worth a look
  std::vector<ChangedPart> parts;
  int searched = 0;    ///< published stories that were looked through, the newest
  bool whole = false;  ///< that was all there is
};

/// Any thread may use it. Every call throws not_found for an unknown site.
class HouseLexicon {
 public:
  explicit HouseLexicon(Desk& desk) : desk_(desk) {}

  /// In force, or all there ever were, oldest first.
  std::vector<HouseEntry> list(const std::string& site, bool with_removed = false) const;
  /// How each word of a text is said at the site, with its entries in force.
  std::vector<SaidWord> read(const std::string& site, const std::u32string& text) const;
  /// Nothing is saved. Throws bad_input, with "written" or "reading", where the entry cannot be
  /// read. Looks through the newest 500 published stories and shows at most 100 parts.
  LexiconPreview preview(const std::string& site, const Pronunciation& entry) const;
  /// Saves an entry in the place of one for the same words and role, and with it a job that makes
  /// again the sound of every story that it touches. The same reading again saves nothing.
  /// Throws as preview.
  HouseEntry put(const std::string& site, const Pronunciation& entry, const Actor& actor);
  /// Takes an entry out of force; the sound follows. False: there is none in force.
  bool remove(const std::string& site, const std::string& id, const Actor& actor);
  /// Brings one back, under an id of its own, in the place of what stands there; the sound follows.
  /// Nothing where there is none, or what it says is in force.
  std::optional<HouseEntry> restore(const std::string& site, const std::string& id,
                                    const Actor& actor);

 private:
  Desk& desk_;
};

}  // namespace mujaz
