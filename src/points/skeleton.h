// SPDX-License-Identifier: GPL-3.0-or-later
// What derived forms of one root have in common, without a dictionary.
#pragma once

#include <string>
#include <string_view>

namespace mujaz::points {

/// The consonants that a folded word keeps once clitics, endings and the letters of patterns are
/// taken off: «يعلن»، «إعلان»، «المعلنة» have one. A root with a weak letter keeps its place as a
/// waw. Empty where less than two consonants stay. It errs both ways: for finding likely
/// counterparts, never for saying that two words are one.
std::u32string skeleton(std::u32string_view folded);

/// The word without the و ف before it, the ب ل ك and the article; at least two letters stay.
std::u32string_view without_proclitics(std::u32string_view folded);

}  // namespace mujaz::points
