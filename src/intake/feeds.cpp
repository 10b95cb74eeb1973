// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/feeds.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "intake/clean.h"
#include "intake/decode.h"
#include "intake/feed_xml.h"
#include "intake/gunzip.h"
#include "intake/moment.h"
#include "mujaz/core.h"

namespace mujaz {
namespace {

using namespace intake;
using nlohmann::json;

constexpr std::size_t json_depth = 64;
constexpr std::size_t whole_words = 120;

std::size_t depth_of(std::string_view text) {
  std::size_t depth = 0, deepest = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') deepest = std::max(deepest, ++depth);
    if ((c == '}' || c == ']') && depth) --depth;
  }
  return deepest;
}

std::string line_in(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? clean_entities(found->get<std::string>())
                                                     : std::string();
}

Feed read_json_feed(const std::string& utf8, const std::string& where) {
  if (depth_of(utf8) > json_depth)
    throw Error(ErrorCode::too_large, "The feed nests deeper than 64.", where);
  json all;
  try {
    all = json::parse(utf8);
  } catch (const json::parse_error& error) {
    const auto end = utf8.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, utf8.size()));
    throw Error(ErrorCode::bad_input,
                "The feed is broken at line " +
                    std::to_string(1 + std::count(utf8.begin(), end, '\n')) + ": it is not JSON.",
                where);
  }
  const auto items = all.is_object() ? all.find("items") : all.end();
  if (!all.is_object() || items == all.end() || !items->is_array())
    throw Error(ErrorCode::bad_input, "This JSON is not a feed: it has no list of items.", where);
  Feed feed;
  feed.kind = FeedKind::json;
  feed.title = line_in(all, "title");
  feed.self = line_in(all, "feed_url");
  if (const auto hubs = all.find("hubs"); hubs != all.end() && hubs->is_array())
    for (const json& hub : *hubs)
      if (hub.is_object() && feed.hub.empty()) feed.hub = line_in(hub, "url");
  for (const json& item : *items) {
    if (!item.is_object()) continue;
    FeedEntry entry;
    entry.id = line_in(item, "id");
    entry.url = line_in(item, "url");
    entry.title = line_in(item, "title");
    entry.published = moment_of(line_in(item, "date_published")).value_or("");
    entry.modified = moment_of(line_in(item, "date_modified")).value_or("");
    for (const char* key : {"content_html", "content_text", "summary"})
      if (const auto text = item.find(key);
          entry.html.empty() && text != item.end() && text->is_string())
        entry.html = text->get<std::string>();
    if (const auto authors = item.find("authors"); authors != item.end() && authors->is_array() &&
                                                   !authors->empty() &&
                                                   authors->front().is_object())
      entry.author = line_in(authors->front(), "name");
    if (entry.url.empty() && entry.id.starts_with("http")) entry.url = entry.id;
    if (entry.id.empty()) entry.id = entry.url;
    entry.whole = size_of(entry.html).words >= whole_words;
    if (!entry.id.empty()) feed.entries.push_back(std::move(entry));
  }
  return feed;
}

/// The first sign that is not white space, at most so far in.
char first_sign(std::string_view utf8) {
  const std::size_t at = utf8.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return at == utf8.npos ? ' ' : utf8[at];
}

/// A relative address against the feed's own: its root or its folder.
std::string absolute(const std::string& url, const std::string& base) {
  if (url.empty() || url.find("://") != url.npos || base.find("://") == base.npos) return url;
  const std::size_t host = base.find("://") + 3;
  const std::size_t path = std::min(base.find('/', host), base.size());
  if (url.starts_with("//")) return base.substr(0, host - 2) + url;
  if (url.starts_with("/")) return base.substr(0, path) + url;
  const std::size_t folder = base.rfind('/');
  return base.substr(0, folder > host ? folder : path) + "/" + url;
}

}  // namespace

const char* name(FeedKind kind) {
  switch (kind) {
    case FeedKind::rss:
      return "rss";
    case FeedKind::atom:
      return "atom";
    case FeedKind::json:
      return "json";
    case FeedKind::sitemap:
      return "sitemap";
    case FeedKind::index:
      return "index";
  }
  return "rss";
}

bool is_feed(const Page& page) {
  const std::string_view bytes = page.bytes;
  const std::string_view head = bytes.substr(0, 4096);
  if (bytes.starts_with("\x1F\x8B")) return page.url.ends_with(".xml.gz");
  if (first_sign(head) == '{')
    return head.find("jsonfeed.org/version") != head.npos ||
           page.content_type.starts_with("application/feed+json");
  for (const std::string_view mark : {"<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex"})
    if (const std::size_t at = head.find(mark); at != head.npos)
      return head.substr(0, at).find("<html") == head.npos;
  return false;
}

Feed read_feed(const Page& given) {
  Page page{gunzipped(given.bytes, page_limit), given.url, given.content_type};
  const Decoded decoded = decode(page);
  Feed feed;
  const char sign = first_sign(decoded.utf8);
  if (sign == '{')
    feed = read_json_feed(decoded.utf8, given.url);
  else if (sign == '<')
    feed = read_xml_feed(decoded.utf8.substr(decoded.utf8.find('<')), given.url);
  else
    throw Error(ErrorCode::bad_input, "This is not a feed.", given.url);
  for (FeedEntry& entry : feed.entries) entry.url = absolute(entry.url, given.url);
  for (std::string& sitemap : feed.sitemaps) sitemap = absolute(sitemap, given.url);
  feed.hub = absolute(feed.hub, given.url);
  feed.self = absolute(feed.self, given.url);
  return feed;
}

}  // namespace mujaz
