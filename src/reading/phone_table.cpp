// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "mujaz/reading.h"

namespace mujaz {
namespace {

void set_flag(PhoneTable::Row& row, const std::string& flag, const std::string& where) {
  if (flag == "vowel")
    row.vowel = true;
  else if (flag == "long")
    row.is_long = true;
  else if (flag == "emphatic")
    row.emphatic = true;
  else
    throw Error(ErrorCode::bad_input, "A phone has no flag \"" + flag + "\".", where);
}

}  // namespace

PhoneTable::PhoneTable(const Language& language) {
  const Table table = language.table("phones");
  const std::size_t symbol = table.column("symbol"), ipa = table.column("ipa"),
                    hts = table.column("hts"), espeak = table.column("espeak"),
                    piper = table.column("piper"), flags = table.column("flags"),
                    letters = table.column("letters");
  for (std::size_t i = 0; i < table.rows().size(); ++i) {
    const auto& cells = table.rows()[i];
    Row row;
    row.symbol = to_utf8(cells[symbol]);
    row.ipa = to_utf8(cells[ipa]);
    row.hts = to_utf8(cells[hts]);
    row.espeak = to_utf8(cells[espeak]);
    row.piper = to_utf8(cells[piper]);
    row.letters = cells[letters];
    const std::string words = to_utf8(cells[flags]);
    for (std::size_t start = 0; start < words.size();) {
      const std::size_t end = std::min(words.find(' ', start), words.size());
      set_flag(row, words.substr(start, end - start),
               table.file() + ":" + std::to_string(table.line(i)));
      start = end + 1;
    }
    rows_.push_back(std::move(row));
  }
  if (rows_.size() > std::numeric_limits<std::uint8_t>::max())
    throw Error(ErrorCode::bad_input, "There are more phones than a byte can number.",
                table.file());
}

std::uint8_t PhoneTable::id(std::string_view symbol) const {
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (rows_[i].symbol == symbol) return static_cast<std::uint8_t>(i);
  throw Error(ErrorCode::internal, "There is no phone \"" + std::string(symbol) + "\".");
}

}  // namespace mujaz
