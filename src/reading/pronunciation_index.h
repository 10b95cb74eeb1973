// SPDX-License-Identifier: GPL-3.0-or-later
// The entries of a house lexicon as a text meets them: found by their words, the longest first,
// behind clitics too, and ready to be spoken.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mujaz/pronunciations.h"
#include "mujaz/quantities.h"
#include "reading/ipa.h"
#include "reading/spelling.h"
#include "reading/words.h"

namespace mujaz::reading {

inline constexpr std::size_t longest_written = 200;  ///< letters of an entry
inline constexpr std::size_t longest_reading = 600;

/// What an entry says, or why it cannot be read: at which letter of `written` or of `reading`.
struct EntryFault {
  bool in_written = false;
  std::size_t at = 0;
  std::string what;
};

/// Turns the reading of an entry into words. Immutable: any thread may use it.
class EntryReader {
 public:
  explicit EntryReader(const Language& language);
  std::optional<EntryFault> fault(const Pronunciation& entry) const;
  /// The words of an entry without fault, their spans not set.
  std::vector<Word> words(const Pronunciation& entry) const;
  const PhoneTable& phones() const { return phones_; }
  const Ipa& ipa() const { return ipa_; }
  const Spelling& spelling() const { return spelling_; }

 private:
  PhoneTable phones_;
  Ipa ipa_;
  Signs signs_;
  Numerals numerals_;
  Spelling spelling_;
};

/// The key of written words: marks, tatweel and unseen signs left out, digits in ASCII; words that
/// a space parts have one between them.
std::u32string written_key(std::u32string_view written);

/// A word of a reading in marked Arabic, by what the editor left open.
enum class Marked {
  none,    ///< no mark at all: left to the diacritiser
  partly,  ///< marks that the diacritiser keeps, and letters that it fills
  open,    ///< marked but for its ending
  whole,
};
Marked marked_state(std::u32string_view word);

class PronunciationIndex {
 public:
  PronunciationIndex(const std::vector<Pronunciation>& entries, const EntryReader& reader,
                     std::string_view site);

  struct Entry {
    std::vector<Word> words;
    std::u32string letters;  ///< of a marked reading, with its marks; else empty
    std::string role;
  };
  struct Match {
    const Entry* entry = nullptr;
    std::size_t tokens = 0;
    std::u32string clitic;          ///< what stands before it in its first word, marked
    bool article = false;           ///< and the article behind that
    bool without_alef_lam = false;  ///< the reading's own article is in the clitic («لِلُّغَةِ»)
  };
  /// The longest entry that begins at token i, with the fewest clitics; `role` is what SSML says of
  /// the word, empty where it says nothing.
  Match longest(const Line& line, std::size_t i, std::string_view role = {}) const;
  std::size_t size() const { return entries_.size(); }

 private:
  struct Node {
    std::vector<std::size_t> entries;  ///< none: only the beginning of a longer one
  };
  struct Start;
  void extend(const Line& line, std::size_t i, const Start& start, std::string_view role,
              Match& best) const;
  const Entry* among(const Node& node, std::string_view role) const;

  std::vector<Entry> entries_;
  std::unordered_map<std::u32string, Node> nodes_;
};

}  // namespace mujaz::reading
