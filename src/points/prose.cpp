// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/prose.h"

namespace mujaz::points {
namespace {

constexpr char32_t arabic_comma = 0x060C, arabic_semicolon = 0x061B;
constexpr char32_t guillemet_open = 0x00AB, guillemet_close = 0x00BB;
constexpr char32_t quote_open = 0x201C, quote_close = 0x201D;

template <class Class>
Class named(const Table& table, std::size_t row, const std::u32string& name,
            std::initializer_list<std::pair<std::string_view, Class>> names) {
  const std::string wanted = to_utf8(name);
  for (const auto& [known, value] : names)
    if (known == wanted) return value;
  throw Error(ErrorCode::bad_input, "The table has no class \"" + wanted + "\".",
              table.file() + ":" + std::to_string(table.line(row)));
}

std::vector<std::u32string> listed(std::u32string_view cell) {
  std::vector<std::u32string> out;
  while (!cell.empty()) {
    const std::size_t bar = cell.find(U'|');
    out.emplace_back(cell.substr(0, bar));
    cell.remove_prefix(bar == cell.npos ? cell.size() : bar + 1);
  }
  return out;
}

TextSet folded_set(const std::vector<std::u32string>& words) {
  TextSet out;
  for (const std::u32string& word : words) out.insert(folded(word));
  return out;
}

}  // namespace

Prose::Prose(const Language& language)
    : stop_words_(folded_set(language.list("stop_words"))),
      waw_words_(folded_set(language.list("waw_words"))),
      subject_heads_(folded_set(language.list("subject_heads"))),
      finite_verbs_(folded_set(language.list("finite_verbs"))) {
  const Table opener_rows = language.table("openers");
  for (std::size_t i = 0; i < opener_rows.rows().size(); ++i) {
    const auto& row = opener_rows.rows()[i];
    opener_classes.push_back(named<Opener>(opener_rows, i, row[opener_rows.column("class")],
                                           {{"additive", Opener::additive},
                                            {"shift", Opener::shift},
                                            {"background", Opener::background},
                                            {"speaker", Opener::speaker},
                                            {"hatha", Opener::hatha},
                                            {"meanwhile", Opener::meanwhile},
                                            {"topic", Opener::topic},
                                            {"was", Opener::was},
                                            {"none", Opener::none},
                                            {"leans", Opener::leans},
                                            {"demonstrative", Opener::demonstrative}}));
    openers.add(row[opener_rows.column("phrase")], i);
  }
  const Table joint_rows = language.table("joints");
  for (std::size_t i = 0; i < joint_rows.rows().size(); ++i) {
    const auto& row = joint_rows.rows()[i];
    joint_places.push_back(named<Behind>(joint_rows, i, row[joint_rows.column("behind")],
                                         {{"comma", Behind::comma},
                                          {"any", Behind::any},
                                          {"last", Behind::last},
                                          {"tail", Behind::tail},
                                          {"need", Behind::need},
                                          {"relative", Behind::relative}}));
    (joint_places.back() == Behind::need ? needs : joints).add(row[joint_rows.column("phrase")], i);
  }
  const Table bond_rows = language.table("negations");
  for (std::size_t i = 0; i < bond_rows.rows().size(); ++i) {
    const auto& row = bond_rows.rows()[i];
    bond_classes.push_back(named<Bond>(bond_rows, i, row[bond_rows.column("class")],
                                       {{"negation", Bond::negation},
                                        {"exception", Bond::exception},
                                        {"condition", Bond::condition},
                                        {"pair", Bond::pair}}));
    bonds.add(row[bond_rows.column("phrase")], i);
  }
  for (const std::u32string& phrase : language.list("asides")) asides.add(phrase, 0);
  for (const std::u32string& phrase : language.list("attributions")) attributions.add(phrase, 0);
  const Table hedge_rows = language.table("hedges");
  for (const auto& row : hedge_rows.rows())
    if (row[hedge_rows.column("before")].empty()) hedges.add(row[hedge_rows.column("phrase")], 0);
  const Table verbs = language.table("saying_verbs");
  for (std::size_t i = 0; i < verbs.rows().size(); ++i) {
    const auto& row = verbs.rows()[i];
    Saying saying;
    saying.verb = i;
    saying.strength = named<Strength>(verbs, i, row[verbs.column("strength")],
                                      {{"say", Strength::say},
                                       {"claim", Strength::claim},
                                       {"confirm", Strength::confirm},
                                       {"announce", Strength::announce},
                                       {"deny", Strength::deny},
                                       {"refuse", Strength::refuse},
                                       {"agree", Strength::agree},
                                       {"praise", Strength::praise},
                                       {"blame", Strength::blame},
                                       {"warn", Strength::warn},
                                       {"urge", Strength::urge}});
    saying.clause = row[verbs.column("clause")] == U"yes";
    for (const std::u32string& form : listed(row[verbs.column("forms")]))
      sayings_.try_emplace(folded(form), saying);
    saying.participle = true;
    for (const std::u32string& form : listed(row[verbs.column("participles")]))
      sayings_.try_emplace(folded(form), saying);
  }
}

Word Prose::word(std::u32string_view text, const Token& token) const {
  Word word;
  word.kind = token.kind;
  word.span = token.span;
  word.folded = folded(text.substr(token.span.start, token.span.size()));
  return word;
}

std::vector<Word> Prose::words(std::u32string_view text, Stems& stems) const {
  std::vector<Word> out;
  for (const Token& token : tokens(text)) {
    Word& word = out.emplace_back(this->word(text, token));
    if (word.spoken() && !is_stop(word.folded)) word.stem = stems.add(light_stem(word.folded));
  }
  return out;
}

std::vector<Word> Prose::words(std::u32string_view text, const Stems& stems) const {
  std::vector<Word> out;
  for (const Token& token : tokens(text)) {
    Word& word = out.emplace_back(this->word(text, token));
    if (!word.spoken() || is_stop(word.folded)) continue;
    const int stem = stems.find(light_stem(word.folded));
    word.stem = stem < 0 ? -2 : stem;
  }
  return out;
}

bool Prose::is_stop(std::u32string_view word) const {
  if (stop_words_.contains(word)) return true;
  using namespace letters;
  if (word.size() < 3 ||
      !(word[0] == waw || word[0] == feh || word[0] == beh || word[0] == lam || word[0] == kaf))
    return false;
  return stop_words_.contains(word.substr(1));
}

bool Prose::may_be_subject(std::u32string_view word) const {
  return !is_stop(word) || subject_heads_.contains(word);
}

bool Prose::is_finite_verb(std::u32string_view word) const {
  using namespace letters;
  if (finite_verbs_.contains(word)) return true;
  if (const Saying* verb = saying(word)) return !verb->participle;
  if (word.size() > 4 && word[0] == seen && (word[1] == yeh || word[1] == teh)) return true;
  return word.size() > 3 && word[0] == yeh && word[1] != waw;
}

bool Prose::has_joining_waw(std::u32string_view word) const {
  return word.size() >= 3 && word[0] == letters::waw && !waw_words_.contains(word);
}

bool Prose::has_joining_feh(std::u32string_view word) const {
  return word.size() >= 3 && word[0] == letters::feh &&
         (stop_words_.contains(word.substr(1)) || finite_verbs_.contains(word.substr(1)) ||
          sayings_.contains(word.substr(1)));
}

const Saying* Prose::saying(std::u32string_view word) const {
  auto at = sayings_.find(word);
  if (at == sayings_.end() && word.size() > 3 &&
      (word[0] == letters::waw || word[0] == letters::feh))
    at = sayings_.find(word.substr(1));
  return at == sayings_.end() ? nullptr : &at->second;
}

Strings::Strings(const Language& language, std::string_view name) {
  const Table table = language.table(name);
  for (const auto& row : table.rows()) strings_.emplace(to_utf8(row.at(0)), row.at(1));
}

std::u32string Strings::say(
    std::string_view key,
    const std::vector<std::pair<std::u32string_view, std::u32string>>& values) const {
  const auto at = strings_.find(key);
  if (at == strings_.end())
    throw Error(ErrorCode::internal, "A table of sentences lacks one.", std::string(key));
  std::u32string out = at->second;
  for (const auto& [name, value] : values) {
    const std::size_t place = out.find(name);
    if (place != out.npos) out.replace(place, name.size(), value);
  }
  return out;
}

bool is_comma(const Word& word) {
  return word.is(arabic_comma) || word.is(U',') || word.is(arabic_semicolon) || word.is(U';');
}

bool opens_clause(const Word& word) {
  using namespace letters;
  // «أنهم», «إننا»: what may stand behind, so that «انتقد» is none.
  constexpr char32_t pronouns[][4] = {
      {0},          {heh},       {heh, alef}, {heh, meem}, {heh, noon}, {heh, meem, alef},
      {noon, alef}, {noon, yeh}, {yeh},       {kaf},       {kaf, meem}, {alef}};
  std::u32string_view text = word.folded;
  if (text.size() > 2 && (text[0] == beh || text[0] == waw)) text.remove_prefix(1);
  if (text.size() < 2 || text[0] != alef || text[1] != noon) return false;
  text.remove_prefix(2);
  return std::any_of(std::begin(pronouns), std::end(pronouns),
                     [&](const char32_t* pronoun) { return text == pronoun; });
}

bool is_quotation_mark(char32_t c) {
  return c == U'"' || c == guillemet_open || c == guillemet_close || c == quote_open ||
         c == quote_close;
}

Enclosed enclosed(const std::vector<Word>& words, std::size_t first, std::size_t last) {
  Enclosed out;
  char32_t closing = 0;
  bool bracket = false;
  for (std::size_t i = first; i < last; ++i) {
    out.quoted.push_back(closing != 0);
    out.bracketed.push_back(bracket);
    if (words[i].folded.size() != 1) continue;
    const char32_t c = words[i].folded[0];
    if (closing != 0 && c == closing) {
      closing = 0;
    } else if (c == U'"' && closing == 0) {
      closing = c;
    } else if ((c == guillemet_open || c == quote_open) && closing == 0) {
      closing = c == quote_open ? quote_close : guillemet_close;
    } else if (c == guillemet_close || c == quote_close) {
      out.paired = false;
    } else if (c == U'(') {
      out.paired &= !bracket;
      bracket = true;
    } else if (c == U')') {
      out.paired &= bracket;
      bracket = false;
    }
  }
  out.paired &= closing == 0 && !bracket;
  return out;
}

}  // namespace mujaz::points
