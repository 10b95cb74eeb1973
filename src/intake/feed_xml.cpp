// SPDX-License-Identifier: GPL-3.0-or-later
// One pass with libxml2's SAX, which holds no tree and goes on behind an error. Elements are known
// by their local names and by what they stand in: an entry is an `item`, an `entry` or a `url`.
// References are put right before: those of HTML become signs, a lone `&` and entities that the
// feed defines itself become text, so that none is ever expanded.
#include "intake/feed_xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <exception>
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

class Walk {
 public:
  explicit Walk(Feed& feed) : feed_(feed) {}

  void start(Open open) {
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
    if (in_xhtml_)
      tag(open);
    else if (entry_ && open.name == "content" && open.type == "xhtml")
      in_xhtml_ = open_.size() + 1;
    open_.push_back(std::move(open));
  }

  void text(std::string_view utf8) {
    if (open_.empty()) return;
    std::string& text = in_xhtml_ ? whole_ : open_.back().text;
    if (!in_xhtml_) {
      text += utf8;
      return;
    }
    for (const char c : utf8) text += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  }

  void end() {
    if (open_.empty()) return;
    const Open open = std::move(open_.back());
    open_.pop_back();
    if (in_xhtml_ && open_.size() >= in_xhtml_) {
      whole_ += "</" + open.name + ">";
      return;
    }
    if (in_xhtml_) {
      in_xhtml_ = 0;
      return;
    }
    if (entry_ && open_.size() == in_entry_)
      close_entry();
    else if (entry_)
      entry_field(open);
    else
      feed_field(open);
  }

  /// The sitemaps of an index, the newest first where they say it.
  void finish() {
    std::stable_sort(sitemaps_.begin(), sitemaps_.end(),
                     [](const Sitemap& a, const Sitemap& b) { return a.modified > b.modified; });
    for (Sitemap& one : sitemaps_) feed_.sitemaps.push_back(std::move(one.url));
  }

 private:
  struct Sitemap {
    std::string modified, url;
  };

  /// XHTML stands in Atom as elements: they are written down again.
  void tag(const Open& open) {
    whole_ += "<" + open.name;
    if (open.href.find('"') == std::string::npos && !open.href.empty())
      whole_ += " href=\"" + open.href + "\"";
    whole_ += ">";
  }

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
    if (!entry_ && open.rel == "self" && open.href.size() <= hub_bytes && feed_.self.empty())
      feed_.self = open.href;
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
      sitemaps_.push_back({{}, line});
    else if (open.name == "lastmod" && !sitemaps_.empty())
      take_date(sitemaps_.back().modified, line);
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
  std::size_t in_xhtml_ = 0;  // how many elements are open around it, with its own
  std::string whole_;
  std::vector<Sitemap> sitemaps_;
};

/// What was first found broken.
struct Broken {
  int line = 0;
  std::string what;
};

bool is_name(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/// The reference at the start of `text` as XML may have it, and how much of `text` it is; what is
/// none becomes text.
std::pair<std::string, std::size_t> reference(std::string_view text, bool& known) {
  constexpr std::size_t longest = 32;
  std::size_t end = 1;
  while (end < std::min(text.size(), longest) &&
         (is_name(text[end]) || (end == 1 && text[1] == '#')))
    ++end;
  const bool ends = end > 1 && end < text.size() && text[end] == ';';
  const std::string name(text.substr(1, end - 1));
  for (const std::string_view own : {"amp", "lt", "gt", "quot", "apos"})
    if (ends && name == own) return {std::string(text.substr(0, end + 1)), end + 1};
  if (ends && name.size() > 1 && name[0] == '#')
    return {std::string(text.substr(0, end + 1)), end + 1};
  known = false;
  const auto* entity =
      ends ? htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str())) : nullptr;
  if (entity) return {"&#" + std::to_string(entity->value) + ";", end + 1};
  return {"&amp;", 1};
}

/// Every reference one of XML's own. What stands in CDATA and comments is left as it is.
std::string mended(std::string_view utf8, Broken& broken) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t next = std::min(utf8.find_first_of("<&", at), utf8.size());
    out += utf8.substr(at, next - at);
    at = next;
    if (at == utf8.size()) break;
    if (utf8[at] == '<') {
      const std::string_view rest = utf8.substr(at);
      const std::string_view end = rest.starts_with("<![CDATA[") ? "]]>"
                                   : rest.starts_with("<!--")    ? "-->"
                                                                 : "";
      const std::size_t found = end.empty() ? at : utf8.find(end, at);
      const std::size_t to =
          found == utf8.npos ? utf8.size() : found + std::max<std::size_t>(1, end.size());
      out += utf8.substr(at, to - at);
      at = to;
      continue;
    }
    bool known = true;
    const auto [text, size] = reference(utf8.substr(at), known);
    if (!known && !broken.line) {
      const auto here = utf8.begin() + static_cast<std::ptrdiff_t>(at);
      broken.line = 1 + static_cast<int>(std::count(utf8.begin(), here, '\n'));
      broken.what = "a reference that XML does not know";
    }
    out += text;
    at += size;
  }
  return out;
}

/// The parser's calls. No exception goes through libxml2: it is kept, and the parser stopped.
struct Calls {
  Walk walk;
  Broken broken;
  xmlParserCtxt* parser = nullptr;
  std::exception_ptr thrown;

  template <typename Call>
  void guarded(const Call& call) {
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      xmlStopParser(parser);
    }
  }
};

std::string bytes_of(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

void on_start(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* /*uri*/,
              int /*namespaces*/, const xmlChar** /*of_namespaces*/, int attributes,
              int /*defaults*/, const xmlChar** of_attributes) {
  auto& calls = *static_cast<Calls*>(context);
  calls.guarded([&] {
    Open open;
    open.name = bytes_of(name);
    open.prefix = bytes_of(prefix);
    for (int i = 0; i < attributes; ++i) {  // five pointers each: name, prefix, URI, value, its end
      const xmlChar** attribute = of_attributes + static_cast<std::ptrdiff_t>(i) * 5;
      const std::string key = bytes_of(attribute[0]);
      const std::string value(reinterpret_cast<const char*>(attribute[3]),
                              reinterpret_cast<const char*>(attribute[4]));
      if (key == "href") open.href = value;
      if (key == "rel") open.rel = value;
      if (key == "type") open.type = value;
    }
    calls.walk.start(std::move(open));
  });
}

void on_end(void* context, const xmlChar* /*name*/, const xmlChar* /*prefix*/,
            const xmlChar* /*uri*/) {
  auto& calls = *static_cast<Calls*>(context);
  calls.guarded([&] { calls.walk.end(); });
}

void on_text(void* context, const xmlChar* text, int size) {
  auto& calls = *static_cast<Calls*>(context);
  calls.guarded([&] {
    calls.walk.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  });
}

void on_error(void* context, xmlError* error) {
  auto& calls = *static_cast<Calls*>(context);
  calls.guarded([&] {
    Broken& broken = calls.broken;
    const int line = error && error->line > 0 ? error->line : 1;
    if (!error || error->level < XML_ERR_ERROR || (broken.line && broken.line <= line)) return;
    broken.what = error->message ? error->message : "";
    while (!broken.what.empty() && broken.what.back() == '\n') broken.what.pop_back();
    broken.line = line;
  });
}

/// With the document that libxml2 makes for the entities that a feed defines, even so.
void free_parser(xmlParserCtxt* parser) {
  xmlFreeDoc(parser->myDoc);
  xmlFreeParserCtxt(parser);
}

}  // namespace

Feed read_xml_feed(const std::string& utf8, const std::string& where) {
  Feed feed;
  Calls calls{Walk(feed), {}, nullptr, nullptr};
  const std::string xml = mended(utf8, calls.broken);
  const std::unique_ptr<xmlParserCtxt, decltype(&free_parser)> parser(
      xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size())), free_parser);
  if (!parser) throw Error(ErrorCode::bad_input, "This is not a feed.", where);
  calls.parser = parser.get();
  // NOENT, for otherwise `&amp;` would stay in attributes; there are no other entities here.
  xmlCtxtUseOptions(parser.get(),
                    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
  xmlSAXHandler& sax = *parser->sax;
  sax = xmlSAXHandler{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  sax.cdataBlock = on_text;
  sax.serror = on_error;
  parser->userData = &calls;
  xmlParseDocument(parser.get());
  if (calls.thrown) std::rethrow_exception(calls.thrown);
  calls.walk.finish();
  const Broken& broken = calls.broken;
  const std::string at = "line " + std::to_string(broken.line) + ": " + broken.what;
  if (broken.line && feed.entries.empty() && feed.sitemaps.empty())
    throw Error(ErrorCode::bad_input, "The feed is broken at " + at + ".", where);
  if (broken.line) feed.repaired = at;
  return feed;
}

}  // namespace mujaz::intake
