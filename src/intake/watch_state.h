// SPDX-License-Identifier: GPL-3.0-or-later
// What a watcher remembers: of each feed when to look again, of each article what it was. The file
// is a line of JSON for each thing that changed, the last of a thing counts; it is written anew
// when it has grown to several times what it says.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "mujaz/clock.h"
#include "mujaz/feeds.h"

namespace mujaz::intake {

struct WatchedFeed {
  std::string url;  ///< where it is now
  std::string etag, modified;
  std::string hub, topic;  ///< of WebSub, or empty
  Time next{};
  std::int64_t seconds = 0;  ///< between two looks
};

struct SeenEntry {
  std::string mark;  ///< of what the feed said of it: title, times, text
  std::string text;  ///< of the article's text as it was handed on, or empty: it never was
  Time last{};       ///< when a feed last had it
  int tries = 0;     ///< that failed since the last that did not
  Time failed{};     ///< when the first of them did
  int looks = 0;     ///< at its page, without its feed saying anything new
  Time due{};        ///< when the next is
  std::string feed;  ///< the address that was asked for
  std::optional<FeedEntry> entry;  ///< while another look at it is due
};

class WatchState {
 public:
  /// Reads the file; an absent file is an empty state, an empty path memory alone. A last line that
  /// was not written to its end is left out. Throws bad_input where the file is no such state.
  explicit WatchState(std::filesystem::path file);
  std::map<std::string, WatchedFeed> feeds;  ///< by the address that was asked for
  std::map<std::string, SeenEntry> seen;     ///< by the article's id
  /// Write down what became of one of them. Throw unavailable.
  void save_feed(const std::string& asked);
  void save_seen(const std::string& id);
  /// Forgets those that were last seen the longest ago.
  void forget(std::size_t remembered);

 private:
  void take(const std::string& line);
  void write_anew();
  void append(const std::string& line);

  std::filesystem::path file_;
  std::ofstream out_;
  std::size_t lines_ = 0;
};

}  // namespace mujaz::intake
