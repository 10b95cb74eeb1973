// SPDX-License-Identifier: GPL-3.0-or-later
// Words that a number behind them is read by: a year, a clock, an article of a law.
#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr std::size_t longest_clitic = 4;

}  // namespace

/// A word that a number behind it is read by: a year, a clock, an article of a law.
bool Sentence::head() {
  head_ = {};
  const std::size_t next = at_ + 1;
  if (next >= line_.size() || line_.gap(at_) != Gap::space) return false;
  std::size_t figures = next;
  const auto article = tables_.clitics.find(line_.folded[next]);
  const bool with_article = article != tables_.clitics.end() && article->second.article &&
                            line_.gap(next) != Gap::line_break &&
                            line_.written(next).back() == tatweel;
  if (with_article) ++figures;
  const std::size_t kept = next_quantity_;
  const Quantity* q = figures < line_.size() ? quantity_at(figures) : nullptr;
  next_quantity_ = kept;
  if (!q || q->in_words) return false;
  const std::u32string_view folded_word = line_.folded[at_];
  for (std::size_t cut = 0; cut <= longest_clitic && cut + 2 <= folded_word.size(); ++cut) {
    const Tables::Clitic none;
    const auto before = tables_.clitics.find(std::u32string(folded_word.substr(0, cut)));
    if (cut > 0 && before == tables_.clitics.end()) continue;
    const Tables::Clitic& letters_before = cut == 0 ? none : before->second;
    const std::u32string stem(folded_word.substr(cut));
    const Nouns::Match noun = tables_.nouns.word(stem);
    const bool whole = noun.noun != nullptr;
    auto role = tables_.heads.find(stem);
    const std::u32string singular = whole ? folded(noun.noun->singular) : stem;
    if (role == tables_.heads.end()) role = tables_.heads.find(singular);
    if (!whole && role == tables_.heads.end()) continue;
    head_.present = true;
    head_.definite = letters_before.article || stem.starts_with(std::u32string{alef, lam});
    head_.noun = noun.noun;
    head_.plural = noun.plural;
    head_.dual =
        whole && !noun.plural && stem.ends_with(noon) && stem.size() >= singular.size() + 2;
    head_.feminine = whole ? noun.noun->feminine : line_.written(at_).back() == teh_marbuta;
    if (role != tables_.heads.end()) head_.role = role->second;
    head_.ruled = letters_before.genitive ? Ruled{Case::genitive, true} : ruled(at_);
    if (head_.dual && stem.ends_with(std::u32string{alef, noon}))
      head_.ruled = {Case::nominative, true};
    else if (head_.dual && !head_.ruled.sure)
      head_.ruled.wanted = Case::genitive;
    return head_word(*q, letters_before, with_article);
  }
  if (with_article && owned_head()) return true;
  if (with_article && folded_word.size() > 4 && folded_word[0] == alef && folded_word[1] == lam) {
    // An unknown definite word: its ending tells its gender and number.
    head_.present = head_.definite = true;
    head_.plural = folded_word.ends_with(std::u32string{alef, teh}) ||
                   folded_word.ends_with(std::u32string{yeh, noon}) ||
                   folded_word.ends_with(std::u32string{waw, noon});
    head_.feminine = line_.written(at_).back() == teh_marbuta ||
                     folded_word.ends_with(std::u32string{alef, teh});
    head_.ruled = decided(ruled(at_));
    head_.undecided = undecided_;
    const Head unknown = head_;
    plain_word();
    head_ = unknown;
    return true;
  }
  return false;
}

/// «عامه الـ24»، «دورتها الـ5»: a noun with the pronoun of its owner is definite.
bool Sentence::owned_head() {
  std::u32string stem = line_.folded[at_];
  for (const std::u32string& owner : {std::u32string{heh, alef}, std::u32string{heh, meem},
                                      std::u32string{noon, alef}, std::u32string{heh}}) {
    if (!stem.ends_with(owner) || stem.size() < owner.size() + 2) continue;
    stem.resize(stem.size() - owner.size());
    Nouns::Match noun = tables_.nouns.word(stem);
    if (!noun.noun && stem.back() == teh) {
      stem.back() = teh_marbuta;
      noun = tables_.nouns.word(folded(stem));
    }
    if (!noun.noun) return false;
    head_.present = head_.definite = true;
    head_.plural = noun.plural;
    head_.feminine = noun.noun->feminine;
    head_.ruled = decided(ruled(at_));
    head_.undecided = undecided_;
    const Head owned = head_;
    plain_word();
    head_ = owned;
    return true;
  }
  return false;
}

/// Says the head in its case where that is known, else leaves it to the diacritiser.
bool Sentence::head_word(const Quantity& q, const Tables::Clitic& before, bool with_article) {
  const bool year = head_.role == U"year" && q.kind == QuantityKind::year;
  const bool clock = head_.role == U"clock" && head_.definite && q.kind == QuantityKind::time;
  const bool day = head_.role == U"day" && q.kind == QuantityKind::date;
  const bool numbered = with_article || ((head_.role == U"ordinal" || head_.role == U"label") &&
                                         q.kind == QuantityKind::number && q.unit.empty() &&
                                         (head_.definite || !(head_.plural || head_.dual)));
  if (!year && !clock && !day && !numbered) {
    head_ = {};
    return false;
  }
  const bool adverb = year || clock || day;
  if (adverb && !head_.ruled.sure && !(year && may_be_annexed()))
    head_.ruled = {Case::accusative, true};
  head_.ruled = decided(head_.ruled);
  head_.undecided = undecided_;
  const Head kept = head_;
  if (kept.noun && kept.ruled.sure && !kept.dual) {
    const State state = kept.definite ? State::definite : State::annexed;
    const std::u32string& dictionary = kept.plural ? kept.noun->plural : kept.noun->singular;
    if (!before.read.empty()) speech_.clitic(before.read, line_.tokens[at_].span);
    speech_.fixed(inflect(dictionary, kept.ruled.wanted, state), line_.tokens[at_].span);
    ++at_;
  } else {
    plain_word();
  }
  head_ = kept;
  return true;
}

/// Whether the word before the current one may be annexed to it: «نهاية عام», unlike «التركي عام»
/// and «انقطاعها عام». «العام» is never an adverb for sure.
bool Sentence::may_be_annexed() const {
  if (head_.definite) return true;
  if (at_ == 0 || !line_.is(at_ - 1, TokenKind::word) || line_.gap(at_ - 1) != Gap::space)
    return false;
  const std::u32string_view word = line_.folded[at_ - 1];
  const bool with_pronoun = word.ends_with(std::u32string{heh, alef}) ||
                            word.ends_with(std::u32string{heh, meem}) ||
                            line_.written(at_ - 1).back() == heh;
  return !word.starts_with(std::u32string{alef, lam}) &&
         !word.starts_with(std::u32string{lam, lam}) && !with_pronoun;
}

}  // namespace mujaz::reading
