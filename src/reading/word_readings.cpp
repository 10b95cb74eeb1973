// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/word_readings.h"

#include <algorithm>

namespace mujaz::reading {
namespace {

constexpr float penalty = 6;
constexpr std::size_t longest_prefix = 4;  // «وبال»

/// The article at the end of what stands before a stem, or لـ that has swallowed its alef.
bool has_article(std::u32string_view prefix) {
  return prefix.size() >= 2 && prefix.back() == letters::lam &&
         (prefix[prefix.size() - 2] == letters::alef || prefix[prefix.size() - 2] == letters::lam);
}

/// Whether letters before a stem can be proclitics: a conjunction, a preposition, the article.
bool is_prefix(std::u32string_view prefix) {
  if (!prefix.empty() && (prefix[0] == letters::waw || prefix[0] == letters::feh))
    prefix.remove_prefix(1);
  if (has_article(prefix)) {
    prefix.remove_suffix(prefix[prefix.size() - 2] == letters::alef ? 2 : 1);
    return prefix.empty() || prefix == std::u32string_view(&letters::beh, 1) ||
           prefix == std::u32string_view(&letters::kaf, 1) ||
           prefix == std::u32string_view(&letters::lam, 1);
  }
  return prefix.empty() ||
         (prefix.size() == 1 &&
          (prefix[0] == letters::beh || prefix[0] == letters::lam || prefix[0] == letters::kaf));
}

/// Whether the marks of a stem are those of the table: sukun may be left out, the ending is open,
/// and the article doubles the first letter.
bool matches(std::span<const Marks> read, const std::vector<Marks>& listed, bool article) {
  for (std::size_t i = 0; i < listed.size(); ++i) {
    const bool last = i + 1 == listed.size();
    auto open = static_cast<Marks>(last ? ~mark::shadda : mark::sukun);
    if (i == 0 && article) open |= mark::shadda;
    if ((read[i] & ~open) != (listed[i] & ~open)) return false;
  }
  return true;
}

}  // namespace

WordReadings::WordReadings(const Language& language) {
  const Table table = language.table("word_readings");
  const std::size_t word = table.column("word"), readings = table.column("readings");
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const auto& row = table.rows()[r];
    std::u32string_view rest = row[readings];
    std::vector<Marked> listed;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(U'|'), rest.size());
      const std::vector<Letter> letters = to_letters(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      Marked marks;
      std::u32string bare;
      for (const Letter& letter : letters) {
        bare.push_back(letter.c);
        marks.push_back(letter.marks);
      }
      if (bare != row[word])
        throw Error(ErrorCode::bad_input, "A reading has other letters than its word.",
                    table.file() + ":" + std::to_string(table.line(r)));
      listed.push_back(std::move(marks));
    }
    words_[row[word]] = std::move(listed);
  }
}

void WordReadings::weigh(std::u32string_view bare, std::vector<Reading>& readings) const {
  for (std::size_t cut = 0; cut <= longest_prefix && cut < bare.size(); ++cut) {
    if (!is_prefix(bare.substr(0, cut))) continue;
    const auto found = words_.find(std::u32string(bare.substr(cut)));
    if (found == words_.end()) continue;
    const bool article = has_article(bare.substr(0, cut));
    const auto listed = [&](const Reading& reading) {
      return std::any_of(found->second.begin(), found->second.end(), [&](const Marked& marks) {
        return matches(std::span(reading.marks).subspan(cut), marks, article);
      });
    };
    if (std::none_of(readings.begin(), readings.end(), listed)) return;
    for (Reading& reading : readings)
      if (!listed(reading)) reading.score -= penalty;
    std::stable_sort(readings.begin(), readings.end(),
                     [](const Reading& a, const Reading& b) { return a.score > b.score; });
    return;
  }
}

}  // namespace mujaz::reading
