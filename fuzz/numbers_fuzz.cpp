// SPDX-License-Identifier: GPL-3.0-or-later
// Any text through the finder of quantities and the writer of numbers in words: spans in order and
// in the text, no figure left, and never more than 40 times what came in.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mujaz/quantities.h"
#include "reading/words.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mujaz::Language language(MUJAZ_SOURCE "/lang/ar");
  static const mujaz::Quantities quantities(language);
  static const mujaz::reading::Verbaliser verbaliser(language);
  const std::u32string text =
      mujaz::from_utf8_lossy(std::string_view(reinterpret_cast<const char*>(data), size));
  std::size_t end = 0;
  for (const mujaz::Quantity& quantity : quantities.find(text)) {
    if (quantity.span.start < end || quantity.span.empty() || quantity.span.end > text.size())
      std::abort();
    end = quantity.span.end;
  }
  quantities.date_of(text);
  std::size_t length = 0;
  for (const auto& word : verbaliser.words(text, std::nullopt)) {
    if (word.written.empty() || word.written.end > text.size()) std::abort();
    for (const char32_t c : word.text)
      if (mujaz::digit_value(c) >= 0) std::abort();
    length += word.text.size() + word.before.size() + word.after.size() + 1;
  }
  if (length > 40 * text.size()) std::abort();
  return 0;
}
