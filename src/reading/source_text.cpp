// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/source_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

bool is_presentation_form(char32_t c) {
  return (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

bool is_unseen(char32_t c) {
  const auto kind = u_charType(static_cast<UChar32>(c));
  return kind == U_FORMAT_CHAR || (kind == U_CONTROL_CHAR && !is_space(c)) ||
         (c >= 0xFE00 && c <= 0xFE0F);
}

char32_t arabic_of(char32_t c) {
  switch (c) {
    case 0x06CC:  // Farsi yeh
    case 0x06D2:
      return letters::yeh;
    case 0x06A9:
    case 0x06AA:
      return letters::kaf;
    case 0x06C1:
    case 0x06BE:
      return letters::heh;
    case 0x06C3:
      return letters::teh_marbuta;
    case 0x06BA:
      return letters::noon;
    default:
      return c;
  }
}

bool decomposition(char32_t c, icu::UnicodeString& plain) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  return U_SUCCESS(status) && nfkc->getDecomposition(static_cast<UChar32>(c), plain);
}

}  // namespace

SourceText::SourceText(std::u32string_view written) {
  text_.reserve(written.size());
  from_.reserve(written.size());
  for (std::size_t i = 0; i < written.size(); ++i) add(written[i], {i, i + 1});
}

void SourceText::add(std::u32string_view read, Span written) {
  for (const char32_t c : read) add(c, written);
}

void SourceText::add(char32_t c, Span written) {
  const auto put = [&](char32_t letter) {
    text_.push_back(letter);
    from_.push_back(written);
  };
  icu::UnicodeString plain;
  if (is_presentation_form(c) && decomposition(c, plain)) {
    for (int32_t k = 0; k < plain.length(); k = plain.moveIndex32(k, 1))
      put(static_cast<char32_t>(plain.char32At(k)));
  } else if (!is_unseen(c)) {
    put(arabic_of(c));
  }
}

Span SourceText::written(Span span) const {
  if (span.empty() || from_.empty()) return {};
  return {from_[span.start].start, from_[span.end - 1].end};
}

}  // namespace mujaz::reading
