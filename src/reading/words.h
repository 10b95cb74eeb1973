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
#include "reading/source_text.h"

namespace mujaz::reading {

/// One word to be spoken.
struct Word {
  std::u32string text;        ///< Arabic letters, with or without marks
  Span written;               ///< where it stands in the written text
  bool fixed = false;         ///< fully marked by a rule: the diacritiser leaves it as it is
  bool bare = false;          ///< said without a case ending (a loan name, «فَاصِلَة»)
  bool open = false;          ///< marked but for its ending, which the sentence gives
  double confidence = 1;      ///< of the rule that chose it, 0 to 1
  std::u32string before;      ///< punctuation that stands before it, as written, without spaces
  std::u32string after;       ///< punctuation that stands after it
  std::vector<Phone> phones;  ///< where these are given they are said as they are; `text` shows
                              ///< them, a vowel's `stressed` tells its syllable
  std::size_t letters_before = 0;      ///< clitics of `text`, said before the given phones
  std::optional<Break> rest;           ///< the rest after it where a document says
  std::optional<double> rest_seconds;  ///< and how long it is
  bool ends_sentence = false;          ///< a document's sentence ends with it
  Delivery delivery;
};

/// What a document says of its text beyond letters; spans are of the SourceText.
struct Directions {
  struct Lookup {
    Span where;
    std::shared_ptr<const Pronunciations> entries;
  };
  struct Role {
    Span where;
    std::string role;
  };
  std::vector<std::vector<Word>> inserts;  ///< said where `insert_sign` stands, in order
  std::vector<Lookup> lookups;             ///< lexicons beside the house's; the first go first
  std::vector<Role> roles;                 ///< of words, in order
};
inline constexpr char32_t insert_sign = 0xFFFC;  // OBJECT REPLACEMENT CHARACTER

/// The case of each number of a text that no rule gives one, in their order.
using Cases = std::vector<std::optional<Case>>;

/// A text whose undecided numbers stand as five of what they count, the number without its ending:
/// what a diacritiser puts there is the case that it hears.
struct Question {
  std::vector<Word> words;
  struct Number {
    std::size_t number;  ///< its place in Cases
    std::size_t word;    ///< its place among the words
  };
  std::vector<Number> numbers;
};

/// Writes numbers, symbols, abbreviations and Latin out. Immutable: any thread may use it.
class Verbaliser {
 public:
  explicit Verbaliser(const Language& language, const ReaderSetup& setup = {});
  ~Verbaliser();
  /// The words of a text, in order. `lone` is the case of a number phrase that stands alone. Throws
  /// unsupported at a sign without a rule where the setup says stop.
  /// A number whose case neither a rule nor `cases` tells is in the oblique, which is right in two
  /// of three.
  std::vector<Word> words(std::u32string_view text, std::optional<Case> lone,
                          const Cases& cases = {}) const;
  std::vector<Word> words(const SourceText& source, const Directions& directions,
                          std::optional<Case> lone, const Cases& cases = {}) const;
  /// Without numbers where rules decide all.
  Question question(const SourceText& source, const Directions& directions,
                    std::optional<Case> lone) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace mujaz::reading
