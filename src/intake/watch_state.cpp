// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/watch_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mujaz/core.h"

namespace mujaz::intake {
namespace {

using nlohmann::json;

constexpr std::size_t file_limit = 64u << 20;

}  // namespace

WatchState WatchState::read(const std::filesystem::path& file) {
  WatchState state;
  if (file.empty() || !std::filesystem::exists(file)) return state;
  try {
    const json all = json::parse(read_file(file, file_limit));
    for (const auto& [asked, one] : all.at("feeds").items())
      state.feeds[asked] = {one.at("url"), one.at("etag"), one.at("modified"),
                            from_milliseconds(one.at("next")), one.at("seconds")};
    for (const auto& [id, one] : all.at("seen").items())
      state.seen[id] = {one.at("mark"), one.at("text"), from_milliseconds(one.at("last")),
                        one.at("tries")};
  } catch (const json::exception&) {
    throw Error(ErrorCode::bad_input, "This is not the state of a watch.", file.string());
  }
  return state;
}

void WatchState::write(const std::filesystem::path& file) const {
  if (file.empty()) return;
  json all{{"feeds", json::object()}, {"seen", json::object()}};
  for (const auto& [asked, one] : feeds)
    all["feeds"][asked] = {{"url", one.url},
                           {"etag", one.etag},
                           {"modified", one.modified},
                           {"next", milliseconds(one.next)},
                           {"seconds", one.seconds}};
  for (const auto& [id, one] : seen)
    all["seen"][id] = {{"mark", one.mark},
                       {"text", one.text},
                       {"last", milliseconds(one.last)},
                       {"tries", one.tries}};
  write_file(file, all.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
}

void WatchState::forget(std::size_t remembered) {
  if (seen.size() <= remembered) return;
  std::vector<Time> times;
  times.reserve(seen.size());
  for (const auto& [id, one] : seen) times.push_back(one.last);
  const auto at = times.begin() + static_cast<std::ptrdiff_t>(seen.size() - remembered);
  std::nth_element(times.begin(), at, times.end());
  const Time oldest = *at;
  std::erase_if(seen, [&](const auto& one) { return one.second.last < oldest; });
}

}  // namespace mujaz::intake
