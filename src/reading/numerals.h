// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers in words, fully marked, in any gender, case and state, and with the noun that they count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/quantities.h"
#include "mujaz/reading.h"
#include "reading/inflect.h"

namespace mujaz::reading {

/// A noun that is counted, as a dictionary has it; a phrase where adjectives belong to it.
struct Noun {
  std::u32string singular, plural;
  bool feminine = false;
  bool scale = false;   ///< a thousand, a million: one of it is said without «وَاحِدٌ»
  std::u32string dual;  ///< where it is not regular
  bool invariable() const { return plural.empty() || plural == singular; }
};

/// A word of a spoken number.
struct Spoken {
  std::u32string text;
  bool noun = false;   ///< it stands for the noun that is counted
  bool bare = false;   ///< without a case ending
  bool asked = false;  ///< its ending is left to the diacritiser, to be asked for the case
};
using Phrase = std::vector<Spoken>;

/// How a number stands in its sentence.
struct Manner {
  Case wanted = Case::genitive;
  State state = State::indefinite;
};

/// Immutable: any thread may use it. Numbers are from 0 to 10^15.
class Numerals {
 public:
  explicit Numerals(const Language& language);

  /// A number that counts nothing that is said; its gender is the opposite of what is counted.
  Phrase cardinal(std::int64_t n, bool feminine, Manner manner) const;
  /// A number with its noun: one behind it, two as the dual, and so on. `annexed` state means that
  /// a genitive follows the noun; the definite state puts the article where grammar wants it.
  Phrase counted(std::int64_t n, const Noun& noun, Manner manner) const;
  /// Definite, from 1 to 999; larger ones are said as cardinals.
  Phrase ordinal(std::int64_t n, bool feminine, Case wanted) const;
  /// A decimal fraction: 3.5 as three, point, five. Its last number governs `noun` where there is
  /// one.
  Phrase decimal(const Decimal& value, const Noun* noun, Case wanted) const;
  /// The twenties to the nineties, annexed to their century; from 20 to 90.
  std::u32string decade(std::int64_t tens, Case wanted) const;
  /// Digit by digit.
  Phrase digits(std::u32string_view figures) const;
  /// A fraction such as two thirds; annexed where the thing that is divided follows.
  Phrase fraction(std::int64_t top, std::int64_t bottom, Manner manner) const;
  /// Joins a phrase to another with «وَ».
  void add(Phrase& out, Phrase more) const;
  /// Appends the words of a noun.
  static void add_noun(Phrase& out, std::u32string_view words);

  struct Scale {
    std::int64_t factor;
    Noun noun;
    std::vector<std::u32string> forms;  ///< as it is written, folded
  };
  /// The scale noun that is written so, or null.
  const Scale* scale(std::u32string_view written) const;

 private:
  struct Row {
    std::u32string masculine, feminine, ordinal_masculine, ordinal_feminine;
  };
  struct Part {
    std::int64_t bottom;
    Noun noun;
  };
  const std::u32string& word(std::int64_t n, bool feminine) const;
  std::u32string twenty_one(State state) const;
  void below_thousand(Phrase& out, std::int64_t n, bool feminine, Manner manner) const;

  std::vector<Row> units_, tens_, hundreds_;  ///< by number, by tens, by hundreds
  std::vector<Scale> scales_;                 ///< from high to low
  std::vector<Part> parts_;
  std::u32string point_, and_, after_hundred_, over_, dot_, plus_;
};

}  // namespace mujaz::reading
