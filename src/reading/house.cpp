// SPDX-License-Identifier: GPL-3.0-or-later
// Words that the house reads in its own way, as they are met in a text.
#include "reading/pronunciation_index.h"
#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

/// A noun with the article has no tanwin.
void drop_tanwin(std::u32string& text) {
  if (text.empty()) return;
  char32_t& last = text.back();
  if (last == marks::dammatan)
    last = marks::damma;
  else if (last == marks::kasratan)
    last = marks::kasra;
  else if (last == marks::fathatan)
    last = marks::fatha;
}

/// A word without its article: «اللُّغَةِ» as «لُّغَةِ».
void drop_alef_lam(std::u32string& text) {
  std::size_t end = 0;
  for (int letters_passed = 0; end < text.size(); ++end)
    if (!is_mark(text[end]) && letters_passed++ == 2) break;
  text.erase(0, end);
}

}  // namespace

/// The runs of tokens that no space parts.
std::vector<Span> Sentence::pieces(std::size_t from, std::size_t to) const {
  std::vector<Span> out;
  std::size_t first = from;
  for (std::size_t i = from; i < to; ++i) {
    if (i + 1 < to && line_.gap(i) == Gap::none) continue;
    out.push_back(span(first, i + 1));
    first = i + 1;
  }
  return out;
}

bool Sentence::house() {
  if (!setup_.pronunciations) return false;
  const auto found = setup_.pronunciations->index().longest(line_, at_);
  if (!found.entry) return false;
  const std::size_t end = at_ + found.tokens;
  std::vector<Span> where = pieces(at_, end);
  if (where.size() != found.entry->words.size())
    where.assign(found.entry->words.size(), span(at_, end));
  if (!found.clitic.empty()) speech_.clitic(found.clitic, line_.tokens[at_].span);
  if (found.article)
    speech_.clitic(std::u32string{letters::alef, letters::lam}, line_.tokens[at_].span);
  for (std::size_t i = 0; i < where.size(); ++i) {
    Word word = found.entry->words[i];
    if (i == 0 && found.article) drop_tanwin(word.text);
    if (i == 0 && found.without_alef_lam) drop_alef_lam(word.text);
    speech_.given(std::move(word), where[i]);
  }
  at_ = end;
  head_ = {};
  return true;
}

}  // namespace mujaz::reading
