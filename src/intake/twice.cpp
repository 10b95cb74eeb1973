// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/twice.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>
#include <optional>
#include <unordered_map>

#include "mujaz/text.h"

namespace mujaz::intake {
namespace {

constexpr std::size_t sample_bytes = 64 << 10;
constexpr std::size_t least_pairs = 20;  // in the sample, to speak of a mistake

/// Which byte a sign stands for in an encoding of one byte a sign.
class Bytes {
 public:
  explicit Bytes(const char* charset) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &status),
                                                                       ucnv_close);
    if (U_FAILURE(status)) return;
    for (unsigned byte = 0x80; byte < 0x100; ++byte) {
      const char source = static_cast<char>(byte);
      std::array<UChar, 4> sign{};
      UErrorCode one = U_ZERO_ERROR;
      const int32_t size = ucnv_toUChars(converter.get(), sign.data(), 4, &source, 1, &one);
      if (U_SUCCESS(one) && size == 1) bytes_[sign[0]] = source;
    }
    for (char32_t c = 0x80; c < 0xA0; ++c) bytes_.emplace(c, static_cast<char>(c));
  }
  /// Nothing where it has no such sign outside ASCII.
  std::optional<char> of(char32_t c) const {
    const auto found = bytes_.find(c);
    return found == bytes_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<char32_t, char> bytes_;
};

/// A sign that stands for the first byte of an Arabic letter, before one that stands for its
/// second.
std::size_t pairs_in(std::u32string_view text, const Bytes& bytes) {
  std::size_t pairs = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto a = bytes.of(text[i]), b = bytes.of(text[i + 1]);
    if (!a || !b) continue;
    const auto first = static_cast<unsigned char>(*a), second = static_cast<unsigned char>(*b);
    if (first < 0xD8 || first > 0xDB || (second & 0xC0) != 0x80) continue;
    ++pairs;
    ++i;
  }
  return pairs;
}

/// Each run of signs that stand for bytes as the text of those bytes, where they are well-formed.
std::string undone(std::u32string_view text, const Bytes& bytes) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::string run;
    std::size_t k = i;
    for (; k < text.size(); ++k) {
      const auto byte = bytes.of(text[k]);
      if (!byte) break;
      run += *byte;
    }
    if (run.empty()) {
      out += to_utf8(text.substr(i, 1));
      ++i;
      continue;
    }
    out += to_utf8(from_utf8_lossy(run));
    i = k;
  }
  return out;
}

}  // namespace

std::string mended_twice_encoded(std::string_view utf8) {
  static const Bytes latin("windows-1252"), arabic("windows-1256");
  const std::u32string sample = from_utf8_lossy(utf8.substr(0, sample_bytes));
  std::size_t others = 0;
  for (const char32_t c : sample) others += c >= 0x80;
  for (const Bytes* bytes : {&latin, &arabic}) {
    const std::size_t pairs = pairs_in(sample, *bytes);
    // Nearly all that is not ASCII stands in such pairs; in Arabic text itself few letters would.
    if (pairs >= least_pairs && pairs * 5 >= others * 2)
      return undone(from_utf8_lossy(utf8), *bytes);
  }
  return {};
}

}  // namespace mujaz::intake
