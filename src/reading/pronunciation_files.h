// SPDX-License-Identifier: GPL-3.0-or-later
// The three files that house entries are kept in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mujaz/pronunciations.h"

namespace mujaz::reading {

/// Lists over this many entries are too_large.
inline constexpr std::size_t most_entries = 100'000;

PronunciationList read_tsv(std::u32string_view text);
PronunciationList read_csv(std::u32string_view text);
PronunciationList read_pls(std::string_view utf8);
std::string write_tsv(const std::vector<Pronunciation>& entries);
std::string write_csv(const std::vector<Pronunciation>& entries);
std::string write_pls(const std::vector<Pronunciation>& entries);

/// A cell of a table with its place.
struct Cell {
  std::u32string text;
  FilePlace place;
};
/// Makes an entry of named cells; what is wrong with them becomes an error of the list.
void add_row(PronunciationList& list, const std::vector<std::string>& columns,
             const std::vector<Cell>& cells);
/// The names of columns as the first row has them. A name that there is none of is an error, and so
/// is a table without `written` or `reading`.
std::vector<std::string> column_names(const std::vector<Cell>& cells);
/// The cells of an entry, in the order of `columns`.
std::vector<std::string> cells_of(const Pronunciation& entry);
inline constexpr const char* columns[] = {"written", "form", "reading", "scope", "date", "role"};

/// Spaces at both ends left out, runs of them made one.
std::u32string single_spaced(std::u32string_view text);
std::optional<ReadingForm> reading_form(std::u32string_view name);
std::string name_of(FilePlace place);
/// The pieces in a row: a sentence for people.
std::string sentence_of(std::initializer_list<std::string_view> pieces);
std::string in_quotes(std::u32string_view text);
std::string in_quotes(std::string_view utf8);
void report(std::vector<Finding>& findings, FindingKind kind, FilePlace place, std::string what);
void check_count(const PronunciationList& list);

}  // namespace mujaz::reading
