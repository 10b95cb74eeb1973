// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a page: encodings, HTML, JSON-LD, the body. Nothing but mujaz::Error may come out.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "mujaz/intake.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mujaz::Language language(MUJAZ_SOURCE "/lang/ar");
  static const mujaz::Extractor extractor(language, {.any_language = true});
  mujaz::Page page;
  page.bytes.assign(reinterpret_cast<const char*>(data), size);
  try {
    const mujaz::Article article = extractor.extract(page);
    if (article.spans().size() != article.paragraphs.size()) std::abort();
    for (const mujaz::Paragraph& paragraph : article.paragraphs)
      if (paragraph.text.empty() || paragraph.text.find(U'\n') != paragraph.text.npos) std::abort();
    if (mujaz::to_json(article).empty()) std::abort();
  } catch (const mujaz::Error&) {
  }
  return 0;
}
