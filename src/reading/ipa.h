// SPDX-License-Identifier: GPL-3.0-or-later
// The International Phonetic Alphabet to phones, and phones to the Arabic that shows them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mujaz/reading.h"
#include "reading/joining.h"

namespace mujaz::reading {

/// Reads IPA with the symbols of a PhoneTable, the longest first. Immutable: any thread may use it.
class Ipa {
 public:
  explicit Ipa(const PhoneTable& phones);

  /// What stands at `at` is no phone.
  struct Fault {
    std::size_t at = 0;
    std::string what;
  };
  /// The phones of each word; the vowel of a stressed syllable is marked as stressed. Where the
  /// text cannot be read, `fault` says why and nothing is given.
  std::vector<std::vector<Phone>> words(std::u32string_view ipa, std::optional<Fault>& fault) const;

  /// The letters and marks of a word, as near as Arabic comes to it.
  Word32 letters(const std::vector<Phone>& word) const;

 private:
  struct Symbol {
    std::u32string text;
    std::uint8_t id;
  };
  void put_vowel(Word32& out, const PhoneTable::Row& row, bool first) const;

  const PhoneTable& phones_;
  std::vector<Symbol> symbols_;  ///< the longest first
};

}  // namespace mujaz::reading
