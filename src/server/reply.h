// SPDX-License-Identifier: GPL-3.0-or-later
// From a handler's response to what goes over the wire: preconditions (RFC 9110 section 13), ranges
// (section 14), HEAD.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http.h"

namespace mujaz::server {

/// One run of a body: a text, or `size` bytes of a content from `from`.
struct Piece {
  std::string text;
  std::shared_ptr<const std::string> shared;
  std::shared_ptr<const Bytes> bytes;
  std::uint64_t from = 0;
  std::uint64_t size = 0;
};

struct Reply {
  int status = 200;
  Headers headers;
  std::vector<Piece> pieces;
  std::uint64_t length = 0;  ///< of all pieces; with HEAD the pieces are left out and it stays
  Streaming streaming;       ///< where its stream is set, the body is that
};

/// Applies If-Match, If-None-Match, Range and If-Range to a response of 200 that has an ETag, and
/// HEAD to any. The body must not be a `Later`.
Reply shape(const Request& request, Response&& response);

/// Whether a field of entity tags (If-Match, If-None-Match) names this one. `strong` compares as
/// 13.1.1 wants it, else as 13.1.2 does.
bool etag_listed(std::string_view field, std::string_view etag, bool strong);

}  // namespace mujaz::server
