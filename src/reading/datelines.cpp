// SPDX-License-Identifier: GPL-3.0-or-later
// Roman numbers of kings and congresses, decades in English, and the dateline of an agency.
#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

using namespace letters;

/// The value of a Roman number of I, V and X as it is properly written, up to 39; else 0.
int roman_value(std::u32string_view text) {
  static constexpr std::u32string_view units[] = {U"",  U"I",  U"II",  U"III",  U"IV",
                                                  U"V", U"VI", U"VII", U"VIII", U"IX"};
  std::size_t tens = 0;
  while (tens < text.size() && tens < 3 && text[tens] == U'X') ++tens;
  for (std::size_t unit = 0; unit < std::size(units); ++unit)
    if (text.substr(tens) == units[unit]) return static_cast<int>(tens * 10 + unit);
  return 0;
}

bool is_dash(const Line& line, std::size_t i) {
  return line.is(i, U'-') || line.is(i, char32_t{0x2013}) || line.is(i, char32_t{0x2014});
}

}  // namespace

/// Whether a king, a queen or a pope is named before token i.
bool Sentence::reigns(std::size_t i, bool& feminine) const {
  constexpr std::size_t reach = 4;
  bool found = false;
  for (std::size_t k = i; k > 0 && i - k < reach && line_.is(k - 1, TokenKind::word); --k) {
    std::u32string_view word = line_.folded[k - 1];
    for (std::size_t cut = 0; cut <= 3 && cut < word.size(); ++cut) {
      const auto role = tables_.heads.find(std::u32string(word.substr(cut)));
      const bool clitic = cut == 0 || tables_.clitics.contains(std::u32string(word.substr(0, cut)));
      if (!clitic || role == tables_.heads.end() || role->second != U"reign") continue;
      feminine = feminine || line_.written(k - 1).back() == teh_marbuta;
      found = true;
    }
  }
  return found;
}

/// «لويس XIV»، «المؤتمر XX»: an ordinal behind an Arabic word; a single letter only behind a king.
bool Sentence::roman(std::u32string_view text, Span where) {
  const int value = roman_value(text);
  const std::size_t token = at_ - 1;
  if (value == 0 || token == 0 || !line_.is(token - 1, TokenKind::word) ||
      line_.gap(token - 1) != Gap::space)
    return false;
  bool feminine = line_.written(token - 1).back() == teh_marbuta;
  if (!reigns(token, feminine) && text.size() < 2) return false;
  const Ruled found = decided({lone_.value_or(Case::genitive), false});
  speech_.phrase(asked(tables_.numerals.ordinal(asks() ? five : value, feminine, found.wanted)),
                 where, {});
  return true;
}

/// 1990s: «تِسْعِينِيَّاتِ الْقَرْنِ الْمَاضِي».
bool Sentence::decade(std::u32string_view text, Span where) {
  constexpr std::int64_t first = 1920, last = 2090, century = 2000;
  if (text.size() != 5 || text[4] != U's') return false;
  std::int64_t year = 0;
  for (const char32_t c : text.substr(0, 4)) {
    if (digit_value(c) < 0) return false;
    year = year * 10 + digit_value(c);
  }
  if (year < first || year > last || year % 10 != 0 || year % 100 < 20) return false;
  const Ruled found = decided({lone_.value_or(Case::genitive), false});
  speech_.fixed(tables_.numerals.decade(year % 100, found.wanted), where);
  speech_.fixed_phrase(tables_.words[year < century ? U"last_century" : U"this_century"], where);
  return true;
}

/// The token behind one or more names of agencies, with commas and strokes between them; `i` where
/// none is there.
std::size_t Sentence::agencies(std::size_t i) const {
  std::size_t end = i;
  for (std::size_t k = i;;) {
    const std::size_t name = cue(k, U"agency").tokens;
    if (name == 0) return end;
    end = k + name;
    if (!line_.is(end, char32_t{0x060C}) && !line_.is(end, U'/')) return end;
    k = end + 1;
  }
}

/// «القاهرة (رويترز) -»، «القاهرة - رويترز:» at the head of a paragraph: not said.
bool Sentence::dateline() {
  constexpr std::size_t longest_place = 4;  // words, or a comma and a date
  std::size_t i = at_;
  const std::size_t first = agencies(at_);
  if (first > at_ && is_dash(line_, first) && line_.gap(first) == Gap::space &&
      first + 1 < line_.size()) {
    at_ = first + 1;
    return true;
  }
  while (i < line_.size() && i - at_ < longest_place + 2 &&
         (line_.is(i, TokenKind::word) || line_.is(i, char32_t{0x060C}) ||
          line_.is(i, TokenKind::number)) &&
         line_.gap(i) != Gap::line_break)
    ++i;
  if (i == at_ || i - at_ > longest_place) return false;
  const bool bracket = line_.is(i, U'(');
  if (!bracket && !is_dash(line_, i)) return false;
  std::size_t end = agencies(i + 1);
  if (end == i + 1 || (bracket && !line_.is(end, U')'))) return false;
  end += bracket;
  if (!is_dash(line_, end) && !line_.is(end, U':')) return false;
  if (end + 1 >= line_.size() || line_.gap(end) == Gap::line_break) return false;
  at_ = end + 1;
  return true;
}

}  // namespace mujaz::reading
