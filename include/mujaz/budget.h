// SPDX-License-Identifier: GPL-3.0-or-later
// What may be spent on others' servers in a day.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>

#include "mujaz/clock.h"

namespace mujaz {

/// Tokens or characters that may be spent in a day of UTC. Any thread may use it, and any number of
/// programs that share a file.
class DayBudget {
 public:
  /// No limit where `most_a_day` is 0. The count is kept in `file`, or in this object alone where
  /// the path is empty.
  explicit DayBudget(std::int64_t most_a_day, std::filesystem::path file = {});
  /// Takes so much of the day; false, and nothing is taken, where less is left. A negative number
  /// gives some back. Throws unavailable (the file) or bad_input (it holds something else).
  bool take(std::int64_t amount, Time now);

 private:
  bool count(std::int64_t amount, std::int64_t today, std::int64_t& day, std::int64_t& spent) const;
  const std::int64_t most_;
  const std::filesystem::path file_;
  std::mutex mutex_;
  std::int64_t day_ = 0, spent_ = 0;
};

}  // namespace mujaz
