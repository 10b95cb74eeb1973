// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/watch.h"

#include <algorithm>
#include <array>
#include <random>

#include "intake/polite.h"
#include "intake/watch_state.h"
#include "mujaz/digest.h"

namespace mujaz {
namespace {

using namespace intake;
using std::chrono::seconds;

constexpr int most_tries = 5;                           // of one article, at least
constexpr auto patience = std::chrono::hours(48);       // with what does not answer
constexpr int sitemaps_read = 5;                        // of an index, at one look: the newest
constexpr auto longest_pause = std::chrono::hours(24);  // that a server may ask for
/// When a page is looked at again whose feed says nothing new: most corrections come early.
constexpr std::array<seconds, 4> looks = {std::chrono::minutes(30), std::chrono::hours(2),
                                          std::chrono::hours(8), std::chrono::hours(24)};

/// The seconds of `Retry-After`, 0 where it says none that can be read.
seconds retry_after(const HttpResponse& response) {
  const std::string text = response.header("retry-after");
  if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != text.npos)
    return seconds(0);
  return std::min<seconds>(seconds(std::stol(text)), longest_pause);
}

Given given_of(const FeedEntry& entry) {
  Given given;
  given.title = entry.title;
  given.body = entry.html;
  given.url = entry.url;
  given.published = entry.published;
  given.modified = entry.modified;
  given.section = entry.section;
  given.byline = entry.author;
  return given;
}

/// What the page does not say, from its feed.
void add_facts(Article& article, const FeedEntry& entry) {
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
  offer("section", article.section, entry.section);
  offer("published", article.published, entry.published);
  offer("modified", article.modified, entry.modified);
}

}  // namespace

struct Watcher::Work {
  std::shared_ptr<const Extractor> extractor;
  WatchOptions options;
  Deliver deliver;
  Tell tell;
  Polite polite;
  WatchState state;
  std::mt19937 chance{std::random_device{}()};

  /// The article of an entry: from the feed where it carries the whole, else from its page.
  Article article_of(const FeedEntry& entry, Time at, const Stop* stop) {
    if (entry.whole) {
      try {
        return extractor->extract_given(given_of(entry));
      } catch (const Error&) {  // a text that is not an article: the page may have it
        if (entry.url.empty()) throw;
      }
    }
    Article article = extractor->extract(Polite::page_of(polite.get(entry.url, {}, at, stop)));
    add_facts(article, entry);
    return article;
  }

  /// An entry as its feed has it now; whether it was handed on.
  bool take(const std::string& feed, const FeedEntry& entry, Time at, const Stop* stop) {
    const std::string id = sha256(entry.id);
    const std::string mark =
        sha256(entry.title + "\n" + entry.published + "\n" + entry.modified + "\n" + entry.html);
    SeenEntry& seen = state.seen[id];
    seen.last = at;
    if (seen.mark == mark) return false;
    seen.mark = mark;
    seen.feed = feed;
    seen.tries = seen.looks = 0;
    return look_at_entry(id, entry, at, stop);
  }

  /// Takes the article and hands it on where its text is not the one handed on last.
  bool look_at_entry(const std::string& id, FeedEntry entry, Time at, const Stop* stop) {
    SeenEntry& seen = state.seen[id];
    try {
      const Sighting found{id, entry.url, !seen.text.empty(), article_of(entry, at, stop)};
      const std::string text =
          sha256(to_utf8(found.article.title.value_or(U"") + U"\n" + found.article.text()));
      const bool handed = text != seen.text;
      if (handed) deliver(found);
      seen.text = text;
      seen.tries = 0;
      look_again_later(seen, std::move(entry), at);
      state.save_seen(id);
      return handed;
    } catch (const Error& error) {
      if (stop && stop->requested()) throw;
      const bool given_up = failed(seen, error.code(), at);
      tell(entry.url + ": " + error.what() + (given_up ? " It is not tried again." : ""));
      seen.entry.reset();
      if (!given_up) seen.entry = std::move(entry);
      seen.due = at;
      state.save_seen(id);
      return false;
    }
  }

  static void look_again_later(SeenEntry& seen, FeedEntry entry, Time at) {
    const auto next = static_cast<std::size_t>(seen.looks++);
    seen.entry.reset();
    if (entry.whole || next >= looks.size()) return;
    seen.due = at + looks[next];
    seen.entry = std::move(entry);
  }

  /// What is no article will be none at the next look either; what is not there yet may come; what
  /// does not answer is waited for.
  static bool failed(SeenEntry& seen, ErrorCode code, Time at) {
    if (seen.tries++ == 0) seen.failed = at;
    if (code == ErrorCode::unavailable || code == ErrorCode::internal)
      return seen.tries >= most_tries && at - seen.failed >= patience;
    return seen.tries >= most_tries || code == ErrorCode::bad_input ||
           code == ErrorCode::unsupported || code == ErrorCode::conflict;
  }

  int take_all(const std::string& asked, const Feed& feed, Time at, const Stop* stop) {
    int handed = 0;
    std::size_t number = 0;
    // The oldest first, as they were written.
    for (auto entry = feed.entries.rbegin(); entry != feed.entries.rend(); ++entry) {
      if (stop) stop->check();
      ++number;
      if (entry->url.empty() && !entry->whole) continue;
      if (!take(asked, *entry, at, stop)) continue;
      ++handed;
      std::string line = std::to_string(number);
      line += " of " + std::to_string(feed.entries.size()) + ": ";
      line += entry->url.empty() ? entry->id : entry->url;
      tell(line);
    }
    return handed;
  }

  /// What failed before, and pages whose time for another look has come.
  int take_due(const std::string& asked, Time at, const Stop* stop) {
    std::vector<std::string> due;
    for (const auto& [id, seen] : state.seen)
      if (seen.entry && seen.feed == asked && seen.due < at) due.push_back(id);
    int handed = 0;
    for (const std::string& id : due) {
      if (stop) stop->check();
      const FeedEntry entry = *state.seen[id].entry;
      if (!look_at_entry(id, entry, at, stop)) continue;
      ++handed;
      tell("again: " + entry.url);
    }
    return handed;
  }

  /// The feed as it is now, or nothing where it is as it was. Its etag is kept once all is taken.
  std::optional<Feed> fetched(WatchedFeed& feed, Time at, const Stop* stop, seconds& least,
                              WatchedFeed& after) {
    Polite::Headers headers = {{"Accept",
                                "application/rss+xml, application/atom+xml, application/feed+json, "
                                "application/xml;q=0.9, */*;q=0.5"}};
    if (!feed.etag.empty()) headers.emplace_back("If-None-Match", feed.etag);
    if (!feed.modified.empty()) headers.emplace_back("If-Modified-Since", feed.modified);
    const Polite::Got got = polite.get(feed.url, headers, at, stop);
    least = std::max(least, retry_after(got.response));
    if (got.response.status == 304) return std::nullopt;
    Feed read = read_feed(Polite::page_of(got));
    if (!got.moved.empty()) {
      tell(feed.url + " has moved to " + got.moved);
      after.url = got.moved;
    }
    if (!read.repaired.empty())
      tell(feed.url + ": broken, read as far as it goes: " + read.repaired);
    // What was cut off is asked for again in full.
    after.etag = read.repaired.empty() ? got.response.header("etag") : "";
    after.modified = read.repaired.empty() ? got.response.header("last-modified") : "";
    return read;
  }

  int look_at(const std::string& asked, Time at, const Stop* stop, seconds& least) {
    WatchedFeed& feed = state.feeds[asked];
    WatchedFeed after = feed;
    int handed = 0;
    const std::optional<Feed> read = fetched(feed, at, stop, least, after);
    if (read) {
      if (read->minutes) least = std::max<seconds>(least, std::chrono::minutes(*read->minutes));
      for (std::size_t i = 0; i < std::min<std::size_t>(read->sitemaps.size(), sitemaps_read); ++i)
        handed += look_at_part(asked, read->sitemaps[i], at, stop, least);
      handed += take_all(asked, *read, at, stop);
    }
    feed.url = after.url;
    feed.etag = after.etag;
    feed.modified = after.modified;
    if (read) {
      feed.hub = read->hub;
      feed.topic = read->self.empty() ? feed.url : read->self;
    }
    return handed;
  }

  /// A sitemap of an index. One that fails does not keep the others.
  int look_at_part(const std::string& asked, const std::string& url, Time at, const Stop* stop,
                   seconds& least) {
    WatchedFeed& part = state.feeds[url];
    if (part.url.empty()) part.url = url;
    WatchedFeed after = part;
    try {
      const std::optional<Feed> read = fetched(part, at, stop, least, after);
      const int handed = read ? take_all(asked, *read, at, stop) : 0;
      part = after;
      state.save_feed(url);
      return handed;
    } catch (const Error& error) {
      if (stop && stop->requested()) throw;
      tell(url + ": " + error.what());
      return 0;
    }
  }

  /// What hubs have brought. What cannot be read is asked for instead.
  int take_news(Time at, const Stop* stop) {
    int handed = 0;
    for (const HubNews& news : options.hubs->news()) {
      WatchedFeed& feed = state.feeds[news.feed];
      try {
        const Feed read = read_feed(news.page);
        handed += take_all(news.feed, read, at, stop);
        if (!read.repaired.empty()) feed.next = at;
      } catch (const Error& error) {
        if (stop && stop->requested()) throw;
        tell(news.feed + ", from its hub: " + error.what());
        feed.next = at;
      }
    }
    return handed;
  }

  void ask_hub(const std::string& asked, Time at, const Stop* stop) {
    const WatchedFeed& feed = state.feeds[asked];
    if (!options.hubs || feed.hub.empty()) return;
    try {
      options.hubs->ask(asked, feed.topic, feed.hub, at, stop);
    } catch (const Error& error) {
      if (stop && stop->requested()) throw;
      tell(feed.hub + ": " + error.what());
    }
  }

  int look_if_due(const std::string& asked, Time at, const Stop* stop) {
    WatchedFeed& feed = state.feeds[asked];
    if (feed.next > at) return 0;
    int handed = 0;
    seconds least{0};
    std::int64_t wait = std::max<std::int64_t>(feed.seconds, options.shortest.count());
    try {
      handed = look_at(asked, at, stop, least);
      wait = handed > 0 ? wait / 2 : wait + wait / 2;
    } catch (const Error& error) {
      if (stop && stop->requested()) throw;
      tell(feed.url + ": " + error.what());
      wait *= 2;
    }
    handed += take_due(asked, at, stop);
    ask_hub(asked, at, stop);
    feed.seconds = std::clamp(wait, options.shortest.count(), options.longest.count());
    const std::int64_t shortest = std::max(feed.seconds, least.count());
    // Up to a tenth later, by chance: many watchers of one feed do not come at once.
    const auto later = std::uniform_int_distribution<std::int64_t>(0, 100)(chance);
    feed.next = at + std::chrono::milliseconds(shortest * (1000 + later));
    state.forget(options.remembered);
    state.save_feed(asked);
    return handed;
  }
};

Watcher::Watcher(std::shared_ptr<const Extractor> extractor, WatchOptions options, Deliver deliver,
                 Tell tell) {
  for (const std::string& url : options.feeds) parse_url(url);
  WatchState state(options.state);
  Polite polite({options.host_gap, options.robots, options.limits});
  work_ = std::make_unique<Work>(Work{std::move(extractor), std::move(options), std::move(deliver),
                                      std::move(tell), std::move(polite), std::move(state)});
  for (const std::string& url : work_->options.feeds) {
    WatchedFeed& feed = work_->state.feeds[url];
    if (feed.url.empty()) feed.url = url;
  }
}
Watcher::~Watcher() = default;

int Watcher::look(Time at, const Stop* stop) {
  int handed = work_->options.hubs ? work_->take_news(at, stop) : 0;
  for (const std::string& url : work_->options.feeds) {
    if (stop) stop->check();
    handed += work_->look_if_due(url, at, stop);
  }
  return handed;
}

Time Watcher::next() const {
  if (work_->options.hubs && work_->options.hubs->any_news()) return Time::min();
  Time next = Time::max();
  for (const std::string& url : work_->options.feeds)
    next = std::min(next, work_->state.feeds[url].next);
  return next;
}

}  // namespace mujaz
