// SPDX-License-Identifier: GPL-3.0-or-later
// Goes over the tokens; each kind of token has its reader.
#include "reading/sentence.h"

#include <algorithm>

namespace mujaz::reading {
namespace {

using namespace letters;

bool is_opening(char32_t c) {
  return c == U'(' || c == U'[' || c == U'{' || c == 0x00AB || c == 0x201C || c == 0x2018;
}

bool ends_sentence(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == 0x061F || c == 0x2026;
}

std::u32string without_tatweel(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (c != tatweel) out += c;
  return out;
}

}  // namespace

Sentence::Sentence(const Tables& tables, const ReaderSetup& setup, const SourceText& source,
                   const Directions& directions, std::optional<Case> lone, const Cases& cases)
    : tables_(tables),
      setup_(setup),
      source_(source),
      directions_(directions),
      speech_(source),
      line_(source.text()),
      quantities_(tables.quantities.find(line_)),
      lone_(lone),
      cases_(cases) {}

std::vector<Word> Sentence::words() {
  while (at_ < line_.size()) {
    const std::size_t before = at_;
    token();
    if (at_ == before) ++at_;
  }
  return speech_.take();
}

Question Sentence::question() {
  // A number that is all of its line stands in no sentence.
  const bool alone = quantities_.size() == 1 &&
                     quantities_[0].span.start <= line_.tokens.front().span.start &&
                     quantities_[0].span.end >= line_.tokens.back().span.end;
  asks_ = !alone;
  Question out;
  out.words = words();
  const std::vector<std::size_t> places = speech_.asked();
  for (std::size_t i = 0; i < asked_.size(); ++i) out.numbers.push_back({asked_[i], places[i]});
  return out;
}

void Sentence::token() {
  if (insert()) return;
  const bool begins = at_ == 0 || line_.gap(at_ - 1) == Gap::line_break;
  if (begins && dateline()) return;
  if (house()) return;
  if (const Quantity* q = quantity_at(at_)) {
    quantity(*q);
    article_ = governed_ = label_ = false;
    head_ = {};
    return;
  }
  switch (line_.tokens[at_].kind) {
    case TokenKind::word:
      return word();
    case TokenKind::number:
      return number_in_words();
    case TokenKind::latin:
      return latin();
    case TokenKind::punctuation:
      return punctuation();
    case TokenKind::symbol:
      return symbol();
  }
}

const Quantity* Sentence::quantity_at(std::size_t i) {
  const Span token = line_.tokens[i].span;
  while (next_quantity_ < quantities_.size() &&
         (quantities_[next_quantity_].in_words ||
          quantities_[next_quantity_].span.start < token.start))
    ++next_quantity_;
  if (next_quantity_ >= quantities_.size()) return nullptr;
  const Quantity& q = quantities_[next_quantity_];
  return q.span.start < token.end ? &q : nullptr;
}

/// The quantity in figures that begins at token i, or null.
const Quantity* Sentence::figures_at(std::size_t i) const {
  if (i >= line_.size()) return nullptr;
  const auto place =
      std::lower_bound(quantities_.begin(), quantities_.end(), line_.tokens[i].span.start,
                       [](const Quantity& q, std::size_t start) { return q.span.start < start; });
  return place == quantities_.end() || place->in_words ||
                 place->span.start != line_.tokens[i].span.start
             ? nullptr
             : &*place;
}

/// Whether a cue stands a few tokens back, in the same line.
bool Sentence::near(const char32_t* name) const {
  constexpr std::size_t reach = 12;
  for (std::size_t k = at_; k > 0 && at_ - k < reach; --k) {
    if (line_.gap(k - 1) == Gap::line_break) return false;
    if (cue(k - 1, name).tokens > 0) return true;
  }
  return false;
}

/// The first token that begins at or behind a place of the text.
std::size_t Sentence::token_at(std::size_t place) const {
  std::size_t i = at_;
  while (i < line_.size() && line_.tokens[i].span.start < place) ++i;
  return i;
}

Span Sentence::span(std::size_t from, std::size_t to) const {
  return {line_.tokens[from].span.start, line_.tokens[to - 1].span.end};
}

/// A cue at token i; of no tokens where it is not there.
Phrases::Match Sentence::cue(std::size_t i, const char32_t* name) const {
  return tables_.cue_phrases.at(name).longest(line_, i);
}

Sentence::Ruled Sentence::ruled(std::size_t i) const {
  const auto begins = [&](std::size_t k) {
    return k == 0 || line_.gap(k - 1) == Gap::line_break ||
           (line_.is(k - 1, TokenKind::punctuation) && ends_sentence(line_.folded[k - 1][0]));
  };
  if (begins(i)) return {lone_.value_or(Case::nominative), lone_.has_value()};
  std::size_t before = i - 1;
  // A quotation mark does not part a preposition from its noun.
  if (line_.is(before, TokenKind::punctuation) && is_opening(line_.folded[before][0]) && before > 0)
    --before;
  constexpr char32_t times = 0x00D7, divided = 0x00F7;
  if (line_.is(before, times) || line_.is(before, divided)) return {Case::genitive, true};
  if (line_.is(before, TokenKind::word)) {
    const auto look_up = [&](const std::u32string& word) {
      auto found = tables_.governors.find(word);
      if (found == tables_.governors.end() && word.size() > 2 && (word[0] == waw || word[0] == feh))
        found = tables_.governors.find(word.substr(1));
      return found;
    };
    auto found = look_up(without_marks(line_.written(before)));
    if (found == tables_.governors.end()) found = look_up(line_.folded[before]);
    if (found != tables_.governors.end() && found->second) return {*found->second, true, true};
  }
  return {lone_.value_or(Case::genitive), false};
}

void Sentence::word() {
  if (abbreviation() || clitic() || month() || head()) return;
  plain_word();
}

/// Letters that belong to the figures, the Latin or the quotation behind them.
bool Sentence::clitic() {
  // «لـ 3» hangs before a space.
  const bool hangs = line_.written(at_).back() == tatweel && line_.gap(at_) == Gap::space &&
                     !line_.is(at_ + 1, TokenKind::word);
  const bool glued = hangs || (at_ + 1 < line_.size() && line_.gap(at_) == Gap::none &&
                               !line_.is(at_ + 1, TokenKind::word) && !line_.is(at_ + 1, U'.') &&
                               !line_.is(at_ + 1, char32_t{0x060C}));
  const bool and_alone = line_.is(at_, waw) && line_.gap(at_) == Gap::space;
  if (!glued && !and_alone) return false;
  const auto found = tables_.clitics.find(line_.folded[at_]);
  if (found == tables_.clitics.end()) return false;
  if (found->second.article && line_.written(at_).back() != tatweel) return false;
  if (!speech_.waits()) clitic_at_ = at_;
  speech_.clitic(found->second.read, line_.tokens[at_].span);
  article_ = article_ || found->second.article;
  governed_ = governed_ || found->second.genitive;
  ++at_;
  // The article of a quotation or of Latin goes to the next word as letters.
  if (found->second.article && !quantity_at(at_)) {
    speech_.clitic(std::u32string{alef, lam}, line_.tokens[at_ - 1].span);
    article_ = false;
  }
  if (!quantity_at(at_)) governed_ = false;
  return true;
}

bool Sentence::abbreviation() {
  const Signs::Abbreviation found = tables_.signs.abbreviation(line_, at_);
  if (found.tokens == 0) return false;
  const Span where = span(at_, at_ + found.tokens);
  if (found.proclitics > 0) {
    const auto before = tables_.clitics.find(line_.folded[at_].substr(0, found.proclitics));
    if (before == tables_.clitics.end()) return false;
    speech_.clitic(before->second.read, where);
  }
  const bool marked = std::any_of(found.read.begin(), found.read.end(), is_mark);
  for (std::size_t start = 0; start < found.read.size();) {
    const std::size_t end = std::min(found.read.find(U' ', start), found.read.size());
    const std::u32string_view piece = std::u32string_view(found.read).substr(start, end - start);
    if (marked)
      speech_.fixed(piece, where, true);
    else
      speech_.plain(piece, where);
    start = end + 1;
  }
  at_ += found.tokens;
  head_ = {};
  return true;
}

void Sentence::plain_word() {
  const std::u32string text = without_tatweel(line_.written(at_));
  const Span where = line_.tokens[at_].span;
  ++at_;
  head_ = {};
  last_ordinal_.reset();
  if (text.empty()) return;
  if (const Signs::Name* name = tables_.signs.name(text))
    named(*name, where);
  else
    speech_.plain(text, where);
}

/// The sign that begins an item of a list: not said, and no rest.
bool Sentence::bullet(char32_t c) {
  const bool begins = at_ == 0 || line_.gap(at_ - 1) == Gap::line_break;
  const bool sign = c == U'*' || c == U'-' || c == 0x2013 || c == 0x2014 || c == 0x2022 ||
                    c == 0x00B7 || c == 0x2023 || c == 0x2043;
  if (!begins || !sign || line_.gap(at_) != Gap::space) return false;
  ++at_;
  return true;
}

void Sentence::punctuation() {
  const char32_t c = line_.written(at_)[0];
  // The hyphen of a name: COVID-19, and the underscore of a tag.
  const bool glued = at_ > 0 && line_.gap(at_ - 1) == Gap::none && line_.gap(at_) == Gap::none;
  if (glued && (c == U'-' || c == 0x2013) && line_.is(at_ - 1, TokenKind::word) &&
      line_.is(at_ + 1, TokenKind::number)) {
    label_ = true;
    ++at_;
    return;
  }
  if (c == U'(' && (abbreviation() || gloss())) return;
  if (bullet(c)) return;
  if (ends_sentence(c)) last_case_.reset();
  last_ordinal_.reset();
  if (tables_.signs.sign(c)) return symbol();
  if (is_opening(c) || (c == U'"' && (at_ == 0 || line_.gap(at_ - 1) != Gap::none)))
    speech_.opening(c);
  else if (c != U'_' && c != tatweel)
    speech_.closing(c);
  ++at_;
  head_ = {};
}

}  // namespace mujaz::reading
