// SPDX-License-Identifier: GPL-3.0-or-later
// Persons, places and bodies: each is in the article, and stands where the article has it.
#include "points/rules.h"

namespace mujaz::points {
namespace {

bool is_person(const NameHit& name) {
  return name.kind == NameKind::person;
}

/// Whether another word of the point than `word` has its place at a word of the article.
bool is_taken(const Held& held, std::size_t place, std::size_t word) {
  for (std::size_t i = 0; i < held.words.size(); ++i)
    if (i != word && held.places[i].likeness != Likeness::none && held.places[i].word == place)
      return true;
  return false;
}

bool has_words(const Evidence& evidence, const Stretch& stretch) {
  for (std::size_t k = stretch.first; k < stretch.last; ++k)
    if (evidence.word(k).spoken()) return true;
  return false;
}

/// Whether a stretch has the name in this form: «موسكو» is not «روسيا» to the letter.
bool has_form(const Evidence& evidence, const Stretch& stretch, const NameHit& name) {
  for (std::size_t k = stretch.first; k < stretch.last; ++k)
    if (evidence.name(k).name == name.name &&
        (evidence.name(k).form == name.form || name.form == NameForm::adjective))
      return true;
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
      if (there.name < 0 || evidence.meanings.is_within(there.name, here.name)) continue;
      if (there.name == here.name) return std::optional<std::size_t>();
      const bool alike = there.kind == here.kind && there.form != NameForm::adjective &&
                         here.form != NameForm::adjective;
      if (exact || (alike && !is_taken(held, k, i))) other = k;
    }
    return other;
  };
  if (held.strict)
    if (const auto dropped = gap(held, i)) return other_in(*dropped, true);
  const auto around = stretch_around(held, i, margin);
  return around ? other_in(*around, false) : std::nullopt;
}

/// Whether a name follows a word at once: «حسن نصر الله», «قطاع غزة».
bool is_bound(const Held& held, std::size_t i, std::size_t neighbour) {
  return neighbour + 1 == i && held.words[i].stem != -1;
}

/// What the article has beside the neighbours of a name, wherever it has them.
struct Company {
  bool kept = false;                 ///< the name itself, in any form
  bool kept_form = false;            ///< and in this
  std::optional<std::size_t> other;  ///< another of its kind
  /// The other stands on both sides, or at once beside the neighbour, or the neighbour and the name
  /// are in no sentence together.
  bool sure = false;
};

/// The names beside a neighbouring word, on the side where the point has the name.
void look_beside(const Held& held, std::size_t i, std::size_t neighbour, Company& out) {
  constexpr std::size_t far = 5, near = 3, small = 1;
  const std::size_t reach = is_bound(held, i, neighbour) ? near : far;
  const Evidence& evidence = held.known.evidence;
  const NameHit& here = held.clues[i].name;
  for (const Place& place : evidence.places(held.clues[neighbour])) {
    if (place.likeness < Likeness::name || place.word >= evidence.title_first) continue;
    std::size_t at = place.word, between = 0;
    bool beside = true;
    for (std::size_t k = 0; k < reach; ++k) {
      if (neighbour < i ? at + 1 >= evidence.size() : at == 0) break;
      at = neighbour < i ? at + 1 : at - 1;
      if (evidence.sentence(at) != evidence.sentence(place.word)) break;
      const NameHit& there = evidence.name(at);
      if (there.name == here.name) {
        out.kept = true;
        // A capital is the country only where the article says it so.
        out.kept_form |= there.form == here.form || there.form == NameForm::adjective || !beside;
      }
      if (there.name >= 0 && beside && !evidence.meanings.is_within(there.name, here.name) &&
          there.form != NameForm::adjective &&
          (there.kind == here.kind ||
           (between == 0 && is_bound(held, i, neighbour) && (is_person(there) || is_person(here)))))
        out.other = at;
      const Word& word = evidence.word(at);
      beside &= word.is(U'"') || (word.spoken() && word.stem == -1 && ++between <= small);
    }
  }
}

/// The word that a name leans on or that leans on it: one that carries something, with no sign and
/// at most one small word between.
std::optional<std::size_t> neighbour(const Held& held, std::size_t i, bool before) {
  constexpr std::size_t small = 1;
  std::size_t between = 0;
  std::size_t at = before ? i : i + held.clues[i].name.words - 1;
  while (before ? at > 0 : at + 1 < held.words.size()) {
    at = before ? at - 1 : at + 1;
    const Word& word = held.words[at];
    if (word.is(U'"')) continue;
    if (!word.spoken()) return std::nullopt;
    if (word.stem != -1) {
      const NameHit& name = held.clues[at].name;
      return name.name >= 0 && name.form != NameForm::adjective ? std::nullopt : std::optional(at);
    }
    if (++between > small) return std::nullopt;
  }
  return std::nullopt;
}

bool share_a_sentence(const Held& held, std::size_t a, std::size_t b) {
  const Evidence& evidence = held.known.evidence;
  std::unordered_set<int> sentences;
  for (const Place& place : evidence.places(held.clues[a]))
    sentences.insert(evidence.sentence(place.word));
  for (const Place& place : evidence.places(held.clues[b]))
    if (sentences.contains(evidence.sentence(place.word))) return true;
  return false;
}

/// What the article has in the company in which the point has a name.
Company company_of(const Held& held, std::size_t i) {
  Company out;
  if (held.clues[i].name.form == NameForm::adjective) return out;
  for (const bool before : {true, false}) {
    const auto at = neighbour(held, i, before);
    if (!at) continue;
    Company side;
    look_beside(held, i, *at, side);
    out.kept |= side.kept;
    out.kept_form |= side.kept_form;
    if (!side.other) continue;
    out.sure |= out.other || is_bound(held, i, *at) || !share_a_sentence(held, i, *at);
    out.other = side.other;
  }
  return out;
}

/// Whether the article says most of what stands around a name in the point only of others.
bool is_elsewhere(const Held& held, std::size_t i) {
  constexpr std::size_t reach = 6;
  constexpr double enough = 0.6;
  const Evidence& evidence = held.known.evidence;
  const NameHit& here = held.clues[i].name;
  if (here.form == NameForm::adjective) return false;
  std::vector<double> told(evidence.document.sentences.size() + 1, 0);
  std::vector<bool> named(told.size(), false);
  for (const bool before : {true, false}) {
    std::size_t at = i, words = 0;
    while (words < reach && (before ? at > 0 : at + 1 < held.words.size())) {
      at = before ? at - 1 : at + 1;
      if (held.clues[at].keys.empty() || held.clues[at].name.name == here.name) continue;
      ++words;
      int last = -1;
      for (const Place& place : evidence.places(held.clues[at])) {
        const int sentence = evidence.sentence(place.word);
        if (sentence < 0 || sentence == last) continue;
        last = sentence;
        told[static_cast<std::size_t>(sentence)] += 1;
      }
    }
  }
  for (const Place& place : evidence.places(held.clues[i]))
    if (evidence.sentence(place.word) >= 0)
      named[static_cast<std::size_t>(evidence.sentence(place.word))] = true;
  double best = 0, best_named = 0;
  for (std::size_t s = 0; s < told.size(); ++s) {
    best = std::max(best, told[s]);
    if (named[s]) best_named = std::max(best_named, told[s]);
  }
  return best_named < enough * best;
}

/// Whether a word of the point has the article's neighbour of a place before or behind it.
bool has_neighbour(const Held& held, std::size_t i, std::size_t place, bool before) {
  const std::vector<Word>&here = held.words, &there = held.known.document.words;
  const std::size_t behind = i + held.clues[i].name.words;
  const std::size_t place_behind = place + held.known.evidence.name(place).words;
  return (before && i > 0 && place > 0 && here[i - 1].spoken() &&
          same_word(here[i - 1], there[place - 1])) ||
         (behind < here.size() && place_behind < there.size() && here[behind].spoken() &&
          same_word(here[behind], there[place_behind]));
}

/// «من لبنان إلى روسيا» of «من روسيا إلى لبنان»: each of two names stands where the article's one
/// sentence has the other. «بين» two names either may come first.
std::optional<std::size_t> swapped(const Held& held, std::size_t i, std::size_t j) {
  const Evidence& evidence = held.known.evidence;
  // «في … في»: the same word before both tells nothing.
  const bool before = i > 0 && j > 0 && !same_word(held.words[i - 1], held.words[j - 1]);
  std::optional<std::size_t> found;
  for (const Place& a : evidence.places(held.clues[i]))
    for (const Place& b : evidence.places(held.clues[j])) {
      if (a.likeness < Likeness::name || b.likeness < Likeness::name ||
          std::max(a.word, b.word) >= evidence.title_first ||
          evidence.sentence(a.word) != evidence.sentence(b.word))
        continue;
      if (a.word < b.word) return std::nullopt;
      if (has_neighbour(held, i, b.word, before) && has_neighbour(held, j, a.word, before))
        found = b.word;
    }
  return found;
}

void check_swapped(const Held& held, Findings& out) {
  const auto is_name = [&](std::size_t i) {
    return held.clues[i].name.name >= 0 && held.clues[i].name.form != NameForm::adjective;
  };
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    if (!is_name(i)) continue;
    const std::size_t last = i + held.clues[i].name.words;
    for (std::size_t j = last + 1; j < held.words.size(); ++j) {
      if (!is_name(j) || held.clues[j].name.name == held.clues[i].name.name ||
          held.clues[j].name.kind != held.clues[i].name.kind)
        continue;
      if (const auto other = swapped(held, i, j))
        out.push_back(finding(held, ProblemKind::order, true, "order", i, last,
                              held.known.evidence.span(*other, *other + 1)));
    }
  }
}

}  // namespace

bool is_speaker(const Held& held, std::size_t i) {
  constexpr std::size_t longest = 12, near = 2;
  const auto before = held.placed_before(i, 1);
  if (before && held.places[*before].word + near < held.places[i].word) return false;
  for (std::size_t k = i > longest ? i - longest : 0; k < i; ++k)
    if (held.words[k].spoken() && held.known.prose.saying(held.words[k].folded)) return true;
  return false;
}

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
      else if (const Company company = company_of(held, i); !company.kept && company.other)
        out.push_back(finding(
            held, ProblemKind::name, company.sure, "name", i, last,
            evidence.span(*company.other, *company.other + evidence.name(*company.other).words)));
      else if (company.kept && !company.kept_form)
        out.push_back(finding(held, ProblemKind::name, false, "name_seat", i, last));
      else if (!is_speaker(held, i) && is_elsewhere(held, i))
        out.push_back(finding(held, ProblemKind::name, false, "company", i, last));
      else if (const auto dropped = held.strict ? gap(held, i) : std::nullopt;
               dropped && has_words(evidence, *dropped) && !has_form(evidence, *dropped, here))
        out.push_back(finding(held, ProblemKind::name, false, "name", i, last,
                              evidence.span(dropped->first, dropped->last)));
    }
    i = last - 1;
  }
  check_swapped(held, out);
}

}  // namespace mujaz::points
