// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/tables.h"

namespace mujaz::reading {

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
    // «مضى» and «مضي» are alike when folded: as written first.
    governors.emplace(row[cases.column("word")], wanted);
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
  for (const char32_t* key : {U"second", U"minute", U"hour", U"day", U"week", U"month", U"year"})
    times.insert(nouns.unit(key));
  between = folded(words[U"between"]);
}

}  // namespace mujaz::reading
