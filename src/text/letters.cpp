// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "mujaz/text.h"

namespace mujaz {
namespace {

/// Signs that are drawn as nothing: direction marks, joiners, soft hyphen, byte order mark.
bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0x061C;
}

bool is_presentation_form(char32_t c) {
  return (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
}

/// The compatibility decomposition of a presentation form, e.g. of the lam-alef ligature.
void append_plain(std::u32string& out, char32_t form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString plain;
  if (U_FAILURE(status) || !nfkc->getDecomposition(static_cast<UChar32>(form), plain)) {
    out.push_back(form);
    return;
  }
  for (int32_t i = 0; i < plain.length(); i = plain.moveIndex32(i, 1))
    out.push_back(static_cast<char32_t>(plain.char32At(i)));
}

char32_t fold_letter(char32_t c) {
  using namespace letters;
  switch (c) {
    case alef_madda:
    case alef_hamza_above:
    case alef_hamza_below:
    case alef_wasla:
      return alef;
    case alef_maksura:
    case yeh_hamza:
    case 0x06CC:
      return yeh;  // Farsi yeh
    case waw_hamza:
      return waw;
    case teh_marbuta:
    case 0x06C1:  // heh goal
    case 0x06C3:
      return heh;  // teh marbuta goal
    case 0x06A9:
      return kaf;  // keheh
    default:
      return c;
  }
}

}  // namespace

bool is_arabic_letter(char32_t c) {
  using namespace letters;
  return (c >= hamza && c <= ghain) || (c >= feh && c <= yeh) || c == alef_wasla ||
         (c >= 0x0672 && c <= 0x06D3 && c != 0x06D4);
}

bool is_mark(char32_t c) {
  return (c >= marks::fathatan && c <= marks::sukun) || c == marks::dagger_alef;
}

int digit_value(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= 0x0660 && c <= 0x0669) return static_cast<int>(c - 0x0660);
  if (c >= 0x06F0 && c <= 0x06F9) return static_cast<int>(c - 0x06F0);
  return -1;
}

bool is_latin_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0x00C0 && c <= 0x024F && c != 0x00D7 && c != 0x00F7);
}

bool is_space(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x00A0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

std::u32string without_marks(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (const char32_t c : text)
    if (!is_mark(c)) out.push_back(c);
  return out;
}

std::u32string folded(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (const char32_t c : text) {
    if (is_mark(c) || c == letters::tatweel || is_invisible(c)) continue;
    if (const int digit = digit_value(c); digit >= 0) {
      out.push_back(U'0' + static_cast<char32_t>(digit));
    } else if (c < 0x0600) {
      out.push_back(is_latin_letter(c) ? static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))
                                       : c);
    } else if (is_presentation_form(c)) {
      const std::size_t from = out.size();
      append_plain(out, c);
      for (std::size_t i = from; i < out.size(); ++i) out[i] = fold_letter(out[i]);
    } else {
      out.push_back(fold_letter(c));
    }
  }
  return out;
}

}  // namespace mujaz
