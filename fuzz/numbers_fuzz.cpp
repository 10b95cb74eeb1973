// SPDX-License-Identifier: GPL-3.0-or-later
// Any text through the finder of quantities and the reader, with a diacritiser that marks nothing:
// spans in order and in the text, no figure left, and never more than 40 times what came in. The
// first byte chooses how the newsroom wants it read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mujaz/quantities.h"
#include "mujaz/reading.h"

namespace {

using namespace mujaz;

class Unmarked : public Diacritiser {
 public:
  Result diacritise(std::u32string_view line) const override {
    std::size_t words = 0;
    for (const Token& token : tokens(line)) words += token.kind == TokenKind::word;
    return {std::u32string(line), std::vector<double>(words, 1)};
  }
};

std::vector<std::unique_ptr<Reader>> readers() {
  const Language language(MUJAZ_SOURCE "/lang/ar");
  const auto unmarked = std::make_shared<Unmarked>();
  std::vector<std::unique_ptr<Reader>> out;
  for (const OnUnknown on_unknown : {OnUnknown::spell, OnUnknown::stop})
    for (const MonthNames months : {MonthNames::as_written, MonthNames::levant}) {
      ReaderSetup setup;
      setup.months = months;
      setup.both_month_names = months == MonthNames::as_written;
      setup.on_unknown = on_unknown;
      out.push_back(std::make_unique<Reader>(language, unmarked, setup));
    }
  return out;
}

void check(const Reader& reader, const std::u32string& text) {
  const Part part = reader.part(PartKind::utterance, 0, text);
  std::size_t length = 0;
  for (const SpokenWord& word : part.words) {
    if (word.written.empty() || word.written.end > text.size()) std::abort();
    for (const char32_t c : word.marked)
      if (digit_value(c) >= 0) std::abort();
    length += word.marked.size() + 1;
  }
  if (length > 40 * text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Quantities quantities(Language(MUJAZ_SOURCE "/lang/ar"));
  static const auto all = readers();
  if (size == 0) return 0;
  const std::u32string text =
      from_utf8_lossy(std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
  std::size_t end = 0;
  for (const Quantity& quantity : quantities.find(text)) {
    if (quantity.span.start < end || quantity.span.empty() || quantity.span.end > text.size())
      std::abort();
    end = quantity.span.end;
  }
  quantities.date_of(text);
  try {
    check(*all[data[0] % all.size()], text);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::unsupported) std::abort();
  }
  return 0;
}
