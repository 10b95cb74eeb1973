// SPDX-License-Identifier: GPL-3.0-or-later
// The tables that numbers, signs and Latin are read by.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/nouns.h"
#include "reading/signs.h"
#include "reading/spoken_words.h"

namespace mujaz::reading {

/// Immutable after construction: any thread may use them.
struct Tables {
  explicit Tables(const Language& language);

  struct Clitic {
    std::u32string read;
    bool article = false, genitive = false;
  };
  struct Month {
    std::u32string name;
    int number = 0;
    bool hijri = false;
    std::u32string region;
  };
  Quantities quantities;
  Numerals numerals;
  Nouns nouns;
  SpokenWords words;
  Signs signs;
  std::unordered_map<std::u32string, std::optional<Case>> governors;  ///< none: no noun either
  std::unordered_map<std::u32string, Clitic> clitics;
  std::vector<Month> months;
  Phrases month_phrases;
  std::unordered_map<std::u32string, std::u32string> heads;  ///< what it heads, by its form
  std::unordered_map<std::u32string, Phrases> cue_phrases;   ///< by cue; ids are places in cue_read
  std::vector<std::u32string> cue_read;                      ///< what is said for a cue's sign
  Noun hour, minute, goal;
  std::unordered_set<const Noun*> times;  ///< the units of time among the nouns
  std::u32string between;
};

}  // namespace mujaz::reading
