// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the desks that watch what happens: one thread looks into the store for all of them.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "mujaz/store.h"
#include "server/http.h"

namespace mujaz::server {

/// Any thread may use it.
class Events {
 public:
  static constexpr std::size_t kMost = 1000;  ///< who watch
  explicit Events(const Store& store);
  ~Events();
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;
  /// Sends what happens on the site behind the place, until the stream is closed. False where too
  /// many watch already.
  bool add(const std::string& site, std::int64_t place, std::shared_ptr<Stream> stream);

 private:
  struct Watcher {
    std::string site;
    std::int64_t place;
    std::shared_ptr<Stream> stream;
  };
  void run();
  void look();

  const Store& store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Watcher> watchers_;
  bool ending_ = false;
  std::jthread thread_;
};

}  // namespace mujaz::server
