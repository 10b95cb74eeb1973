// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/present.h"

#include <algorithm>

#include "server/api.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {

std::vector<Onlooker> Present::look(const std::string& article, const Onlooker& one,
                                    Clock::time_point at) {
  const std::lock_guard lock(mutex_);
  if (articles_.size() >= kMost) forget(at);
  std::vector<Onlooker> others;
  if (articles_.size() >= kMost && !articles_.contains(article)) return others;
  std::vector<Seen>& there = articles_[article];
  std::erase_if(there, [at](const Seen& seen) { return at - seen.last > kStays; });
  const auto mine = std::find_if(there.begin(), there.end(), [&](const Seen& seen) {
    return seen.who.window == one.window && seen.who.name == one.name;
  });
  if (mine != there.end()) {
    mine->last = at;
    mine->who.point = one.point;
  } else if (there.size() < kMostAtOne) {
    there.push_back({one, at});
  }
  for (const Seen& seen : there)
    if (seen.who.window != one.window || seen.who.name != one.name) others.push_back(seen.who);
  return others;
}

void Present::leave(const std::string& article, const std::string& window) {
  const std::lock_guard lock(mutex_);
  const auto found = articles_.find(article);
  if (found == articles_.end()) return;
  std::erase_if(found->second, [&](const Seen& seen) { return seen.who.window == window; });
  if (found->second.empty()) articles_.erase(found);
}

void Present::forget(Clock::time_point at) {
  std::erase_if(articles_, [at](const auto& one) {
    return std::all_of(one.second.begin(), one.second.end(),
                       [at](const Seen& seen) { return at - seen.last > kStays; });
  });
}

void add_present(const ApiPtr& api, Handlers& handlers) {
  const auto present = std::make_shared<Present>();
  handlers.handlers["postPresent"] = [api, present](const Request& request,
                                                    const Visitor& visitor) {
    const Input input(request);
    Onlooker one;
    one.window = input.text("window", 64);
    one.name = visitor.actor.name;
    one.point = input.text_or("point", "", 100);
    one.since = now();
    const std::string& site = request.parameter("site");
    const std::string article = site + '\n' + request.parameter("id");
    Json others = Json::array();
    if (input.flag_or("leaves", false)) {
      present->leave(article, one.window);
    } else {
      api->store().read(
          [&](Transaction& rows) { Stories(rows).get(site, request.parameter("id")); });
      for (const Onlooker& other : present->look(article, one))
        others.push_back({{"name", other.name},
                          {"point", other.point.empty() ? Json() : Json(other.point)},
                          {"since", rfc3339(other.since)}});
    }
    return json({{"others", std::move(others)}});
  };
}

}  // namespace mujaz::server
