// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the body that a CMS hands over: the first line its title, the rest text or HTML.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "mujaz/intake.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mujaz::Language language(MUJAZ_SOURCE "/lang/ar");
  static const mujaz::Extractor extractor(language);
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  try {
    mujaz::Given given;
    given.title = bytes.substr(0, line);
    given.body = bytes.substr(line);
    const mujaz::Article article = extractor.extract_given(given);
    for (const mujaz::Paragraph& paragraph : article.paragraphs)
      if (paragraph.text.empty() || paragraph.text.find(U'\n') != paragraph.text.npos) std::abort();
    if (mujaz::to_json(article).empty()) std::abort();
  } catch (const mujaz::Error&) {
  }
  return 0;
}
