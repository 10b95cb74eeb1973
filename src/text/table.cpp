// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/text.h"

namespace mujaz {
namespace {

constexpr std::size_t table_limit = 64u << 20;

std::vector<std::u32string> cells(std::u32string_view line) {
  std::vector<std::u32string> row;
  for (std::size_t start = 0;;) {
    const std::size_t tab = line.find(U'\t', start);
    row.emplace_back(line.substr(start, tab == line.npos ? line.npos : tab - start));
    if (tab == line.npos) return row;
    start = tab + 1;
  }
}

}  // namespace

Table::Table(std::vector<std::string> columns, std::vector<std::vector<std::u32string>> rows,
             std::string file, std::vector<int> lines)
    : columns_(std::move(columns)),
      rows_(std::move(rows)),
      file_(std::move(file)),
      lines_(std::move(lines)) {}

std::size_t Table::column(std::string_view name) const {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i] == name) return i;
  throw Error(ErrorCode::bad_input, "The table has no column \"" + std::string(name) + "\".",
              file_);
}

Language::Language(std::filesystem::path folder) : folder_(std::move(folder)) {
  if (!std::filesystem::is_directory(folder_))
    throw Error(ErrorCode::not_found, "The folder of the language's tables is not there.",
                folder_.string());
}

Table Language::table(std::string_view name) const {
  const std::filesystem::path path = folder_ / (std::string(name) + ".tsv");
  const std::string file = path.string();
  const std::u32string text = from_utf8(read_file(path, table_limit));
  std::vector<std::string> columns;
  std::vector<std::vector<std::u32string>> rows;
  std::vector<int> lines;
  int number = 0;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = text.find(U'\n', start);
    if (end == text.npos) end = text.size();
    std::u32string_view line(text.data() + start, end - start);
    start = end + 1;
    ++number;
    if (line.starts_with(U"#:")) {
      line.remove_prefix(2);
      while (!line.empty() && line.front() == U' ') line.remove_prefix(1);
      columns.clear();
      for (const std::u32string& cell : cells(line)) columns.push_back(to_utf8(cell));
      continue;
    }
    if (line.empty() || line == U"#" || line.starts_with(U"# ")) continue;
    std::vector<std::u32string> row = cells(line);
    if (row.size() > columns.size())
      throw Error(ErrorCode::bad_input,
                  "The row has " + std::to_string(row.size()) + " cells, the table " +
                      std::to_string(columns.size()) + " columns.",
                  file + ":" + std::to_string(number));
    row.resize(columns.size());
    rows.push_back(std::move(row));
    lines.push_back(number);
  }
  return Table(std::move(columns), std::move(rows), file, std::move(lines));
}

std::vector<std::u32string> Language::list(std::string_view name) const {
  std::vector<std::u32string> words;
  const Table rows = table(name);
  for (const auto& row : rows.rows()) words.push_back(row.at(0));
  return words;
}

}  // namespace mujaz
