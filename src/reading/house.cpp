// SPDX-License-Identifier: GPL-3.0-or-later
// Words that the house reads in its own way, and what a document puts in, as they are met in a
// text.
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

/// What a document has made ready stands where its sign is.
bool Sentence::insert() {
  if (next_insert_ >= directions_.inserts.size() || !line_.is(at_, insert_sign)) return false;
  for (const Word& word : directions_.inserts[next_insert_])
    speech_.given(word, line_.tokens[at_].span);
  ++next_insert_;
  ++at_;
  head_ = {};
  return true;
}

/// What a document says of the word at a place of the text; asked in rising order.
std::string_view Sentence::role_at(std::size_t place) {
  const auto& roles = directions_.roles;
  while (next_role_ < roles.size() && roles[next_role_].where.end <= place) ++next_role_;
  if (next_role_ >= roles.size() || !roles[next_role_].where.contains(place)) return {};
  return roles[next_role_].role;
}

bool Sentence::house() {
  if (!setup_.pronunciations && directions_.lookups.empty()) return false;
  const std::size_t place = line_.tokens[at_].span.start;
  const std::string_view role = role_at(place);
  PronunciationIndex::Match found;
  const auto look = [&](const Pronunciations& entries) {
    const auto match = entries.index().longest(line_, at_, role);
    if (match.tokens > found.tokens) found = match;
  };
  for (const Directions::Lookup& lookup : directions_.lookups)
    if (lookup.where.contains(place)) look(*lookup.entries);
  if (setup_.pronunciations) look(*setup_.pronunciations);
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
