// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/joining.h"

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

using namespace letters;

bool has(const Word32& word, std::size_t at, char32_t c) {
  return at < word.size() && word[at].c == c;
}
Marks marks_at(const Word32& word, std::size_t at) {
  return at < word.size() ? word[at].marks : Marks{0};
}
bool is_quiet(Marks marks) {
  return !(marks & (mark::vowels | mark::tanwin | mark::shadda));
}

bool is_alef(char32_t c) {
  return c == alef || c == alef_wasla;
}

/// A letter before which the article's lam is silent.
bool is_sun(char32_t c) {
  return (c >= teh && c <= theh) || (c >= dal && c <= zah) || c == lam || c == noon;
}

/// The article: lam with sukun before a moon letter, silent before a doubled sun letter, doubled
/// itself («الَّذِي»), or with kasra before another hamzat al-wasl («الِاسْمُ»). Unmarked lam too.
bool is_article(const Word32& word, std::size_t at) {
  if (!has(word, at + 1, lam) || at + 2 >= word.size()) return false;
  const Marks on_lam = marks_at(word, at + 1), next = marks_at(word, at + 2);
  if (on_lam & mark::shadda) return true;
  if (on_lam == mark::kasra && is_alef(word[at + 2].c)) return true;
  if (!is_quiet(on_lam)) return false;
  return !is_sun(word[at + 2].c) || (next & mark::shadda) || on_lam == 0;
}

/// ابن اسم اثنان امرؤ امرأة; not أبناء, أسماء written without their hamza.
bool is_wasl_noun(const Word32& word, std::size_t at) {
  const bool ibn = has(word, at + 1, beh) && has(word, at + 2, noon);
  const bool ism = has(word, at + 1, seen) && has(word, at + 2, meem);
  const bool two = has(word, at + 1, theh) && has(word, at + 2, noon);
  const bool man = has(word, at + 1, meem) && has(word, at + 2, reh) && at + 3 < word.size() &&
                   (word[at + 3].c == alef_hamza_above || word[at + 3].c == waw_hamza ||
                    word[at + 3].c == yeh_hamza);
  if (!is_quiet(marks_at(word, at + 1))) return false;
  return two || man || ((ibn || ism) && !has(word, at + 3, alef));
}

/// The verbs VII to X and their nouns: انْ, افْت (with its ت as ط or د beside their kin), اسْت, اتّ.
bool is_wasl_stem(const Word32& word, std::size_t at) {
  if (at + 2 >= word.size()) return false;
  const char32_t first = word[at + 1].c, second = word[at + 2].c;
  const Marks on_first = marks_at(word, at + 1);
  if (on_first & mark::shadda) return first == teh || first == tah || first == dal || first == thal;
  if (!is_quiet(on_first)) return false;
  if (!(marks_at(word, at + 2) & (mark::vowels | mark::tanwin))) return false;
  return first == noon || second == teh || (second == tah && (first == sad || first == dad)) ||
         (second == dal && first == zain);
}

bool is_wasl_at(const Word32& word, std::size_t at) {
  return is_article(word, at) || is_wasl_noun(word, at) || is_wasl_stem(word, at);
}

/// «وَ», «فَ», «كَ», «أَ» with fatha, «بِ», «لِ» with kasra; unmarked ones too.
bool is_proclitic(const Letter& letter) {
  if (letter.marks & mark::shadda) return false;
  const Marks vowel = letter.marks & mark::endings;
  switch (letter.c) {
    case waw:
    case feh:
    case kaf:
    case alef_hamza_above:
      return vowel == 0 || vowel == mark::fatha;
    case beh:
    case lam:
      return vowel == 0 || vowel == mark::kasra;
    default:
      return false;
  }
}

bool is_vowel_letter(char32_t c) {
  return c == alef || c == alef_maksura || c == waw || c == yeh;
}

void set_ending(Letter& letter, Marks ending) {
  letter.marks = static_cast<Marks>((letter.marks & ~mark::endings) | ending);
}

/// «هُمْ», «كُمْ», «تُمْ»: the pronouns of the plural, which take damma before hamzat al-wasl.
bool ends_in_plural_pronoun(const Word32& word) {
  const std::size_t n = word.size();
  if (n < 2 || word[n - 1].c != meem) return false;
  const Letter& before = word[n - 2];
  if (before.c == kaf || before.c == teh) return (before.marks & mark::damma) && n > 2;
  return before.c == heh && (before.marks & (mark::damma | mark::kasra));
}

bool is_min(const Word32& word) {
  const std::size_t n = word.size();
  return n >= 2 && n <= 3 && word[n - 1].c == noon && word[n - 2].c == meem &&
         (word[n - 2].marks & mark::kasra) && (n == 2 || is_proclitic(word[0]));
}

}  // namespace

std::size_t wasl(const Word32& word) {
  for (std::size_t at = 0; at < 3 && at < word.size(); ++at) {
    if (is_alef(word[at].c)) return is_wasl_at(word, at) ? at : word.size();
    if (!is_proclitic(word[at])) break;
  }
  return word.size();
}

Marks wasl_vowel(const Word32& word) {
  if (is_article(word, 0)) return mark::fatha;
  if (is_wasl_noun(word, 0)) return mark::kasra;
  const bool doubled = marks_at(word, 1) & mark::shadda;
  return marks_at(word, doubled ? 1 : 2) & mark::damma ? mark::damma : mark::kasra;
}

void to_pause_form(Word32& word) {
  if (word.empty()) return;
  std::size_t last = word.size() - 1;
  // Tanwin fath stands on the letter before its alef or on the alef.
  if (last > 0 && (word[last].c == alef || word[last].c == alef_maksura)) {
    if ((word[last].marks | word[last - 1].marks) & mark::fathatan) {
      set_ending(word[last - 1], mark::fatha);
      word[last].marks = 0;
    }
    return;
  }
  Letter& letter = word[last];
  if ((letter.marks & mark::fathatan) && letter.c != teh_marbuta) {
    set_ending(letter, mark::fatha);
    word.push_back({alef});
    return;
  }
  if (is_vowel_letter(letter.c) && is_quiet(letter.marks)) return;
  if (letter.marks & (mark::vowels | mark::tanwin)) set_ending(letter, mark::sukun);
}

void begin(Word32& word) {
  if (word.empty() || wasl(word) != 0 || is_article(word, 0)) return;
  if (!(word[0].marks & mark::vowels)) word[0].marks = wasl_vowel(word);
}

void join(Word32& first, Word32& second) {
  if (first.empty() || second.empty() || wasl(second) != 0) return;
  second[0].marks = 0;
  Letter& last = first.back();
  const bool is_consonant = !is_vowel_letter(last.c) || (last.marks & mark::sukun);
  if (!is_consonant || !is_quiet(last.marks) || last.c == teh_marbuta) return;
  const bool after_vowel = first.size() > 1 && is_vowel_letter(last.c) &&
                           !(marks_at(first, first.size() - 2) & mark::fatha);
  if (after_vowel) return;  // «فِيْ»: a long vowel written with sukun
  Marks helping = mark::kasra;
  if (is_min(first) && is_article(second, 0)) helping = mark::fatha;
  if (ends_in_plural_pronoun(first) || last.c == waw) helping = mark::damma;
  set_ending(last, helping);
}

}  // namespace mujaz::reading
