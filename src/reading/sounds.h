// SPDX-License-Identifier: GPL-3.0-or-later
// From marked letters to phones, and phones to syllables with their stress.
#pragma once

#include <array>
#include <span>
#include <unordered_map>
#include <vector>

#include "mujaz/reading.h"
#include "reading/joining.h"

namespace mujaz::reading {

/// Phones that are said for a word as they are, behind its first `before` letters. A vowel that is
/// stressed makes its syllable the stressed one. Without phones the letters are said.
struct GivenPhones {
  std::span<const Phone> phones;
  std::size_t before = 0;
};

/// Letters to phones. Immutable: any thread may use it.
class Sounds {
 public:
  explicit Sounds(std::shared_ptr<const PhoneTable> phones);
  /// The phones of words said without a rest between them, for each word its own. Syllables run
  /// over the words; each word has one that is stressed, but for a word of one syllable for which
  /// `stressed` does not hold. `given` is empty or has an item for each word.
  std::vector<std::vector<Phone>> phrase(std::span<const Word32> words,
                                         const std::vector<bool>& stressed,
                                         std::span<const GivenPhones> given = {}) const;

 private:
  class Speller;
  struct VowelPhones {
    std::uint8_t plain, backed, lax, plain_long, backed_long;
  };
  std::vector<Phone> given_word(const Word32& word, const GivenPhones& given, bool joined) const;
  void colour(std::vector<Phone>& word) const;
  void make_way(std::vector<Phone>& word) const;
  const PhoneTable::Row& row(const Phone& phone) const { return (*phones_)[phone.id]; }

  std::shared_ptr<const PhoneTable> phones_;
  std::unordered_map<char32_t, std::uint8_t> consonants_;
  std::array<VowelPhones, 3> vowels_;  ///< a, i, u
};

/// Marks where syllables start and which are stressed. A syllable starts with the last consonant
/// before its vowel. Stress falls on a word's last syllable if it is superheavy, else on the last
/// but one if that is heavy, else on the one before it (C. Holes, Modern Arabic, 2004, 2.2.2);
/// where a vowel of the word is marked as stressed already, on its syllable.
void mark_syllables(const PhoneTable& table, std::vector<std::vector<Phone>>& words,
                    const std::vector<bool>& stressed);

}  // namespace mujaz::reading
