// SPDX-License-Identifier: GPL-3.0-or-later
// Signs, Latin and abbreviations: how each is said.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mujaz/quantities.h"
#include "reading/latin_sounds.h"

namespace mujaz::reading {

class Signs {
 public:
  explicit Signs(const Language& language);

  /// What a sign of punctuation or a symbol is said as; empty: it is silent. Nothing: the table
  /// does not have it.
  std::optional<std::u32string> sign(char32_t c) const;

  struct Abbreviation {
    std::u32string read;
    bool before_name = false;    ///< only with a dot behind it
    std::u32string feminine;     ///< what is said before a woman's name, where that differs
    std::size_t tokens = 0;      ///< 0: there is none
    std::size_t proclitics = 0;  ///< letters before it in its first token («ود.»)
  };
  Abbreviation abbreviation(const Line& line, std::size_t i) const;

  /// A name of the table `acronyms`.
  struct Name {
    std::u32string read;
    bool figures = false;  ///< figures behind it belong to it
  };
  /// A Latin word, or a loan name in Arabic letters, or null.
  const Name* name(std::u32string_view word) const;
  /// A Latin word that no table has, said as a word; empty where it cannot be. Capitals are
  /// initials, unless there are many of them.
  std::u32string as_word(std::u32string_view word) const;
  /// The name of a Latin letter, with or without diacritics; empty for another sign.
  std::u32string letter(char32_t c) const;

 private:
  void read_names(const Language& language);
  void read_abbreviations(const Language& language);

  std::unordered_map<char32_t, std::u32string> signs_;
  std::unordered_map<char32_t, std::u32string> letters_;
  std::unordered_map<std::u32string, Name> capitals_, words_;
  std::vector<Abbreviation> abbreviations_;
  Phrases abbreviation_phrases_;
  std::unordered_map<std::u32string, std::size_t> titles_;  ///< of one letter, before names
  std::unordered_set<std::u32string> feminine_names_;
  LatinSounds sounds_;
};

/// Whether a Latin token is an address: of a page, of mail.
enum class Address { none, page, mail };
Address address(std::u32string_view latin);

}  // namespace mujaz::reading
