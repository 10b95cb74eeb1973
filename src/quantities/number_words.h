// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers written in letters: from words to their value.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "mujaz/quantities.h"

namespace mujaz::quantities {

class NumberWords {
 public:
  explicit NumberWords(const Language& language);

  struct Found {
    enum class Kind { cardinal, ordinal, fraction };
    Kind kind = Kind::cardinal;
    Decimal value;
    Decimal second;  ///< what a fraction is divided by
    std::size_t tokens = 0;
    std::size_t clitics = 0;  ///< letters of و ف ب ل ك before the number, in its first token
    std::u32string scale;     ///< the last scale word as written
  };
  /// The longest number, ordinal or fraction in words that begins at token i.
  std::optional<Found> at(const Line& line, std::size_t i) const;

  struct Scale {
    std::int64_t factor = 1;
    std::size_t words = 0;   ///< how many scale words; 0: none
    std::size_t tokens = 0;  ///< with the half behind them
    std::u32string scale;    ///< as written
    bool half = false;       ///< «ونصف المليون» follows: half of the factor more
  };
  /// The scale words behind figures: «مليون»، «آلاف»، «ألف مليار»، «مليون ونصف المليون».
  /// Behind money a sign too: the bn of $5bn.
  Scale scale_at(const Line& line, std::size_t i, bool money = false) const;

 private:
  enum class Class {
    unit,
    eleven,  ///< the one in eleven and twenty-one
    ten,
    tens,
    hundred,
    hundreds,
    scale,
    scale_plural,
    scale_dual,
    ordinal,
    part,  ///< half, third, quarter
  };
  struct Entry {
    Class kind;
    std::int64_t value;
  };
  /// A word without its clitics.
  struct Word {
    Entry entry;
    bool joined = false;      ///< with و or ف before it
    bool definite = false;    ///< with ال
    bool governed = false;    ///< with ب ل or ك before it
    std::size_t clitics = 0;  ///< how many letters stand before ال or the word
  };
  struct Sum;

  void add(std::u32string_view written, Entry entry);
  void add_forms(std::u32string_view dictionary, Entry entry);
  std::optional<Word> word(const Line& line, std::size_t i) const;
  std::optional<Found> cardinal(const Line& line, std::size_t i) const;
  std::optional<Found> ordinal(const Line& line, std::size_t i) const;
  std::optional<Found> fraction(const Line& line, std::size_t i) const;
  /// «ونصف»، «ونصف المليون» at token i: how many tokens, 0 where it is not there.
  std::size_t half_at(const Line& line, std::size_t i, std::int64_t scale) const;

  std::unordered_map<std::u32string, Entry> entries_;
  std::unordered_map<std::u32string, std::int64_t> scale_signs_;
  std::u32string after_;  ///< between an ordinal and its hundreds
};

}  // namespace mujaz::quantities
