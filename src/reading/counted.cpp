// SPDX-License-Identifier: GPL-3.0-or-later
// The noun behind a number: of the tables or guessed at, and the adjectives that agree with it.
#include <algorithm>

#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr std::int64_t first_year = 1900, last_year = 2049;

}  // namespace

/// The noun that a number counts: behind it, or a currency's sign before it.
Sentence::Object Sentence::object(const Quantity& q, std::size_t next) const {
  Object found;
  found.next = next;
  const std::size_t figures = token_at(q.digits.start);
  const bool of_money = q.kind == QuantityKind::money || q.kind == QuantityKind::range ||
                        q.kind == QuantityKind::fraction;
  if (of_money && figures > at_ && tables_.nouns.unit(q.unit)) {
    found.noun = tables_.nouns.unit(q.unit);
    // The sign of minus stands among them; it is said of its own.
    found.spans = {span(at_, figures)};
    found.next = std::max(next, token_at(q.span.end));
    if (q.kind == QuantityKind::money && found.next > next)
      found.spans.push_back(span(next, found.next));
    return found;
  }
  if (next >= line_.size() || line_.gap(next - 1) == Gap::line_break) return found;
  const std::int64_t last = q.scale.empty() && q.value.scale == 0 ? q.value.digits % 100 : 0;
  const bool few = last >= 3 && last <= 10;
  const Nouns::Match match =
      tables_.nouns.at(line_, next, few ? Nouns::Asks::plural : Nouns::Asks::any);
  if (!match.noun || (q.kind == QuantityKind::percent)) return found;
  // A letter that stands for a unit is one only where Quantities took it so.
  if (line_.folded[next].size() == 1 && q.unit.empty()) return found;
  found.noun = match.noun;
  for (std::size_t i = next; i < next + match.tokens; ++i)
    found.spans.push_back(line_.tokens[i].span);
  found.next = next + match.tokens;
  return found;
}

/// A noun that the tables lack: its own letters tell its gender; its end is marked as the number
/// asks, the rest is the diacritiser's. Words that govern, verbs among them, are no nouns.
Sentence::Object Sentence::guess(const Quantity& q, std::size_t next) const {
  Object found;
  found.next = next;
  if (label_ || article_ || q.kind != QuantityKind::number || next >= line_.size() ||
      line_.gap(next - 1) != Gap::space || !line_.is(next, TokenKind::word) ||
      head_.role == U"label")
    return found;
  const std::u32string& plain = line_.folded[next];
  const std::size_t article = plain.find(std::u32string{alef, lam});
  const bool definite_word = article <= 1 || plain.starts_with(std::u32string{lam, lam});
  if (plain.size() < 3 || definite_word || tables_.governors.contains(plain) ||
      (plain[0] == waw && tables_.governors.contains(plain.substr(1))) ||
      tables_.month_phrases.longest(line_, next).tokens > 0)
    return found;
  const std::int64_t n = q.value.digits, last = n % 100;
  const bool counts_by_scale = !q.scale.empty() || q.value.scale > 0;
  // Four bare figures are a year sooner than a count of something unknown.
  if (!counts_by_scale && q.digits.size() == 4 && n >= first_year && n <= last_year) return found;
  std::u32string word = without_marks(line_.written(next));
  if (!counts_by_scale && last >= 11 && word.back() == alef) word.pop_back();
  const bool plural = !counts_by_scale && last >= 3 && last <= 10;
  const bool is_dual =
      word.ends_with(std::u32string{yeh, noon}) || word.ends_with(std::u32string{alef, noon});
  Nouns::Guess shape = tables_.nouns.guess(word, plural ? Nouns::Asks::plural : Nouns::Asks::any);
  found.guessed = std::move(shape.noun);
  found.confidence = shape.confidence;
  if (n == 2) found.guessed.dual = is_dual ? word : dual(found.guessed.singular);
  found.is_guess = true;
  found.spans = {line_.tokens[next].span};
  found.next = next + 1;
  return found;
}

/// The noun that a counted noun is annexed to: «5 أجهزة كمبيوتر». A masculine of the table without
/// the alef of the accusative is no adjective of a plural or a feminine, and no object; a masculine
/// singular behind eleven and more has lost its own alef. Short words are as often verbs, and what
/// has no plural in ـات as often an adjective («قتيل»).
const Noun* Sentence::owner(const Object& counted, const Quantity& q) const {
  constexpr std::size_t shortest = 4;
  const std::size_t i = counted.next;
  const std::int64_t n = q.value.digits % 100;
  if (!counted.noun || counted.is_guess || counted.spans.size() != 1 || !q.unit.empty() ||
      !q.scale.empty() || q.value.scale != 0 || (q.value.digits < 100 && n < 3) ||
      (n > 0 && n < 3) || article_ || q.kind != QuantityKind::number || i >= line_.size() ||
      line_.gap(i - 1) != Gap::space || !line_.is(i, TokenKind::word))
    return nullptr;
  const std::u32string word = without_marks(line_.written(i));
  const Nouns::Match match = tables_.nouns.at(line_, i);
  if (!match.noun || match.measure || match.plural || match.tokens != 1 || match.noun->feminine ||
      word.size() < shortest || word != without_marks(match.noun->singular) ||
      word.ends_with(hamza) ||
      !match.noun->plural.ends_with(std::u32string{alef, teh, marks::dammatan}) ||
      tables_.governors.contains(line_.folded[i]))
    return nullptr;
  const std::u32string& own = line_.folded[i - 1];
  const bool few = n >= 3 && n <= 10;
  return few || counted.noun->feminine || (n >= 11 && !own.ends_with(alef)) ? match.noun : nullptr;
}

/// An adjective of relation behind a noun whose number was mended agrees with what is said: «5
/// دولار أمريكي» has «دُولَارَاتٍ أَمْرِيكِيَّةٍ».
void Sentence::adjective(const Noun& noun, const Quantity& q, Case wanted) {
  if (at_ >= line_.size() || line_.gap(at_ - 1) != Gap::space || !line_.is(at_, TokenKind::word))
    return;
  std::u32string word(line_.written(at_));
  const std::size_t bare = word.size();
  if (word.ends_with(alef) && bare > 4 && word[bare - 2] == yeh) word.pop_back();
  const bool relation = (word.ends_with(yeh) || word.ends_with(std::u32string{yeh, teh_marbuta})) &&
                        word.size() > 4 && without_marks(word) == word && word[0] != waw &&
                        !(word[0] == alef && word[1] == lam) &&
                        !tables_.governors.contains(folded(word));
  if (!relation) return;
  const std::int64_t n = q.value.scale == 0 && q.scale.empty() ? q.value.digits % 100 : 0;
  const bool plural = n >= 3 && n <= 10;
  const bool accusative = n >= 11 || (n > 0 && n <= 2 && wanted == Case::accusative);
  if (n == 2) return;
  const bool feminine = plural || noun.feminine;
  if (word.back() == yeh && feminine) word += teh_marbuta;
  const Case has = n == 1 ? wanted : accusative ? Case::accusative : Case::genitive;
  if (has == Case::accusative) {
    const bool alone = word.back() == teh_marbuta;
    word += marks::fathatan;
    if (!alone) word += alef;
  } else {
    word += has == Case::nominative ? marks::dammatan : marks::kasratan;
  }
  speech_.plain(word, line_.tokens[at_].span);
  ++at_;
}

/// An adjective with the article behind a definite phrase takes its case.
void Sentence::agreeing(Case wanted) {
  if (at_ >= line_.size() || line_.gap(at_ - 1) != Gap::space || !line_.is(at_, TokenKind::word))
    return;
  const std::u32string_view word = line_.written(at_);
  if (!word.starts_with(std::u32string{alef, lam}) || word.back() != teh_marbuta) return;
  const char32_t vowel = wanted == Case::nominative   ? marks::damma
                         : wanted == Case::accusative ? marks::fatha
                                                      : marks::kasra;
  speech_.plain(std::u32string(word) + vowel, line_.tokens[at_].span);
  ++at_;
}

}  // namespace mujaz::reading
