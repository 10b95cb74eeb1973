// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/breaks.h"

namespace mujaz::reading {
namespace {

constexpr int syllables_between_rests = 8;

Break rest_at(char32_t sign) {
  switch (sign) {
    case U'.':
    case U'!':
    case U'?':
    case 0x061F:
      return Break::end;
    case U',':
    case U';':
    case U':':
    case 0x060C:
    case 0x061B:
    case 0x2026:  // ellipsis
    case 0x2013:
    case 0x2014:
      return Break::phrase;
    case U'-':
    case U'/':
    case U'"':
    case U'(':
    case U')':
    case U'[':
    case U']':
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return Break::minor;
    default:
      return Break::none;
  }
}

Break rest_at(std::u32string_view signs) {
  Break rest = Break::none;
  for (const char32_t sign : signs) rest = std::max(rest, rest_at(sign));
  return rest;
}

int count_syllables(const Word32& word) {
  int count = 0;
  for (const Letter& letter : word)
    count += (letter.marks & (mark::vowels | mark::tanwin | mark::dagger_alef)) != 0;
  return count;
}

}  // namespace

std::vector<Break> breaks(const Lexicon& lexicon, const std::vector<Word>& words,
                          const std::vector<Word32>& marked) {
  std::vector<Break> out(words.size(), Break::none);
  int since = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    since += count_syllables(marked[i]);
    if (i + 1 == words.size()) {
      out[i] = Break::end;
      break;
    }
    Break rest = std::max(rest_at(words[i].after), rest_at(words[i + 1].before));
    const std::u32string next = i + 2 < words.size() ? words[i + 2].text : std::u32string();
    const bool leans = lexicon.never_rests_after(words[i].text);
    if (leans && rest == Break::minor) rest = Break::none;
    if (!leans && rest < Break::phrase && since >= syllables_between_rests &&
        lexicon.may_rest_before(words[i + 1].text, next))
      rest = Break::phrase;
    if (rest >= Break::phrase) since = 0;
    out[i] = rest;
  }
  return out;
}

}  // namespace mujaz::reading
