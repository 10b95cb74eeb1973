// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/blocks.h"

#include <algorithm>

#include "intake/clean.h"
#include "mujaz/text.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t heading_words = 12;  // at most in a line that is a heading without saying so
constexpr std::size_t longest_cell = 120;  // signs; longer cells are a layout, not data

bool is_inline(Tag tag) {
  return tag == Tag::inline_ || tag == Tag::anchor || tag == Tag::time || tag == Tag::text;
}

/// The tables that hold data: two and more rows of two and more short cells, no table inside.
class DataTables {
 public:
  explicit DataTables(const Tree& tree) {
    const auto& nodes = tree.nodes();
    std::vector<Open> open;  // the tables around a node
    for (std::uint32_t i = 1; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      while (!open.empty() && open.back().end <= i) close(open);
      if (node.tag == Tag::table) {
        if (!open.empty()) open.back().data = false;
        open.push_back({i, node.end});
      }
      if (open.empty() || !open.back().data) continue;
      Open& table = open.back();
      if (node.tag == Tag::row) {
        table.row();
      } else if (node.tag == Tag::cell) {
        ++table.cells;
        table.cell_end = node.end;
        table.signs = 0;
      } else if (node.tag == Tag::text && i < table.cell_end) {
        table.signs += size_of(tree.text(node)).signs;
        if (table.signs > longest_cell) table.data = false;
      }
    }
    while (!open.empty()) close(open);
    std::sort(tables_.begin(), tables_.end());
  }
  bool holds(std::uint32_t table) const {
    return std::binary_search(tables_.begin(), tables_.end(), table);
  }

 private:
  struct Open {
    std::uint32_t node = 0, end = 0, cell_end = 0;
    std::size_t rows = 0;   // of two and more cells
    std::size_t cells = 0;  // of the row
    std::size_t signs = 0;  // of the cell
    bool data = true;
    void row() {
      rows += cells >= 2;
      cells = 0;
    }
  };
  void close(std::vector<Open>& open) {
    Open& table = open.back();
    table.row();
    if (table.data && table.rows >= 2) tables_.push_back(table.node);
    open.pop_back();
  }
  std::vector<std::uint32_t> tables_;
};

/// Whether the letters that end `text` are no more than particles written with the next word
/// (waw or fa, then ba, lam or kaf, then the article): a link after them begins inside the word.
bool ends_in_particle(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  const std::string_view last = space == text.npos ? text : text.substr(space + 1);
  if (last.size() > 12) return false;
  const std::u32string word = from_utf8_lossy(last);
  std::size_t i = 0;
  const auto at = [&](std::size_t k) { return k < word.size() ? word[k] : U'\0'; };
  while (i < word.size() && !is_arabic_letter(word[i])) ++i;
  using namespace letters;
  if (at(i) == waw || at(i) == feh) ++i;
  if (at(i) == beh || at(i) == lam || at(i) == kaf || at(i) == seen) ++i;
  if (at(i) == alef && at(i + 1) == lam) i += 2;
  if (at(i) == lam) ++i;
  return i == word.size();
}

bool begins_with_arabic(std::string_view text) {
  if (text.size() < 2) return false;
  const auto a = static_cast<unsigned char>(text[0]), b = static_cast<unsigned char>(text[1]);
  return is_arabic_letter(((a & 0x1Fu) << 6) | (b & 0x3Fu)) && a >= 0xD8 && a <= 0xDB;
}

bool ends_with_arabic(std::string_view text) {
  return text.size() >= 2 && begins_with_arabic(text.substr(text.size() - 2));
}

class BlockMaker {
 public:
  BlockMaker(const Tree& tree, const std::vector<bool>& dropped)
      : tree_(tree), dropped_(dropped), tables_(tree) {}

  std::vector<Block> make() {
    const auto& nodes = tree_.nodes();
    open_.push_back({});
    open_[0].end = nodes[0].end;
    blocks_.reserve(nodes.size() / 2);  // costs memory only where it is written
    for (std::uint32_t i = 1; i < nodes.size();) {
      leave(i);
      const Node& node = nodes[i];
      if (dropped_[i]) {
        i = node.end;
        continue;
      }
      if (node.tag == Tag::text)
        add_text(i, tree_.text(node));
      else if (node.tag == Tag::line_break)
        break_line();
      else
        enter(i, node);
      ++i;
    }
    leave(nodes[0].end);
    flush();
    return std::move(blocks_);
  }

 private:
  struct Open {
    std::uint32_t node = 0, end = 0;
    ParagraphKind kind = ParagraphKind::text;
    std::uint8_t level = 0;
    bool row = false;    // inside a row of data: its cells make one block
    bool line = true;    // an element that makes a line of its own
    bool table = false;  // inside a table of data
  };

  void enter(std::uint32_t i, const Node& node) {
    Open open = open_.back();
    open.node = i;
    open.end = node.end;
    open.line = !is_inline(node.tag) && !open.row;
    if (node.tag == Tag::anchor) {
      link_end_ = std::max(link_end_, node.end);
      link_edge_ = true;
    }
    if (node.tag == Tag::time) time_end_ = std::max(time_end_, node.end);
    if (open.line) flush();
    if (node.tag == Tag::cell && open.row)
      add_separator();
    else if (open.row && !is_inline(node.tag))
      append_clean(block_.text, " ");
    if (node.tag == Tag::heading) {
      open.kind = ParagraphKind::heading;
      open.level = node.level;
    } else if (node.tag == Tag::item) {
      open.kind = ParagraphKind::item;
    } else if (node.tag == Tag::quote) {
      open.kind = ParagraphKind::quote;
    } else if (node.tag == Tag::table) {
      open.table = tables_.holds(i);
    } else if (node.tag == Tag::row && open.table) {
      open.kind = ParagraphKind::item;
      open.row = true;
    }
    if (open.line || node.tag == Tag::row || node.tag == Tag::anchor) open_.push_back(open);
  }

  void leave(std::uint32_t i) {
    while (open_.size() > 1 && open_.back().end <= i) {
      if (open_.back().line) flush();
      if (tree_.nodes()[open_.back().node].tag == Tag::anchor) link_edge_ = true;
      open_.pop_back();
    }
  }

  void add_text(std::uint32_t i, std::string_view raw) {
    const bool linked = i < link_end_;
    std::string& text = block_.text;
    const std::size_t before = text.size();
    if (link_edge_ && begins_with_arabic(raw) && ends_with_arabic(text) &&
        !(linked && ends_in_particle(text)))
      text += ' ';
    append_clean(text, raw);
    if (text.size() > before) link_edge_ = false;
    if (!block_.first) block_.first = i;
    const std::uint32_t signs = size_of(std::string_view(text).substr(before)).signs;
    if (linked) block_.linked += signs;
    if (i < time_end_) block_.timed += signs;
    breaks_ = 0;
  }

  /// One `br` parts sentences and short lines and joins the lines of one sentence; two always part.
  void break_line() {
    const std::string& text = block_.text;
    if (open_.back().row) return append_clean(block_.text, " ");
    if (++breaks_ > 1 || ends_sentence(text) || ends_with_colon(text) ||
        size_of(text).words <= heading_words)
      return flush();
    append_clean(block_.text, " ");
  }

  void add_separator() {
    std::string& text = block_.text;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (text.empty()) return;
    text += row_cells_++ == 0 ? ": " : "\xD8\x8C ";
  }

  void flush() {
    breaks_ = 0;
    row_cells_ = 0;
    link_edge_ = false;
    while (!block_.text.empty() && block_.text.back() == ' ') block_.text.pop_back();
    const Size size = size_of(block_.text);
    if (size.signs > block_.timed) {  // a time that stands alone is the page's, not the text's
      const Open& owner = open_.back();
      block_.kind = owner.kind;
      block_.level = owner.level;
      block_.node = owner.node;
      block_.signs = size.signs;
      block_.words = size.words;
      block_.stops = ends_sentence(block_.text);
      blocks_.push_back(std::move(block_));
    }
    block_ = {};
  }

  const Tree& tree_;
  const std::vector<bool>& dropped_;
  DataTables tables_;
  std::vector<Block> blocks_;
  std::vector<Open> open_;
  Block block_;
  std::uint32_t link_end_ = 0;
  std::uint32_t time_end_ = 0;
  bool link_edge_ = false;
  int breaks_ = 0;
  int row_cells_ = 0;
};

}  // namespace

void mark_headings(std::vector<Block>& blocks) {
  for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
    Block& block = blocks[i];
    const Block& next = blocks[i + 1];
    if (block.kind == ParagraphKind::text && block.words <= heading_words && !block.stops &&
        !ends_with_colon(block.text) && next.kind == ParagraphKind::text &&
        next.signs > block.signs)
      block.kind = ParagraphKind::heading;
  }
}

std::vector<Block> blocks_of(const Tree& tree, const std::vector<bool>& dropped) {
  return BlockMaker(tree, dropped).make();
}

}  // namespace mujaz::intake
