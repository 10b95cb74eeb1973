// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk holds.
#pragma once

#include <condition_variable>
#include <mutex>

#include "mujaz/desk.h"
#include "mujaz/people.h"

namespace mujaz {

struct Desk::Inside {
  explicit Inside(DeskParts given) : parts(std::move(given)) {
    handlers["lexicon"] = {[this](const Job& job, const Stop& stop) { reread(job, stop); },
                           {parts.retries, false}};
  }

  DeskParts parts;
  struct Handler {
    std::function<void(const Job&, const Stop&)> call;
    KindOptions options;
  };
  std::map<std::string, Handler> handlers;

  /// Something was saved: there may be work, or what somebody waits for.
  void notify() {
    const std::lock_guard lock(mutex_);
    ++saved_;
    changed_.notify_all();
  }
  void wait(std::chrono::milliseconds longest) {
    std::unique_lock lock(mutex_);
    const std::uint64_t seen = saved_;
    changed_.wait_for(lock, longest, [&] { return saved_ != seen; });
  }

  /// One rule on one story, in a transaction that holds the story's row.
  Story change(const Which& which,
               const std::function<Change(const Story&, const Article&, Time)>& rule);

  /// Each of our own kinds.
  void draft(const Job& job);
  void voice(const Job& job, const Stop& stop);
  void publish(const Job& job);
  void reread(const Job& job, const Stop& stop);
  /// For good: the story is held with the reason.
  void give_up(const Job& job, const std::string& why);
  void run(const Job& job, const Stop& stop);
  void failed(const Job& job, const std::string& what, bool for_good);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t saved_ = 0;
};

}  // namespace mujaz
