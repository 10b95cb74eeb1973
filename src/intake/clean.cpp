// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/clean.h"

#include <libxml/HTMLparser.h>
#include <unicode/uchar.h>

#include <charconv>

#include "mujaz/text.h"

namespace mujaz::intake {
namespace {

/// One code point of well-formed UTF-8.
struct Sign {
  char32_t c;
  std::size_t size;
};
Sign sign_at(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[i + k]); };
  const char32_t a = byte(0);
  if (a < 0x80) return {a, 1};
  if (a < 0xE0 && i + 1 < s.size()) return {((a & 0x1F) << 6) | (byte(1) & 0x3Fu), 2};
  if (a < 0xF0 && i + 2 < s.size())
    return {((a & 0x0F) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu), 3};
  if (i + 3 < s.size())
    return {((a & 0x07) << 18) | ((byte(1) & 0x3Fu) << 12) | ((byte(2) & 0x3Fu) << 6) |
                (byte(3) & 0x3Fu),
            4};
  return {0xFFFD, s.size() - i};
}

/// Drawn as nothing: controls, direction marks, soft hyphen, byte order mark, and the non-joiner
/// U+200C, which Arabic words do not have. The joiner U+200D shapes what is drawn and stays.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x200B ||
         c == 0x200C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

bool is_closer(char32_t c) {
  return c == U'"' || c == U'\'' || c == U')' || c == U']' || c == 0xBB || c == 0x201D ||
         c == 0x2019 || c == 0x203A;
}

bool is_stop(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == 0x061F || c == 0x2026 || c == 0x06D4;
}

/// The last code point before `end`, and where it begins.
Sign last_before(std::string_view s, std::size_t end) {
  std::size_t from = end - 1;
  while (from > 0 && (static_cast<unsigned char>(s[from]) & 0xC0) == 0x80) --from;
  return {sign_at(s.substr(0, end), from).c, end - from};
}

/// The reference at `i` (a `&`): its code point and length, or a size of 0.
Sign reference_at(std::string_view s, std::size_t i) {
  const std::size_t end = s.find(';', i);
  if (end == s.npos || end - i > 10 || end - i < 2) return {0, 0};
  const std::string name(s.substr(i + 1, end - i - 1));
  const std::size_t size = end + 1 - i;
  if (name[0] != '#') {
    const htmlEntityDesc* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    return entity ? Sign{static_cast<char32_t>(entity->value), size}
                  : Sign{name == "apos" ? U'\'' : U'\0', name == "apos" ? size : 0};
  }
  const bool hex = name.size() > 1 && (name[1] | 32) == 'x';
  std::uint32_t value = 0;
  const char* from = name.data() + (hex ? 2 : 1);
  const auto read = std::from_chars(from, name.data() + name.size(), value, hex ? 16 : 10);
  const bool good = read.ec == std::errc() && read.ptr == name.data() + name.size() && value;
  return {value, good ? size : 0};
}

}  // namespace

void append_clean(std::string& out, std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) {
    const Sign sign = sign_at(utf8, i);
    if (is_space(sign.c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (sign.size == 1 ? sign.c >= 0x20 && sign.c != 0x7F : !is_invisible(sign.c)) {
      out.append(utf8.substr(i, sign.size));
    }
    i += sign.size;
  }
}

std::string clean(std::string_view utf8) {
  std::string out;
  append_clean(out, utf8);
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string clean_entities(std::string_view utf8) {
  std::string text(utf8);
  // Twice: some systems escape what was escaped already (`&amp;quot;`).
  for (int round = 0; round < 2 && text.find('&') != text.npos; ++round) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      const Sign sign = text[i] == '&' ? reference_at(text, i) : Sign{0, 0};
      if (sign.size)
        out += to_utf8(std::u32string(1, sign.c));
      else
        out += text[i];
      i += sign.size ? sign.size : 1;
    }
    text = std::move(out);
  }
  return clean(text);
}

bool ends_sentence(std::string_view utf8) {
  std::size_t end = utf8.size();
  while (end > 0) {
    const Sign sign = last_before(utf8, end);
    if (is_stop(sign.c)) return true;
    if (!is_closer(sign.c) && !is_space(sign.c)) return false;
    end -= sign.size;
  }
  return false;
}

bool ends_with_colon(std::string_view utf8) {
  const std::size_t last = utf8.find_last_not_of(' ');
  return last != utf8.npos && utf8[last] == ':';
}

Size size_of(std::string_view utf8) {
  Size size;
  bool inside = false;
  for (std::size_t i = 0; i < utf8.size();) {
    const Sign sign = sign_at(utf8, i);
    const bool space = is_space(sign.c);
    size.signs += !space;
    size.words += !space && !inside;
    inside = !space;
    i += sign.size;
  }
  return size;
}

Script script_of(std::string_view utf8) {
  Script script;
  for (std::size_t i = 0; i < utf8.size();) {
    const Sign sign = sign_at(utf8, i);
    i += sign.size;
    if (is_arabic_letter(sign.c)) {
      ++script.arabic;
      // Letters that Arabic words do not have; peh, tcheh, veh and gaf stand in foreign names.
      script.persian += sign.c > 0x0671 && sign.c != letters::peh && sign.c != letters::tcheh &&
                        sign.c != letters::veh && sign.c != letters::gaf;
    } else if (sign.size == 1 ? is_latin_letter(sign.c) : u_isalpha(static_cast<UChar32>(sign.c))) {
      ++script.other;
    }
  }
  return script;
}

}  // namespace mujaz::intake
