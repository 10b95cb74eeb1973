// SPDX-License-Identifier: GPL-3.0-or-later
// A parsed page as a flat tree: nodes in document order, each knowing where its subtree ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mujaz::intake {

/// The elements that extraction tells apart; all others are `block` or `inline_`.
enum class Tag : std::uint8_t {
  text,     ///< not an element: a run of text
  ignored,  ///< script, style, template, svg…: nothing in it is read
  inline_,  ///< an element that makes no line of its own
  block,
  anchor,
  line_break,
  paragraph,
  heading,  ///< h1 to h6
  list,     ///< ul, ol, dl
  item,     ///< li, dt, dd
  quote,
  preformatted,
  table,
  row,
  cell,  ///< td, th
  article,
  main,
  section,
  aside,
  nav,
  header,
  footer,
  figure,
  caption,  ///< figcaption, caption
  form,
  control,  ///< button, select, textarea, label, option
  title,
  meta,
  link,
  script,  ///< its text is kept: JSON-LD stands there
  time,
  html,
  body,
};

struct Node {
  Tag tag = Tag::block;
  std::uint8_t level = 0;    ///< of a heading
  std::uint32_t parent = 0;  ///< the root is its own parent
  std::uint32_t end = 0;     ///< one past the last node of the subtree
  std::uint32_t from = 0;    ///< text: place in the pool; element: first attribute
  std::uint32_t count = 0;   ///< text: bytes; element: attributes
};

/// Immutable once parsed.
class Tree {
 public:
  /// Parses UTF-8. Throws too_large where elements nest deeper than the limit or are too many.
  static Tree parse(std::string_view utf8);

  const std::vector<Node>& nodes() const { return nodes_; }
  std::string_view text(const Node& node) const {
    return std::string_view(pool_).substr(node.from, node.count);
  }
  /// An attribute of an element, or empty. Only those that extraction reads are kept.
  std::string_view attribute(const Node& node, std::string_view name) const;
  /// All text under a node, as written.
  std::string all_text(std::size_t node) const;

 private:
  friend class TreeBuilder;
  struct Attribute {
    std::uint32_t from = 0, size = 0;
    std::uint8_t name = 0;  // its place in the list of those that are kept
  };
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string pool_;
};

}  // namespace mujaz::intake
