// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/nouns.h"

#include <algorithm>

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr Case cases[] = {Case::nominative, Case::accusative, Case::genitive};

/// The spelling of tokens: without marks and tatweel, one space between.
std::u32string spelling(const Line& line, std::size_t from, std::size_t to) {
  std::u32string out;
  for (std::size_t i = from; i < to; ++i) {
    for (const char32_t c : line.written(i))
      if (!is_mark(c) && c != tatweel) out += c;
    if (i + 1 < to && line.gap(i) == Gap::space) out += U' ';
  }
  return out;
}

}  // namespace

Nouns::Nouns(const Language& language) : shapes_(language) {
  for (const char* name : {"units", "currencies", "nouns"}) {
    const Table table = language.table(name);
    const bool keyed = std::string_view(name) != "nouns";
    const bool money = std::string_view(name) == "currencies";
    if (!keyed) measures_ = nouns_.size();
    for (const auto& row : table.rows()) {
      const std::u32string& gender = row[table.column("gender")];
      if (gender.empty()) continue;  // «في المئة» is no noun
      if (keyed) keys_.emplace(row[table.column("key")], nouns_.size());
      if (money && !row[table.column("parts")].empty())
        subunits_[row[table.column("key")]] = {
            row[table.column("subunit")], static_cast<int>(row[table.column("parts")].size()) - 1};
      Noun noun{row[table.column("singular")], {}, gender == U"f", false, {}};
      if (!keyed) noun.dual = row[table.column("dual")];
      std::vector<std::u32string> plurals = alternatives(row[table.column("plural")]);
      if (plurals.empty()) plurals.emplace_back();
      for (std::size_t i = 0; i < plurals.size(); ++i) {
        noun.plural = plurals[i];
        add(noun, i > 0 ? std::u32string_view()
                        : std::u32string_view(row[table.column(keyed ? "written" : "also")]));
      }
    }
  }
  places_.clear();
}

/// All the forms that a noun is written in.
void Nouns::add(const Noun& noun, std::u32string_view also) {
  nouns_.push_back(noun);
  const std::u32string& singular = noun.singular;
  for (const Case wanted : cases) {
    add_form(inflect(singular, wanted, State::indefinite), false);
    add_form(inflect(noun.dual.empty() ? dual(singular) : noun.dual, wanted, State::indefinite),
             false);
    if (!noun.invariable()) add_form(inflect(noun.plural, wanted, State::indefinite), true);
  }
  // The written alef of the accusative where it should not stand, and the ي that should not.
  const bool one_word = singular.find(U' ') == singular.npos;
  if (one_word && singular.ends_with(std::u32string{hamza, marks::dammatan}))
    add_form(without_marks(singular) + alef, false);
  if (one_word && singular.back() == marks::kasratan)
    add_form(without_marks(singular) + yeh, false);
  if (noun.plural.ends_with(marks::kasratan)) add_form(without_marks(noun.plural) + yeh, true);
  for (const std::u32string& form : alternatives(also)) add_form(form, false);
}

/// A written form of the last noun.
void Nouns::add_form(std::u32string form, bool plural) {
  form = without_marks(form);
  const auto [place, fresh] = places_.emplace(folded(form), forms_.size());
  if (fresh) {
    phrases_.add(form, static_cast<int>(forms_.size()));
    forms_.emplace_back();
  }
  std::vector<Form>& alike = forms_[place->second];
  const std::size_t noun = nouns_.size() - 1;
  const bool known = std::any_of(alike.begin(), alike.end(), [&](const Form& other) {
    return other.noun == noun && other.plural == plural && other.written == form;
  });
  if (!known) alike.push_back({noun, plural, std::move(form)});
}

Nouns::Match Nouns::at(const Line& line, std::size_t i, Asks asks) const {
  const auto found = phrases_.longest(line, i);
  if (found.tokens == 0) return {};
  const std::vector<Form>& alike = forms_[static_cast<std::size_t>(found.id)];
  const std::u32string written = spelling(line, i, i + found.tokens);
  // First the number that is asked for, else the singular («كتاب»); then the text's own letters.
  const auto worth = [&](const Form& form) {
    return (form.plural == (asks == Asks::plural) ? 2 : 0) + (form.written == written ? 4 : 0);
  };
  const Form& best =
      *std::max_element(alike.begin(), alike.end(),
                        [&](const Form& a, const Form& b) { return worth(a) < worth(b); });
  return {&nouns_[best.noun], found.tokens, best.plural, best.noun < measures_};
}

Nouns::Match Nouns::word(std::u32string_view folded) const {
  return at(Line(folded), 0);
}

const Noun* Nouns::unit(const std::u32string& key) const {
  const auto found = keys_.find(key);
  return found == keys_.end() ? nullptr : &nouns_[found->second];
}

Nouns::Guess Nouns::guess(std::u32string_view word, Asks asks) const {
  const Shape& shape = shapes_.of(word, asks == Asks::plural);
  Guess out;
  out.confidence = shape.confidence;
  out.noun.feminine = shape.feminine;
  out.noun.singular = out.noun.plural = with_ending(word, shape.ending);
  return out;
}

Nouns::Subunit Nouns::subunit(const std::u32string& key) const {
  const auto found = subunits_.find(key);
  if (found == subunits_.end()) return {};
  return {unit(found->second.first), found->second.second};
}

}  // namespace mujaz::reading
