// SPDX-License-Identifier: GPL-3.0-or-later
// The first half of reading: from written text to the words that are spoken, numbers and signs in
// letters. The second half (marks, pauses, phones) takes these words and never sees a digit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/core.h"
#include "mujaz/reading.h"
#include "mujaz/text.h"

namespace mujaz::reading {

/// One word to be spoken.
struct Word {
  std::u32string text;    ///< Arabic letters, with or without marks
  Span written;           ///< where it stands in the written text
  bool fixed = false;     ///< fully marked by a rule: the diacritiser leaves it as it is
  bool bare = false;      ///< said without a case ending (a loan name, «فَاصِلَة»)
  std::u32string before;  ///< punctuation that stands before it, as written, without spaces
  std::u32string after;   ///< punctuation that stands after it
};

/// Writes numbers, symbols, abbreviations and Latin out. Immutable: any thread may use it.
class Verbaliser {
 public:
  explicit Verbaliser(const Language& language, const ReaderSetup& setup = {});
  ~Verbaliser();
  /// The words of a text, in order. `lone` is the case of a number phrase that stands alone. Throws
  /// unsupported at a sign without a rule where the setup says stop.
  std::vector<Word> words(std::u32string_view text, std::optional<Case> lone) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace mujaz::reading
