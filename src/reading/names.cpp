// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/names.h"

#include <algorithm>

namespace mujaz::reading {
namespace {

constexpr std::size_t before_foreign = 3;  // letters before a foreign ending
constexpr std::size_t least_behind = 3;    // letters of a name behind proclitics
constexpr std::size_t least_without_hamza = 4;

Marks proclitic_vowel(char32_t c) {
  return c == letters::beh || c == letters::lam ? mark::kasra : mark::fatha;
}

bool is_conjunction(char32_t c) {
  return c == letters::waw || c == letters::feh;
}

bool is_preposition(char32_t c) {
  return c == letters::beh || c == letters::lam || c == letters::kaf;
}

/// Whether a word may begin with these letters as proclitics: a conjunction, a preposition, or both
/// in this order.
bool are_proclitics(std::u32string_view them) {
  if (them.empty()) return true;
  if (them.size() == 1) return is_conjunction(them[0]) || is_preposition(them[0]);
  return them.size() == 2 && is_conjunction(them[0]) && is_preposition(them[1]);
}

bool has_article(std::u32string_view word) {
  return word.size() > 2 && word[0] == letters::alef && word[1] == letters::lam;
}

std::u32string letters_of(std::span<const Letter> word) {
  std::u32string out;
  for (const Letter& letter : word) out.push_back(letter.c);
  return out;
}

std::vector<std::u32string> split(std::u32string_view text) {
  std::vector<std::u32string> out(1);
  for (const char32_t c : text) {
    if (c == U' ')
      out.emplace_back();
    else
      out.back().push_back(c);
  }
  return out;
}

[[noreturn]] void refuse(const Table& table, std::size_t row, std::string_view why) {
  throw Error(ErrorCode::bad_input, std::string(why),
              table.file() + ":" + std::to_string(table.line(row)));
}

NameEnding ending_of(const Table& table, std::size_t row, std::u32string_view word) {
  if (word == U"bare") return NameEnding::bare;
  if (word == U"diptote") return NameEnding::diptote;
  if (word == U"full") return NameEnding::full;
  if (word == U"fixed") return NameEnding::fixed;
  refuse(table, row, "An ending is `bare`, `diptote`, `full` or `fixed`.");
}

/// The name as many write it, its first alef (behind the article too) without hamza, or nothing;
/// never where the bare alef would look like the article.
std::u32string without_hamza(const std::u32string& word) {
  const std::size_t at = has_article(word) ? 2 : 0;
  if (word.size() < at + least_without_hamza || word[at + 1] == letters::lam) return {};
  if (word[at] != letters::alef_hamza_above && word[at] != letters::alef_hamza_below) return {};
  std::u32string out = word;
  out[at] = letters::alef;
  return out;
}

/// The marks of a letter inside a name. Two consonants that open it are said with a helping vowel
/// or without: the one that was heard stands.
Marks opening(Marks own, Marks heard) {
  return own == mark::sukun && (heard & (mark::kasra | mark::damma)) ? heard : own;
}

/// The ending that a name may have, nearest to the one that the diacritiser heard.
Marks mended(Marks heard, const NamedWord& word) {
  const Marks own = word.marks.back();
  auto ending = static_cast<Marks>(heard & mark::endings);
  switch (word.ending) {
    case NameEnding::bare:
    case NameEnding::fixed:
      return own;
    case NameEnding::diptote:
      if (ending & (mark::damma | mark::dammatan))
        ending = word.governed ? mark::fatha : mark::damma;
      else if ((ending & (mark::vowels | mark::tanwin)) || word.place)
        ending = mark::fatha;  // where nothing is heard too: right in two cases of three
      break;
    case NameEnding::full:
      ending &= static_cast<Marks>(~mark::sukun);
      if (word.governed && (ending & (mark::damma | mark::fatha))) ending = mark::kasra;
      if (word.governed && (ending & (mark::dammatan | mark::fathatan))) ending = mark::kasratan;
      if (word.definite && (ending & mark::tanwin))  // the three tanwin and their vowels in order
        ending = static_cast<Marks>(ending << 3);
      break;
  }
  return static_cast<Marks>(own | ending | (heard & mark::shadda));
}

}  // namespace

Names::Kind Names::kind_of(const Table& table, std::size_t row, std::u32string_view cell) {
  if (cell == U"person") return Kind::person;
  if (cell == U"given") return Kind::given;
  if (cell == U"family") return Kind::family;
  if (cell == U"place") return Kind::place;
  if (cell == U"body") return Kind::body;
  refuse(table, row, "A kind is `person`, `given`, `family`, `place` or `body`.");
}

Names::Names(const Language& language) {
  const Table names = language.table("names");
  for (std::size_t i = 0; i < names.rows().size(); ++i) add(read_name(names, i));
  for (auto& [first, those] : names_)
    std::stable_sort(those.begin(), those.end(),
                     [](const Name& a, const Name& b) { return a.words.size() > b.words.size(); });
  const Table cues = language.table("name_cues");
  const std::size_t word = cues.column("word"), kind = cues.column("kind");
  for (std::size_t i = 0; i < cues.rows().size(); ++i)
    cues_[cues.rows()[i][word]].push_back(kind_of(cues, i, cues.rows()[i][kind]));
  for (const std::u32string& ending : language.list("foreign_endings")) {
    ForeignEnding one;
    for (const Letter& letter : to_letters(ending)) {
      if (!is_mark(letter.c)) one.letters.push_back(letter.c);
      one.marks.push_back(is_mark(letter.c) ? bit_of(letter.c) : letter.marks);
    }
    foreign_endings_.push_back(std::move(one));
  }
}

Names::Name Names::read_name(const Table& table, std::size_t row) const {
  const auto& cells = table.rows()[row];
  const std::vector<std::u32string> words = split(cells[table.column("name")]);
  const std::vector<std::u32string> endings = split(cells[table.column("ending")]);
  if (endings.size() != 1 && endings.size() != words.size())
    refuse(table, row, "There is one ending for all words of a name, or one for each.");
  const std::u32string& when = cells[table.column("when")];
  Name name;
  name.kind = kind_of(table, row, cells[table.column("kind")]);
  if (when.empty())
    name.when = When::always;
  else if (when == U"whole")
    name.when = When::whole;
  else if (when == U"cued")
    name.when = When::cued;
  else
    refuse(table, row, "When is empty, `whole` or `cued`.");
  for (std::size_t i = 0; i < words.size(); ++i) {
    NameWord one;
    for (const Letter& letter : to_letters(words[i])) {
      one.letters.push_back(letter.c);
      one.marks.push_back(letter.marks);
    }
    if (one.letters.empty()) refuse(table, row, "A word of the name is empty.");
    one.ending = ending_of(table, row, endings[endings.size() == 1 ? 0 : i]);
    name.words.push_back(std::move(one));
  }
  return name;
}

void Names::add(Name name) {
  std::u32string first = name.words.front().letters;
  if (std::u32string bare = without_hamza(first); !bare.empty()) {
    Name other = name;
    other.words.front().letters = bare;
    names_[std::move(bare)].push_back(std::move(other));
  }
  names_[std::move(first)].push_back(std::move(name));
}

std::vector<Names::TextWord> Names::words_of(std::span<const Letter> text) {
  std::vector<TextWord> out;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start;
    while (end < text.size() && is_arabic_letter(text[end].c)) ++end;
    if (end == start) {
      ++start;
      continue;
    }
    const auto word = text.subspan(start, end - start);
    const bool marked =
        std::any_of(word.begin(), word.end(), [](const Letter& l) { return l.marks != 0; });
    const bool adjacent = !out.empty() && out.back().end + 1 == start && text[start - 1].c == U' ';
    out.push_back({start, end, letters_of(word), marked, adjacent});
    start = end;
  }
  return out;
}

/// Whether the words after the first are there too.
bool Names::fits(const Name& name, const std::vector<TextWord>& words, std::size_t at) const {
  if (at + name.words.size() > words.size()) return false;
  for (std::size_t i = 1; i < name.words.size(); ++i) {
    const TextWord& word = words[at + i];
    if (word.marked || !word.adjacent || word.letters != name.words[i].letters) return false;
  }
  return true;
}

Names::Match Names::match(const std::vector<TextWord>& words, std::size_t at, bool cued) const {
  const std::u32string& word = words[at].letters;
  if (words[at].marked) return {};
  for (std::size_t skip = 0; skip <= 2 && skip < word.size(); ++skip) {
    const std::u32string_view proclitics = std::u32string_view(word).substr(0, skip);
    if (!are_proclitics(proclitics)) break;
    std::u32string rest = word.substr(skip);
    const bool joined =
        skip > 0 && proclitics.back() == letters::lam && rest.front() == letters::lam;
    if (joined) rest.insert(rest.begin(), letters::alef);
    const auto found = names_.find(rest);
    if (found == names_.end()) continue;
    for (const Name& name : found->second) {
      if (skip > 0 &&
          (name.when == When::whole || (name.words.size() == 1 && rest.size() < least_behind)))
        continue;
      if (cued == (name.when == When::cued) && fits(name, words, at)) return {&name, skip, joined};
    }
    // A common word that begins as a proclitic does is not taken for another name behind it.
    if (skip == 0) return {};
  }
  return {};
}

bool Names::announces(const std::u32string& word, Kind kind) const {
  const auto says = [&](const std::u32string& bare) {
    const auto found = cues_.find(bare);
    if (found == cues_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [kind](Kind of) {
      return of == kind || (of == Kind::person && is_person(kind));
    });
  };
  for (std::size_t skip = 0; skip <= 2 && skip < word.size(); ++skip) {
    if (!are_proclitics(std::u32string_view(word).substr(0, skip))) break;
    std::u32string rest = word.substr(skip);
    if (skip > 0 && word[skip - 1] == letters::lam && rest.front() == letters::lam)
      rest.insert(rest.begin(), letters::alef);
    if (says(rest)) return true;
  }
  return false;
}

bool Names::in_company(const std::vector<TextWord>& words, const std::vector<Match>& found,
                       std::size_t at, const Match& match) const {
  const Kind kind = match.name->kind;
  const std::size_t next = at + match.name->words.size();
  const bool alone_before = match.proclitics > 0 || !words[at].adjacent;
  if (!alone_before && announces(words[at - 1].letters, kind)) return true;
  if (!is_person(kind)) return false;
  const auto is_person_at = [&](std::size_t i) {
    return found[i].name && is_person(found[i].name->kind);
  };
  if (!alone_before && is_person_at(at - 1)) return true;
  return next < words.size() && words[next].adjacent && is_person_at(next) &&
         found[next].proclitics == 0;
}

/// What the spelling alone says of a word: a foreign ending, or a letter that Arabic has not.
std::optional<NamedWord> Names::foreign(const TextWord& word) const {
  for (const ForeignEnding& ending : foreign_endings_)
    if (word.letters.size() >= ending.letters.size() + before_foreign &&
        word.letters.ends_with(ending.letters))
      return NamedWord{.start = word.end - ending.marks.size(), .marks = ending.marks};
  for (const char32_t c : {letters::peh, letters::tcheh, letters::veh, letters::gaf})
    if (word.letters.find(c) != word.letters.npos)
      return NamedWord{.start = word.end - 1, .marks = {Marks{0}}};
  return std::nullopt;
}

void Names::append(std::vector<NamedWord>& out, const std::vector<TextWord>& words, std::size_t at,
                   const Match& match) {
  for (std::size_t i = 0; i < match.name->words.size(); ++i) {
    const NameWord& word = match.name->words[i];
    NamedWord one{.start = words[at + i].start,
                  .marks = {},
                  .ending = word.ending,
                  .definite = has_article(word.letters),
                  .place = match.name->kind == Kind::place};
    auto first = word.marks.begin();
    if (i == 0) {
      const std::u32string& text = words[at].letters;
      for (std::size_t k = 0; k < match.proclitics; ++k)
        one.marks.push_back(proclitic_vowel(text[k]));
      one.governed = match.proclitics > 0 && is_preposition(text[match.proclitics - 1]);
      if (match.joined_article) ++first;  // its alef is not written
    }
    if (i > 0 || match.proclitics == 0) one.opening = 0;
    one.marks.insert(one.marks.end(), first, word.marks.end());
    out.push_back(std::move(one));
  }
}

std::vector<NamedWord> Names::find(std::span<const Letter> text) const {
  const std::vector<TextWord> words = words_of(text);
  std::vector<Match> found(words.size());
  std::vector<bool> taken(words.size(), false);
  const auto take = [&](std::size_t at, const Match& match) {
    for (std::size_t i = 0; i < match.name->words.size(); ++i) {
      found[at + i].name = match.name;
      taken[at + i] = true;
    }
    found[at] = match;
  };
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (taken[i]) continue;
    const Match one = match(words, i, false);
    if (!one.name) continue;
    take(i, one);
    starts.push_back(i);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (taken[i]) continue;
    const Match one = match(words, i, true);
    if (!one.name || !in_company(words, found, i, one)) continue;
    const auto from = taken.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(from, from + static_cast<std::ptrdiff_t>(one.name->words.size()), true) !=
        from + static_cast<std::ptrdiff_t>(one.name->words.size()))
      continue;
    take(i, one);
    starts.push_back(i);
  }
  std::sort(starts.begin(), starts.end());
  std::vector<NamedWord> out;
  for (const std::size_t at : starts) append(out, words, at, found[at]);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (taken[i] || words[i].marked) continue;
    if (const auto one = foreign(words[i])) out.push_back(*one);
  }
  return out;
}

Diacritiser::Result NamingDiacritiser::diacritise(std::u32string_view line) const {
  std::vector<Letter> text = to_letters(line);
  const std::vector<NamedWord> names = names_.find(text);
  for (const NamedWord& name : names)
    for (std::size_t i = 0; i + 1 < name.marks.size(); ++i)
      if (i != name.opening || name.marks[i] != mark::sukun)
        text[name.start + i].marks = name.marks[i];
  Result result = rest_->diacritise(to_text(text));
  std::vector<Letter> out = to_letters(result.text);
  for (const NamedWord& name : names) {
    const std::size_t last = name.marks.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
      Marks& marks = out[name.start + i].marks;
      marks = i == name.opening ? opening(name.marks[i], marks) : name.marks[i];
    }
    out[name.start + last].marks = mended(out[name.start + last].marks, name);
  }
  result.text = to_text(out);
  // A name that is wholly in the table is certain.
  std::vector<bool> certain(text.size(), false);
  for (const NamedWord& name : names)
    certain[name.start] = name.ending == NameEnding::bare || name.ending == NameEnding::fixed;
  const std::vector<std::size_t> places = letter_places(line);
  auto confidence = result.confidence.begin();
  for (const Token& token : tokens(line)) {
    if (token.kind != TokenKind::word || confidence == result.confidence.end()) continue;
    if (certain[places[token.span.start]]) *confidence = 1;
    ++confidence;
  }
  return result;
}

}  // namespace mujaz::reading
