// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/legality.h"

#include <span>

namespace mujaz::reading {
namespace {

using namespace letters;

bool is_tanwin(std::string_view ending) {
  return ending.size() == 2;
}

bool ends_sentence(std::u32string_view next) {
  return next.empty() || next[0] == U'.' || next[0] == U'!' || next[0] == 0x061F;
}

/// The preposition «from», which has a fatha before hamzat al-wasl alone.
bool is_from(const Word32& word) {
  const std::size_t size = word.size();
  return size >= 2 && size <= 3 && word[size - 2].c == meem && word[size - 1].c == noon &&
         (word[size - 2].marks & mark::kasra) &&
         (size == 2 || word[0].c == waw || word[0].c == feh);
}

/// أصوات، أوقات: a broken plural whose ت is of the root.
bool is_root_teh(std::span<const Letter> stem) {
  return stem.size() <= 4 || (stem.size() == 5 && stem[0].c == alef_hamza_above);
}

/// وَثَائِق، مَصَابِيح: a broken plural of a shape that has no tanwin.
bool is_diptote_plural(std::span<const Letter> stem) {
  const std::size_t size = stem.size();
  if (size != 5 && size != 6) return false;
  const Letter& last = stem[size - 1];
  const bool full = last.c != teh_marbuta && last.c != yeh && last.c != alef_maksura &&
                    last.c != alef && !(last.marks & mark::shadda);
  return full && stem[0].marks == mark::fatha && stem[1].marks == mark::fatha &&
         stem[2].c == alef && (stem[3].marks & mark::kasra) && (size == 5 || stem[4].c == yeh);
}

/// A perfect of the derived forms by its letters and inner vowels: تَفَعَّل، تَفَاعَل، اِفْتَعَل، اِسْتَفْعَل.
bool is_perfect(std::span<const Letter> stem) {
  const auto vowel = [&stem](std::size_t at) {
    return static_cast<Marks>(stem[at].marks & mark::vowels);
  };
  const std::size_t size = stem.size();
  if (size == 4 && stem[0].c == teh && vowel(0) == mark::fatha && vowel(1) == mark::fatha)
    return stem[2].marks == (mark::shadda | mark::fatha);
  if (size == 5 && stem[0].c == teh && vowel(0) == mark::fatha && stem[2].c == alef)
    return vowel(1) == mark::fatha && vowel(3) == mark::fatha && !(stem[3].marks & mark::shadda);
  const bool weak = stem[size - 1].c == alef || stem[size - 1].c == alef_maksura ||
                    stem[size - 1].c == teh_marbuta || stem[size - 1].c == teh ||
                    stem[size - 1].c == yeh;
  if (size < 5 || size > 6 || weak || stem[0].c != alef || stem[1].c == lam) return false;
  const bool augmented = stem[1].c == noon || stem[2].c == teh || (stem[1].c == seen && size == 6);
  const char32_t before = stem[size - 2].c;
  return augmented && before != alef && stem[size - 2].marks == mark::fatha &&
         stem[size - 3].c != alef;
}

/// A doubled consonant begins a syllable, so that no vowelless consonant stands before it: يُخَلِّف,
/// never يُخْلِّف.
bool is_unsayable(const Word32& word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    const char32_t before = word[i - 1].c;
    const bool consonant = before != alef && before != waw && before != yeh;
    if (consonant && (word[i - 1].marks & mark::sukun) && (word[i].marks & mark::shadda))
      return true;
  }
  return false;
}

/// ـَيْنَ: the end of the dual has kasra, that of the plural a long i before it.
bool is_neither_dual_nor_plural(std::span<const Letter> stem) {
  const std::size_t size = stem.size();
  return size > 4 && stem[size - 1].c == noon && stem[size - 1].marks == mark::fatha &&
         stem[size - 2].c == yeh && !(stem[size - 2].marks & ~mark::sukun) &&
         (stem[size - 3].marks & mark::fatha);
}

/// سِيَاسِيًا for سِيَاسِيًّا. What is not of a place or a kind and yet ends so is a participle (قَاضِيًا،
/// مُسَاوِيًا) or the noun of a derived verb (تَفَادِيًا).
bool is_unfinished_nisba(std::span<const Letter> stem) {
  const std::size_t size = stem.size();
  if (size < 5 || stem[size - 1].c != alef || stem[size - 2].c != yeh) return false;
  if ((stem[size - 2].marks & mark::shadda) || stem[size - 3].marks != mark::kasra) return false;
  const bool participle = (stem[1].c == alef && size == 5) || (stem[0].marks & mark::damma);
  const bool verbal = stem[0].c == teh && stem[1].c != alef && (stem[0].marks & mark::fatha);
  return !participle && !verbal;
}

/// A perfect passive without its kasra: مُنِحَتْ and أُغْلِقَ, never مُنَحَتْ or أُغْلَقَ.
bool is_broken_passive(std::span<const Letter> stem) {
  if (stem.size() < 4) return false;
  const bool feminine = stem.back().c == teh;
  // اُسْتُهْدِفَ, اُعْتُمِدَ: in writing only the damma of the teh tells.
  if (stem[0].c == alef && stem[2].c == teh && stem[2].marks == mark::damma)
    return (feminine || stem.back().marks == mark::fatha) &&
           stem[stem.size() - (feminine ? 3 : 2)].marks == mark::fatha;
  if (stem[0].marks != mark::damma) return false;
  if (feminine && stem[stem.size() - 2].marks != mark::fatha) return false;
  if (stem[0].c == alef_hamza_above && stem.size() == (feminine ? 5u : 4u))
    return (stem[1].marks & mark::sukun) && stem[2].marks == mark::fatha && stem[2].c != alef &&
           stem[3].c != alef && (feminine || stem[3].marks == mark::fatha);
  return feminine && stem.size() == 4 && !(stem[1].marks & mark::kasra);
}

/// An imperfect of the forms VII, VIII and X with a passive's prefix and an active's kasra:
/// يُفْتَرَض or يَفْتَرِض, never يُفْتَرِض.
bool is_of_both_voices(std::span<const Letter> stem) {
  const auto vowel = [&stem](std::size_t at) {
    return static_cast<Marks>(stem[at].marks & (mark::vowels | mark::sukun));
  };
  if (stem.size() > 5 && stem[0].c == seen && stem[0].marks == mark::fatha) stem = stem.subspan(1);
  if (stem.size() < 5 || vowel(0) != mark::damma || vowel(1) != mark::sukun) return false;
  if (stem[0].c != yeh && stem[0].c != teh && stem[0].c != noon) return false;
  const bool tenth = stem[1].c == seen && stem[2].c == teh && stem.size() > 5;
  if (tenth) return vowel(3) == mark::sukun && vowel(4) == mark::kasra && stem[5].c != yeh;
  const bool augmented = stem[1].c == noon || stem[2].c == teh;
  return augmented && vowel(2) == mark::fatha && vowel(3) == mark::kasra &&
         !(stem[3].marks & mark::shadda) && stem[4].c != yeh;
}

}  // namespace

bool is_illegal(const Word32& word, const WordForm& form, std::u32string_view next) {
  if (is_unsayable(word)) return true;
  const std::string_view ending = form.ending;
  if (is_from(word)) return ending == "a" && !next.starts_with(alef);
  if (form.definite && is_tanwin(ending)) return true;
  const auto stem = std::span(word).subspan(form.stem);
  if (stem.empty()) return false;
  if (form.kind == "A" && (ending == "a" || ending == "an") && !is_root_teh(stem)) return true;
  const bool noun = form.kind == "F" || form.kind == "FS" || form.kind == "A" ||
                    (form.kind == "O" && stem.size() > 2);
  if (noun && !form.definite && !form.pronoun && ending == "i" && ends_sentence(next)) return true;
  if (is_of_both_voices(stem) || (!form.definite && is_broken_passive(stem))) return true;
  if (form.kind[0] != 'V' && is_neither_dual_nor_plural(stem)) return true;
  if (ending == "an" && is_unfinished_nisba(stem)) return true;
  if (is_tanwin(ending) && is_diptote_plural(stem)) return true;
  const bool bare = !form.definite && !form.preposition && !form.pronoun;
  return bare && is_perfect(stem) && ending != "a" && ending != "0" && ending != "-";
}

bool is_miscounted(const Word32& word, const WordForm& form, std::string_view number) {
  if (form.definite || form.preposition || form.pronoun || form.conjunction) return false;
  const std::string_view ending = form.ending;
  if (number == "#11") return ending == "un" || ending == "in";
  if (number != "#3" && number != "#c") return false;
  // A plural of the shape of «days» is no diptote.
  const std::size_t size = word.size();
  const bool full = size > 3 && word[0].c == alef_hamza_above && word[size - 2].c == alef &&
                    word[size - 1].c != hamza;
  return ending == "un" || ending == "an" || ending == "u" || (full && ending == "a");
}

}  // namespace mujaz::reading
