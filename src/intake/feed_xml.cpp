// SPDX-License-Identifier: GPL-3.0-or-later
// One pass with libxml2's reader, which never holds the whole tree. Elements are known by their
// local names and by what they stand in: an entry is an `item`, an `entry` or a `url`.
#include "intake/feed_xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>

#include <memory>

#include "intake/clean.h"
#include "intake/moment.h"
#include "mujaz/core.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t depth_limit = 64;
constexpr std::size_t entries_limit = 50'000;  // as the protocol of sitemaps has it
constexpr std::size_t whole_words = 120;       // from which a feed's own text may be the article
constexpr std::size_t hub_bytes = 2000;

struct Open {
  std::string name;    // local
  std::string prefix;  // as written
  std::string text;
  std::string href, rel, type;
};

std::string bytes_of(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

class Walk {
 public:
  explicit Walk(Feed& feed) : feed_(feed) {}

  void start(Open open, const std::string& inner) {
    if (open_.size() >= depth_limit)
      throw Error(ErrorCode::too_large, "The feed nests elements deeper than 64.");
    if (open_.empty()) root(open.name);
    if (open.name == "item" || open.name == "entry" || (open.name == "url" && sitemap())) {
      if (feed_.entries.size() >= entries_limit)
        throw Error(ErrorCode::too_large, "The feed has more than 50,000 entries.");
      entry_.emplace();
      in_entry_ = open_.size();
    }
    if (open.name == "link" && !open.href.empty()) link(open);
    // XHTML stands in Atom as elements.
    if (entry_ && open.name == "content" && open.type == "xhtml") entry_->html = inner;
    open_.push_back(std::move(open));
  }

  void text(std::string_view utf8) {
    if (!open_.empty()) open_.back().text += utf8;
  }

  void end() {
    if (open_.empty()) return;
    const Open open = std::move(open_.back());
    open_.pop_back();
    if (entry_ && open_.size() == in_entry_)
      close_entry();
    else if (entry_)
      entry_field(open);
    else
      feed_field(open);
  }

 private:
  bool sitemap() const { return feed_.kind == FeedKind::sitemap; }

  void root(const std::string& name) {
    if (name == "rss" || name == "RDF")
      feed_.kind = FeedKind::rss;
    else if (name == "feed")
      feed_.kind = FeedKind::atom;
    else if (name == "urlset")
      feed_.kind = FeedKind::sitemap;
    else if (name == "sitemapindex")
      feed_.kind = FeedKind::index;
    else
      throw Error(ErrorCode::bad_input, "This is not a feed: its first element is " + name + ".");
  }

  void link(const Open& open) {
    if (open.rel == "hub" && open.href.size() <= hub_bytes && feed_.hub.empty())
      feed_.hub = open.href;
    if (entry_ && (open.rel.empty() || open.rel == "alternate") && entry_->url.empty())
      entry_->url = open.href;
  }

  static void take(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
  }
  static void take_date(std::string& field, const std::string& text) {
    if (field.empty()) field = moment_of(text).value_or("");
  }

  void entry_field(const Open& open) {
    FeedEntry& entry = *entry_;
    const std::string& name = open.name;
    const bool media = open.prefix == "media" || open.prefix == "image";
    const std::string line = clean_entities(open.text);
    if (media || line.empty()) return;
    if (name == "title" || (name == "name" && open.prefix == "news"))
      take(entry.title, line);
    else if ((name == "link" && open.href.empty()) || name == "loc")
      take(entry.url, line);
    else if (name == "guid" || name == "id")
      take(entry.id, line);
    else if (name == "pubDate" || name == "published" || name == "publication_date" ||
             (name == "date" && open.prefix == "dc"))
      take_date(entry.published, line);
    else if (name == "updated" || name == "lastmod" || name == "modified")
      take_date(entry.modified, line);
    else if (name == "creator" || name == "name" || name == "author")
      take(entry.author, line);
    else if (name == "category" || name == "section")
      take(entry.section, line);
    else if (name == "encoded" || (name == "content" && open.type != "xhtml"))
      whole_ = open.text;
    else if (name == "description" || name == "summary")
      take(entry.html, open.text);
  }

  void feed_field(const Open& open) {
    const std::string line = clean_entities(open.text);
    if (open.name == "title" && open_.size() <= 2)
      take(feed_.title, line);
    else if (open.name == "ttl" && line.size() < 5 && !line.empty() &&
             line.find_first_not_of("0123456789") == std::string::npos)
      feed_.minutes = std::stoi(line);
    else if (open.name == "loc" && feed_.kind == FeedKind::index)
      feed_.sitemaps.push_back(line);
  }

  void close_entry() {
    FeedEntry& entry = *entry_;
    if (!whole_.empty()) entry.html = std::move(whole_);
    whole_.clear();
    if (entry.url.empty() && entry.id.starts_with("http")) entry.url = entry.id;
    if (entry.id.empty()) entry.id = entry.url;
    entry.whole = size_of(entry.html).words >= whole_words;
    if (!entry.id.empty()) feed_.entries.push_back(std::move(entry));
    entry_.reset();
  }

  Feed& feed_;
  std::vector<Open> open_;
  std::optional<FeedEntry> entry_;
  std::size_t in_entry_ = 0;
  std::string whole_;
};

/// What libxml2 first found broken.
struct Broken {
  int line = 0;
  std::string what;
};

void on_error(void* context, xmlError* error) {
  auto& broken = *static_cast<Broken*>(context);
  if (broken.line || !error || error->level < XML_ERR_ERROR) return;
  try {
    broken.what = error->message ? error->message : "";
    while (!broken.what.empty() && broken.what.back() == '\n') broken.what.pop_back();
    broken.line = error->line > 0 ? error->line : 1;
  } catch (...) {
    broken.line = 1;
  }
}

Open opened(xmlTextReader* reader) {
  Open open;
  open.name = bytes_of(xmlTextReaderConstLocalName(reader));
  open.prefix = bytes_of(xmlTextReaderConstPrefix(reader));
  const auto attribute = [&](const char* name) {
    const std::unique_ptr<xmlChar, decltype(xmlFree)> value(
        xmlTextReaderGetAttribute(reader, reinterpret_cast<const xmlChar*>(name)), xmlFree);
    return bytes_of(value.get());
  };
  open.href = attribute("href");
  open.rel = attribute("rel");
  open.type = attribute("type");
  return open;
}

void step(xmlTextReader* reader, Walk& walk) {
  switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT: {
      Open open = opened(reader);
      std::string inner;
      if (open.name == "content" && open.type == "xhtml") {
        const std::unique_ptr<xmlChar, decltype(xmlFree)> xml(xmlTextReaderReadInnerXml(reader),
                                                              xmlFree);
        inner = bytes_of(xml.get());
      }
      const bool empty = xmlTextReaderIsEmptyElement(reader) == 1;
      walk.start(std::move(open), inner);
      if (empty) walk.end();
      break;
    }
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      walk.text(bytes_of(xmlTextReaderConstValue(reader)));
      break;
    case XML_READER_TYPE_ENTITY_REFERENCE:  // of HTML, or the feed's own: never expanded
      walk.text("&");
      walk.text(bytes_of(xmlTextReaderConstName(reader)));
      walk.text(";");
      break;
    case XML_READER_TYPE_END_ELEMENT:
      walk.end();
      break;
    default:
      break;
  }
}

}  // namespace

Feed read_xml_feed(const std::string& utf8, const std::string& where) {
  Feed feed;
  Broken broken;
  const std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader(
      xmlReaderForMemory(utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8",
                         XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC),
      xmlFreeTextReader);
  if (!reader) throw Error(ErrorCode::internal, "The XML parser could not be made.");
  xmlTextReaderSetStructuredErrorHandler(reader.get(), on_error, &broken);
  Walk walk(feed);
  int more = 1;
  while ((more = xmlTextReaderRead(reader.get())) == 1) step(reader.get(), walk);
  const std::string at = "line " + std::to_string(broken.line) + ": " + broken.what;
  if (broken.line && feed.entries.empty() && feed.sitemaps.empty())
    throw Error(ErrorCode::bad_input, "The feed is broken at " + at + ".", where);
  if (broken.line) feed.repaired = at;
  return feed;
}

}  // namespace mujaz::intake
