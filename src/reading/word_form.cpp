// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/word_form.h"

#include <array>

namespace mujaz::reading {
namespace {

using namespace letters;
using View = std::u32string_view;

constexpr char32_t the[] = {alef, lam, 0}, with_the[] = {beh, alef, lam, 0},
                   like_the[] = {kaf, alef, lam, 0}, so_the[] = {feh, alef, lam, 0},
                   to_the[] = {lam, lam, 0}, god[] = {alef, lam, lam, heh, 0};

constexpr char32_t aat[] = {alef, teh, 0}, oon[] = {waw, noon, 0}, een[] = {yeh, noon, 0},
                   aan[] = {alef, noon, 0}, ha[] = {heh, alef, 0}, hum[] = {heh, meem, 0},
                   huma[] = {heh, meem, alef, 0}, kuma[] = {kaf, meem, alef, 0},
                   hunna[] = {heh, noon, 0}, kum[] = {kaf, meem, 0}, na[] = {noon, alef, 0},
                   ni[] = {noon, yeh, 0}, iya[] = {yeh, teh_marbuta, 0}, ta[] = {teh_marbuta, 0},
                   hi[] = {heh, 0}, wa[] = {waw, alef, 0}, a[] = {alef, 0},
                   aa[] = {alef_maksura, 0}, i[] = {yeh, 0}, t[] = {teh, 0}, ya[] = {yeh, alef, 0};

struct Ending {
  View letters;
  std::string_view name;
};
constexpr std::array<Ending, 16> endings = {{{aat, "A"},
                                             {oon, "U"},
                                             {een, "Y"},
                                             {aan, "N"},
                                             {ha, "H"},
                                             {hum, "M"},
                                             {huma, "MA"},
                                             {iya, "FS"},
                                             {ta, "F"},
                                             {hi, "h"},
                                             {wa, "W"},
                                             {a, "a"},
                                             {aa, "y"},
                                             {i, "i"},
                                             {t, "t"},
                                             {na, "n"}}};
constexpr std::array<View, 8> pronouns = {huma, kuma, hum, hunna, ha, kum, na, ni};

bool is_one_of(char32_t c, std::initializer_list<char32_t> set) {
  return std::find(set.begin(), set.end(), c) != set.end();
}

/// The letters of the future's س and of a present behind it.
bool is_future(View stem) {
  return stem.size() > 3 && stem[0] == seen && is_one_of(stem[1], {yeh, teh, noon});
}

}  // namespace

std::string_view ending_name(Marks marks) {
  constexpr std::array<std::pair<Marks, std::string_view>, 7> names = {{{mark::fathatan, "an"},
                                                                        {mark::dammatan, "un"},
                                                                        {mark::kasratan, "in"},
                                                                        {mark::fatha, "a"},
                                                                        {mark::damma, "u"},
                                                                        {mark::kasra, "i"},
                                                                        {mark::sukun, "0"}}};
  for (const auto& [mark, name] : names)
    if (marks & mark) return name;
  return "-";
}

GrammarWords::GrammarWords(const Language& language) {
  for (std::u32string& word : language.list("waw_words")) own_waw_.insert(std::move(word));
  const Table words = language.table("grammar_words");
  const std::size_t word = words.column("word"), group = words.column("class");
  for (const auto& row : words.rows()) {
    const std::string name = to_utf8(row[group]);
    if (name == "own_beh")
      own_beh_.insert(row[word]);
    else if (name == "own_lam")
      own_lam_.insert(row[word]);
    else
      classes_.emplace(row[word], name);
  }
}

/// How many letters of the word are a conjunction before it, by its letters alone.
std::size_t GrammarWords::conjunction(View bare) const {
  if (bare.size() < 4 || own_waw_.contains(std::u32string(bare))) return 0;
  if (bare[0] == waw) return 1;
  return bare[0] == feh && classes_.contains(std::u32string(bare.substr(1))) ? 1 : 0;
}

std::string_view GrammarWords::named(View bare) const {
  const auto found = classes_.find(std::u32string(bare.substr(conjunction(bare))));
  return found == classes_.end() ? std::string_view{} : std::string_view(found->second);
}

std::string GrammarWords::word_class(View bare) const {
  View rest = bare.substr(conjunction(bare));
  const auto found = classes_.find(std::u32string(rest));
  if (found != classes_.end()) return found->second;
  std::string_view before;
  if (rest.starts_with(to_the)) {
    before = "bD";
    rest.remove_prefix(2);
  } else if (rest.starts_with(with_the) || rest.starts_with(like_the) || rest.starts_with(so_the)) {
    before = "bD";
    rest.remove_prefix(3);
  } else if (rest.starts_with(the)) {
    before = "D";
    rest.remove_prefix(2);
  } else if (rest.size() > 3 && rest[0] == beh) {
    before = "b";
  } else if (rest.size() > 3 && rest[0] == lam) {
    before = "l";
  } else {
    const bool future = is_future(rest) && rest.size() > 4;
    const View verb = rest.substr(future ? 1 : 0);
    if ((verb[0] == yeh && verb.size() > 3) || (future && verb[0] != teh))
      before = "y";
    else if (verb[0] == teh && verb.size() > 3)
      before = "t";
  }
  const auto ending = std::find_if(endings.begin(), endings.end(), [&rest](const Ending& e) {
    return rest.size() > e.letters.size() + 1 && rest.ends_with(e.letters);
  });
  std::string out(before);
  out.push_back('.');
  if (ending != endings.end()) out.append(ending->name);
  return out;
}

/// Whether the stem begins with a preposition of one letter.
bool GrammarWords::prefix(View stem, char32_t letter) const {
  const auto& own = letter == beh ? own_beh_ : own_lam_;
  return stem[0] == letter && stem.size() >= (letter == beh ? 3u : 4u) &&
         !own.contains(std::u32string(stem));
}

WordForm GrammarWords::form(const Word32& word) const {
  WordForm out;
  std::u32string bare;
  for (const Letter& letter : word) bare.push_back(letter.c);
  if (bare.empty()) return out;
  const auto has = [&word](std::size_t at, Marks marks) {
    return at < word.size() && (word[at].marks & marks);
  };
  std::size_t at = conjunction(bare);
  if (at > 0 && !has(0, mark::fatha)) at = 0;
  out.conjunction = at > 0;
  View stem = View(bare).substr(at);
  const auto skip = [&](std::size_t count) {
    at += count;
    stem.remove_prefix(count);
  };
  if (stem.size() >= 4 && stem.starts_with(to_the) && has(at, mark::kasra)) {
    out.preposition = out.definite = true;
    skip(2);
  } else if (stem.size() >= 5 && (stem.starts_with(with_the) || stem.starts_with(like_the)) &&
             word[at + 1].marks == 0) {
    out.preposition = out.definite = true;
    skip(3);
  } else if (stem.size() >= 4 && stem.starts_with(the) && stem != View(god)) {
    out.definite = true;
    skip(2);
  } else if ((prefix(stem, beh) || prefix(stem, lam)) && has(at, mark::kasra) &&
             !has(at, mark::shadda)) {
    out.preposition = true;
    skip(1);
  }
  out.stem = at;
  out.slot = word.size() - 1;
  if (!out.definite) {
    for (const View pronoun : pronouns) {
      if (stem.size() < pronoun.size() + 2 || !stem.ends_with(pronoun)) continue;
      out.pronoun = 'P';
      out.slot -= pronoun.size();
      break;
    }
    if (!out.pronoun && stem.size() >= 3 && stem.back() == heh) {
      out.pronoun = 'H';
      out.slot -= 1;
    }
  }
  const bool tanwin_alef =
      !out.pronoun && word.size() > 1 && stem.back() == alef &&
      (has(word.size() - 2, mark::fathatan) || has(word.size() - 1, mark::fathatan));
  if (tanwin_alef) out.slot -= 1;
  out.ending = tanwin_alef ? std::string_view("an") : ending_name(word[out.slot].marks);
  const auto ends = [&stem](View letters) {
    return stem.size() > letters.size() + 1 && stem.ends_with(letters);
  };
  const std::string_view e = out.ending;
  if (!out.definite && !out.preposition) {
    const bool future = is_future(stem) && has(at, mark::fatha);
    const View verb = stem.substr(future ? 1 : 0);
    if (future ||
        (verb[0] == yeh && verb.size() >= 3 && e != "in" && e != "un" && e != "an" && e != "i"))
      out.kind = ends(oon) ? "VN" : "V";
    else if (verb[0] == teh && verb.size() >= 4)
      out.kind = "T";
  }
  if (out.kind[0] == 'V') return out;
  const Marks before = word.size() > 1 ? word[word.size() - 2].marks : Marks{0};
  if (ends(ta))
    out.kind = ends(iya) && (before & mark::shadda) ? "FS" : "F";
  else if (ends(aat))
    out.kind = "A";
  else if (ends(oon))
    out.kind = "U";
  else if (ends(een))
    out.kind = before & mark::sukun ? "Y2" : "Y";
  else if (ends(aan) && e == "i")
    out.kind = "N";
  else if (ends(t) && e == "0")
    out.kind = "VT";
  else if (ends(wa))
    out.kind = "VU";
  else if (ends(i))
    out.kind = word.back().marks & mark::shadda ? "S" : "I";
  else if (ends(ya) && tanwin_alef && (before & mark::shadda))
    out.kind = "S";
  else if ((ends(a) || ends(aa)) && !tanwin_alef && !out.pronoun)
    out.kind = "I";
  return out;
}

}  // namespace mujaz::reading
