// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/skeleton.h"

#include <array>

#include "mujaz/text.h"

namespace mujaz::points {
namespace {

using namespace letters;
using Affix = std::array<char32_t, 4>;  // ends at its first zero

constexpr std::size_t shortest = 3;  // letters that a core keeps

// Longer ones first: the first that fits is taken.
constexpr Affix objects[] = {{heh, meem, alef}, {kaf, meem, alef}, {heh, alef},
                             {heh, meem},       {heh, noon},       {kaf, meem}};
// These look like letters of a root («إعلان»): they go only where three consonants stay.
constexpr Affix plurals[] = {{teh, yeh, noon}, {waw, noon}, {yeh, noon}, {alef, noon}};
constexpr Affix endings[] = {{alef, teh}, {yeh, heh}, {waw, alef}, {heh}, {teh}, {alef}, {yeh}};
constexpr Affix futures[] = {{seen, yeh}, {seen, teh}, {seen, noon}, {seen, alef}};
constexpr Affix patterns[] = {{meem, seen, teh},
                              {yeh, seen, teh},
                              {teh, seen, teh},
                              {alef, seen, teh},
                              {meem, noon},
                              {meem, teh},
                              {yeh, teh},
                              {yeh, noon},
                              {alef, noon},
                              {teh},
                              {meem},
                              {yeh},
                              {noon},
                              {alef}};

std::u32string_view letters_of(const Affix& affix) {
  std::size_t size = 0;
  while (size < affix.size() && affix[size] != 0) ++size;
  return {affix.data(), size};
}

bool is_weak(char32_t c) {
  return c == alef || c == waw || c == yeh || c == hamza;
}

std::size_t consonants(std::u32string_view word) {
  std::size_t count = 0;
  for (const char32_t c : word) count += !is_weak(c);
  return count;
}

/// A core is enough to tell a root by where it has three consonants, or two and a weak letter.
bool is_enough(std::u32string_view core) {
  return core.size() >= shortest && consonants(core) > 1;
}

template <std::size_t Size>
bool drop_front(std::u32string_view& word, const Affix (&affixes)[Size]) {
  for (const Affix& affix : affixes) {
    const std::u32string_view front = letters_of(affix);
    if (!word.starts_with(front) || !is_enough(word.substr(front.size()))) continue;
    word.remove_prefix(front.size());
    return true;
  }
  return false;
}

template <std::size_t Size>
bool drop_back(std::u32string_view& word, const Affix (&affixes)[Size], std::size_t kept = 2) {
  for (const Affix& affix : affixes) {
    const std::u32string_view back = letters_of(affix);
    if (!word.ends_with(back)) continue;
    const std::u32string_view rest = word.substr(0, word.size() - back.size());
    if (!is_enough(rest) || consonants(rest) < kept) continue;
    word.remove_suffix(back.size());
    return true;
  }
  return false;
}

}  // namespace

std::u32string_view without_proclitics(std::u32string_view word) {
  constexpr std::size_t kept = 2;
  if (word.size() > kept + 1 && (word[0] == waw || word[0] == feh)) word.remove_prefix(1);
  if (word.size() > kept + 1 && (word[0] == beh || word[0] == kaf) && word[1] == alef &&
      word[2] == lam)
    word.remove_prefix(1);
  if (word.size() > kept + 1 && word[0] == lam && word[1] == lam) {
    word.remove_prefix(2);
  } else if (word.size() > kept + 1 && word[0] == alef && word[1] == lam) {
    word.remove_prefix(2);
  } else if (word.size() > kept + 2 && (word[0] == beh || word[0] == lam || word[0] == kaf)) {
    word.remove_prefix(1);
  }
  return word;
}

std::u32string skeleton(std::u32string_view word) {
  const bool definite = word.size() > 4 && word.substr(0, 3).find(lam) != word.npos &&
                        without_proclitics(word).size() + 2 <= word.size();
  std::u32string_view core = word;
  if (definite) core = without_proclitics(word);
  if (!definite && core.size() > 4 && (core[0] == waw || core[0] == feh) &&
      is_enough(core.substr(1)) && consonants(core.substr(1)) > 2)
    core.remove_prefix(1);
  drop_back(core, objects);
  if (!drop_back(core, plurals, 3)) drop_back(core, endings);
  if (!drop_back(core, endings)) drop_back(core, plurals, 3);
  if (!definite) drop_front(core, futures);
  if (consonants(core) > 3 || core.size() > 3) drop_front(core, patterns);

  std::u32string out;
  const std::size_t strong = consonants(core);
  if (strong < 2) return out;
  bool room = strong == 2;  // for one weak letter
  for (std::size_t i = 0; i < core.size(); ++i) {
    const bool first_waw = i == 0 && core[i] == waw;
    if (!is_weak(core[i])) {
      out += core[i];
    } else if (room || first_waw) {
      out += waw;
      room = false;
    }
  }
  // The teh of «ارتفع» stands behind the first letter of a root of three.
  if (out.size() > shortest && out[1] == teh) out.erase(1, 1);
  return out.size() < 2 ? std::u32string() : out;
}

}  // namespace mujaz::points
