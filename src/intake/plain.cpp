// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/plain.h"

#include <algorithm>
#include <array>

#include "intake/clean.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t title_words = 25;     // at most in a title
constexpr std::size_t wrapped_signs = 100;  // at most in a line of text broken at a width
constexpr std::size_t wrapped_lines = 3;    // at least, to say that it was

/// The line without its bullet, if it begins with one.
bool take_bullet(std::string_view& line) {
  constexpr std::array<std::string_view, 9> bullets = {"-",
                                                       "*",
                                                       "\xE2\x80\xA2",
                                                       "\xC2\xB7",
                                                       "\xE2\x96\xAA",
                                                       "\xE2\x97\x8F",
                                                       "\xE2\x97\xA6",
                                                       "\xE2\x80\x93",
                                                       "\xE2\x80\x94"};
  for (const std::string_view bullet : bullets) {
    if (!line.starts_with(bullet) || line.size() <= bullet.size()) continue;
    if (line[bullet.size()] != ' ' && bullet.size() == 1) continue;
    line.remove_prefix(bullet.size());
    while (line.starts_with(' ')) line.remove_prefix(1);
    return true;
  }
  return false;
}

/// The line without its Markdown sign: `## ` of a heading (its level), `> ` of a quotation.
struct Sign {
  ParagraphKind kind = ParagraphKind::text;
  std::size_t level = 0;
};
Sign take_sign(std::string_view& line) {
  constexpr std::size_t deepest = 6;
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level > 0 && level <= deepest && level + 1 < line.size() && line[level] == ' ') {
    line.remove_prefix(level + 1);
    return {ParagraphKind::heading, level};
  }
  if (line.starts_with("> ") && line.size() > 2) {
    line.remove_prefix(2);
    return {ParagraphKind::quote, 0};
  }
  return {};
}

/// Links by their words, pictures left out, the stars of emphasis gone.
std::string without_markdown(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    const bool picture = line.substr(i, 2) == "![";
    if (picture || line[i] == '[') {
      const std::size_t open = i + (picture ? 2 : 1), middle = line.find("](", open);
      const std::size_t end = middle == line.npos ? line.npos : line.find(')', middle);
      if (end != line.npos && line.substr(open, middle - open).find('[') == line.npos) {
        if (!picture) out += without_markdown(line.substr(open, middle - open));
        i = end + 1;
        continue;
      }
    }
    if (line.substr(i, 2) == "**" || line.substr(i, 2) == "__") {
      i += 2;
      continue;
    }
    out += line[i++];
  }
  return clean(out);
}

/// Lines that stand together, empty lines around them.
using Group = std::vector<std::string>;

std::vector<Group> groups_of(std::string_view utf8) {
  std::vector<Group> groups(1);
  for (std::size_t from = 0; from <= utf8.size();) {
    const std::size_t end = std::min(utf8.find('\n', from), utf8.size());
    std::string line = clean(utf8.substr(from, end - from));
    from = end + 1;
    if (!line.empty())
      groups.back().push_back(std::move(line));
    else if (!groups.back().empty())
      groups.emplace_back();
  }
  if (groups.back().empty()) groups.pop_back();
  return groups;
}

bool is_wrapped(const Group& group) {
  if (group.size() < wrapped_lines) return false;
  std::size_t open = 0;
  for (std::size_t i = 0; i < group.size(); ++i) {
    std::string_view line = group[i];
    if (size_of(line).signs > wrapped_signs || take_bullet(line) || take_sign(line).level)
      return false;
    open += i + 1 < group.size() && !ends_sentence(line);
  }
  return open * 3 >= (group.size() - 1) * 2;
}

}  // namespace

Block block_of(std::string text, ParagraphKind kind) {
  Block block;
  const Size size = size_of(text);
  block.kind = kind;
  block.signs = size.signs;
  block.words = size.words;
  block.stops = ends_sentence(text);
  block.text = std::move(text);
  return block;
}

PlainText plain_text(std::string_view utf8, bool with_title) {
  PlainText plain;
  std::vector<Group> groups = groups_of(utf8);
  const bool markdown = utf8.starts_with("# ") || utf8.find("\n## ") != utf8.npos ||
                        utf8.find("](http") != utf8.npos || utf8.find("\n> ") != utf8.npos;
  if (markdown && with_title && !groups.empty()) {
    std::string_view first = groups[0][0];
    if (take_sign(first).level == 1) {
      plain.title = without_markdown(first);
      groups[0].erase(groups[0].begin());
      if (groups[0].empty()) groups.erase(groups.begin());
    }
  }
  if (plain.title.empty() && with_title && groups.size() > 1 && groups[0].size() == 1 &&
      size_of(groups[0][0]).words <= title_words && !ends_sentence(groups[0][0])) {
    plain.title = groups[0][0];
    groups.erase(groups.begin());
  }
  for (Group& group : groups) {
    if (is_wrapped(group)) {
      std::string joined;
      for (const std::string& line : group) joined += (joined.empty() ? "" : " ") + line;
      group = {joined};
    }
    for (const std::string& text : group) {
      std::string_view line = text;
      const Sign sign = markdown ? take_sign(line) : Sign();
      const ParagraphKind kind =
          sign.kind == ParagraphKind::text && take_bullet(line) ? ParagraphKind::item : sign.kind;
      std::string shown = markdown ? without_markdown(line) : std::string(line);
      if (!shown.empty()) plain.blocks.push_back(block_of(std::move(shown), kind));
    }
  }
  mark_headings(plain.blocks);
  return plain;
}

}  // namespace mujaz::intake
