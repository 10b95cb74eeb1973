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
  return given(entry.kept);
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

Response given(const Shelf::Kept& kept) {
  Response response;
  response.status = kept.status;
  response.headers = kept.headers;
  response.body = kept.body;
  return response;
}

}  // namespace mujaz::server
