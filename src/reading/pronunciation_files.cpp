// SPDX-License-Identifier: GPL-3.0-or-later
// What the files have in common, and the plain table.
#include "reading/pronunciation_files.h"

#include "reading/marking.h"

namespace mujaz {
namespace reading {
namespace {

std::u32string lower_name(std::u32string_view text) {
  std::u32string out = single_spaced(text);
  for (char32_t& c : out)
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
  return out;
}

std::vector<Cell> cells_of_line(std::u32string_view line, int number) {
  std::vector<Cell> out;
  for (std::size_t start = 0;;) {
    const std::size_t tab = std::min(line.find(U'\t', start), line.size());
    out.push_back(
        {std::u32string(line.substr(start, tab - start)), {number, static_cast<int>(start) + 1}});
    if (tab == line.size()) return out;
    start = tab + 1;
  }
}

}  // namespace

std::string name_of(FilePlace place) {
  if (place.line == 0) return {};
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

std::string sentence_of(std::initializer_list<std::string_view> pieces) {
  std::string out;
  for (const std::string_view piece : pieces) out += piece;
  return out;
}

std::string in_quotes(std::string_view utf8) {
  std::string out(1, '"');
  out += utf8;
  return out += '"';
}

std::string in_quotes(std::u32string_view text) {
  return in_quotes(to_utf8(text));
}

std::u32string single_spaced(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (!is_space(c))
      out.push_back(c);
    else if (!out.empty() && out.back() != U' ')
      out.push_back(U' ');
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

std::optional<ReadingForm> reading_form(std::u32string_view text) {
  const std::string wanted = to_utf8(lower_name(text));
  for (const ReadingForm form : {ReadingForm::marked, ReadingForm::phones, ReadingForm::letters})
    if (wanted == name(form)) return form;
  return std::nullopt;
}

void report(std::vector<Finding>& findings, FindingKind kind, FilePlace place, std::string what) {
  Finding& finding = findings.emplace_back();
  finding.kind = kind;
  finding.place = place;
  finding.what = std::move(what);
}

void check_count(const PronunciationList& list) {
  if (list.entries.size() + list.findings.size() > most_entries)
    throw Error(ErrorCode::too_large,
                "The lexicon has more than " + std::to_string(most_entries) + " entries.");
}

std::vector<std::string> column_names(const std::vector<Cell>& cells) {
  std::vector<std::string> out;
  for (const Cell& cell : cells) {
    const std::string name = to_utf8(lower_name(cell.text));
    if (std::find(std::begin(columns), std::end(columns), name) == std::end(columns))
      throw Error(ErrorCode::bad_input,
                  "There is no column \"" + name +
                      "\"; there are written, form, reading, scope, date, role.",
                  name_of(cell.place));
    if (std::find(out.begin(), out.end(), name) != out.end())
      throw Error(ErrorCode::bad_input, "The column \"" + name + "\" stands there twice.",
                  name_of(cell.place));
    out.push_back(name);
  }
  for (const char* needed : {"written", "reading"})
    if (std::find(out.begin(), out.end(), needed) == out.end())
      throw Error(ErrorCode::bad_input, "The column \"" + std::string(needed) + "\" is missing.",
                  cells.empty() ? "line 1" : name_of(cells.front().place));
  return out;
}

void add_row(PronunciationList& list, const std::vector<std::string>& names,
             const std::vector<Cell>& cells) {
  Pronunciation entry;
  const auto error = [&](FilePlace place, std::string what) {
    report(list.findings, FindingKind::error, place, std::move(what));
  };
  if (cells.size() > names.size())
    return error(cells[names.size()].place, "The row has more cells than there are columns.");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::u32string text = single_spaced(cells[i].text);
    const std::string& column = names[i];
    if (column == "written") {
      entry.written = text;
      entry.place = cells[i].place;
    } else if (column == "reading") {
      entry.reading = text;
      entry.reading_place = cells[i].place;
    } else if (column == "form" && !text.empty()) {
      const std::optional<ReadingForm> form = reading_form(text);
      if (!form)
        return error(cells[i].place, "A reading is `marked`, `phones` or `letters`, not \"" +
                                         to_utf8(text) + "\".");
      entry.form = *form;
    } else if (column == "scope" && !text.empty()) {
      entry.scope = to_utf8(text);
    } else if (column == "date") {
      entry.date = to_utf8(text);
    } else if (column == "role") {
      entry.role = to_utf8(text);
    }
  }
  // Letters that are spelled are the word's own unless others are given.
  if (entry.form == ReadingForm::letters && entry.reading.empty()) entry.reading = entry.written;
  list.entries.push_back(std::move(entry));
  check_count(list);
}

std::vector<std::string> cells_of(const Pronunciation& entry) {
  const bool marked = entry.form == ReadingForm::marked;
  return {to_utf8(entry.written),
          name(entry.form),
          to_utf8(marked ? to_text(to_letters(entry.reading)) : entry.reading),
          entry.scope,
          entry.date,
          entry.role};
}

PronunciationList read_tsv(std::u32string_view text) {
  PronunciationList list;
  std::vector<std::string> names(std::begin(columns), std::end(columns));
  int number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', start), text.size());
    std::u32string_view line = text.substr(start, end - start);
    start = end + 1;
    ++number;
    if (line.ends_with(U'\r')) line.remove_suffix(1);
    if (line.starts_with(U"#:")) {
      std::size_t skip = 2;
      while (skip < line.size() && line[skip] == U' ') ++skip;
      names = column_names(cells_of_line(line.substr(skip), number));
      continue;
    }
    if (line == U"#" || line.starts_with(U"# ") || single_spaced(line).empty()) continue;
    add_row(list, names, cells_of_line(line, number));
  }
  return list;
}

std::string write_tsv(const std::vector<Pronunciation>& entries) {
  std::string out = "# The house's own readings; `mujaz lexicon --help` explains the columns.\n#: ";
  const auto row = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += '\t';
      out += cells[i];
    }
    out += '\n';
  };
  row({std::begin(columns), std::end(columns)});
  for (const Pronunciation& entry : entries) row(cells_of(entry));
  return out;
}

}  // namespace reading

PronunciationFormat pronunciation_format(const std::string& file_name) {
  for (const auto& [ending, format] :
       {std::pair(".tsv", PronunciationFormat::tsv), std::pair(".csv", PronunciationFormat::csv),
        std::pair(".pls", PronunciationFormat::pls), std::pair(".xml", PronunciationFormat::pls)})
    if (file_name.ends_with(ending)) return format;
  throw Error(ErrorCode::unsupported, "A lexicon's file ends in .tsv, .csv, .pls or .xml.",
              file_name);
}

PronunciationList read_pronunciations(std::string_view bytes, PronunciationFormat format,
                                      const Language& language) {
  constexpr std::size_t limit = 8u << 20;
  if (bytes.size() > limit)
    throw Error(ErrorCode::too_large, "The lexicon is over the limit of 8 MB.");
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::u32string text = from_utf8(bytes);
  PronunciationList list = format == PronunciationFormat::tsv   ? reading::read_tsv(text)
                           : format == PronunciationFormat::csv ? reading::read_csv(text)
                                                                : reading::read_pls(bytes);
  const std::vector<Finding> found = check(list.entries, language);
  list.findings.insert(list.findings.end(), found.begin(), found.end());
  return list;
}

std::string write_pronunciations(const std::vector<Pronunciation>& entries,
                                 PronunciationFormat format) {
  return format == PronunciationFormat::tsv   ? reading::write_tsv(entries)
         : format == PronunciationFormat::csv ? reading::write_csv(entries)
                                              : reading::write_pls(entries);
}

}  // namespace mujaz
