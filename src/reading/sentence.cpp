// SPDX-License-Identifier: GPL-3.0-or-later
// Goes over the tokens; each kind of token has its reader. What is said of quantities is in
// quantity.cpp and calendar.cpp.
#include "reading/sentence.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace mujaz::reading {
namespace {

using namespace letters;

constexpr std::size_t longest_clitic = 4;
constexpr std::size_t longest_shown = 20;  // signs of an unknown run in an error

/// Marks on nothing, pictures, arrows and boxes: they carry no word.
bool is_ornament(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return (U_GET_GC_MASK(code) & U_GC_M_MASK) || u_charType(code) == U_MODIFIER_SYMBOL ||
         u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
         u_hasBinaryProperty(code, UCHAR_REGIONAL_INDICATOR) || (c >= 0x2190 && c <= 0x21FF) ||
         (c >= 0x2500 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF);
}

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

Tables::Tables(const Language& language)
    : quantities(language), numerals(language), nouns(language), words(language), signs(language) {
  const Table cases = language.table("governors");
  for (std::size_t r = 0; r < cases.rows().size(); ++r) {
    const auto& row = cases.rows()[r];
    const std::u32string& name = row[cases.column("case")];
    std::optional<Case> wanted;
    if (name == U"genitive") wanted = Case::genitive;
    if (name == U"nominative") wanted = Case::nominative;
    if (name == U"accusative") wanted = Case::accusative;
    if (!wanted && name != U"none")
      throw Error(ErrorCode::bad_input, "There is no case \"" + to_utf8(name) + "\".",
                  cases.file() + ":" + std::to_string(cases.line(r)));
    governors.emplace(folded(row[cases.column("word")]), wanted);
  }
  const Table letters_before = language.table("clitics");
  for (const auto& row : letters_before.rows())
    clitics[folded(row[0])] = {row[letters_before.column("read")],
                               row[letters_before.column("article")] == U"yes",
                               row[letters_before.column("case")] == U"genitive"};
  const Table names = language.table("months");
  for (const auto& row : names.rows()) {
    const int id = static_cast<int>(months.size());
    int number = 0;
    for (const char32_t c : row[names.column("month")]) number = number * 10 + digit_value(c);
    months.push_back({row[names.column("name")], number, row[names.column("calendar")] == U"hijri",
                      row[names.column("region")]});
    month_phrases.add(row[names.column("name")], id);
    for (const std::u32string& form : alternatives(row[names.column("also")]))
      month_phrases.add(form, id);
  }
  const Table roles = language.table("heads");
  for (const auto& row : roles.rows()) heads[folded(row[0])] = row[1];
  const Table cues = language.table("cues");
  for (const auto& row : cues.rows()) {
    cue_phrases[row[0]].add(row[1], static_cast<int>(cue_read.size()));
    cue_read.push_back(row[cues.column("read")]);
  }
  hour = words.noun(U"hour");
  minute = words.noun(U"minute");
  goal = words.noun(U"goal");
  between = folded(words[U"between"]);
}

Sentence::Sentence(const Tables& tables, const ReaderSetup& setup, const SourceText& source,
                   std::optional<Case> lone)
    : tables_(tables),
      setup_(setup),
      source_(source),
      speech_(source),
      line_(source.text()),
      quantities_(tables.quantities.find(line_)),
      lone_(lone) {}

std::vector<Word> Sentence::words() {
  while (at_ < line_.size()) {
    const std::size_t before = at_;
    token();
    if (at_ == before) ++at_;
  }
  return speech_.take();
}

void Sentence::token() {
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
  if (line_.is(before, TokenKind::word)) {
    std::u32string_view word = line_.folded[before];
    auto found = tables_.governors.find(std::u32string(word));
    if (found == tables_.governors.end() && word.size() > 2 && (word[0] == waw || word[0] == feh))
      found = tables_.governors.find(std::u32string(word.substr(1)));
    if (found != tables_.governors.end() && found->second) return {*found->second, true, true};
  }
  return {lone_.value_or(Case::genitive), false};
}

void Sentence::word() {
  if (clitic() || abbreviation() || month() || head()) return;
  plain_word();
}

/// Letters that belong to the figures, the Latin or the quotation behind them.
bool Sentence::clitic() {
  const bool glued = at_ + 1 < line_.size() && line_.gap(at_) == Gap::none &&
                     !line_.is(at_ + 1, TokenKind::word) && !line_.is(at_ + 1, U'.') &&
                     !line_.is(at_ + 1, char32_t{0x060C});
  const bool and_alone = line_.is(at_, waw) && line_.gap(at_) == Gap::space;
  if (!glued && !and_alone) return false;
  const auto found = tables_.clitics.find(line_.folded[at_]);
  if (found == tables_.clitics.end()) return false;
  if (found->second.article && line_.written(at_).back() != tatweel) return false;
  if (!speech_.has_clitic()) clitic_at_ = at_;
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

/// A word that a number behind it is read by: a year, a clock, an article of a law.
bool Sentence::head() {
  head_ = {};
  const std::size_t next = at_ + 1;
  if (next >= line_.size() || line_.gap(at_) != Gap::space) return false;
  std::size_t figures = next;
  const auto article = tables_.clitics.find(line_.folded[next]);
  const bool with_article =
      article != tables_.clitics.end() && article->second.article && line_.gap(next) == Gap::none;
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
    const auto role = tables_.heads.find(stem);
    const Nouns::Match noun = tables_.nouns.word(stem);
    const bool whole = noun.noun != nullptr;
    if (!whole && role == tables_.heads.end()) continue;
    head_.present = true;
    head_.definite = letters_before.article;
    head_.noun = noun.noun;
    head_.plural = noun.plural;
    head_.feminine = whole ? noun.noun->feminine : line_.written(at_).back() == teh_marbuta;
    if (role != tables_.heads.end()) head_.role = role->second;
    head_.ruled = letters_before.genitive ? Ruled{Case::genitive, true} : ruled(at_);
    return head_word(*q, letters_before, with_article);
  }
  if (with_article && folded_word.size() > 4 && folded_word[0] == alef && folded_word[1] == lam) {
    // An unknown definite word: its ending tells its gender and number.
    head_.present = head_.definite = true;
    head_.plural = folded_word.ends_with(std::u32string{alef, teh}) ||
                   folded_word.ends_with(std::u32string{yeh, noon}) ||
                   folded_word.ends_with(std::u32string{waw, noon});
    head_.feminine = line_.written(at_).back() == teh_marbuta ||
                     folded_word.ends_with(std::u32string{alef, teh});
    head_.ruled = ruled(at_);
    const Head unknown = head_;
    plain_word();
    head_ = unknown;
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
                                         q.kind == QuantityKind::number && q.unit.empty());
  if (!year && !clock && !day && !numbered) {
    head_ = {};
    return false;
  }
  const bool adverb = year || clock || day;
  if (adverb && !head_.ruled.sure && !(year && may_be_annexed()))
    head_.ruled = {Case::accusative, true};
  const Head kept = head_;
  if (kept.noun && kept.ruled.sure) {
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

void Sentence::plain_word() {
  const std::u32string text = without_tatweel(line_.written(at_));
  const Span where = line_.tokens[at_].span;
  ++at_;
  head_ = {};
  if (text.empty()) return;
  if (const std::u32string* name = tables_.signs.acronym(text))
    speech_.fixed_phrase(*name, where, true);
  else
    speech_.plain(text, where);
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
  if (c == U'(' && gloss()) return;
  if (ends_sentence(c)) last_case_.reset();
  if (const auto said = tables_.signs.sign(c); said && !said->empty()) return symbol();
  if (is_opening(c) || (c == U'"' && (at_ == 0 || line_.gap(at_ - 1) != Gap::none)))
    speech_.opening(c);
  else if (c != U'_' && c != tatweel)
    speech_.closing(c);
  ++at_;
  head_ = {};
}

/// A name in Latin in brackets behind its Arabic form: not said.
bool Sentence::gloss() {
  if (at_ == 0 || !line_.is(at_ - 1, TokenKind::word)) return false;
  std::size_t i = at_ + 1;
  for (; i < line_.size() && !line_.is(i, U')'); ++i) {
    const std::u32string_view text = line_.written(i);
    const bool name =
        line_.is(i, TokenKind::latin) &&
        std::none_of(text.begin(), text.end(), [](char32_t c) { return digit_value(c) >= 0; });
    const bool joint =
        line_.is(i, U'-') || line_.is(i, U'.') || line_.is(i, U'&') || line_.is(i, U'+');
    if (!name && !joint) return false;
  }
  if (i >= line_.size() || i == at_ + 1) return false;
  at_ = i + 1;
  return true;
}

void Sentence::symbol() {
  const char32_t c = line_.written(at_)[0];
  const Span where = line_.tokens[at_].span;
  const std::size_t first = at_;
  ++at_;
  head_ = {};
  if (c == U'@' && line_.is(at_, TokenKind::latin) && line_.gap(first) == Gap::none) {
    speech_.fixed_phrase(tables_.words[U"account"], span(first, at_ + 1), true);
    ++at_;
    return;
  }
  if (const auto said = tables_.signs.sign(c)) {
    if (*said == tables_.words[U"and"])
      speech_.clitic(*said, where);
    else
      speech_.fixed_phrase(*said, where, true);
    return;
  }
  if (is_mark(c) || is_ornament(c)) return;
  const bool foreign = u_isalpha(static_cast<UChar32>(c));
  // A run of signs or of foreign letters is said once.
  const auto alike = [&](std::size_t i) {
    if (!line_.is(i, TokenKind::symbol) || line_.gap(i - 1) != Gap::none) return false;
    const char32_t other = line_.written(i)[0];
    return !tables_.signs.sign(other) &&
           static_cast<bool>(u_isalpha(static_cast<UChar32>(other))) == foreign;
  };
  while (alike(at_)) ++at_;
  unknown(foreign ? U"foreign_word" : U"sign", span(first, at_));
}

/// What no rule has: said as what it is, or an error.
void Sentence::unknown(const char32_t* said, Span where) {
  if (setup_.on_unknown == OnUnknown::stop) {
    const std::u32string sign(
        line_.text.substr(where.start, std::min(where.size(), longest_shown)));
    throw Error(ErrorCode::unsupported, "There is no rule to read \"" + to_utf8(sign) + "\".",
                "code point " + std::to_string(source_.written(where).start));
  }
  speech_.fixed_phrase(tables_.words[said], where, true);
}

/// A Latin word: an address, a name of the table, else its letters and figures one by one.
void Sentence::latin() {
  const std::u32string_view text = line_.written(at_);
  const Span where = line_.tokens[at_].span;
  ++at_;
  head_ = {};
  if (const Address kind = address(text); kind != Address::none)
    return speech_.fixed_phrase(tables_.words[kind == Address::mail ? U"mail" : U"link"], where,
                                true);
  const std::u32string with_plus = std::u32string(text) + U'+';
  if (const std::u32string* name = tables_.signs.acronym(with_plus);
      name && line_.is(at_, U'+') && line_.gap(at_ - 1) == Gap::none) {
    ++at_;
    return speech_.fixed_phrase(*name, span(at_ - 2, at_), true);
  }
  if (const std::u32string* name = tables_.signs.acronym(text))
    return speech_.fixed_phrase(*name, where, true);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    if (digit_value(text[i]) >= 0) {
      while (end < text.size() && digit_value(text[end]) >= 0) ++end;
      latin_figures(text.substr(i, end - i), {where.start + i, where.start + end});
    } else if (is_latin_letter(text[i])) {
      while (end < text.size() && is_latin_letter(text[end])) ++end;
      latin_letters(text.substr(i, end - i), {where.start + i, where.start + end});
    } else {
      end = i + 1;
    }
    i = end;
  }
}

void Sentence::latin_letters(std::u32string_view word, Span where) {
  if (const std::u32string* name = tables_.signs.acronym(word))
    return speech_.fixed_phrase(*name, where, true);
  for (const char32_t c : word) {
    const std::u32string name = tables_.signs.letter(c);
    if (name.empty())
      unknown(U"sign", where);
    else
      speech_.fixed_phrase(name, where, true);
  }
}

void Sentence::latin_figures(std::u32string_view figures, Span where) {
  constexpr std::size_t longest_name = 6;
  if (figures.size() > longest_name || (figures.size() > 1 && digit_value(figures[0]) == 0))
    return speech_.phrase(tables_.numerals.digits(figures), where, {});
  std::int64_t value = 0;
  for (const char32_t c : figures) value = value * 10 + digit_value(c);
  speech_.phrase(tables_.numerals.cardinal(value, false, {Case::nominative, State::indefinite}),
                 where, {});
}

}  // namespace mujaz::reading
