// SPDX-License-Identifier: GPL-3.0-or-later
// Words of which it is known how they can be read.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mujaz/text.h"
#include "reading/candidates.h"

namespace mujaz::reading {

/// The table `word_readings`. Immutable: any thread may use it.
class WordReadings {
 public:
  explicit WordReadings(const Language& language);
  /// Lowers the score of each reading of the word that the table does not have, where it has others
  /// of them, and puts the best first again.
  void weigh(std::u32string_view bare, std::vector<Reading>& readings) const;

 private:
  using Marked = std::vector<Marks>;
  std::unordered_map<std::u32string, std::vector<Marked>> words_;
};

}  // namespace mujaz::reading
