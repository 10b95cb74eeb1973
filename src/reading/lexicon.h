// SPDX-License-Identifier: GPL-3.0-or-later
// Words that need no network: the closed classes with their one reading, spellings that hide a
// sound, and words around which a reader rests or never does.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "mujaz/text.h"
#include "reading/joining.h"

namespace mujaz::reading {

/// The tables `fixed_words` and `pauses`. Immutable: any thread may use it.
class Lexicon {
 public:
  explicit Lexicon(const Language& language);
  /// The one reading of a bare word, or nothing.
  std::optional<std::u32string> reading(std::u32string_view bare) const;
  /// The word with the sounds that its spelling hides: dagger alefs put in, silent letters left
  /// out.
  Word32 said(const Word32& word) const;
  bool may_rest_before(std::u32string_view bare, std::u32string_view next) const;
  bool never_rests_after(std::u32string_view bare) const { return never_.contains(bare_key(bare)); }

 private:
  struct Entry {
    std::u32string after, marked, said;
  };
  struct Found {
    const Entry* entry;
    std::size_t proclitics;  ///< letters before it
  };
  std::optional<Found> find(std::u32string_view bare) const;
  static std::u32string bare_key(std::u32string_view word) { return without_marks(word); }

  std::unordered_map<std::u32string, Entry> fixed_;
  std::unordered_set<std::u32string> before_, never_;
};

}  // namespace mujaz::reading
