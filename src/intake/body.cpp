// SPDX-License-Identifier: GPL-3.0-or-later
// The body is found by one sum. Each block has a weight: its signs where it is prose, a negative
// number where it is a link or a scrap. The weight of an element is the sum of its blocks, so a
// menu pulls its element down and a paragraph lifts all elements around it; the element with the
// greatest sum is the smallest one that holds the article, since all beyond it adds scraps. An
// element that names itself the article's body is preferred where it holds most of that weight.
#include "intake/body.h"

#include <algorithm>
#include <utility>

#include "intake/clean.h"
#include "intake/moment.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t long_line = 60;   // signs from which a line is prose without a stop
constexpr std::size_t short_line = 20;  // signs under which a line is no prose, stop or not
constexpr std::size_t sentence_words = 8;
constexpr std::int32_t sign_weight = 2;     // of a sign of prose; half of it in an item
constexpr std::int32_t scrap_weight = -24;  // of a line that is no prose
constexpr std::int32_t link_weight = -1;    // of a linked sign in such a line
constexpr double most_of_it = 0.8;          // share by which an inner element stands for the outer
constexpr double named_share = 0.5;         // the same for an element named as the body
constexpr double part_share = 0.25;   // of the page, at most, in what stands under such a title
constexpr double marked_share = 0.1;  // the same for one marked as the body for machines

/// Leads elsewhere: mostly a link, and not a sentence of which a part is linked.
bool is_linked(const Block& block) {
  if (block.linked * 2 <= block.signs) return false;
  return !block.stops || block.signs - block.linked < short_line;
}

bool is_prose(const Block& block) {
  if (block.kind == ParagraphKind::heading || is_linked(block)) return false;
  return block.signs >= long_line || (block.stops && block.signs >= short_line);
}

/// A sentence of the article that happens to begin like a line that leads elsewhere.
bool is_sentence(const Block& block) {
  return block.stops && !block.linked && block.words >= sentence_words &&
         block.text.find(':') == std::string::npos;
}

std::int32_t weight(const Block& block) {
  if (is_prose(block)) {
    const auto own = static_cast<std::int32_t>(block.signs - block.linked);
    return own * (block.kind == ParagraphKind::item ? sign_weight / 2 : sign_weight);
  }
  return scrap_weight + link_weight * static_cast<std::int32_t>(block.linked);
}

/// Of each element; a page's signs are fewer than its bytes, so no sum leaves its type.
std::vector<std::int32_t> weights(const Tree& tree, const std::vector<Block>& blocks) {
  std::vector<std::int32_t> sums(tree.nodes().size(), 0);
  for (const Block& block : blocks) sums[block.node] += weight(block);
  for (std::size_t i = sums.size() - 1; i > 0; --i) sums[tree.nodes()[i].parent] += sums[i];
  return sums;
}

std::uint32_t heaviest(const Tree& tree, const Marks& marks,
                       const std::vector<std::int32_t>& sums) {
  const auto& nodes = tree.nodes();
  std::uint32_t best = 0;
  for (std::uint32_t i = 1; i < nodes.size(); ++i)
    if (sums[i] >= sums[best]) best = i;
  const auto greatest = static_cast<double>(sums[best]);
  const auto heaviest_of = [&](const std::vector<std::uint32_t>& bodies, double share) {
    std::uint32_t found = 0;
    for (const std::uint32_t body : bodies)
      if (sums[body] > greatest * share && (!found || sums[body] > sums[found])) found = body;
    return found;
  };
  if (const std::uint32_t marked = heaviest_of(marks.marked, marked_share)) return marked;
  if (const std::uint32_t named = heaviest_of(marks.named, named_share)) return named;
  for (std::uint32_t i = best + 1; i < nodes[best].end; ++i)
    if (nodes[i].parent == best && nodes[i].tag != Tag::paragraph &&
        sums[i] >= sums[best] * most_of_it)
      best = i;
  return best;
}

/// Elements inside the body that hold more lines that lead elsewhere than others.
std::vector<bool> link_lists(const Tree& tree, std::uint32_t body,
                             const std::vector<Block>& blocks) {
  const auto& nodes = tree.nodes();
  std::vector<std::int32_t> excess(nodes.size(), 0);  // of signs that lead elsewhere
  for (const Block& block : blocks) {
    const auto signs = static_cast<std::int32_t>(block.signs);
    excess[block.node] += is_linked(block) ? signs : -signs;
  }
  for (std::size_t i = nodes.size() - 1; i > 0; --i) excess[nodes[i].parent] += excess[i];
  std::vector<bool> cut(nodes.size(), false);
  for (std::size_t i = body + 1; i < nodes[body].end; ++i)
    cut[i] = cut[nodes[i].parent] || excess[i] > 0;
  return cut;
}

/// Where the text begins that may stand above the body: after the last title (`h1`) before it, or
/// at the body itself.
std::uint32_t after_title(const Tree& tree, std::uint32_t body) {
  const auto& nodes = tree.nodes();
  for (std::uint32_t i = body; i > 0; --i)
    if (nodes[i].tag == Tag::heading && nodes[i].level == 1 && nodes[i].end <= body)
      return nodes[i].end;
  return body;
}

/// What stands before the first line of prose and after the last is judged by its own look.
void mend_ends(std::vector<Block>& blocks) {
  auto end = std::find_if(blocks.rbegin(), blocks.rend(), is_prose).base();
  while (end != blocks.end() && end->kind == ParagraphKind::item && !end->linked) ++end;
  blocks.erase(end, blocks.end());
  blocks.erase(blocks.begin(), std::find_if(blocks.begin(), blocks.end(), is_prose));
}

/// The end of the element that holds the title `at` and what stands under it, where that is a small
/// part of the page; else 0.
std::uint32_t part_of(const Tree& tree, const std::vector<Block>& blocks,
                      const std::vector<std::uint32_t>& before, std::size_t at) {
  const Node& holder = tree.nodes()[tree.nodes()[blocks[at].node].parent];
  const auto end = std::partition_point(
      blocks.begin(), blocks.end(), [&](const Block& block) { return block.first < holder.end; });
  const auto last = static_cast<std::size_t>(end - blocks.begin());
  const bool small = static_cast<double>(before[last] - before[at]) <
                     static_cast<double>(before.back()) * part_share;
  const bool first = at == 0 || tree.nodes()[blocks[at].node].parent > blocks[at - 1].first;
  return small && first ? holder.end : 0;
}

/// Cards of other articles: a line that leads to one, with a text under it, and nothing else in the
/// smallest element that holds both. Counts them; where the page has more than them they go.
std::size_t leave_out_cards(const Tree& tree, std::vector<Block>& blocks) {
  constexpr std::size_t most_lines = 4;  // in a card: a section, the title, a text, a date
  const auto& nodes = tree.nodes();
  std::vector<bool> in_card(blocks.size(), false);
  std::size_t teasers = 0;
  for (std::size_t i = 1; i < blocks.size(); ++i) {
    const Block& lead = blocks[i - 1];
    if (!is_prose(blocks[i]) || !is_linked(lead) || lead.signs < short_line) continue;
    ++teasers;
    std::uint32_t card = lead.node;
    while (card && nodes[card].end <= blocks[i].first) card = nodes[card].parent;
    std::size_t from = i - 1, to = i + 1;
    while (from > 0 && blocks[from - 1].first > card) --from;
    while (to < blocks.size() && blocks[to].first < nodes[card].end && to - from <= most_lines)
      ++to;
    if (to - from > most_lines || !card) continue;
    std::fill(in_card.begin() + static_cast<std::ptrdiff_t>(from),
              in_card.begin() + static_cast<std::ptrdiff_t>(to), true);
  }
  std::size_t all = 0, carded = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    all += blocks[i].signs;
    carded += in_card[i] ? blocks[i].signs : 0;
  }
  if (carded * 2 >= all) return teasers;
  std::size_t i = 0;
  std::erase_if(blocks, [&](const Block&) { return in_card[i++]; });
  return teasers;
}

/// The time over each block where the body is a live blog: three and more times, each with text.
std::vector<std::string> entry_times(const Tree& tree, const std::vector<bool>& dropped,
                                     const std::vector<Block>& blocks) {
  constexpr std::size_t least_entries = 3;
  std::vector<std::string> times(blocks.size());
  if (blocks.empty()) return times;
  const auto& nodes = tree.nodes();
  std::size_t at = 0, entries = 0;
  for (std::uint32_t i = 1; i < nodes.size() && at < blocks.size();) {
    if (dropped[i]) {
      i = nodes[i].end;
      continue;
    }
    if (nodes[i].tag == Tag::time)
      if (const auto time = moment_of(tree.attribute(nodes[i], "datetime"))) {
        while (at < blocks.size() && blocks[at].first < i) ++at;
        // Of two times over one text the later counts.
        if (at < blocks.size() && std::exchange(times[at], *time).empty()) ++entries;
      }
    ++i;
  }
  if (entries < least_entries) times.assign(blocks.size(), {});
  return times;
}

}  // namespace

void leave_out_page_lines(std::vector<Block>& blocks, const PageWords& words, const Tree* tree) {
  std::vector<std::uint32_t> before = {0};  // signs before each block
  before.reserve(blocks.size() + 1);
  for (const Block& block : blocks) before.push_back(before.back() + block.signs);
  std::size_t kept = 0;
  Sense open = Sense::none;    // of the title whose lines are being left out
  std::uint32_t part_end = 0;  // of the element that holds the title and those lines
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    Block& block = blocks[i];
    Sense sense = words.sense(block.text);
    if (sense == Sense::related && is_sentence(block)) sense = Sense::none;
    if (block.linked && words.speaks_of_rules(block.text)) sense = Sense::line;
    if (sense == Sense::none) {
      const bool listed = open == Sense::box       ? block.kind == ParagraphKind::item
                          : open == Sense::related ? is_linked(block)
                                                   : open == Sense::after && !is_prose(block);
      if (listed || (open != Sense::none && block.first < part_end)) continue;
      open = Sense::none;
      if (kept != i) blocks[kept] = std::move(block);
      ++kept;
    } else if (sense == Sense::line) {
      // A call to share the article, over a box of words of the page.
      if (block.kind == ParagraphKind::heading && tree) {
        part_end = part_of(*tree, blocks, before, i);
        open = part_end ? sense : open;
      }
    } else {
      open = sense;
      part_end = tree ? part_of(*tree, blocks, before, i) : 0;
    }
  }
  blocks.resize(kept);
}

Body body_of(const Tree& tree, const Marks& marks, const PageWords& words, bool whole) {
  Body found;
  std::vector<Block>& blocks = found.blocks;
  blocks = blocks_of(tree, marks.dropped);
  if (!whole) leave_out_cards(tree, blocks);
  leave_out_page_lines(blocks, words, &tree);
  const std::uint32_t body = whole ? 0 : heaviest(tree, marks, weights(tree, blocks));
  const std::uint32_t end = tree.nodes()[body].end;
  const std::uint32_t title_end = whole ? 0 : after_title(tree, body);
  std::erase_if(blocks, [&](const Block& block) {
    const bool lead = block.first >= title_end && block.first < body && block.stops &&
                      block.signs >= long_line && is_prose(block);
    return !lead && (block.first < body || block.first >= end);
  });
  found.teasers = leave_out_cards(tree, blocks);
  const std::vector<bool> cut = link_lists(tree, body, blocks);
  std::erase_if(blocks, [&](const Block& block) { return cut[block.node]; });
  if (!whole) mend_ends(blocks);
  mark_headings(blocks);
  if (!whole) found.times = entry_times(tree, marks.dropped, blocks);
  return found;
}

}  // namespace mujaz::intake
