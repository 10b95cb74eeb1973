// SPDX-License-Identifier: GPL-3.0-or-later
// Forms that no grammar allows, whatever the networks think.
#pragma once

#include <string_view>

#include "reading/word_form.h"

namespace mujaz::reading {

/// Whether a reading of a word cannot stand: sukun before shadda; an imperfect with the prefix of
/// the passive and the kasra of the active; a perfect passive without its kasra; the article with
/// tanwin; a plural of the shape of «documents» with tanwin; an adjective in ـِيًا without shadda;
/// ـَيْنَ at a noun's end; fatha on the feminine plural ـات; fatha on «مِن» before what has no hamzat
/// al-wasl; a perfect verb of the forms V to VIII or X that does not end as one; kasra without
/// tanwin on an indefinite noun that ends the sentence. `next` is the bare item behind the word,
/// empty at the end of the line.
bool is_illegal(const Word32& word, const WordForm& form, std::u32string_view next);

/// Whether the ending of a noun cannot stand behind a number in figures: a plural in the genitive
/// behind 3 to 10, a singular in the accusative behind 11 to 99, in the genitive behind hundreds.
/// `number` is the class of the item before the word: «#3», «#11», «#c».
bool is_miscounted(const Word32& word, const WordForm& form, std::string_view number);

}  // namespace mujaz::reading
