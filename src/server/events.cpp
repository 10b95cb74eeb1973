// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/events.h"

#include <algorithm>
#include <map>

#include "server/input.h"

namespace mujaz::server {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{300};

std::string told(const Happening& one) {
  const Json json = {{"what", one.what},
                     {"site", one.site},
                     {"article", one.story},
                     {"revision", one.revision},
                     {"at", rfc3339(one.at)}};
  return event(std::to_string(one.place), one.what, json.dump());
}

}  // namespace

Events::Events(const Store& store) : store_(store), thread_([this] { run(); }) {}

Events::~Events() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    for (const Watcher& one : watchers_) one.stream->finish();
  }
  wake_.notify_all();
}

bool Events::add(const std::string& site, std::int64_t place, std::shared_ptr<Stream> stream) {
  const std::lock_guard lock(mutex_);
  std::erase_if(watchers_, [](const Watcher& one) { return !one.stream->open(); });
  if (watchers_.size() >= kMost) return false;
  watchers_.push_back({site, place, std::move(stream)});
  wake_.notify_all();
  return true;
}

void Events::run() {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kBetweenLooks, [&] { return ending_; });
      if (ending_) return;
      if (watchers_.empty()) wake_.wait(lock, [&] { return ending_ || !watchers_.empty(); });
    }
    try {
      look();
    } catch (const std::exception&) {
      // The database is away: the next look may find it.
    }
  }
}

void Events::look() {
  std::map<std::string, std::int64_t> behind;  // of each site that is watched, the first place
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(watchers_, [](const Watcher& one) { return !one.stream->open(); });
    for (const Watcher& one : watchers_) {
      const auto [found, is_new] = behind.try_emplace(one.site, one.place);
      if (!is_new) found->second = std::min(found->second, one.place);
    }
  }
  for (const auto& watched : behind) {
    std::vector<Happening> happened;
    store_.read([&](Transaction& rows) {
      happened = Happenings(rows).after(watched.first, watched.second, 500);
    });
    const std::lock_guard lock(mutex_);
    for (Watcher& watcher : watchers_)
      for (const Happening& one : happened)
        if (watcher.site == watched.first && one.place > watcher.place) {
          watcher.stream->send(told(one));
          watcher.place = one.place;
        }
  }
}

}  // namespace mujaz::server
