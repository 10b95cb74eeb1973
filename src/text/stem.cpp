// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/text.h"

namespace mujaz {
namespace {

using namespace letters;

constexpr std::size_t shortest = 3;

bool drop_prefix(std::u32string& word, std::u32string_view prefix) {
  if (!word.starts_with(prefix) || word.size() < prefix.size() + shortest) return false;
  word.erase(0, prefix.size());
  return true;
}

bool drop_suffix(std::u32string& word, std::u32string_view suffix) {
  if (!word.ends_with(suffix) || word.size() < suffix.size() + shortest) return false;
  word.resize(word.size() - suffix.size());
  return true;
}

}  // namespace

std::u32string light_stem(std::u32string_view text) {
  static constexpr char32_t al[] = {alef, lam, 0};
  static constexpr char32_t ll[] = {lam, lam, 0};
  static constexpr char32_t suffixes[][3] = {{heh, alef, 0}, {alef, noon, 0}, {alef, teh, 0},
                                             {waw, noon, 0}, {yeh, noon, 0},  {yeh, heh, 0},
                                             {heh, 0, 0},    {yeh, 0, 0},     {alef, 0, 0}};
  std::u32string word = folded(text);
  if (word.size() > shortest && (word[0] == waw || word[0] == feh)) {
    // A waw or feh is taken for the conjunction only where enough is left to be a word.
    if (word.size() > shortest + 1) word.erase(0, 1);
  }
  if (!drop_prefix(word, ll) && !drop_prefix(word, al) && word.size() > shortest + 2 &&
      (word[0] == beh || word[0] == kaf || word[0] == lam)) {
    std::u32string rest = word.substr(1);
    if (drop_prefix(rest, al)) word = rest;
  }
  for (const auto& suffix : suffixes) drop_suffix(word, suffix);
  return word;
}

}  // namespace mujaz
