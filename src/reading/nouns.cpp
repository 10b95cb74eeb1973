// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/nouns.h"

namespace mujaz::reading {
namespace {

constexpr std::size_t plural_form = 4;  // of counted_forms

}  // namespace

Nouns::Nouns(const Language& language) {
  for (const char* name : {"units", "currencies", "nouns"}) {
    const Table table = language.table(name);
    const bool keyed = std::string_view(name) != "nouns";
    const bool money = std::string_view(name) == "currencies";
    for (const auto& row : table.rows()) {
      const std::u32string& gender = row[table.column("gender")];
      if (gender.empty()) continue;  // «في المئة» is no noun
      if (keyed) keys_.emplace(row[table.column("key")], nouns_.size());
      if (money && !row[table.column("parts")].empty())
        subunits_[row[table.column("key")]] = {
            row[table.column("subunit")], static_cast<int>(row[table.column("parts")].size()) - 1};
      add({row[table.column("singular")], row[table.column("plural")], gender == U"f", false,
           keyed ? std::u32string() : row[table.column("dual")]},
          keyed ? row[table.column("written")] : row[table.column("also")]);
    }
  }
}

void Nouns::add(Noun noun, const std::u32string& written) {
  const int id = static_cast<int>(nouns_.size()) * 2;
  const auto forms = counted_forms(noun.singular, noun.plural);
  for (std::size_t i = 0; i < forms.size(); ++i) forms_.add(forms[i], id + (i >= plural_form));
  for (const std::u32string& form : alternatives(written)) forms_.add(form, id);
  nouns_.push_back(std::move(noun));
}

Nouns::Match Nouns::at(const Line& line, std::size_t i) const {
  const auto found = forms_.longest(line, i);
  if (found.tokens == 0) return {};
  return {&nouns_[static_cast<std::size_t>(found.id / 2)], found.tokens, found.id % 2 == 1};
}

Nouns::Match Nouns::word(std::u32string_view folded) const {
  return at(Line(folded), 0);
}

const Noun* Nouns::unit(const std::u32string& key) const {
  const auto found = keys_.find(key);
  return found == keys_.end() ? nullptr : &nouns_[found->second];
}

Nouns::Subunit Nouns::subunit(const std::u32string& key) const {
  const auto found = subunits_.find(key);
  if (found == subunits_.end()) return {};
  return {unit(found->second.first), found->second.second};
}

}  // namespace mujaz::reading
