// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ranges.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "server/http.h"

namespace mujaz::server {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// 1*DIGIT; a number too large for us is as large as can be.
std::optional<std::uint64_t> number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    value = value > (most - digit) / 10 ? most : value * 10 + digit;
  }
  return value;
}

enum class Found { broken, outside, inside };

Found parse_one(std::string_view spec, std::uint64_t size, ByteRange& range) {
  const std::size_t dash = spec.find('-');
  if (dash == spec.npos) return Found::broken;
  const auto first = number(spec.substr(0, dash)), last = number(spec.substr(dash + 1));
  if (dash == 0) {
    if (!last) return Found::broken;
    if (*last == 0) return Found::outside;
    if (size == 0) return Found::broken;  // all of nothing is asked for, which no range can name
    range = {size - std::min(*last, size), size - 1};
    return Found::inside;
  }
  if (!first || (!last && dash + 1 != spec.size()) || (last && *last < *first))
    return Found::broken;
  if (*first >= size) return Found::outside;
  range = {*first, last ? std::min(*last, size - 1) : size - 1};
  return Found::inside;
}

/// Joins a range to one that it overlaps. Returns whether it did.
bool join(std::vector<ByteRange>& parts, ByteRange range) {
  for (ByteRange& part : parts)
    if (range.first <= part.last && part.first <= range.last) {
      part = {std::min(part.first, range.first), std::max(part.last, range.last)};
      return true;
    }
  return false;
}

}  // namespace

Ranges parse_ranges(std::string_view field, std::uint64_t size) {
  const std::size_t equals = field.find('=');
  if (equals == field.npos || !same_name(field.substr(0, equals), "bytes")) return {};
  Ranges out{Ranges::Kind::unsatisfiable, {}};
  std::size_t asked = 0, overlaps = 0;
  for (std::size_t from = equals + 1; from <= field.size();) {
    const std::size_t end = std::min(field.find(',', from), field.size());
    const std::string_view spec = trimmed(field.substr(from, end - from));
    from = end + 1;
    if (spec.empty()) continue;  // an empty element of a list is passed over (5.6.1)
    if (++asked > kMostRanges) return {};
    ByteRange range;
    switch (parse_one(spec, size, range)) {
      case Found::broken:
        return {};
      case Found::outside:
        break;
      case Found::inside:
        if (!join(out.parts, range))
          out.parts.push_back(range);
        else if (++overlaps > 2)
          return {};
    }
  }
  if (asked == 0) return {};
  // A joined range may have come to touch another one.
  for (std::size_t i = 0; i < out.parts.size(); ++i) {
    std::vector<ByteRange> others(out.parts.begin(),
                                  out.parts.begin() + static_cast<std::ptrdiff_t>(i));
    if (!join(others, out.parts[i])) continue;
    others.insert(others.end(), out.parts.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                  out.parts.end());
    out.parts = std::move(others);
    i = static_cast<std::size_t>(-1);
  }
  if (!out.parts.empty()) out.kind = Ranges::Kind::parts;
  return out;
}

}  // namespace mujaz::server
