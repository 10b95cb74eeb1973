// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/pronunciation_index.h"

#include "reading/source_text.h"

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr char32_t article_letters[] = {alef, lam};
constexpr std::u32string_view article(article_letters, 2);

/// A token as entries have it.
std::u32string plain(std::u32string_view token) {
  std::u32string out;
  out.reserve(token.size());
  for (const char32_t c : token) {
    if (is_mark(c) || c == tatweel) continue;
    const int digit = digit_value(c);
    out.push_back(digit >= 0 ? static_cast<char32_t>(U'0' + digit) : c);
  }
  return out;
}

bool has_marks(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), is_mark);
}

/// Whether the author's marks, where there are any, are among those of the reading.
bool agrees(std::u32string_view written, std::u32string_view reading) {
  if (!has_marks(written)) return true;
  const Word32 own = to_letters(written), read = to_letters(reading);
  if (own.size() != read.size()) return false;
  for (std::size_t i = 0; i < own.size(); ++i)
    if (own[i].c != read[i].c || (own[i].marks & ~read[i].marks)) return false;
  return true;
}

}  // namespace

std::u32string written_key(std::u32string_view written) {
  const SourceText source(written);
  const Line line(source.text());
  std::u32string key;
  for (std::size_t i = 0; i < line.size(); ++i) {
    key += plain(line.written(i));
    if (i + 1 < line.size() && line.gap(i) != Gap::none) key += U' ';
  }
  return key;
}

PronunciationIndex::PronunciationIndex(const std::vector<Pronunciation>& entries,
                                       const EntryReader& reader, std::string_view site) {
  for (const Pronunciation& entry : entries) {
    const bool own = !site.empty() && entry.scope == site;
    if (!own && entry.scope != "all") continue;
    const SourceText source(entry.written);
    const Line line(source.text());
    std::u32string key;
    for (std::size_t i = 0; i < line.size(); ++i) {
      key += plain(line.written(i));
      Node& node = nodes_[key];
      if (i + 1 == line.size()) {
        // The site's own go before those of all.
        node.entries.insert(own ? node.entries.begin() : node.entries.end(), entries_.size());
      } else if (line.gap(i) != Gap::none) {
        key += U' ';
      }
    }
    entries_.push_back({reader.words(entry),
                        entry.form == ReadingForm::marked ? entry.reading : std::u32string(),
                        entry.role});
  }
}

const PronunciationIndex::Entry* PronunciationIndex::among(const Node& node,
                                                           std::string_view role) const {
  for (const std::size_t place : node.entries)
    if (entries_[place].role == role) return &entries_[place];
  return role.empty() ? nullptr : among(node, {});
}

/// How a first token may be cut: clitics, then the beginning of an entry.
struct PronunciationIndex::Start {
  std::u32string first;   ///< of the entry
  std::size_t skip = 0;   ///< letters of the token before it
  std::u32string clitic;  ///< those letters marked, the article aside
  bool article = false, without_alef_lam = false;
};

void PronunciationIndex::extend(const Line& line, std::size_t i, const Start& start,
                                std::string_view role, Match& best) const {
  std::u32string key = start.first;
  std::u32string written;
  for (std::size_t k = i; k < line.size(); ++k) {
    if (k > i) key += plain(line.written(k));
    if (key.size() > longest_written) return;
    const auto found = nodes_.find(key);
    if (found == nodes_.end()) return;
    std::u32string_view token = line.written(k);
    if (k == i)  // what stands behind the clitics, its marks with it
      for (std::size_t skipped = 0; !token.empty() && (skipped < start.skip || is_mark(token[0]));
           token.remove_prefix(1))
        skipped += !is_mark(token[0]) && token[0] != tatweel;
    if (k > i && line.gap(k - 1) != Gap::none) written += U' ';
    written += token;
    const Entry* entry = among(found->second, role);
    const std::size_t tokens = k - i + 1;
    if (entry && tokens > best.tokens && agrees(written, entry->letters))
      best = {entry, tokens, start.clitic, start.article, start.without_alef_lam};
    const Gap gap = line.gap(k);
    if (gap == Gap::line_break) return;
    if (gap == Gap::space) key += U' ';
  }
}

PronunciationIndex::Match PronunciationIndex::longest(const Line& line, std::size_t i,
                                                      std::string_view role) const {
  Match best;
  if (nodes_.empty()) return best;
  const std::u32string token = plain(line.written(i));
  if (token.empty()) return best;
  extend(line, i, {token, 0, {}, false, false}, role, best);
  if (!line.is(i, TokenKind::word) || token.size() > longest_written) return best;
  const auto try_behind = [&](std::size_t skip, const std::u32string& clitic) {
    const std::u32string rest = token.substr(skip);
    if (rest.empty()) return;
    if (skip > 0) extend(line, i, {rest, skip, clitic, false, false}, role, best);
    if (rest.starts_with(article) && rest.size() > 2)
      extend(line, i, {rest.substr(2), skip + 2, clitic, true, false}, role, best);
    // «لل»: ل and the article, the entry's own or before it.
    if (skip == 0 || token[skip - 1] != lam || rest[0] != lam || rest.size() < 2) return;
    const std::u32string with_article = std::u32string(1, alef) + rest;
    extend(line, i, {with_article, skip, clitic, false, false}, role, best);
    extend(line, i, {std::u32string(article) + rest, skip, clitic, false, true}, role, best);
    extend(line, i, {rest.substr(1), skip + 1, clitic, true, false}, role, best);
  };
  std::u32string clitic;
  std::size_t skip = 0;
  try_behind(0, clitic);
  const auto take = [&](char32_t vowel) {
    clitic += token[skip++];
    clitic += vowel;
    try_behind(skip, clitic);
  };
  if (token[0] == waw || token[0] == feh) take(marks::fatha);
  if (skip >= token.size()) return best;
  if (token[skip] == beh || token[skip] == lam)
    take(marks::kasra);
  else if (token[skip] == kaf)
    take(marks::fatha);
  return best;
}

}  // namespace mujaz::reading
