// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <unordered_map>

#include "mujaz/core.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t depth_limit = 256;  // libxml2's own for trees
constexpr std::size_t node_limit = 2'000'000;
constexpr std::size_t attributes_limit = 200;  // of one element: libxml2 compares them pairwise

struct TagRule {
  Tag tag;
  std::uint8_t level = 0;
};

const std::unordered_map<std::string_view, TagRule>& tag_rules() {
  static const std::unordered_map<std::string_view, TagRule> rules = [] {
    std::unordered_map<std::string_view, TagRule> map;
    const auto add = [&](Tag tag, std::initializer_list<std::string_view> names) {
      for (const std::string_view name : names) map[name] = {tag};
    };
    add(Tag::ignored, {"style", "template", "svg", "math", "iframe", "object", "embed", "canvas",
                       "noscript", "video", "audio", "map", "noframes", "datalist"});
    add(Tag::inline_,
        {"span",   "b",    "i",     "em",    "strong", "u",        "s",     "strike",  "del",
         "ins",    "font", "small", "big",   "sub",    "sup",      "abbr",  "acronym", "cite",
         "code",   "kbd",  "samp",  "var",   "tt",     "q",        "mark",  "bdi",     "bdo",
         "dfn",    "data", "ruby",  "rb",    "rt",     "rp",       "wbr",   "img",     "picture",
         "source", "nobr", "blink", "input", "meter",  "progress", "output"});
    add(Tag::anchor, {"a"});
    add(Tag::line_break, {"br"});
    add(Tag::paragraph, {"p"});
    add(Tag::list, {"ul", "ol", "dl", "menu", "dir"});
    add(Tag::item, {"li", "dt", "dd"});
    add(Tag::quote, {"blockquote"});
    add(Tag::preformatted, {"pre"});
    add(Tag::table, {"table"});
    add(Tag::row, {"tr"});
    add(Tag::cell, {"td", "th"});
    add(Tag::article, {"article"});
    add(Tag::main, {"main"});
    add(Tag::section, {"section"});
    add(Tag::aside, {"aside"});
    add(Tag::nav, {"nav"});
    add(Tag::header, {"header"});
    add(Tag::footer, {"footer"});
    add(Tag::figure, {"figure"});
    add(Tag::caption, {"figcaption", "caption"});
    add(Tag::form, {"form", "fieldset", "dialog"});
    add(Tag::control, {"button", "select", "textarea", "label", "option", "legend", "optgroup"});
    add(Tag::title, {"title"});
    add(Tag::meta, {"meta"});
    add(Tag::link, {"link"});
    add(Tag::script, {"script"});
    add(Tag::time, {"time"});
    add(Tag::html, {"html"});
    add(Tag::body, {"body"});
    for (std::uint8_t level = 1; level <= 6; ++level) {
      static constexpr std::string_view names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
      map[names[level - 1]] = {Tag::heading, level};
    }
    return map;
  }();
  return rules;
}

/// The attributes that something reads.
constexpr std::string_view kept_attributes[] = {
    "class", "id",   "role", "itemprop", "itemtype", "property", "name",  "content",    "datetime",
    "title", "type", "rel",  "href",     "lang",     "hidden",   "style", "aria-hidden"};

/// Its place in that list, or the list's size.
std::uint8_t kept_attribute(std::string_view name) {
  const auto found = std::find(std::begin(kept_attributes), std::end(kept_attributes), name);
  return static_cast<std::uint8_t>(found - std::begin(kept_attributes));
}

/// libxml2 wants one call before threads use it.
void initialise_parser() {
  static const bool done = [] {
    xmlInitParser();
    return true;
  }();
  (void)done;
}

/// Where the raw text of a script or style that opens before `from` ends.
std::size_t skip_raw(std::string_view html, std::size_t from, std::string_view name) {
  for (std::size_t i = html.find("</", from); i != html.npos; i = html.find("</", i + 2)) {
    std::size_t k = 0;
    while (k < name.size() && i + 2 + k < html.size() && (html[i + 2 + k] | 32) == name[k]) ++k;
    if (k == name.size()) return i;
  }
  return html.size();
}

bool starts_with_small(std::string_view html, std::size_t at, std::string_view name) {
  if (html.size() - at < name.size()) return false;
  for (std::size_t k = 0; k < name.size(); ++k)
    if ((html[at + k] | 32) != name[k]) return false;
  return true;
}

/// libxml2 compares the attributes of an element with each other: a page with a million of them in
/// one tag must not cost their square. Counts as it does, never less; raw text is passed over.
void check_attribute_counts(std::string_view html) {
  for (std::size_t i = html.find('<'); i < html.size(); i = html.find('<', i)) {
    if (html.substr(i, 4) == "<!--") {
      i = html.find("-->", i + 4);
      continue;
    }
    const std::size_t name = ++i;
    if (i >= html.size() || (html[i] | 32) < 'a' || (html[i] | 32) > 'z') continue;
    std::size_t attributes = 0;
    while (i < html.size() && html[i] != '>') {
      const char c = html[i];
      if ((c == '"' || c == '\'') && (html[i - 1] == '=' || html[i - 1] == ' ')) {
        i = html.find(c, i + 1);
        if (i == html.npos) i = html.size() - 1;
        ++attributes;
      } else if ((c == ' ' || c == '\n' || c == '\t') && html[i - 1] != c) {
        ++attributes;
      }
      ++i;
    }
    if (attributes > attributes_limit)
      throw Error(ErrorCode::too_large, "An element of the page has more than " +
                                            std::to_string(attributes_limit) + " attributes.");
    if (i < html.size() && html[i - 1] == '/') continue;
    for (const std::string_view raw : {std::string_view("script"), std::string_view("style")})
      if (starts_with_small(html, name, raw)) i = skip_raw(html, i, raw);
  }
}

}  // namespace

/// Takes libxml2's events and builds the tree; C calls it, so nothing may be thrown through.
class TreeBuilder {
 public:
  explicit TreeBuilder(Tree& tree) : tree_(tree) { tree_.nodes_.push_back({}); }

  void start(std::string_view name, const xmlChar** attributes) {
    if (open_.size() >= depth_limit || tree_.nodes_.size() >= node_limit) {
      too_deep = open_.size() >= depth_limit;
      too_many = !too_deep;
      xmlStopParser(parser);
      return;
    }
    Node node;
    const auto rule = tag_rules().find(name);
    if (rule != tag_rules().end()) {
      node.tag = rule->second.tag;
      node.level = rule->second.level;
    }
    node.parent = open_.back();
    node.from = static_cast<std::uint32_t>(tree_.attributes_.size());
    for (const xmlChar** at = attributes; at && at[0]; at += 2) keep(at[0], at[1]);
    node.count = static_cast<std::uint32_t>(tree_.attributes_.size()) - node.from;
    open_.push_back(static_cast<std::uint32_t>(tree_.nodes_.size()));
    tree_.nodes_.push_back(node);
  }

  void end() {
    if (open_.size() < 2) return;
    tree_.nodes_[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes_.size());
    open_.pop_back();
  }

  void characters(std::string_view text) {
    Node& last = tree_.nodes_.back();
    if (last.tag == Tag::text && last.parent == open_.back() &&
        last.from + last.count == tree_.pool_.size()) {
      last.count += static_cast<std::uint32_t>(text.size());
    } else {
      if (tree_.nodes_.size() >= node_limit) return;
      Node node;
      node.tag = Tag::text;
      node.parent = open_.back();
      node.from = static_cast<std::uint32_t>(tree_.pool_.size());
      node.count = static_cast<std::uint32_t>(text.size());
      node.end = static_cast<std::uint32_t>(tree_.nodes_.size()) + 1;
      tree_.nodes_.push_back(node);
    }
    tree_.pool_ += text;
  }

  void finish() {
    while (open_.size() > 1) end();
    tree_.nodes_[0].end = static_cast<std::uint32_t>(tree_.nodes_.size());
  }

  /// Runs what may throw on behalf of C.
  template <typename Work>
  void guard(Work work) noexcept {
    if (failure) return;
    try {
      work();
    } catch (...) {
      failure = std::current_exception();
      xmlStopParser(parser);
    }
  }

  htmlParserCtxtPtr parser = nullptr;
  bool too_deep = false, too_many = false;
  std::exception_ptr failure;

 private:
  void keep(const xmlChar* name, const xmlChar* value) {
    const std::uint8_t known = kept_attribute(reinterpret_cast<const char*>(name));
    if (known == std::size(kept_attributes)) return;
    // `hidden` stands without a value.
    const auto* said = reinterpret_cast<const char*>(value && *value ? value : name);
    const std::string_view bytes = value || kept_attributes[known] == "hidden" ? said : "";
    tree_.attributes_.push_back({static_cast<std::uint32_t>(tree_.pool_.size()),
                                 static_cast<std::uint32_t>(bytes.size()), known});
    tree_.pool_ += bytes;
  }

  Tree& tree_;
  std::vector<std::uint32_t> open_ = {0};
};

namespace {

TreeBuilder& builder(void* context) {
  return *static_cast<TreeBuilder*>(context);
}

void on_start(void* context, const xmlChar* name, const xmlChar** attributes) {
  builder(context).guard(
      [&] { builder(context).start(reinterpret_cast<const char*>(name), attributes); });
}
void on_end(void* context, const xmlChar*) {
  builder(context).guard([&] { builder(context).end(); });
}
void on_text(void* context, const xmlChar* text, int size) {
  builder(context).guard([&] {
    builder(context).characters({reinterpret_cast<const char*>(text), std::size_t(size)});
  });
}

}  // namespace

Tree Tree::parse(std::string_view utf8) {
  initialise_parser();
  check_attribute_counts(utf8);
  Tree tree;
  // What is reserved and never written costs no memory; growing would hold everything twice.
  tree.pool_.reserve(utf8.size());
  const auto opened = static_cast<std::size_t>(std::count(utf8.begin(), utf8.end(), '<'));
  tree.nodes_.reserve(std::min(2 * opened + 4, node_limit));
  TreeBuilder build(tree);
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size())), htmlFreeParserCtxt);
  if (!parser) throw Error(ErrorCode::internal, "The HTML parser could not be made.");
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
  htmlSAXHandler events{};
  events.startElement = on_start;
  events.endElement = on_end;
  events.characters = events.ignorableWhitespace = events.cdataBlock = on_text;
  *parser->sax = events;
  parser->userData = &build;
  build.parser = parser.get();
  htmlParseDocument(parser.get());
  if (build.failure) std::rethrow_exception(build.failure);
  if (build.too_deep)
    throw Error(ErrorCode::too_large,
                "The page nests elements deeper than " + std::to_string(depth_limit) + ".");
  if (build.too_many)
    throw Error(ErrorCode::too_large,
                "The page has more than " + std::to_string(node_limit) + " elements.");
  build.finish();
  return tree;
}

std::string_view Tree::attribute(const Node& node, std::string_view name) const {
  if (node.tag == Tag::text || node.count == 0) return {};
  const std::uint8_t known = kept_attribute(name);
  for (std::uint32_t i = node.from; i < node.from + node.count; ++i)
    if (attributes_[i].name == known)
      return std::string_view(pool_).substr(attributes_[i].from, attributes_[i].size);
  return {};
}

std::string Tree::all_text(std::size_t node) const {
  std::string out;
  for (std::size_t i = node; i < nodes_[node].end; ++i)
    if (nodes_[i].tag == Tag::text) out += text(nodes_[i]);
  return out;
}

}  // namespace mujaz::intake
