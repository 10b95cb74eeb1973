// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/shelf.h"

namespace mujaz::server {

std::optional<Response> Shelf::find(const std::string& name, Clock::time_point at) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  if (found == entries_.end()) return std::nullopt;
  Entry& entry = found->second;
  const auto age = at - entry.made;
  if (age > 2 * kFresh) {
    entries_.erase(found);
    return std::nullopt;
  }
  if (age > kFresh && !std::exchange(entry.asked_anew, true)) return std::nullopt;
  Response response;
  response.status = entry.kept.status;
  response.headers = entry.kept.headers;
  response.body = entry.kept.body;
  return response;
}

std::uint64_t Shelf::mark() const {
  const std::lock_guard lock(mutex_);
  return forgotten_;
}

void Shelf::keep(const std::string& name, const Kept& kept, std::uint64_t mark,
                 Clock::time_point at) {
  const std::lock_guard lock(mutex_);
  if (mark != forgotten_) return;
  if (entries_.size() >= kMost && !entries_.count(name)) entries_.clear();
  entries_.insert_or_assign(name, Entry{kept, at, false});
}

void Shelf::forget() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  ++forgotten_;
}

}  // namespace mujaz::server
