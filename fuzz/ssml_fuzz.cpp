// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a document of SSML: an error or a reading whose spans lie in its text and in order,
// and never more than 40 times what came in.
#include "mujaz/ssml.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace {

/// Puts no mark on anything, so that what is fuzzed is ours.
class NoMarks : public mujaz::Diacritiser {
 public:
  Result diacritise(std::u32string_view line) const override {
    return {std::u32string(line), std::vector<double>(mujaz::tokens(line).size(), 1)};
  }
};

void check(const mujaz::Part& part, std::size_t& length) {
  for (const mujaz::SpokenWord& word : part.words) {
    if (word.written.empty() || word.written.end > part.text.size()) std::abort();
    if (word.rest && !(*word.rest >= 0 && *word.rest <= 60)) std::abort();
    if (!(word.delivery.rate >= 0.5 && word.delivery.rate <= 3)) std::abort();
    length += word.marked.size() + 1;
  }
  for (const mujaz::SpokenMark& mark : part.marks)
    if (mark.word > part.words.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mujaz::Reader reader(mujaz::Language(MUJAZ_SOURCE "/lang/ar"),
                                    std::make_shared<NoMarks>());
  try {
    const mujaz::SsmlReading reading = reader.ssml({reinterpret_cast<const char*>(data), size}, {});
    std::size_t length = 0;
    for (const mujaz::Part& part : reading.parts) check(part, length);
    if (reading.lines.size() != reading.parts.size() || length > 40 * size) std::abort();
  } catch (const mujaz::Error& error) {
    if (error.code() == mujaz::ErrorCode::internal) std::abort();
  }
  return 0;
}
