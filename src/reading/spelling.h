// SPDX-License-Identifier: GPL-3.0-or-later
// Words said letter by letter.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/numerals.h"
#include "reading/signs.h"

namespace mujaz::reading {

/// Immutable: any thread may use it. The language's tables must outlive it.
class Spelling {
 public:
  Spelling(const Language& language, const Signs& signs, const Numerals& numerals);
  /// The names of the letters and digits, marked, one after the other; spaces, marks and the signs
  /// between letters are passed over. Where a sign has no name, `at` is its place and nothing is
  /// given.
  std::optional<std::vector<std::u32string>> names(std::u32string_view text, std::size_t& at) const;

 private:
  const Signs& signs_;
  const Numerals& numerals_;
  std::unordered_map<char32_t, std::u32string> letters_;
};

}  // namespace mujaz::reading
