// SPDX-License-Identifier: GPL-3.0-or-later
// Full-context labels: what the trees of an HTS voice ask about each phone.
#pragma once

#include <string>
#include <vector>

namespace mujaz::voice {

/// A word as the phones of the voice, and a phrase as its words; none of them is empty.
using HtsWord = std::vector<std::string>;
using HtsPhrase = std::vector<HtsWord>;

/// The labels of a sentence, a list for each phrase: a pause, each phone, a pause. The pause
/// between two phrases stands in both lists. To the voice the sentence is one phrase.
std::vector<std::vector<std::string>> full_context_labels(const std::vector<HtsPhrase>& sentence);

}  // namespace mujaz::voice
