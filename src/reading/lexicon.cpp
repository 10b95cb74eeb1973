// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/lexicon.h"

namespace mujaz::reading {
namespace {

/// The vowel of a proclitic, or 0 where the letter is none.
Marks proclitic_vowel(char32_t c) {
  switch (c) {
    case letters::waw:
    case letters::feh:
    case letters::kaf:
      return mark::fatha;
    case letters::beh:
    case letters::lam:
      return mark::kasra;
    default:
      return 0;
  }
}

bool is_conjunction(char32_t c) {
  return c == letters::waw || c == letters::feh;
}

/// Whether a word that may stand after the proclitics `allowed` may stand after these.
bool takes(std::u32string_view allowed, std::u32string_view proclitics) {
  if (proclitics.size() == 2 && (!is_conjunction(proclitics[0]) || is_conjunction(proclitics[1])))
    return false;
  return proclitics.find_first_not_of(allowed) == std::u32string_view::npos;
}

}  // namespace

Lexicon::Lexicon(const Language& language) {
  const Table words = language.table("fixed_words");
  const std::size_t written = words.column("written"), after = words.column("after"),
                    marked = words.column("marked"), said = words.column("said");
  for (const auto& row : words.rows())
    fixed_.emplace(row[written], Entry{row[after], row[marked], row[said]});
  const Table pauses = language.table("pauses");
  const std::size_t word = pauses.column("word"), place = pauses.column("place");
  for (std::size_t i = 0; i < pauses.rows().size(); ++i) {
    const auto& row = pauses.rows()[i];
    if (row[place] == U"before")
      before_.insert(row[word]);
    else if (row[place] == U"never")
      never_.insert(row[word]);
    else
      throw Error(ErrorCode::bad_input, "A place is `before` or `never`.",
                  pauses.file() + ":" + std::to_string(pauses.line(i)));
  }
}

std::optional<Lexicon::Found> Lexicon::find(std::u32string_view bare) const {
  for (std::size_t skip = 0; skip <= 2 && skip < bare.size(); ++skip) {
    const auto found = fixed_.find(std::u32string(bare.substr(skip)));
    if (found != fixed_.end() && takes(found->second.after, bare.substr(0, skip)))
      return Found{&found->second, skip};
  }
  return std::nullopt;
}

std::optional<std::u32string> Lexicon::reading(std::u32string_view bare) const {
  const std::optional<Found> found = find(bare);
  if (!found || found->entry->marked.empty()) return std::nullopt;
  std::vector<Letter> out;
  for (const char32_t c : bare.substr(0, found->proclitics)) out.push_back({c, proclitic_vowel(c)});
  return to_text(out) + found->entry->marked;
}

Word32 Lexicon::said(const Word32& word) const {
  std::u32string bare;
  for (const Letter& letter : word) bare.push_back(letter.c);
  const std::optional<Found> found = find(bare);
  if (!found || found->entry->said.empty()) return word;
  const Word32 pattern = to_letters(found->entry->said);
  Word32 out(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(found->proclitics));
  std::size_t k = 0;
  for (std::size_t i = found->proclitics; i < word.size(); ++i) {
    if (k == pattern.size() || word[i].c != pattern[k].c) continue;  // silent
    out.push_back(word[i]);
    out.back().marks |= pattern[k++].marks;
  }
  return out;
}

bool Lexicon::may_rest_before(std::u32string_view bare, std::u32string_view next) const {
  const std::u32string key = bare_key(bare);
  return before_.contains(key) || before_.contains(key + U' ' + bare_key(next));
}

}  // namespace mujaz::reading
