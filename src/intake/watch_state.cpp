// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/watch_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "mujaz/core.h"

namespace mujaz::intake {
namespace {

using nlohmann::json;

constexpr std::size_t file_limit = 256u << 20;
constexpr std::size_t kept_html = 100'000;  // bytes; a longer text is looked for on its page

std::string dumped(const json& one) {
  return one.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::string line_of(const std::string& asked, const WatchedFeed& feed) {
  return dumped({{"feed", asked},
                 {"url", feed.url},
                 {"etag", feed.etag},
                 {"modified", feed.modified},
                 {"hub", feed.hub},
                 {"topic", feed.topic},
                 {"next", milliseconds(feed.next)},
                 {"seconds", feed.seconds}});
}

json json_of(const FeedEntry& entry) {
  const bool whole = entry.whole && entry.html.size() <= kept_html;
  return {{"id", entry.id},
          {"url", entry.url},
          {"title", entry.title},
          {"author", entry.author},
          {"section", entry.section},
          {"published", entry.published},
          {"modified", entry.modified},
          {"html", whole ? entry.html : std::string()},
          {"whole", whole}};
}

FeedEntry entry_of(const json& one) {
  FeedEntry entry;
  one.at("id").get_to(entry.id);
  one.at("url").get_to(entry.url);
  one.at("title").get_to(entry.title);
  one.at("author").get_to(entry.author);
  one.at("section").get_to(entry.section);
  one.at("published").get_to(entry.published);
  one.at("modified").get_to(entry.modified);
  one.at("html").get_to(entry.html);
  one.at("whole").get_to(entry.whole);
  return entry;
}

std::string line_of(const std::string& id, const SeenEntry& seen) {
  json one = {{"seen", id},          {"mark", seen.mark},
              {"text", seen.text},   {"last", milliseconds(seen.last)},
              {"tries", seen.tries}, {"failed", milliseconds(seen.failed)},
              {"looks", seen.looks}, {"due", milliseconds(seen.due)},
              {"feed", seen.feed}};
  if (seen.entry) one["entry"] = json_of(*seen.entry);
  return dumped(one);
}

}  // namespace

WatchState::WatchState(std::filesystem::path file) : file_(std::move(file)) {
  if (file_.empty()) return;
  if (std::filesystem::exists(file_)) {
    const std::string all = read_file(file_, file_limit);
    try {
      for (std::size_t from = 0, end; (end = all.find('\n', from)) != all.npos; from = end + 1)
        take(all.substr(from, end - from));
    } catch (const json::exception&) {
      throw Error(ErrorCode::bad_input, "This is not the state of a watch.", file_.string());
    }
    if (!all.empty() && lines_ == 0)
      throw Error(ErrorCode::bad_input, "This is not the state of a watch.", file_.string());
  }
  write_anew();
}

void WatchState::take(const std::string& line) {
  const json one = json::parse(line);
  ++lines_;
  if (const auto asked = one.find("feed"); !one.contains("seen")) {
    feeds[asked.value().get<std::string>()] = {
        one.at("url"),        one.at("etag"),         one.at("modified"),
        one.value("hub", ""), one.value("topic", ""), from_milliseconds(one.at("next")),
        one.at("seconds")};
    return;
  }
  SeenEntry& entry = seen[one.at("seen").get<std::string>()];
  entry = {one.at("mark"),
           one.at("text"),
           from_milliseconds(one.at("last")),
           one.at("tries"),
           from_milliseconds(one.at("failed")),
           one.at("looks"),
           from_milliseconds(one.at("due")),
           one.at("feed"),
           std::nullopt};
  if (const auto kept = one.find("entry"); kept != one.end()) entry.entry = entry_of(*kept);
}

void WatchState::write_anew() {
  if (file_.empty()) return;
  std::string all;
  for (const auto& [asked, feed] : feeds) all += line_of(asked, feed);
  for (const auto& [id, entry] : seen) all += line_of(id, entry);
  out_.close();
  write_file(file_, all);
  out_.open(file_, std::ios::binary | std::ios::app);
  lines_ = feeds.size() + seen.size();
}

void WatchState::append(const std::string& line) {
  if (file_.empty()) return;
  out_ << line << std::flush;
  if (!out_) throw Error(ErrorCode::unavailable, "The state cannot be written.", file_.string());
  ++lines_;
}

void WatchState::save_feed(const std::string& asked) {
  append(line_of(asked, feeds[asked]));
}

void WatchState::save_seen(const std::string& id) {
  append(line_of(id, seen[id]));
}

void WatchState::forget(std::size_t remembered) {
  constexpr std::size_t spare_lines = 1000;
  if (seen.size() > remembered) {
    std::vector<Time> times;
    times.reserve(seen.size());
    for (const auto& [id, one] : seen) times.push_back(one.last);
    const auto at = times.begin() + static_cast<std::ptrdiff_t>(seen.size() - remembered);
    std::nth_element(times.begin(), at, times.end());
    const Time oldest = *at;
    std::erase_if(seen, [&](const auto& one) { return one.second.last < oldest; });
  }
  if (lines_ > 3 * (feeds.size() + seen.size()) + spare_lines) write_anew();
}

}  // namespace mujaz::intake
