// SPDX-License-Identifier: GPL-3.0-or-later
// Latin words that can be said as words, in Arabic letters: the table `latin_sounds`.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mujaz/text.h"

namespace mujaz::reading {

/// Immutable: any thread may use it.
class LatinSounds {
 public:
  /// Throws bad_input where a row names no place or kind.
  explicit LatinSounds(const Language& language);
  /// A word of small letters without diacritics, marked, without a case ending; empty where it
  /// cannot be said: letters that no row has, no vowel, more consonants together than Arabic ears
  /// take apart, or under three letters.
  std::u32string say(std::u32string_view word) const;

 private:
  enum class Where { any, start, end, soft, vowel };
  enum class Kind { consonant, vowel, silent };
  struct Sound {
    Where where = Where::any;
    Kind kind = Kind::consonant;
    bool closes = false;  ///< the syllable before it
    std::u32string open, closed, last;
  };
  struct Piece {
    const Sound* sound = nullptr;
    bool doubled = false;
  };
  /// What a word is made of; empty where no row fits.
  std::vector<Piece> pieces(std::u32string_view word) const;
  const Sound* longest(std::u32string_view word, std::size_t i, std::size_t& size) const;
  static bool can_be_said(const std::vector<Piece>& pieces);

  std::unordered_map<std::u32string, std::vector<Sound>> sounds_;
  std::size_t longest_ = 0;
};

}  // namespace mujaz::reading
