// SPDX-License-Identifier: GPL-3.0-or-later
#include <unicode/utf8.h>

#include "mujaz/text.h"

namespace mujaz {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// Decodes, calling `ill(offset)` for each ill-formed sequence.
template <class Ill>
std::u32string decode(std::string_view bytes, Ill ill) {
  std::u32string text;
  text.reserve(bytes.size());
  const char* data = bytes.data();
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < size;) {
    const std::int64_t at = i;
    UChar32 c;
    U8_NEXT(data, i, size, c);
    if (c < 0) {
      ill(static_cast<std::size_t>(at));
      c = replacement;
    }
    text.push_back(static_cast<char32_t>(c));
  }
  return text;
}

}  // namespace

std::u32string from_utf8(std::string_view bytes) {
  return decode(bytes, [](std::size_t offset) {
    throw Error(ErrorCode::bad_input, "The text is not UTF-8.", "byte " + std::to_string(offset));
  });
}

std::u32string from_utf8_lossy(std::string_view bytes) {
  return decode(bytes, [](std::size_t) {});
}

std::string to_utf8(std::u32string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 2);
  for (char32_t c : text) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = replacement;
    if (c < 0x80) {
      bytes.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
      bytes.push_back(static_cast<char>(0xC0 | c >> 6));
      bytes.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
      bytes.push_back(static_cast<char>(0xE0 | c >> 12));
      bytes.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
      bytes.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
      bytes.push_back(static_cast<char>(0xF0 | c >> 18));
      bytes.push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
      bytes.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
      bytes.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
  }
  return bytes;
}

}  // namespace mujaz
