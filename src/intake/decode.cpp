// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <optional>

#include "intake/twice.h"
#include "mujaz/core.h"

namespace mujaz::intake {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t head_bytes = 16 << 10;       // where a page says its encoding
constexpr std::size_t detector_bytes = 256 << 10;  // what the detector looks at
constexpr int detector_confidence = 20;            // of 100; below it windows-1256 is likelier

struct Magic {
  std::size_t at;
  std::string_view bytes;
  const char* what;
};
constexpr Magic magics[] = {
    {0, "\xFF\xD8\xFF"sv, "a JPEG picture"},
    {0, "\x89PNG"sv, "a PNG picture"},
    {0, "GIF8"sv, "a GIF picture"},
    {8, "WEBP"sv, "a WebP picture"},
    {4, "ftypavif"sv, "an AVIF picture"},
    {0, "II*\0"sv, "a TIFF picture"},
    {0, "MM\0*"sv, "a TIFF picture"},
    {0, "\0\0\1\0"sv, "an icon"},
    {0, "%PDF-"sv, "a PDF document"},
    {0, "{\\rtf"sv, "an RTF document"},
    {0, "\xD0\xCF\x11\xE0"sv, "an old Office document"},
    {0, "PK\3\4"sv, "a ZIP archive or an Office document"},
    {0, "\x1F\x8B"sv, "gzip data"},
    {0, "BZh"sv, "bzip2 data"},
    {0,
     "\xFD"
     "7zXZ"sv,
     "xz data"},
    {0, "7z\xBC\xAF"sv, "a 7z archive"},
    {0, "Rar!"sv, "a RAR archive"},
    {4, "ftyp"sv, "a video or sound"},
    {0, "\x1A\x45\xDF\xA3"sv, "a video"},
    {0, "OggS"sv, "a sound"},
    {0, "ID3"sv, "a sound"},
    {0, "fLaC"sv, "a sound"},
    {8, "WAVE"sv, "a sound"},
    {0,
     "\x7F"
     "ELF"sv,
     "a program"},
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

/// The value after `charset=` or `encoding=`, small letters, without quotes; empty where none is.
std::string label_after(std::string_view text, std::string_view key) {
  const std::size_t at = text.find(key);
  if (at == text.npos) return {};
  std::size_t from = at + key.size();
  while (from < text.size() &&
         (text[from] == ' ' || text[from] == '=' || text[from] == '"' || text[from] == '\''))
    ++from;
  std::size_t to = from;
  while (to < text.size() && to - from < 40 &&
         (std::isalnum(static_cast<unsigned char>(text[to])) || text[to] == '-' ||
          text[to] == '_' || text[to] == ':' || text[to] == '.'))
    ++to;
  return std::string(text.substr(from, to - from));
}

std::string label_of(const Page& page) {
  std::string label = label_after(lowered(page.content_type), "charset");
  if (!label.empty()) return label;
  const std::string head = lowered(std::string_view(page.bytes).substr(0, head_bytes));
  label = label_after(head, "charset");
  if (label.empty() && head.starts_with("<?xml")) label = label_after(head, "encoding");
  return label;
}

/// Length of the well-formed UTF-8 sequence at `at`, or 0 (Unicode, table 3-7).
std::size_t utf8_length(std::string_view s, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u;
  };
  const auto next = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned a = byte(0), b = byte(1);
  if (a < 0x80) return 1;
  if (a >= 0xC2 && a <= 0xDF) return next(1) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    if ((a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F)) return 0;
    return next(1) && next(2) ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    if ((a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F)) return 0;
    return next(1) && next(2) && next(3) ? 4 : 0;
  }
  return 0;
}

struct Utf8Count {
  std::size_t good = 0, bad = 0;  // sequences outside ASCII
};
Utf8Count count_utf8(std::string_view s) {
  Utf8Count count;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t length = utf8_length(s, i);
    if (length > 1) ++count.good;
    if (length == 0) ++count.bad;
    i += length ? length : 1;
  }
  return count;
}

/// UTF-16 without a mark: most of its bytes in even (big) or odd (little) places are 0x00 or 0x06.
const char* bare_utf16(std::string_view s) {
  if (s.size() < 16) return nullptr;
  const std::size_t n = std::min(s.size(), head_bytes) & ~std::size_t{1};
  std::array<std::size_t, 2> high{};
  for (std::size_t i = 0; i < n; ++i) high[i & 1] += s[i] == 0 || s[i] == 6 || s[i] == 0x20;
  if (s.substr(0, n).find('\0') == s.npos) return nullptr;
  if (high[0] * 10 > n / 2 * 9) return "utf-16be";
  if (high[1] * 10 > n / 2 * 9) return "utf-16le";
  return nullptr;
}

/// Through ICU; nothing where ICU does not know the name.
std::optional<std::string> convert(std::string_view bytes, const std::string& label) {
  // What the web calls Latin-1 is windows-1252 (WHATWG Encoding).
  const bool latin1 =
      label == "iso-8859-1" || label == "latin1" || label == "us-ascii" || label == "ascii";
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(latin1 ? "windows-1252" : label.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string detected(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                            ucsdet_close);
  if (U_FAILURE(status)) return "windows-1256";
  const std::string_view sample = bytes.substr(0, detector_bytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  ucsdet_enableInputFilter(detector.get(), true);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || !match) return "windows-1256";
  const int32_t confidence = ucsdet_getConfidence(match, &status);
  const char* label = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || confidence < detector_confidence) return "windows-1256";
  return lowered(label);
}

/// Shares of the signs outside ASCII.
struct Signs {
  std::size_t arabic = 0, other = 0, broken = 0;
};
Signs count_signs(std::string_view utf8) {
  Signs signs;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0xD8 && c <= 0xDB)
      ++signs.arabic;
    else if (utf8.substr(i, 3) == "\xEF\xBF\xBD"sv)
      ++signs.broken;
    else if (c >= 0xC2)
      ++signs.other;
  }
  return signs;
}

/// Signs of control out, ill-formed sequences replaced; counts both.
std::string cleaned(std::string_view bytes, std::size_t& strange) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = utf8_length(bytes, i);
    if (length == 0) {
      ++strange;
      out += "\xEF\xBF\xBD";
      ++i;
      // One replacement for one broken sequence: its other bytes go with it.
      while (i < bytes.size() && (static_cast<unsigned char>(bytes[i]) & 0xC0) == 0x80) ++i;
      continue;
    }
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (length == 1 && (c < 0x20 || c == 0x7F)) {
      const bool space = c == '\t' || c == '\n' || c == '\r' || c == '\f';
      strange += !space;
      out += c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n' ? ' '
             : c == '\r'                                               ? '\n'
             : space                                                   ? bytes[i]
                                                                       : ' ';
    } else {
      out.append(bytes.substr(i, length));
    }
    i += length;
  }
  return out;
}

/// The page as UTF-8, good or broken: its own bytes, or what `converted` then holds.
std::string_view to_utf8_text(const Page& page, std::string& converted) {
  const std::string_view bytes = page.bytes;
  const auto take = [&](std::optional<std::string> text) {
    if (text) converted = std::move(*text);
    return text.has_value();
  };
  struct Mark {
    std::string_view bytes;
    const char* label;
  };
  constexpr Mark bom[] = {{"\xFF\xFE\0\0"sv, "utf-32le"},
                          {"\0\0\xFE\xFF"sv, "utf-32be"},
                          {"\xFF\xFE"sv, "utf-16le"},
                          {"\xFE\xFF"sv, "utf-16be"}};
  for (const Mark& mark : bom)
    if (bytes.starts_with(mark.bytes))
      if (take(convert(bytes.substr(mark.bytes.size()), mark.label))) return converted;
  if (bytes.starts_with("\xEF\xBB\xBF")) return bytes.substr(3);
  const Utf8Count count = count_utf8(bytes);
  if (const char* label = bare_utf16(bytes))
    if (take(convert(bytes, label))) return converted;
  if (count.bad == 0) return bytes;
  const std::string label = label_of(page);
  const bool says_utf8 = label == "utf-8" || label == "utf8";
  if (count.bad * 4 <= count.good) return bytes;  // UTF-8 with some bytes broken
  const auto is_arabic = [&] {
    const Signs signs = count_signs(converted);
    return signs.arabic >= signs.other + signs.broken;
  };
  if (!label.empty() && !says_utf8 && take(convert(bytes, label)) && is_arabic()) return converted;
  bool guessed = take(convert(bytes, detected(bytes)));
  if (guessed && is_arabic()) return converted;
  if (says_utf8) return bytes;
  if (!label.empty()) guessed = take(convert(bytes, label));
  return guessed ? std::string_view(converted) : bytes;
}

bool is_tag_name(std::string_view name) {
  constexpr std::string_view names[] = {
      "html",   "head",  "body",       "p",      "br",      "div",     "span",  "a",
      "b",      "i",     "em",         "ul",     "ol",      "li",      "h1",    "h2",
      "h3",     "h4",    "table",      "td",     "img",     "meta",    "link",  "hr",
      "h5",     "font",  "blockquote", "title",  "article", "section", "main",  "strong",
      "script", "style", "header",     "footer", "nav",     "figure",  "center"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

bool is_html(std::string_view utf8) {
  const std::string_view head = utf8.substr(0, 256 << 10);
  for (std::size_t at = head.find('<'); at != head.npos; at = head.find('<', at + 1)) {
    std::size_t from = at + 1;
    if (from < head.size() && head[from] == '/') ++from;
    std::string name;
    for (std::size_t i = from; i < head.size() && name.size() < 11; ++i) {
      if (!std::isalnum(static_cast<unsigned char>(head[i]))) break;
      name += lower(head[i]);
    }
    const std::size_t after = from + name.size();
    const char c = after < head.size() ? head[after] : ' ';
    const bool ends = c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t';
    if (ends && is_tag_name(name)) return true;
    if (lowered(head.substr(at, 9)) == "<!doctype") return true;
  }
  return false;
}

Decoded decode(const Page& page) {
  const std::string_view bytes = page.bytes;
  if (bytes.size() > page_limit)
    throw Error(ErrorCode::too_large,
                "The page has " + std::to_string(bytes.size() >> 20) + " MB; 20 is the most.",
                page.url);
  if (bytes.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF") == bytes.npos)
    throw Error(ErrorCode::bad_input, "The input is empty.", page.url);
  for (const Magic& magic : magics)
    if (bytes.size() > magic.at && bytes.substr(magic.at).starts_with(magic.bytes) &&
        (magic.at != 8 || bytes.starts_with("RIFF")))
      throw Error(ErrorCode::bad_input,
                  std::string("This is ") + magic.what + ", not a page or a text.", page.url);
  Decoded decoded;
  std::size_t strange = 0;
  std::string converted;
  decoded.utf8 = cleaned(to_utf8_text(page, converted), strange);
  if (strange * 10 > decoded.utf8.size())
    throw Error(ErrorCode::bad_input, "This is binary data, not a page or a text.", page.url);
  if (std::string meant = mended_twice_encoded(decoded.utf8); !meant.empty())
    decoded.utf8 = std::move(meant);
  decoded.html = is_html(decoded.utf8);
  return decoded;
}

}  // namespace mujaz::intake
