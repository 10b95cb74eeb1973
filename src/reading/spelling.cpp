// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/spelling.h"

namespace mujaz::reading {
namespace {

bool is_passed_over(char32_t c) {
  return is_space(c) || is_mark(c) || c == letters::tatweel || c == U'.' || c == U'-';
}

}  // namespace

Spelling::Spelling(const Language& language, const Signs& signs, const Numerals& numerals)
    : signs_(signs), numerals_(numerals) {
  const Table table = language.table("letter_names");
  const std::size_t letter = table.column("letter"), read = table.column("read");
  for (const auto& row : table.rows())
    if (!row[letter].empty()) letters_.emplace(row[letter][0], row[read]);
}

std::optional<std::vector<std::u32string>> Spelling::names(std::u32string_view text,
                                                           std::size_t& at) const {
  std::vector<std::u32string> out;
  for (at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (is_passed_over(c)) continue;
    if (digit_value(c) >= 0) {
      for (const Spoken& digit : numerals_.digits(text.substr(at, 1))) out.push_back(digit.text);
      continue;
    }
    std::u32string name = signs_.letter(c);
    if (const auto found = letters_.find(c); found != letters_.end()) name = found->second;
    if (name.empty()) return std::nullopt;
    for (std::size_t start = 0; start < name.size();) {
      const std::size_t end = std::min(name.find(U' ', start), name.size());
      out.push_back(name.substr(start, end - start));
      start = end + 1;
    }
  }
  return out;
}

}  // namespace mujaz::reading
