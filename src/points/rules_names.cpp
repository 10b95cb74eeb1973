// SPDX-License-Identifier: GPL-3.0-or-later
// Persons, places and bodies: each is in the article, and stands where the article has it.
#include "points/rules.h"

namespace mujaz::points {
namespace {

bool is_person(const NameHit& name) { return name.kind == NameKind::person; }

/// Whether another word of the point than `word` has its place at a word of the article.
bool is_taken(const Held& held, std::size_t place, std::size_t word) {
  for (std::size_t i = 0; i < held.words.size(); ++i)
    if (i != word && held.places[i].likeness != Likeness::none && held.places[i].word == place)
      return true;
  return false;
}

bool has_row(const Evidence& evidence, const Stretch& stretch, int name) {
  for (std::size_t k = stretch.first; k < stretch.last; ++k)
    if (evidence.name(k).name == name) return true;
  return false;
}

/// The word of the article in whose place a name of the point stands, where it is another name.
std::optional<std::size_t> replaced(const Held& held, std::size_t i) {
  constexpr std::size_t margin = 2;
  const Evidence& evidence = held.known.evidence;
  const NameHit& here = held.clues[i].name;
  const auto other_in = [&](const Stretch& stretch, bool exact) {
    std::optional<std::size_t> other;
    for (std::size_t k = stretch.first; k < stretch.last; ++k) {
      const NameHit& there = evidence.name(k);
      if (there.name < 0) continue;
      if (there.name == here.name) return std::optional<std::size_t>();
      const bool alike = is_person(there) == is_person(here) &&
                         (there.form == NameForm::adjective) == (here.form == NameForm::adjective);
      if (exact || (alike && !is_taken(held, k, i))) other = k;
    }
    return other;
  };
  if (held.close)
    if (const auto dropped = gap(held, i)) return other_in(*dropped, true);
  const auto around = stretch_around(held, i, margin);
  return around ? other_in(*around, false) : std::nullopt;
}

}  // namespace

void check_names(const Held& held, Findings& out) {
  const Evidence& evidence = held.known.evidence;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    const NameHit& here = held.clues[i].name;
    if (here.name < 0) continue;
    const std::size_t last = i + here.words;
    if (!evidence.has_name(here.name)) {
      if (held.places[i].likeness < Likeness::stem)
        out.push_back(finding(held, ProblemKind::name, here.form != NameForm::adjective,
                              "name_absent", i, last));
    } else if (!held.alignment.source[i]) {
      if (const auto other = replaced(held, i))
        out.push_back(finding(held, ProblemKind::name, true, "name", i, last,
                              evidence.span(*other, *other + evidence.name(*other).words)));
      else if (const auto dropped = held.strict ? gap(held, i) : std::nullopt;
               dropped && !has_row(evidence, *dropped, here.name))
        out.push_back(finding(held, ProblemKind::name, false, "name", i, last,
                              evidence.span(dropped->first, dropped->last)));
    }
    i = last - 1;
  }
}

}  // namespace mujaz::points
