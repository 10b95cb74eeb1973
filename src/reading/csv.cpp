// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 4180: records of fields with commas between; a field in quotes may hold commas, line breaks
// and quotes, which are doubled. The first record names the columns.
#include "reading/pronunciation_files.h"

namespace mujaz::reading {
namespace {

class CsvReader {
 public:
  explicit CsvReader(std::u32string_view text) : text_(text) {}

  bool more() const { return at_ < text_.size(); }

  std::vector<Cell> record() {
    std::vector<Cell> out;
    for (;;) {
      out.push_back(field());
      if (at_ < text_.size() && text_[at_] == U',') {
        step();
        continue;
      }
      end_of_record();
      return out;
    }
  }

 private:
  [[noreturn]] void fail(FilePlace place, const char* what) const {
    throw Error(ErrorCode::bad_input, what, name_of(place));
  }
  FilePlace here() const { return {line_, column_}; }
  bool is(char32_t c) const { return at_ < text_.size() && text_[at_] == c; }
  void step() {
    if (text_[at_++] == U'\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
  }

  Cell field() {
    Cell cell{{}, here()};
    if (is(U'"')) return quoted_field();
    while (at_ < text_.size() && text_[at_] != U',' && text_[at_] != U'\n') {
      if (is(U'"')) fail(here(), "A quote stands in a field that does not begin with one.");
      if (is(U'\r') && at_ + 1 < text_.size() && text_[at_ + 1] == U'\n') break;
      cell.text.push_back(text_[at_]);
      step();
    }
    return cell;
  }

  Cell quoted_field() {
    const FilePlace opened = here();
    step();
    Cell cell{{}, here()};
    for (;;) {
      if (at_ >= text_.size()) fail(opened, "The quote that opens here is not closed.");
      if (is(U'"')) {
        step();
        if (!is(U'"')) break;
      }
      cell.text.push_back(text_[at_]);
      step();
    }
    if (at_ < text_.size() && !is(U',') && !is(U'\n') && !is(U'\r'))
      fail(here(), "Only a comma or the end of the line may follow a closing quote.");
    return cell;
  }

  void end_of_record() {
    if (is(U'\r')) step();
    if (is(U'\n'))
      step();
    else if (more())
      fail(here(), "A carriage return stands alone.");
  }

  std::u32string_view text_;
  std::size_t at_ = 0;
  int line_ = 1, column_ = 1;
};

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

PronunciationList read_csv(std::u32string_view text) {
  PronunciationList list;
  CsvReader reader(text);
  if (!reader.more()) throw Error(ErrorCode::bad_input, "The file is empty.", "line 1");
  const std::vector<std::string> names = column_names(reader.record());
  while (reader.more()) {
    const std::vector<Cell> cells = reader.record();
    if (cells.size() > 1 || !cells[0].text.empty()) add_row(list, names, cells);
  }
  return list;
}

std::string write_csv(const std::vector<Pronunciation>& entries) {
  std::string out;
  const auto record = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      out += csv_field(cells[i]);
    }
    out += "\r\n";
  };
  record({std::begin(columns), std::end(columns)});
  for (const Pronunciation& entry : entries) record(cells_of(entry));
  return out;
}

}  // namespace mujaz::reading
