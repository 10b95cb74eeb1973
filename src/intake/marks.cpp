// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/marks.h"

#include <algorithm>

#include "intake/clean.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t shortest_prose = 20;  // signs of a text node that may be prose
constexpr double doubtful_share = 0.4;      // of the page's text, in an element that may be else
constexpr double certain_share = 0.9;       // the same, in one that says clearly that it is else

bool is_unread(Tag tag) {
  return tag == Tag::ignored || tag == Tag::script || tag == Tag::title || tag == Tag::meta ||
         tag == Tag::link || tag == Tag::control;
}

bool is_aside(Tag tag) {
  return tag == Tag::nav || tag == Tag::footer || tag == Tag::aside || tag == Tag::header ||
         tag == Tag::figure || tag == Tag::caption || tag == Tag::form;
}

bool is_hidden(const Tree& tree, const Node& node) {
  for (const auto name : {"hidden", "aria-hidden"}) {
    const std::string_view value = tree.attribute(node, name);
    if (!value.empty() && value != "false") return true;
  }
  const std::string_view style = tree.attribute(node, "style");
  if (style.empty()) return false;
  std::string bare;
  for (const char c : style)
    if (c != ' ') bare += static_cast<char>(c | 32);
  return bare.find("display:none") != bare.npos || bare.find("visibility:hidden") != bare.npos;
}

Hint hint_of(const Tree& tree, const Node& node, const PageWords& words) {
  if (node.tag == Tag::html || node.tag == Tag::body || node.count == 0) return Hint::none;
  if (is_hidden(tree, node)) return Hint::drop;
  const std::string_view role = tree.attribute(node, "role");
  if (role == "navigation" || role == "complementary" || role == "contentinfo" ||
      role == "dialog" || role == "banner" || role == "search")
    return Hint::drop;
  return std::max(words.hint(tree.attribute(node, "class")),
                  words.hint(tree.attribute(node, "id")));
}

/// Signs of running text under each node, links aside.
std::vector<std::uint32_t> prose_of(const Tree& tree) {
  const auto& nodes = tree.nodes();
  std::vector<std::uint32_t> prose(nodes.size(), 0);
  std::uint32_t link_end = 0;
  for (std::uint32_t i = 1; i < nodes.size();) {
    if (is_unread(nodes[i].tag)) {
      i = nodes[i].end;
      continue;
    }
    if (nodes[i].tag == Tag::anchor) link_end = std::max(link_end, nodes[i].end);
    if (nodes[i].tag == Tag::text && i >= link_end) {
      const std::uint32_t signs = size_of(tree.text(nodes[i])).signs;
      if (signs >= shortest_prose) prose[i] = signs;
    }
    ++i;
  }
  for (std::size_t i = nodes.size() - 1; i > 0; --i) prose[nodes[i].parent] += prose[i];
  return prose;
}

/// Elements that hold one marked as the body for machines.
std::vector<bool> around_marked(const Tree& tree) {
  const auto& nodes = tree.nodes();
  std::vector<bool> around(nodes.size(), false);
  for (std::size_t i = nodes.size() - 1; i > 0; --i) {
    if (tree.attribute(nodes[i], "itemprop") == "articleBody") around[i] = true;
    if (around[i]) around[nodes[i].parent] = true;
  }
  return around;
}

}  // namespace

Marks marks_of(const Tree& tree, const PageWords& words) {
  const auto& nodes = tree.nodes();
  const std::vector<std::uint32_t> prose = prose_of(tree);
  const std::vector<bool> around = around_marked(tree);
  const auto all = static_cast<double>(prose[0]);
  Marks marks;
  marks.dropped.assign(nodes.size(), false);
  for (std::uint32_t i = 1; i < nodes.size();) {
    const Node& node = nodes[i];
    bool drop = is_unread(node.tag);
    if (!drop && node.tag != Tag::text) {
      const Hint hint = hint_of(tree, node, words);
      const auto share = static_cast<double>(prose[i]);
      if (tree.attribute(node, "itemprop") == "articleBody")
        marks.marked.push_back(i);
      else if (around[i])
        drop = false;
      else if (hint == Hint::drop)
        drop = share <= all * certain_share;
      else if (hint == Hint::doubt || is_aside(node.tag))
        drop = share <= all * doubtful_share;
      else if (hint == Hint::body)
        marks.named.push_back(i);
    }
    if (drop) marks.dropped[i] = true;
    i = drop ? node.end : i + 1;
  }
  return marks;
}

}  // namespace mujaz::intake
