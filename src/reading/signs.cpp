// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/signs.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>

namespace mujaz::reading {
namespace {

bool is_capitals(std::u32string_view word) {
  return std::none_of(word.begin(), word.end(),
                      [](char32_t c) { return u_islower(static_cast<UChar32>(c)); });
}

std::u32string small(std::u32string_view word) {
  std::u32string out(word);
  for (char32_t& c : out) c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  return out;
}

/// A Latin letter without its diacritics, small.
char32_t base_letter(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_SUCCESS(status) && nfd->getDecomposition(static_cast<UChar32>(c), parts))
    c = static_cast<char32_t>(parts.char32At(0));
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

}  // namespace

Signs::Signs(const Language& language) : sounds_(language) {
  const Table signs = language.table("symbols");
  for (const auto& row : signs.rows())
    if (!row[0].empty()) signs_[row[0][0]] = row[1];
  const Table letters = language.table("latin_letters");
  for (const auto& row : letters.rows())
    if (!row[0].empty()) letters_[row[0][0]] = row[1];
  read_names(language);
  read_abbreviations(language);
}

void Signs::read_names(const Language& language) {
  const Table names = language.table("acronyms");
  for (const auto& row : names.rows()) {
    const Name name{row[names.column("read")], row[names.column("figures")] == U"yes"};
    if (is_capitals(row[0]))
      capitals_[row[0]] = name;
    else
      words_[small(row[0])] = name;
  }
  for (const std::u32string& name : language.list("feminine_names"))
    feminine_names_.insert(folded(name));
}

void Signs::read_abbreviations(const Language& language) {
  const Table table = language.table("abbreviations");
  for (const auto& row : table.rows()) {
    if (row[1].empty()) continue;
    Abbreviation one;
    one.read = row[1];
    one.before_name = row[table.column("where")] == U"name";
    one.feminine = row[table.column("feminine")];
    if (one.before_name && row[0].size() == 1)
      titles_.emplace(folded(row[0]), abbreviations_.size());
    abbreviation_phrases_.add(row[0], static_cast<int>(abbreviations_.size()));
    abbreviations_.push_back(std::move(one));
  }
}

std::optional<std::u32string> Signs::sign(char32_t c) const {
  const auto found = signs_.find(c);
  if (found == signs_.end()) return std::nullopt;
  return found->second;
}

Signs::Abbreviation Signs::abbreviation(const Line& line, std::size_t i) const {
  const auto match = abbreviation_phrases_.longest(line, i);
  Abbreviation found;
  if (match.tokens > 0) {
    found = abbreviations_[static_cast<std::size_t>(match.id)];
    found.tokens = match.tokens;
  } else if (const std::u32string& word = line.folded[i]; word.size() == 2) {  // «ود.»
    const auto title = titles_.find(word.substr(1));
    if (title == titles_.end()) return {};
    found = abbreviations_[title->second];
    found.tokens = found.proclitics = 1;
  } else {
    return {};
  }
  const std::size_t last = i + found.tokens - 1;
  const bool dotted = line.is(last + 1, U'.') && line.gap(last) == Gap::none;
  const bool before_word = dotted && line.is(last + 2, TokenKind::word);
  if (found.before_name && !before_word) return {};
  // The letters of an abbreviation without dots are letters, not words of one letter, only where
  // nothing is glued to them.
  if (i > 0 && line.gap(i - 1) == Gap::none && line.is(i - 1, TokenKind::word)) return {};
  const std::size_t name = last + (dotted ? 2 : 1);
  if (!found.feminine.empty() && line.is(name, TokenKind::word) &&
      feminine_names_.contains(line.folded[name]))
    found.read = found.feminine;
  if (before_word) ++found.tokens;
  return found;
}

const Signs::Name* Signs::name(std::u32string_view word) const {
  const std::u32string key(word);
  if (const auto found = capitals_.find(key); found != capitals_.end()) return &found->second;
  if (const auto found = words_.find(small(word)); found != words_.end()) return &found->second;
  return nullptr;
}

std::u32string Signs::as_word(std::u32string_view word) const {
  constexpr std::size_t fewest_capitals = 5;
  if (word.size() < fewest_capitals && is_capitals(word)) return {};
  std::u32string plain;
  for (const char32_t c : word) plain += base_letter(c);
  return sounds_.say(plain);
}

std::u32string Signs::letter(char32_t c) const {
  const auto found = letters_.find(base_letter(c));
  return found == letters_.end() ? std::u32string() : found->second;
}

Address address(std::u32string_view latin) {
  const bool at = latin.find(U'@') != latin.npos;
  if (latin.find(U"://") != latin.npos || small(latin.substr(0, 4)) == U"www.")
    return Address::page;
  const std::size_t dot = latin.rfind(U'.');
  if (at) return dot != latin.npos ? Address::mail : Address::none;
  const std::size_t slash = latin.find(U'/');
  const std::u32string_view host = latin.substr(0, slash);
  const std::size_t last = host.rfind(U'.');
  if (last == host.npos || last == 0) return Address::none;
  const std::u32string end = small(host.substr(last + 1));
  static constexpr std::u32string_view ends[] = {
      U"com", U"net", U"org", U"info", U"gov", U"edu", U"int", U"news", U"tv", U"io", U"co", U"uk",
      U"ly",  U"me",  U"eg",  U"sa",   U"ae",  U"qa",  U"ps",  U"iq",   U"sy", U"lb", U"jo", U"ma",
      U"tn",  U"dz",  U"sd",  U"ye",   U"om",  U"kw",  U"bh",  U"eu",   U"fr", U"de", U"ru", U"tr"};
  return std::find(std::begin(ends), std::end(ends), end) != std::end(ends) ? Address::page
                                                                            : Address::none;
}

}  // namespace mujaz::reading
