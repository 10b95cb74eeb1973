// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantities/rules.h"

#include <algorithm>

namespace mujaz {

using namespace quantities;

namespace {

constexpr std::string_view cue_names[] = {
    "clock",      "morning", "evening", "night",     "utc",   "year", "hijri", "gregorian",
    "before_era", "since",   "score",   "phone",     "month", "from", "dial",  "joint",
    "bare_score", "agency",  "either",  "emergency", "ratio", "of",   "number"};
static_assert(std::size(cue_names) == cues);

constexpr std::size_t score_reach = 12;  // tokens back to a word that tells of a match

}  // namespace

Quantities::Rules::Rules(const Language& language) : words(language) {
  const auto add_units = [&](std::string_view name, QuantityKind kind) {
    const Table table = language.table(name);
    for (const auto& row : table.rows()) {
      const int id = static_cast<int>(units.size());
      const std::u32string& key = row[table.column("key")];
      const std::u32string& singular = row[table.column("singular")];
      units.push_back({key, key == U"percent" ? QuantityKind::percent : kind});
      for (const std::u32string& form : counted_forms(singular, row[table.column("plural")]))
        unit_phrases.add(form, id);
      for (const std::u32string& form : alternatives(row[table.column("written")]))
        unit_phrases.add(form, id);
    }
  };
  add_units("units", QuantityKind::measure);
  add_units("currencies", QuantityKind::money);
  const Table table = language.table("months");
  for (const auto& row : table.rows()) {
    const int id = static_cast<int>(months.size());
    months.push_back({static_cast<int>(plain_number(row[table.column("month")])->digits),
                      row[table.column("calendar")] == U"hijri",
                      row[table.column("alone")] == U"yes"});
    month_phrases.add(row[table.column("name")], id);
    for (const std::u32string& form : alternatives(row[table.column("also")]))
      month_phrases.add(form, id);
  }
  const Table signs = language.table("fractions");
  for (const auto& row : signs.rows()) {
    for (const std::u32string& sign : alternatives(row[signs.column("signs")]))
      fraction_signs.add(sign, static_cast<int>(fractions.size()));
    fractions.emplace_back(plain_number(row[signs.column("top")])->digits,
                           plain_number(row[signs.column("bottom")])->digits);
  }
  const Table words_of_cues = language.table("cues");
  for (std::size_t r = 0; r < words_of_cues.rows().size(); ++r) {
    const auto& row = words_of_cues.rows()[r];
    const std::string name = to_utf8(row[words_of_cues.column("cue")]);
    const auto place = std::find(std::begin(cue_names), std::end(cue_names), name);
    if (place == std::end(cue_names))
      throw Error(ErrorCode::bad_input, "There is no cue \"" + name + "\".",
                  words_of_cues.file() + ":" + std::to_string(words_of_cues.line(r)));
    cue_phrases[place - std::begin(cue_names)].add(row[words_of_cues.column("word")], 0);
  }
}

std::size_t Quantities::Rules::cue_tokens(const Line& line, std::size_t i, Cue wanted) const {
  return cue_phrases[wanted].longest(line, i).tokens;
}

/// Whether token i is a cue, with or without clitics.
bool Quantities::Rules::cue(const Line& line, std::size_t i, Cue wanted) const {
  using namespace letters;
  if (i >= line.size()) return false;
  if (cue_tokens(line, i, wanted) == 1) return true;
  std::u32string_view word = line.folded[i];
  if (!line.is(i, TokenKind::word) || word.size() > 12) return false;
  const auto known = [&] {
    const std::u32string rest(word);
    return cue_tokens(Line(rest), 0, wanted) == 1;
  };
  if (word.size() > 2 && (word[0] == waw || word[0] == feh)) {
    word.remove_prefix(1);
    if (known()) return true;
  }
  if (word.size() > 3 && (word[0] == beh || word[0] == lam || word[0] == kaf)) {
    word.remove_prefix(1);
    if (known()) return true;
  }
  return false;
}

bool Quantities::Rules::in_utc(std::u32string_view text, const Quantity& time) const {
  const Line line(text.substr(time.span.start, time.span.size()));
  for (std::size_t i = 0; i < line.size(); ++i)
    if (cue_tokens(line, i, utc) > 0) return true;
  return false;
}

/// Whether «و» before token i joins it to a year: «في 2011 و2012».
bool Quantities::Rules::after_year(const Line& line, std::size_t i) const {
  return i > 2 && line.is(i - 1, letters::waw) && line.gap(i - 1) == Gap::none &&
         line.is(i - 2, TokenKind::number) && line.tokens[i - 2].span.size() == 4 &&
         (cue(line, i - 3, year) || cue(line, i - 3, since));
}

bool Quantities::Rules::near_score(const Line& line, std::size_t i) const {
  for (std::size_t k = i; k > 0 && i - k < score_reach; --k) {
    if (line.gap(k - 1) == Gap::line_break) return false;
    if (cue(line, k - 1, score)) return true;
  }
  return false;
}

/// A month that begins at token i; its second name behind a stroke is taken in.
const Quantities::Rules::Month* Quantities::Rules::month_at(const Line& line, std::size_t i,
                                                            std::size_t& next) const {
  const auto match = month_phrases.longest(line, i);
  if (match.tokens == 0) return nullptr;
  next = i + match.tokens;
  if (line.is(next, U'/') || line.is(next, U'(')) {
    const bool bracket = line.is(next, U'(');
    const auto other = month_phrases.longest(line, next + 1);
    const std::size_t after = next + 1 + other.tokens;
    if (other.tokens > 0 &&
        months[static_cast<std::size_t>(other.id)].number ==
            months[static_cast<std::size_t>(match.id)].number &&
        (!bracket || line.is(after, U')')))
      next = after + bracket;
  }
  return &months[static_cast<std::size_t>(match.id)];
}

Quantities::Rules::Found Quantities::Rules::at(const Line& line, std::size_t i) const {
  if (line.is(i, TokenKind::word)) return words_at(line, i);
  return figures_at(line, i);
}

}  // namespace mujaz
