// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a representation, as RFC 9110 section 14 has them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mujaz::server {

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  ///< inclusive
  std::uint64_t size() const { return last - first + 1; }
  bool operator==(const ByteRange&) const = default;
};

struct Ranges {
  enum class Kind {
    whole,          ///< there is no range that we honour: the whole is sent
    parts,          ///< 206 with `parts`
    unsatisfiable,  ///< 416
  };
  Kind kind = Kind::whole;
  std::vector<ByteRange> parts;  ///< in the order asked for; those that overlap are joined
};

/// More ranges than this, or more than two that overlap, and the field is ignored (14.2).
inline constexpr std::size_t kMostRanges = 16;

/// What a Range field asks of `size` bytes. A field that breaks the grammar, names another unit or
/// asks for too much is ignored, as the RFC lets a server do.
Ranges parse_ranges(std::string_view field, std::uint64_t size);

}  // namespace mujaz::server
