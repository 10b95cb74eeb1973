// SPDX-License-Identifier: GPL-3.0-or-later
// What a watcher remembers: of each feed when to look again, of each article what it was.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "mujaz/clock.h"

namespace mujaz::intake {

struct WatchedFeed {
  std::string url;  ///< where it is now
  std::string etag, modified;
  Time next{};
  std::int64_t seconds = 0;  ///< between two looks
};

struct SeenEntry {
  std::string mark;  ///< of what the feed said of it: title, times, text
  std::string text;  ///< of the article's text as it was handed on, or empty: it never was
  Time last{};       ///< when a feed last had it
  int tries = 0;     ///< that failed
};

struct WatchState {
  std::map<std::string, WatchedFeed> feeds;  ///< by the address that was asked for
  std::map<std::string, SeenEntry> seen;     ///< by the article's id

  /// An absent file is an empty state. Throws bad_input where the file is not one.
  static WatchState read(const std::filesystem::path& file);
  void write(const std::filesystem::path& file) const;
  /// Forgets those that were last seen the longest ago.
  void forget(std::size_t remembered);
};

}  // namespace mujaz::intake
