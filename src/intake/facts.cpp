// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/facts.h"

#include <algorithm>
#include <map>
#include <vector>

#include "intake/clean.h"
#include "intake/json_ld.h"
#include "intake/moment.h"
#include "mujaz/text.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t longest_title = 2000;  // bytes; what is longer is no title

/// What the head and the page say, by name; the first of each name counts.
struct Said {
  std::map<std::string, std::string, std::less<>> meta;
  std::string title, heading, canonical, language, time;
};

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

void read_meta(const Tree& tree, const Node& node, Said& said) {
  for (const auto key : {"property", "name", "itemprop"}) {
    const std::string name = small(tree.attribute(node, key));
    const std::string content = clean_entities(tree.attribute(node, "content"));
    if (!name.empty() && !content.empty()) said.meta.emplace(name, content);
  }
}

Said read(const Tree& tree, Facts& facts) {
  Said said;
  const auto& nodes = tree.nodes();
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (node.tag == Tag::meta) {
      read_meta(tree, node, said);
    } else if (node.tag == Tag::script) {
      if (small(tree.attribute(node, "type")).find("ld+json") != std::string::npos)
        add_json_ld(facts, tree.all_text(i));
    } else if (node.tag == Tag::title) {
      if (said.title.empty()) said.title = clean(tree.all_text(i));
    } else if (node.tag == Tag::heading && node.level == 1) {
      if (!said.heading.empty()) continue;
      said.heading = clean(tree.all_text(i));
    } else if (node.tag == Tag::link) {
      if (said.canonical.empty() && tree.attribute(node, "rel") == "canonical")
        said.canonical = clean(tree.attribute(node, "href"));
    } else if (node.tag == Tag::html) {
      if (said.language.empty()) said.language = clean(tree.attribute(node, "lang"));
    } else if (node.tag == Tag::time) {
      if (said.time.empty()) said.time = clean(tree.attribute(node, "datetime"));
    }
  }
  return said;
}

using Names = std::initializer_list<std::string_view>;

void take(Fact& fact, const Said& said, Names names) {
  for (const std::string_view name : names)
    if (const auto found = said.meta.find(name); found != said.meta.end())
      fact.offer(found->second, "meta");
}

void take_date(Fact& fact, const Said& said, Names names) {
  for (const std::string_view name : names)
    if (const auto found = said.meta.find(name); found != said.meta.end())
      if (const auto date = moment_of(found->second)) fact.offer(*date, "meta");
}

/// `Title | Site` and `Site - Title` without the site. A separator stands between spaces.
std::string without_site(const std::string& title, const std::string& site) {
  if (site.empty()) return title;
  const std::u32string text = from_utf8_lossy(title);
  const std::u32string name = folded(from_utf8_lossy(site));
  constexpr std::u32string_view separators =
      U"|-\u2013\u2014:\u00BB\u00AB\u2022\u00B7\u203A\u2039/";
  const auto is_separator = [&](std::size_t i) {
    return separators.find(text[i]) != separators.npos && i > 0 && i + 1 < text.size() &&
           (text[i - 1] == U' ' || text[i + 1] == U' ');
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_separator(i)) continue;
    std::string head = clean(to_utf8(text.substr(0, i)));
    std::string tail = clean(to_utf8(text.substr(i + 1)));
    if (!head.empty() && folded(from_utf8_lossy(tail)) == name) return head;
    if (!tail.empty() && folded(from_utf8_lossy(head)) == name) return tail;
  }
  return title;
}

/// Where the site does not say its name: `Title | Anything` or `Anything - Title` without the rest
/// where the page shows the title alone.
std::string as_shown(const Tree& tree, const std::string& title) {
  constexpr std::size_t most_parts = 8;
  std::vector<std::string_view> parts;
  const std::string_view whole = title;
  for (std::size_t at = whole.find(' '); at != whole.npos && parts.size() < most_parts;
       at = whole.find(' ', at + 1))
    for (const std::string_view sign : {"| ", "- ", ": ", "\xE2\x80\x93 ", "\xE2\x80\x94 ", ":: "})
      if (whole.substr(at + 1).starts_with(sign)) {
        parts.push_back(whole.substr(0, at));
        parts.push_back(whole.substr(at + 1 + sign.size()));
      }
  std::string shown;
  for (std::size_t i = 1; i < tree.nodes().size() && !parts.empty(); ++i) {
    const Node& node = tree.nodes()[i];
    if (node.tag == Tag::title || node.tag == Tag::script) i = node.end - 1;
    if (node.tag != Tag::text || node.count > longest_title) continue;
    const std::string text = clean(tree.text(node));
    if (text == whole) return title;
    // The longest: a part may be the name of a section, which a menu shows.
    if (text.size() > shown.size() && std::find(parts.begin(), parts.end(), text) != parts.end())
      shown = text;
  }
  return shown.empty() ? title : shown;
}

void take_title(Facts& facts, const Tree& tree, const Said& said) {
  const auto named = said.meta.find("og:site_name"), og = said.meta.find("og:title");
  const std::string given = og != said.meta.end() ? og->second : "";
  facts.titles = {said.title, said.heading, given};
  Fact title;
  if (facts.title && facts.title.text.size() <= longest_title) title = facts.title;
  if (given.size() <= longest_title) title.offer(given, "meta");
  if (said.heading.size() <= longest_title) title.offer(said.heading, "page");
  if (said.title.size() <= longest_title) title.offer(said.title, "page");
  if (named != said.meta.end()) title.text = without_site(title.text, named->second);
  title.text = without_site(title.text, facts.publisher.text);
  if (title && title.text != said.heading) title.text = as_shown(tree, title.text);
  facts.title = std::move(title);
}

bool is_address(const std::string& text) {
  return text.starts_with("http") || text.starts_with("www.");
}

/// News, opinion, a video's or a live page, by the section's name and the parts of the address.
void refine_kind(Facts& facts, const Said& said, const FactWords& words) {
  using Says = FactWords::Says;
  if (const auto type = said.meta.find("og:type"); type != said.meta.end()) {
    facts.video |= type->second.starts_with("video");
    if (type->second.starts_with("video")) facts.kind.offer("video", "meta");
    if (type->second == "article") facts.kind.offer("news", "meta");
  }
  if (facts.kind && facts.kind.text != "news") return;
  Says says = words.phrase(from_utf8_lossy(facts.section.text)).says;
  const char* from = facts.section.from;
  if (says != Says::opinion && says != Says::live) {
    const std::string_view url = facts.url.text;
    for (std::size_t at = url.find('/', 8); at < url.size() && says != Says::opinion;
         at = url.find('/', at + 1)) {
      says = words.phrase(from_utf8_lossy(url.substr(at + 1, url.find('/', at + 1) - at - 1))).says;
      from = "address";
    }
  }
  const char* kind = says == Says::opinion ? "opinion" : says == Says::live ? "live" : nullptr;
  if (!kind) return;
  facts.kind.text = kind;
  facts.kind.from = from;
}

}  // namespace

Facts facts_of(const Tree& tree, const FactWords& words) {
  Facts facts;
  const Said said = read(tree, facts);
  take_title(facts, tree, said);
  if (said.canonical.starts_with("http")) facts.url = {said.canonical, "meta"};
  take(facts.url, said, {"og:url"});
  for (const std::string_view name :
       {"author", "article:author_name", "article:author", "dc.creator", "parsely-author"})
    if (const auto found = said.meta.find(name);
        found != said.meta.end() && !is_address(found->second))
      facts.byline.offer(found->second, "meta");
  take(facts.section, said, {"article:section", "section", "parsely-section"});
  take(facts.publisher, said, {"og:site_name", "application-name", "dc.publisher"});
  take(facts.image, said, {"og:image", "og:image:url", "twitter:image"});
  take(facts.language, said, {"og:locale", "content-language"});
  take_date(facts.published, said,
            {"article:published_time", "og:article:published_time", "datepublished", "date",
             "dc.date", "dc.date.issued", "parsely-pub-date", "pubdate", "publishdate"});
  take_date(facts.modified, said,
            {"article:modified_time", "og:updated_time", "datemodified", "lastmod"});
  if (const auto tier = said.meta.find("article:content_tier");
      tier != said.meta.end() && !facts.paywalled)
    facts.paywalled = tier->second != "free";
  add_page_facts(facts, tree, words);
  if (!facts.published)
    if (const auto date = moment_of(said.time)) facts.published.offer(*date, "page");
  facts.language.offer(said.language, "page");
  refine_kind(facts, said, words);
  return facts;
}

}  // namespace mujaz::intake
