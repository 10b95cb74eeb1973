// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/nouns.h"

namespace mujaz::reading {
namespace {

constexpr std::size_t plural_form = 4;  // of counted_forms

}  // namespace

Nouns::Nouns(const Language& language) {
  std::vector<std::u32string> written;
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
      nouns_.push_back({row[table.column("singular")], row[table.column("plural")], gender == U"f",
                        false, keyed ? std::u32string() : row[table.column("dual")]});
      written.push_back(row[table.column(keyed ? "written" : "also")]);
    }
  }
  add_forms(written);
}

/// A form that is one noun's singular and another's plural («كتاب») is the singular.
void Nouns::add_forms(const std::vector<std::u32string>& written) {
  for (const bool plurals : {false, true}) {
    for (std::size_t n = 0; n < nouns_.size(); ++n) {
      const int id = static_cast<int>(n) * 2 + plurals;
      const auto forms = counted_forms(nouns_[n].singular, nouns_[n].plural);
      for (std::size_t i = 0; i < forms.size(); ++i)
        if ((i >= plural_form) == plurals) forms_.add(forms[i], id);
      if (plurals) continue;
      for (const std::u32string& form : alternatives(written[n])) forms_.add(form, id);
    }
  }
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
