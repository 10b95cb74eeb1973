// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/state.h"

#include <map>
#include <vector>

#include "intake/clean.h"
#include "mujaz/text.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t script_limit = 8u << 20;  // bytes of one script that are read
constexpr std::size_t least_letters = 80;       // Arabic ones, in a text that may be an article
constexpr std::size_t longest_name = 40;        // bytes

/// Texts that stand under one name.
struct Group {
  std::vector<std::string> texts;
  std::size_t letters = 0;
  std::size_t longest = 0;  // the place of the text with the most letters
  std::size_t most = 0;     // and how many
};
using Groups = std::map<std::string, Group, std::less<>>;

/// The four hexadecimal digits of `\uXXXX`, or nothing.
char32_t code_at(std::string_view text, std::size_t at) {
  char32_t code = 0;
  for (std::size_t k = at; k < at + 4; ++k) {
    const char c = k < text.size() ? text[k] : 'x';
    const int digit = c >= '0' && c <= '9'                 ? c - '0'
                      : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                           : -1;
    if (digit < 0) return 0;
    code = code * 16 + static_cast<char32_t>(digit);
  }
  return code;
}

/// The string that begins behind the quote at `at`; `at` is left behind its end.
std::string string_at(std::string_view text, std::size_t& at, char quote) {
  std::string out;
  while (at < text.size() && text[at] != quote) {
    if (text[at] != '\\' || at + 1 >= text.size()) {
      out += text[at++];
      continue;
    }
    const char c = text[at + 1];
    at += 2;
    if (c == 'u') {
      char32_t code = code_at(text, at);
      at += code ? 4 : 0;
      if (code >= 0xD800 && code < 0xDC00 && text.substr(at, 2) == "\\u") {
        const char32_t low = code_at(text, at + 2);
        if (low >= 0xDC00 && low < 0xE000) {
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          at += 6;
        }
      }
      out += to_utf8(std::u32string(1, code ? code : U' '));
    } else {
      out += c == 'n' || c == 'r' ? '\n' : c == 't' ? ' ' : c;
    }
  }
  ++at;
  return out;
}

/// What stands before the colon in front of `at`: `"content":` or `body:`; else empty.
std::string_view name_before(std::string_view text, std::size_t at) {
  const auto skip_space = [&] {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n')) --at;
  };
  skip_space();
  if (at == 0 || text[at - 1] != ':') return {};
  --at;
  skip_space();
  if (at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'')) --at;
  const std::size_t end = at;
  const auto is_name = [](char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
  };
  while (at > 0 && end - at < longest_name && is_name(text[at - 1])) --at;
  return text.substr(at, end - at);
}

void read(std::string_view script, Groups& groups, bool inner) {
  for (std::size_t i = 0; i < script.size();) {
    const char quote = script[i];
    if (quote != '"' && quote != '\'') {
      ++i;
      continue;
    }
    // An apostrophe opens a string only where a value may stand.
    const char before = i > 0 ? script[i - 1] : ' ';
    if (quote == '\'' && std::string_view(":,([= \n").find(before) == std::string_view::npos) {
      ++i;
      continue;
    }
    const std::string_view name = name_before(script, i);
    ++i;
    std::string text = string_at(script, i, quote);
    if (!inner && text.find("\":") != text.npos && text.find('<') != 0) {
      read(text, groups, true);
      continue;
    }
    const std::size_t letters = script_of(text).arabic;
    if (letters == 0) continue;
    Group& group = groups[std::string(name)];
    group.letters += letters;
    if (letters > group.most) {
      group.most = letters;
      group.longest = group.texts.size();
    }
    group.texts.push_back(std::move(text));
  }
}

}  // namespace

std::string body_in_scripts(const Tree& tree) {
  Groups groups;
  for (std::size_t i = 1; i < tree.nodes().size(); ++i) {
    if (tree.nodes()[i].tag != Tag::script) continue;
    const std::string script = tree.all_text(i);
    const std::string_view type = tree.attribute(tree.nodes()[i], "type");
    if (script.size() <= script_limit && type.find("ld+json") == type.npos)
      read(script, groups, false);
  }
  Group* best = nullptr;
  for (auto& [name, group] : groups)
    if (group.most >= least_letters && (!best || group.letters > best->letters)) best = &group;
  if (!best) return {};
  // One text that holds the article, among the leads of others; or one text a paragraph.
  if (best->most * 5 >= best->letters * 3) return std::move(best->texts[best->longest]);
  std::string html;
  for (const std::string& text : best->texts) html += "<p>" + text + "</p>\n";
  return html;
}

}  // namespace mujaz::intake
