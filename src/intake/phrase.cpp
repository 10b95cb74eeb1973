// SPDX-License-Identifier: GPL-3.0-or-later
// What a site says before and after its points, with the article's facts put in.
#include "mujaz/intake.h"

namespace mujaz {
namespace {

using Fact = const std::optional<std::u32string> Article::*;
constexpr std::pair<std::u32string_view, Fact> facts[] = {{U"title", &Article::title},
                                                          {U"publisher", &Article::publisher},
                                                          {U"section", &Article::section},
                                                          {U"byline", &Article::byline}};

/// Calls `words` with each stretch of plain words and `fact` with each place for a fact.
template <class Words, class Put>
void walk(std::u32string_view phrase, const Words& words, const Put& put) {
  while (!phrase.empty()) {
    const std::size_t open = std::min(phrase.find(U'{'), phrase.size());
    words(phrase.substr(0, open));
    if (open == phrase.size()) return;
    const std::size_t close = phrase.find(U'}', open);
    const std::u32string_view name =
        close == phrase.npos ? U"" : phrase.substr(open + 1, close - open - 1);
    const auto* fact = std::find_if(std::begin(facts), std::end(facts),
                                    [&](const auto& one) { return one.first == name; });
    if (fact == std::end(facts))
      throw Error(ErrorCode::bad_input,
                  "A phrase has places for {title}, {publisher}, {section} and {byline} alone.",
                  to_utf8(phrase.substr(open, 40)));
    put(fact->second);
    phrase.remove_prefix(close + 1);
  }
}

/// One alternative, or nothing where the article lacks a fact of it.
std::optional<std::u32string> one_filled(std::u32string_view phrase, const Article& article) {
  std::u32string out;
  bool has_all = true;
  walk(
      phrase, [&](std::u32string_view words) { out += words; },
      [&](Fact fact) {
        has_all = has_all && article.*fact && !(article.*fact)->empty();
        if (has_all) out += *(article.*fact);
      });
  if (!has_all) return std::nullopt;
  return out;
}

}  // namespace

void check_phrase(std::u32string_view phrase) {
  walk(phrase, [](std::u32string_view) {}, [](Fact) {});
}

std::u32string filled(std::u32string_view phrase, const Article& article) {
  check_phrase(phrase);
  for (std::size_t from = 0; from <= phrase.size();) {
    const std::size_t end = std::min(phrase.find(U'|', from), phrase.size());
    if (auto found = one_filled(phrase.substr(from, end - from), article)) return *found;
    from = end + 1;
  }
  return {};
}

}  // namespace mujaz
