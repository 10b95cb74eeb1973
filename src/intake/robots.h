// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace mujaz::intake {

/// What a robots.txt (RFC 9309) says to us.
class Robots {
 public:
  /// All is allowed.
  Robots() = default;
  /// The group of `agent` (small letters), else that of `*`. 500 KiB are read.
  Robots(std::string_view text, std::string_view agent);
  static Robots none_allowed();
  /// The longest rule that fits the path (with its query) counts; of equal ones that which allows.
  bool allows(std::string_view path) const;
  std::chrono::seconds delay{0};  ///< `Crawl-delay`, at most a minute

 private:
  struct Rule {
    std::string pattern;
    bool allow = false;
  };
  std::vector<Rule> rules_;
};

}  // namespace mujaz::intake
