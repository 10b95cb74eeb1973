// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/watch.h"

#include <algorithm>
#include <random>
#include <thread>

#include "intake/guard.h"
#include "intake/robots.h"
#include "intake/watch_state.h"
#include "mujaz/digest.h"

namespace mujaz {
namespace {

using namespace intake;
using Milliseconds = std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int most_tries = 5;     // of one article
constexpr int most_hops = 5;      // of redirects
constexpr int sitemaps_read = 5;  // of an index, at one look: its newest stand first or last
constexpr auto robots_age = std::chrono::hours(24);
constexpr auto longest_pause = std::chrono::hours(24);  // that a server may ask for

/// The seconds of `Retry-After`, 0 where it says none that can be read.
seconds retry_after(const HttpResponse& response) {
  const std::string text = response.header("retry-after");
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != text.npos)
    return seconds(0);
  return std::min<seconds>(seconds(std::stol(text)), longest_pause);
}

/// `Location` against the address it was answered at.
std::string target(const std::string& location, const std::string& from) {
  if (location.find("://") != location.npos) return location;
  const std::size_t host = from.find("://") + 3;
  const std::size_t path = std::min(from.find('/', host), from.size());
  if (location.starts_with("//")) return from.substr(0, host - 2) + location;
  if (location.starts_with("/")) return from.substr(0, path) + location;
  const std::size_t folder = from.rfind('/');
  return from.substr(0, folder >= host ? folder + 1 : path) + location;
}

std::string path_of(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t path = url.find('/', host);
  return path == url.npos ? "/" : url.substr(path);
}

}  // namespace

struct Watcher::Work {
  std::shared_ptr<const Extractor> extractor;
  WatchOptions options;
  Deliver deliver;
  Tell tell;
  WatchState state;
  std::mt19937 chance{std::random_device{}()};

  struct Site {
    Robots robots;
    Time read{};
    std::chrono::steady_clock::time_point free;  // for the next request
  };
  std::map<std::string, Site> sites;

  /// Waits until the host may be asked again.
  void wait_for(Site& site, const Stop* stop) {
    const auto gap = std::max<Milliseconds>(options.host_gap, site.robots.delay);
    while (std::chrono::steady_clock::now() < site.free) {
      if (stop) stop->check();
      std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(
          Milliseconds(100), site.free - std::chrono::steady_clock::now()));
    }
    site.free = std::chrono::steady_clock::now() + gap;
  }

  Site& site_of(const std::string& url, Time at, const Stop* stop) {
    const std::string origin = parse_url(url).origin();
    Site& site = sites[origin];
    if (!options.robots || (site.read != Time() && at - site.read < robots_age)) return site;
    try {
      HttpRequest request = guarded_request(origin + "/robots.txt", options.limits);
      wait_for(site, stop);
      request.limits.redirects = most_hops;
      const HttpResponse response = send(request, stop);
      // RFC 9309: what is not there allows all, what does not answer allows nothing.
      if (response.good())
        site.robots = Robots(response.body, "mujaz");
      else
        site.robots = response.status >= 500 ? Robots::none_allowed() : Robots();
      site.read = response.status >= 500 ? Time() : at;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::unavailable) throw;
      site.robots = Robots::none_allowed();
    }
    return site;
  }

  struct Got {
    HttpResponse response;
    std::string moved;  // for good, to where
  };

  /// A request with its redirects, each looked at and each polite.
  Got get(std::string url, const std::vector<std::pair<std::string, std::string>>& headers, Time at,
          const Stop* stop) {
    Got got;
    bool for_good = true;
    for (int hop = 0; hop <= most_hops; ++hop) {
      HttpRequest request = guarded_request(url, options.limits);
      Site& site = site_of(url, at, stop);
      if (!site.robots.allows(path_of(request.url)))
        throw Error(ErrorCode::bad_input, "The site's robots.txt does not allow it.", url);
      wait_for(site, stop);
      request.headers = headers;
      request.limits.redirects = 0;
      got.response = send(request, stop);
      const int status = got.response.status;
      const std::string location = got.response.header("location");
      if (status < 300 || status > 399 || status == 304 || location.empty()) {
        got.response.url = url;
        return got;
      }
      url = target(location, url);
      for_good &= status == 301 || status == 308;
      got.moved = for_good ? url : std::string();
    }
    throw Error(ErrorCode::too_large, "It redirects more than 5 times.", url);
  }

  Page page_of(const Got& got) {
    const HttpResponse& response = got.response;
    if (!response.good())
      throw Error(response.status == 404 || response.status == 410 ? ErrorCode::not_found
                                                                   : ErrorCode::unavailable,
                  "The server answered HTTP " + std::to_string(response.status) + ".",
                  response.url);
    return {response.body, response.url, response.header("content-type")};
  }

  /// The article of an entry: from the feed where it carries the whole, else from its page.
  Article article_of(const FeedEntry& entry, Time at, const Stop* stop) {
    if (entry.whole) {
      try {
        Given given;
        given.title = entry.title;
        given.body = entry.html;
        given.url = entry.url;
        given.published = entry.published;
        given.modified = entry.modified;
        given.section = entry.section;
        given.byline = entry.author;
        return extractor->extract_given(given);
      } catch (const Error&) {  // a text that is not an article: the page may have it
      }
    }
    Article article = extractor->extract(page_of(get(entry.url, {}, at, stop)));
    const auto offer = [&](const char* name, auto& fact, const std::string& value) {
      if (fact || value.empty()) return;
      if constexpr (std::is_same_v<std::decay_t<decltype(*fact)>, std::u32string>)
        fact = from_utf8_lossy(value);
      else
        fact = value;
      article.sources[name] = "feed";
    };
    offer("url", article.url, entry.url);
    offer("title", article.title, entry.title);
    offer("byline", article.byline, entry.author);
    offer("published", article.published, entry.published);
    offer("modified", article.modified, entry.modified);
    return article;
  }

  /// Whether it was handed on.
  bool take(const FeedEntry& entry, Time at, const Stop* stop) {
    const std::string id = sha256(entry.id);
    const std::string mark =
        sha256(entry.title + "\n" + entry.published + "\n" + entry.modified + "\n" + entry.html);
    SeenEntry& seen = state.seen[id];
    seen.last = at;
    if (seen.mark == mark && (seen.tries == 0 || seen.tries >= most_tries)) return false;
    if (seen.mark != mark) seen.tries = 0;
    try {
      Sighting sighting{id, entry.url, !seen.text.empty(), article_of(entry, at, stop)};
      const std::string text =
          sha256(to_utf8(sighting.article.title.value_or(U"") + U"\n" + sighting.article.text()));
      const bool handed = text != seen.text;
      if (handed) deliver(sighting);
      seen = {mark, text, at, 0};
      state.write(options.state);
      return handed;
    } catch (const Error& error) {
      if (stop && stop->requested()) throw;
      seen.mark = mark;
      // What is no article will be none at the next look either; what is not there yet may come.
      seen.tries = error.code() == ErrorCode::bad_input ? most_tries : seen.tries + 1;
      tell(entry.url + ": " + error.what() +
           (seen.tries >= most_tries ? " It is not tried again." : ""));
      state.write(options.state);
      return false;
    }
  }

  int take_all(const Feed& feed, Time at, const Stop* stop) {
    int handed = 0;
    std::size_t number = 0;
    // The oldest first, as they were written.
    for (auto entry = feed.entries.rbegin(); entry != feed.entries.rend(); ++entry) {
      if (stop) stop->check();
      ++number;
      if (entry->url.empty() && !entry->whole) continue;
      if (!take(*entry, at, stop)) continue;
      ++handed;
      std::string line = std::to_string(number);
      line += " of " + std::to_string(feed.entries.size()) + ": ";
      line += entry->url.empty() ? entry->id : entry->url;
      tell(line);
    }
    return handed;
  }

  int look_at(WatchedFeed& feed, Time at, const Stop* stop, seconds& least) {
    std::vector<std::pair<std::string, std::string>> headers = {
        {"Accept",
         "application/rss+xml, application/atom+xml, application/feed+json, "
         "application/xml;q=0.9, */*;q=0.5"}};
    if (!feed.etag.empty()) headers.emplace_back("If-None-Match", feed.etag);
    if (!feed.modified.empty()) headers.emplace_back("If-Modified-Since", feed.modified);
    const Got got = get(feed.url, headers, at, stop);
    least = retry_after(got.response);
    if (got.response.status == 304) return 0;
    Feed read = read_feed(page_of(got));
    if (!got.moved.empty()) {
      tell(feed.url + " has moved to " + got.moved);
      feed.url = got.moved;
    }
    if (!read.repaired.empty())
      tell(feed.url + ": broken, read as far as it goes: " + read.repaired);
    if (read.minutes) least = std::max<seconds>(least, std::chrono::minutes(*read.minutes));
    int handed = 0;
    const std::size_t first =
        read.sitemaps.size() > sitemaps_read ? read.sitemaps.size() - sitemaps_read : 0;
    for (std::size_t i = first; i < read.sitemaps.size(); ++i)
      handed += take_all(read_feed(page_of(get(read.sitemaps[i], {}, at, stop))), at, stop);
    handed += take_all(read, at, stop);
    const bool pending =
        std::any_of(read.entries.begin(), read.entries.end(), [&](const auto& one) {
          const auto seen = state.seen.find(sha256(one.id));
          return seen != state.seen.end() && seen->second.tries > 0 &&
                 seen->second.tries < most_tries;
        });
    // Asked again in full while an article of it waits for another try.
    feed.etag = pending ? "" : got.response.header("etag");
    feed.modified = pending ? "" : got.response.header("last-modified");
    return handed;
  }

  int look_if_due(WatchedFeed& feed, Time at, const Stop* stop) {
    if (feed.next > at) return 0;
    int handed = 0;
    seconds least{0};
    std::int64_t wait = std::max<std::int64_t>(feed.seconds, options.shortest.count());
    try {
      handed = look_at(feed, at, stop, least);
      wait = handed > 0 ? wait / 2 : wait + wait / 2;
    } catch (const Error& error) {
      if (stop && stop->requested()) throw;
      tell(feed.url + ": " + error.what());
      wait *= 2;
    }
    feed.seconds = std::clamp(wait, options.shortest.count(), options.longest.count());
    const std::int64_t shortest = std::max(feed.seconds, least.count());
    // Up to a tenth later, by chance: many watchers of one feed do not come at once.
    const auto later = std::uniform_int_distribution<std::int64_t>(0, 100)(chance);
    feed.next = at + Milliseconds(shortest * (1000 + later));
    state.forget(options.remembered);
    state.write(options.state);
    return handed;
  }
};

Watcher::Watcher(std::shared_ptr<const Extractor> extractor, WatchOptions options, Deliver deliver,
                 Tell tell)
    : work_(std::make_unique<Work>()) {
  work_->extractor = std::move(extractor);
  work_->options = std::move(options);
  work_->deliver = std::move(deliver);
  work_->tell = std::move(tell);
  work_->state = WatchState::read(work_->options.state);
  for (const std::string& url : work_->options.feeds) {
    parse_url(url);
    WatchedFeed& feed = work_->state.feeds[url];
    if (feed.url.empty()) feed.url = url;
  }
}
Watcher::~Watcher() = default;

int Watcher::look(Time at, const Stop* stop) {
  int handed = 0;
  for (const std::string& url : work_->options.feeds) {
    if (stop) stop->check();
    handed += work_->look_if_due(work_->state.feeds[url], at, stop);
  }
  return handed;
}

Time Watcher::next() const {
  Time next = Time::max();
  for (const std::string& url : work_->options.feeds)
    next = std::min(next, work_->state.feeds[url].next);
  return next;
}

}  // namespace mujaz
