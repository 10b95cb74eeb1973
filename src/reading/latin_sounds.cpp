// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/latin_sounds.h"

#include <algorithm>
#include <optional>

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr std::size_t shortest_word = 3, longest_word = 40;
// Consonants together that are said: «سْتْرِيت»، «كِنْسِنْغْتُون».
constexpr std::size_t most_first = 3, most_inside = 5, most_last = 3;

bool is_latin_vowel(char32_t c) {
  return c == U'a' || c == U'e' || c == U'i' || c == U'o' || c == U'u' || c == U'y';
}

bool is_soft(char32_t c) {
  return c == U'e' || c == U'i' || c == U'y';
}

/// What carries a vowel behind a long alef: a hamza on the seat that the vowel asks for.
char32_t seat(char32_t vowel) {
  return vowel == marks::kasra ? yeh_hamza : vowel == marks::damma ? waw_hamza : hamza;
}

/// Puts a vowel behind what it follows: on its consonant, or where there is none on a hamza.
void append(std::u32string& out, const std::u32string& vowel) {
  const char32_t mark = vowel.front();
  if (is_mark(mark)) {
    if (out.empty())
      out += mark == marks::kasra ? alef_hamza_below : alef_hamza_above;
    else if (out.back() == marks::sukun)  // of a diphthong: «مَايَا»
      out.pop_back();
    else if (out.back() == alef || out.back() == alef_madda)
      out += seat(mark);
  }
  out += vowel;
}

}  // namespace

LatinSounds::LatinSounds(const Language& language) {
  const Table table = language.table("latin_sounds");
  for (std::size_t r = 0; r < table.rows().size(); ++r) {
    const auto& row = table.rows()[r];
    const std::u32string& where = row[table.column("where")];
    const std::u32string& kind = row[table.column("kind")];
    Sound sound;
    const bool known_place = where == U"any" || where == U"start" || where == U"end" ||
                             where == U"soft" || where == U"vowel";
    const bool known_kind =
        kind == U"consonant" || kind == U"double" || kind == U"vowel" || kind == U"silent";
    if (!known_place || !known_kind || row[0].empty())
      throw Error(ErrorCode::bad_input, "This is no sound of Latin letters.",
                  table.file() + ":" + std::to_string(table.line(r)));
    sound.where = where == U"start"   ? Where::start
                  : where == U"end"   ? Where::end
                  : where == U"soft"  ? Where::soft
                  : where == U"vowel" ? Where::vowel
                                      : Where::any;
    sound.closes = kind == U"double";
    sound.kind = kind == U"vowel"    ? Kind::vowel
                 : kind == U"silent" ? Kind::silent
                                     : Kind::consonant;
    sound.open = row[table.column("open")];
    sound.closed = row[table.column("closed")];
    sound.last = row[table.column("last")];
    sounds_[row[0]].push_back(std::move(sound));
    longest_ = std::max(longest_, row[0].size());
  }
  // A row for one place comes before the row for any.
  for (auto& [letters, rows] : sounds_)
    std::stable_sort(rows.begin(), rows.end(), [](const Sound& a, const Sound& b) {
      return a.where != Where::any && b.where == Where::any;
    });
}

const LatinSounds::Sound* LatinSounds::longest(std::u32string_view word, std::size_t i,
                                               std::size_t& size) const {
  for (size = std::min(longest_, word.size() - i); size > 0; --size) {
    const auto rows = sounds_.find(std::u32string(word.substr(i, size)));
    if (rows == sounds_.end()) continue;
    const std::size_t end = i + size;
    for (const Sound& sound : rows->second) {
      const bool fits = sound.where == Where::any || (sound.where == Where::start && i == 0) ||
                        (sound.where == Where::end && end == word.size()) ||
                        (sound.where == Where::soft && end < word.size() && is_soft(word[end])) ||
                        (sound.where == Where::vowel && end < word.size() &&
                         is_latin_vowel(word[end]) && word[end] != U'y');
      // The last e is heard where it is the only vowel: «بِي».
      const bool only_vowel =
          sound.kind == Kind::silent &&
          std::none_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(i), is_latin_vowel);
      if (fits && !only_vowel) return &sound;
    }
  }
  return nullptr;
}

std::vector<LatinSounds::Piece> LatinSounds::pieces(std::u32string_view word) const {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < word.size();) {
    const bool doubled = i + 1 < word.size() && word[i] == word[i + 1] && !is_latin_vowel(word[i]);
    if (doubled) ++i;
    std::size_t size = 0;
    const Sound* sound = longest(word, i, size);
    if (sound == nullptr) return {};
    if (sound->kind != Kind::silent) out.push_back({sound, doubled || sound->closes});
    i += size;
  }
  return out;
}

bool LatinSounds::can_be_said(const std::vector<Piece>& pieces) {
  bool any_vowel = false;
  std::size_t run = 0, vowels = 0;
  for (const Piece& piece : pieces) {
    if (piece.sound->kind == Kind::vowel) {
      if (run > (any_vowel ? most_inside : most_first) || ++vowels > 2) return false;
      any_vowel = true;
      run = 0;
    } else {
      vowels = 0;
      ++run;
    }
  }
  return any_vowel && run <= most_last;
}

std::u32string LatinSounds::say(std::u32string_view word) const {
  if (word.size() < shortest_word || word.size() > longest_word) return {};
  const std::vector<Piece> all = pieces(word);
  if (!can_be_said(all)) return {};
  const auto is_vowel = [&](std::size_t i) { return all[i].sound->kind == Kind::vowel; };
  std::u32string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_vowel(i)) {
      out += all[i].sound->open;
      if (i + 1 < all.size() && !is_vowel(i + 1)) out += marks::sukun;
      continue;
    }
    std::size_t behind = i + 1;
    while (behind < all.size() && !is_vowel(behind)) ++behind;
    std::size_t consonants = behind - i - 1;
    if (consonants > 0 && all[i + 1].doubled) ++consonants;
    const bool ends = behind == all.size();
    const std::u32string& said = consonants > 1            ? all[i].sound->closed
                                 : ends && consonants == 1 ? all[i].sound->last
                                                           : all[i].sound->open;
    append(out, said);
  }
  return out;
}

}  // namespace mujaz::reading
