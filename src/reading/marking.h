// SPDX-License-Identifier: GPL-3.0-or-later
// A text as letters with their marks: the form in which marks are put on, taken off and changed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mujaz::reading {

/// Marks of one letter as a set of bits: fathatan to sukun in Unicode's order, then the dagger
/// alef.
using Marks = std::uint16_t;

namespace mark {
inline constexpr Marks fathatan = 1 << 0, dammatan = 1 << 1, kasratan = 1 << 2, fatha = 1 << 3,
                       damma = 1 << 4, kasra = 1 << 5, shadda = 1 << 6, sukun = 1 << 7,
                       dagger_alef = 1 << 8;
inline constexpr Marks vowels = fatha | damma | kasra, tanwin = fathatan | dammatan | kasratan,
                       endings = vowels | tanwin | sukun;
}  // namespace mark

/// One sign of a text; only a letter has marks. Marks that stand on no letter are signs themselves.
struct Letter {
  char32_t c = 0;
  Marks marks = 0;
  bool operator==(const Letter&) const = default;
};

std::vector<Letter> to_letters(std::u32string_view text);
/// For each code point the place of the letter that to_letters makes of it.
std::vector<std::size_t> letter_places(std::u32string_view text);
/// Shadda stands before the vowel, the dagger alef last.
std::u32string to_text(const std::vector<Letter>& letters);
/// The bit of a mark (U+064B to U+0652, U+0670).
Marks bit_of(char32_t mark);

/// The sets of marks that the diacritiser chooses from.
inline constexpr std::array<Marks, 14> mark_classes = {0,
                                                       mark::fathatan,
                                                       mark::dammatan,
                                                       mark::kasratan,
                                                       mark::fatha,
                                                       mark::damma,
                                                       mark::kasra,
                                                       mark::shadda | mark::fathatan,
                                                       mark::shadda | mark::dammatan,
                                                       mark::shadda | mark::kasratan,
                                                       mark::shadda | mark::fatha,
                                                       mark::shadda | mark::damma,
                                                       mark::shadda | mark::kasra,
                                                       mark::sukun};
using Shares = std::array<float, mark_classes.size()>;

}  // namespace mujaz::reading
