// SPDX-License-Identifier: GPL-3.0-or-later
// Watches feeds politely and hands on each new or changed article, once.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mujaz/clock.h"
#include "mujaz/feeds.h"
#include "mujaz/http.h"
#include "mujaz/intake.h"
#include "mujaz/websub.h"

namespace mujaz {

/// What a feed led to.
struct Sighting {
  std::string id;  ///< 64 hexadecimal digits, the same for the same article ever after
  std::string url;
  bool changed = false;  ///< it was handed on before with another text
  Article article;
};

struct WatchOptions {
  std::vector<std::string> feeds;  ///< addresses of feeds, sitemaps or indexes of sitemaps
  std::filesystem::path state;     ///< a file that remembers across restarts; empty: memory alone
  std::chrono::seconds shortest{120}, longest{3600};  ///< between two looks at one feed
  std::chrono::milliseconds host_gap{2000};           ///< between two requests to one host
  std::size_t remembered = 20'000;                    ///< entries; the oldest are forgotten first
  bool robots = true;                                 ///< robots.txt is honoured
  FetchLimits limits;
  std::shared_ptr<Subscriptions> hubs;  ///< where a feed names a hub, its news are asked for
};

/// One thread. Every look is conditional (ETag, Last-Modified); the time to the next is halved by
/// news and grows without, is never under what `Retry-After`, `ttl` or robots.txt ask for, and is
/// shifted by chance by a tenth. A feed that has moved for good is followed.
class Watcher {
 public:
  /// `deliver` hands an article on; what it throws is told. Where it or the page is `unavailable`,
  /// the article is tried again at each look for two days, even if its feed has let it go; where it
  /// is not found, five times. A page whose feed says nothing new is looked at again after 30
  /// minutes, 2, 8 and 24 hours, since corrections are not always announced. `tell` gets a line for
  /// people about what went well or wrong.
  using Deliver = std::function<void(const Sighting&)>;
  using Tell = std::function<void(const std::string&)>;
  /// Reads the state. Throws bad_input where it is not one.
  Watcher(std::shared_ptr<const Extractor> extractor, WatchOptions options, Deliver deliver,
          Tell tell);
  ~Watcher();
  /// Looks at each feed whose time has come and hands on what is new; returns how many were handed
  /// on. The state is written after each of them, so an end at any moment loses nothing, and
  /// repeats at the most the one that was being handed on. Throws unavailable where the state
  /// cannot be written.
  int look(Time at, const Stop* stop = nullptr);
  /// When the next feed's time comes; at once where a hub brought news.
  Time next() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace mujaz
