// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/words.h"

#include <algorithm>

#include "mujaz/core.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t longest_line = 400;   // bytes: longer lines are prose
constexpr std::size_t longest_names = 512;  // bytes of a class attribute that are read

bool is_word_sign(char32_t c) {
  return is_arabic_letter(c) || is_latin_letter(c) || digit_value(c) >= 0;
}

/// Folded, without signs at both ends.
std::u32string bare(std::u32string_view text) {
  std::u32string line = folded(text);
  std::size_t from = 0, to = line.size();
  while (from < to && !is_word_sign(line[from])) ++from;
  while (to > from && !is_word_sign(line[to - 1])) --to;
  return line.substr(from, to - from);
}

Sense sense_named(const std::u32string& name, const Table& table, std::size_t row) {
  if (name == U"box") return Sense::box;
  if (name == U"related") return Sense::related;
  if (name == U"after") return Sense::after;
  if (name == U"line") return Sense::line;
  if (name == U"absent") return Sense::absent;
  if (name == U"search") return Sense::search;
  if (name == U"login") return Sense::login;
  throw Error(ErrorCode::bad_input, "The table names an unknown sense.",
              table.file() + ":" + std::to_string(table.line(row)));
}

/// The words of `relatedPosts`, `related-posts`: small letters, one space between.
std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  char before = ' ';
  for (const char c : names.substr(0, longest_names)) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool small = c >= 'a' && c <= 'z';
    const bool other = static_cast<unsigned char>(c) >= 0x80;
    if (!capital && !small && !other) {
      flush();
    } else {
      if (capital && before >= 'a' && before <= 'z') flush();
      word += capital ? static_cast<char>(c + 32) : c;
    }
    before = c;
  }
  flush();
  return words;
}

}  // namespace

PageWords::PageWords(const Language& language) {
  const Table lines = language.table("page_boilerplate");
  const std::size_t phrase = lines.column("phrase"), where = lines.column("where"),
                    sense = lines.column("sense");
  for (std::size_t i = 0; i < lines.rows().size(); ++i) {
    const auto& row = lines.rows()[i];
    const Sense meant = sense_named(row[sense], lines, i);
    if (row[where] == U"whole")
      whole_[bare(row[phrase])] = meant;
    else if (row[where] == U"label")
      labels_[bare(row[phrase])] = meant;
    else if (row[where] == U"inside")
      rules_.push_back(bare(row[phrase]));
    else if (row[where] == U"title")
      titles_[bare(row[phrase])] = meant;
    else
      openers_.push_back({bare(row[phrase]), meant});
  }
  const Table names = language.table("page_hints");
  const std::size_t name = names.column("name"), says = names.column("sense");
  for (const auto& row : names.rows())
    hints_[to_utf8(row[name])] = row[says] == U"body"   ? Hint::body
                                 : row[says] == U"drop" ? Hint::drop
                                                        : Hint::doubt;
}

Sense PageWords::sense(std::string_view utf8) const {
  if (utf8.size() > longest_line) return Sense::none;
  const std::u32string line = bare(from_utf8_lossy(utf8));
  if (const auto found = whole_.find(line); found != whole_.end()) return found->second;
  for (const Opener& opener : openers_)
    if (line.starts_with(opener.words) &&
        (line.size() == opener.words.size() || !is_word_sign(line[opener.words.size()])))
      return opener.sense;
  const std::size_t sign = line.find_first_of(U":|");
  if (sign != line.npos)
    if (const auto found = labels_.find(bare(std::u32string_view(line).substr(0, sign)));
        found != labels_.end())
      return found->second;
  return Sense::none;
}

bool PageWords::speaks_of_rules(std::string_view utf8) const {
  constexpr std::size_t longest = 1500;  // bytes
  if (utf8.size() > longest) return false;
  const std::u32string line = folded(from_utf8_lossy(utf8));
  return std::count_if(rules_.begin(), rules_.end(), [&](const std::u32string& rule) {
           return line.find(rule) != line.npos;
         }) >= 2;
}

Sense PageWords::title_sense(std::string_view utf8) const {
  const std::u32string title = folded(from_utf8_lossy(utf8.substr(0, longest_line)));
  const std::u32string_view text = title;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end =
        std::min(text.find_first_of(U":|\u2013\u2014\u00BB\u00AB\u060C!.-", from), text.size());
    if (const auto found = titles_.find(bare(text.substr(from, end - from)));
        found != titles_.end())
      return found->second;
    from = end + 1;
  }
  return Sense::none;
}

Hint PageWords::hint(std::string_view names) const {
  Hint hint = Hint::none;
  bool body = false;
  const auto add = [&](const std::string& name) {
    const auto found = hints_.find(name);
    if (found == hints_.end()) return;
    hint = std::max(hint, found->second);
    body |= found->second == Hint::body;
  };
  const std::vector<std::string> words = split_names(names);
  for (std::size_t i = 0; i < words.size(); ++i) {
    add(words[i]);
    if (i + 1 < words.size()) add(words[i] + ' ' + words[i + 1]);
  }
  return body && hint == Hint::drop ? Hint::doubt : hint;
}

}  // namespace mujaz::intake
