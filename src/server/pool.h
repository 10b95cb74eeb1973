// SPDX-License-Identifier: GPL-3.0-or-later
// Threads for what waits or computes, with a queue that has an end.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mujaz::server {

class Pool {
 public:
  Pool(unsigned threads, std::size_t queue);
  /// Runs what was accepted, then ends.
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  /// False where the queue is full: nothing was accepted. The work must not throw.
  bool post(std::function<void()> work);
  std::size_t waiting() const;

 private:
  void run();

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace mujaz::server
