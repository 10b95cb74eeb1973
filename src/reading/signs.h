// SPDX-License-Identifier: GPL-3.0-or-later
// Signs, Latin and abbreviations: how each is said.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "mujaz/quantities.h"

namespace mujaz::reading {

class Signs {
 public:
  explicit Signs(const Language& language);

  /// What a sign of punctuation or a symbol is said as; empty: it is silent. Nothing: the table
  /// does not have it.
  std::optional<std::u32string> sign(char32_t c) const;

  struct Abbreviation {
    std::u32string read;
    bool before_name = false;  ///< only with a dot behind it
    std::size_t tokens = 0;    ///< 0: there is none
  };
  Abbreviation abbreviation(const Line& line, std::size_t i) const;

  /// A Latin word as Arabic says it, or nothing.
  const std::u32string* acronym(std::u32string_view word) const;
  /// The name of a Latin letter, with or without diacritics; empty for another sign.
  std::u32string letter(char32_t c) const;

 private:
  std::unordered_map<char32_t, std::u32string> signs_;
  std::unordered_map<char32_t, std::u32string> letters_;
  std::unordered_map<std::u32string, std::u32string> capitals_, words_;
  std::vector<Abbreviation> abbreviations_;
  Phrases abbreviation_phrases_;
};

/// Whether a Latin token is an address: of a page, of mail.
enum class Address { none, page, mail };
Address address(std::u32string_view latin);

}  // namespace mujaz::reading
