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

using Fact = std::optional<std::string>;

constexpr std::size_t longest_title = 2000;  // bytes; what is longer is no title
constexpr std::size_t date_lines = 40;       // runs of text under the title that may hold its date
constexpr std::size_t longest_date = 160;    // bytes of such a run; a longer one is the article

/// What the head and the page say, by name; the first of each name counts.
struct Said {
  std::map<std::string, std::string, std::less<>> meta;
  std::string title, heading, canonical, language, time;
  std::size_t heading_end = 0;  // the node after the heading
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
      said.heading_end = node.end;
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

void take(Fact& fact, const Said& said, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (fact) return;
    if (const auto found = said.meta.find(name); found != said.meta.end()) fact = found->second;
  }
}

void take_date(Fact& fact, const Said& said, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (fact) return;
    if (const auto found = said.meta.find(name); found != said.meta.end())
      fact = moment_of(found->second);
  }
}

/// The date written out between the title and the text.
Fact date_under_title(const Tree& tree, const Said& said, const Quantities& quantities) {
  const auto& nodes = tree.nodes();
  std::size_t lines = 0;
  for (std::size_t i = said.heading_end; i > 0 && i < nodes.size() && lines < date_lines; ++i) {
    if (nodes[i].tag == Tag::ignored || nodes[i].tag == Tag::script) {
      i = nodes[i].end - 1;
    } else if (nodes[i].tag == Tag::text) {
      const std::string line = clean(tree.text(nodes[i]));
      if (line.size() > longest_date) return std::nullopt;
      lines += !line.empty();
      if (auto date = quantities.date_of(from_utf8_lossy(line))) return date;
    }
  }
  return std::nullopt;
}

/// `Title | Site` and `Site - Title` without the site. A separator stands between spaces.
std::string without_site(const std::string& title, const Fact& site) {
  if (!site) return title;
  const std::u32string text = from_utf8_lossy(title);
  const std::u32string name = folded(from_utf8_lossy(*site));
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

/// Where the site does not say its name: `Title | Anything` without the rest where the page shows
/// the title alone.
std::string as_shown(const Tree& tree, const std::string& title) {
  std::vector<std::string_view> heads;
  for (std::size_t at = title.find(' '); at != title.npos && heads.size() < 8;
       at = title.find(' ', at + 1))
    for (const std::string_view sign : {"| ", "- ", "\xE2\x80\x93 ", "\xE2\x80\x94 "})
      if (std::string_view(title).substr(at + 1).starts_with(sign))
        heads.push_back(std::string_view(title).substr(0, at));
  for (const Node& node : tree.nodes()) {
    if (heads.empty()) break;
    if (node.tag != Tag::text || node.count > longest_title) continue;
    const std::string text = clean(tree.text(node));
    if (std::find(heads.begin(), heads.end(), text) != heads.end()) return text;
  }
  return title;
}

std::string title_of(const Tree& tree, const Said& said, const Facts& facts) {
  const auto og = said.meta.find("og:title");
  const std::string given = og != said.meta.end() ? og->second : "";
  std::string title;
  for (const std::string& one : {facts.title.value_or(""), given, said.heading, said.title})
    if (title.empty() && one.size() <= longest_title) title = one;
  const auto named = said.meta.find("og:site_name");
  if (named != said.meta.end()) title = without_site(title, named->second);
  return as_shown(tree, without_site(title, facts.publisher));
}

}  // namespace

Facts facts_of(const Tree& tree, const Quantities& quantities) {
  Facts facts;
  const Said said = read(tree, facts);
  const std::string title = title_of(tree, said, facts);
  facts.title = title.empty() ? Fact() : Fact(title);
  if (!said.canonical.empty() && said.canonical.starts_with("http")) facts.url = said.canonical;
  take(facts.url, said, {"og:url"});
  take(facts.byline, said, {"author", "article:author_name", "dc.creator", "parsely-author"});
  take(facts.section, said, {"article:section", "section", "parsely-section"});
  take(facts.publisher, said, {"og:site_name", "application-name", "dc.publisher"});
  take(facts.image, said, {"og:image", "og:image:url", "twitter:image"});
  take(facts.language, said, {"og:locale", "content-language"});
  take_date(facts.published, said,
            {"article:published_time", "og:article:published_time", "datepublished", "date",
             "dc.date", "dc.date.issued", "parsely-pub-date", "pubdate", "publishdate"});
  take_date(facts.modified, said,
            {"article:modified_time", "og:updated_time", "datemodified", "lastmod"});
  if (!facts.published && !said.time.empty()) facts.published = moment_of(said.time);
  if (!facts.published) facts.published = date_under_title(tree, said, quantities);
  if (!facts.language && !said.language.empty()) facts.language = said.language;
  return facts;
}

}  // namespace mujaz::intake
