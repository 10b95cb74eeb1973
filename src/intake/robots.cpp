// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/robots.h"

#include <algorithm>
#include <cstdlib>

namespace mujaz::intake {
namespace {

constexpr std::size_t text_limit = 500 << 10;
constexpr std::size_t pattern_limit = 500;
constexpr int longest_delay = 60;

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r");
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r") + 1 - from);
}

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// `*` stands for any signs, `$` at the end for the end. Going back to the last `*` alone is
/// enough.
bool fits(std::string_view pattern, std::string_view path) {
  const bool ends = pattern.ends_with('$');
  if (ends) pattern.remove_suffix(1);
  std::size_t p = 0, s = 0, star = pattern.npos, resume = 0;
  while (true) {
    if (p == pattern.size() && (!ends || s == path.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = s;
    } else if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
      ++p, ++s;
    } else if (star != pattern.npos && resume < path.size()) {
      p = star + 1;
      s = ++resume;
    } else {
      return false;
    }
  }
}

}  // namespace

Robots::Robots(std::string_view text, std::string_view agent) {
  text = text.substr(0, text_limit);
  Robots all;
  bool ours = false, everyone = false, named = false, in_agents = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = trimmed(line.substr(0, line.find('#')));
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::string key = small(trimmed(line.substr(0, colon)));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "user-agent") {
      if (!in_agents) ours = everyone = false;
      in_agents = true;
      ours |= small(value) == agent;
      everyone |= value == "*";
      named |= ours;
      continue;
    }
    in_agents = false;
    for (Robots* group : {ours ? this : nullptr, everyone ? &all : nullptr}) {
      if (!group) continue;
      if ((key == "allow" || key == "disallow") && !value.empty() && value.size() <= pattern_limit)
        group->rules_.push_back({std::string(value), key == "allow"});
      if (key == "crawl-delay" && !value.empty() && value[0] >= '0' && value[0] <= '9')
        group->delay = std::chrono::seconds(
            std::min(longest_delay, std::atoi(std::string(value.substr(0, 4)).c_str())));
    }
  }
  if (!named) *this = std::move(all);
}

Robots Robots::none_allowed() {
  Robots robots;
  robots.rules_.push_back({"/", false});
  return robots;
}

bool Robots::allows(std::string_view path) const {
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!fits(rule.pattern, path)) continue;
    if (!best || rule.pattern.size() > best->pattern.size() ||
        (rule.pattern.size() == best->pattern.size() && rule.allow))
      best = &rule;
  }
  return !best || best->allow;
}

}  // namespace mujaz::intake
