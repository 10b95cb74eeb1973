// SPDX-License-Identifier: GPL-3.0-or-later
// What a well-formed word of the tables looks like.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mujaz/text.h"

namespace mujaz::testing {

/// Where a row stands: file and line.
std::string place(const Table& table, std::size_t row);

/// The parts of a cell between any of some signs.
std::vector<std::u32string> parts(const std::u32string& cell, std::u32string_view signs);

/// What is wrong with the marks of a text that may be marked in part, or nothing.
std::string fault(std::u32string_view text);

/// A letter that has no mark of its own where every letter should, or 0: those of long vowels, of
/// the article, and an initial hamzat wasl are silent.
char32_t unmarked(std::u32string_view word, bool may_end_bare);

/// A word with C for every consonant, in Latin letters: the pattern that a plural is made on. Long
/// vowels are A, I, U behind their short ones; Y is alef maksura, p teh marbuta, > an initial alef
/// with hamza; un, an, in tanwin; a shadda doubles the letter.
std::string pattern(std::u32string_view word);

bool is_sound_plural(std::u32string_view plural);

/// Whether a plural is made on one of the patterns of broken plurals (an-Nahw al-wafi IV,
/// 627-689), with the ending that it has.
bool is_broken_plural(std::string made_on);

/// Whether a rule is known not to hold for a noun: tests/noun_exceptions.tsv.
bool excepted(std::string_view rule, const std::u32string& noun);

}  // namespace mujaz::testing
