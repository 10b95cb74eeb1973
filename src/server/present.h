// SPDX-License-Identifier: GPL-3.0-or-later
// Who has which article open at the desk just now. It is nobody's record: kept in memory, for half
// a minute after the last word, and of this process alone.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "mujaz/clock.h"

namespace mujaz::server {

struct Onlooker {
  std::string window;  ///< a name that the window gave itself
  std::string name;    ///< the account's
  std::string point;   ///< that is being written, or empty
  Time since{};
};

/// Any thread may use it.
class Present {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kStays{30};
  static constexpr std::size_t kMost = 4096, kMostAtOne = 32;

  /// The window has the article open, from now on or still; gives the others there.
  std::vector<Onlooker> look(const std::string& article, const Onlooker& one,
                             Clock::time_point at = Clock::now());
  void leave(const std::string& article, const std::string& window);

 private:
  struct Seen {
    Onlooker who;
    Clock::time_point last;
  };
  void forget(Clock::time_point at);

  std::mutex mutex_;
  std::map<std::string, std::vector<Seen>> articles_;
};

}  // namespace mujaz::server
