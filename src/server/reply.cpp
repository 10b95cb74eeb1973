// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reply.h"

#include <algorithm>
#include <array>
#include <random>

#include "mujaz/core.h"
#include "server/problem.h"
#include "server/ranges.h"

namespace mujaz::server {
namespace {

/// The body as one piece.
Piece whole(Body&& body) {
  Piece piece;
  if (auto* text = std::get_if<std::string>(&body)) {
    piece.text = std::move(*text);
    piece.size = piece.text.size();
  } else if (auto* shared = std::get_if<std::shared_ptr<const std::string>>(&body)) {
    piece.shared = std::move(*shared);
    piece.size = piece.shared->size();
  } else {
    piece.bytes = std::move(std::get<std::shared_ptr<const Bytes>>(body));
    piece.size = piece.bytes->size();
  }
  return piece;
}

Piece part_of(const Piece& all, const ByteRange& range) {
  Piece piece;
  if (!all.bytes && !all.shared)
    piece.text = all.text.substr(range.first, range.size());
  else if (all.shared)
    piece.shared = all.shared;
  piece.bytes = all.bytes;
  piece.from = piece.text.empty() ? range.first : 0;
  piece.size = range.size();
  return piece;
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
  return "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" +
         std::to_string(size);
}

std::string boundary() {
  thread_local std::mt19937_64 random(std::random_device{}());
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (int i = 0; i < 24; ++i) out += digits[random() & 15];
  return out;
}

Piece text_piece(std::string text) {
  Piece piece;
  piece.size = text.size();
  piece.text = std::move(text);
  return piece;
}

void send_parts(Reply& reply, const Piece& all, const std::vector<ByteRange>& parts) {
  reply.status = 206;
  if (parts.size() == 1) {
    reply.headers.set("Content-Range", content_range(parts[0], all.size));
    reply.pieces.push_back(part_of(all, parts[0]));
    return;
  }
  const std::string type(reply.headers.get("Content-Type")), mark = boundary();
  for (const ByteRange& part : parts) {
    reply.pieces.push_back(text_piece("\r\n--" + mark + "\r\nContent-Type: " + type +
                                      "\r\nContent-Range: " + content_range(part, all.size) +
                                      "\r\n\r\n"));
    reply.pieces.push_back(part_of(all, part));
  }
  reply.pieces.push_back(text_piece("\r\n--" + mark + "--\r\n"));
  reply.headers.set("Content-Type", "multipart/byteranges; boundary=" + mark);
}

/// Takes the whole of `problem` in place of what was to be sent.
void become(Reply& reply, Response&& problem) {
  reply.status = problem.status;
  for (const auto& [name, value] : problem.headers) reply.headers.set(name, value);
  reply.pieces = {whole(std::move(problem.body))};
}

/// 13.2.2: If-Match, then If-None-Match, then Range with If-Range.
void negotiate(Reply& reply, const Request& request, Piece&& all) {
  const std::string etag(reply.headers.get("ETag"));
  const std::string* match = request.headers.find("If-Match");
  if (match && !etag_listed(*match, etag, true)) {
    become(reply, problem(412, "The representation is another one than If-Match names."));
    return;
  }
  const std::string* none = request.headers.find("If-None-Match");
  if (none && etag_listed(*none, etag, false)) {
    reply.status = 304;
    return;
  }
  reply.headers.set("Accept-Ranges", "bytes");
  const std::string* range = request.headers.find("Range");
  // A range is defined for GET alone (14.2); a date in If-Range never matches, since none is sent.
  if (range && request.method == "GET" && request.headers.count("Range") == 1) {
    const std::string* condition = request.headers.find("If-Range");
    const Ranges asked = !condition || (*condition == etag && !etag.starts_with("W/"))
                             ? parse_ranges(*range, all.size)
                             : Ranges{};
    if (asked.kind == Ranges::Kind::unsatisfiable) {
      become(reply, problem(416, "No byte of the representation is in the range."));
      reply.headers.set("Content-Range", "bytes */" + std::to_string(all.size));
      return;
    }
    if (asked.kind == Ranges::Kind::parts) {
      send_parts(reply, all, asked.parts);
      return;
    }
  }
  reply.pieces.push_back(std::move(all));
}

}  // namespace

bool etag_listed(std::string_view field, std::string_view etag, bool strong) {
  const auto opaque = [](std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
  };
  if (field == "*") return !etag.empty();
  for (std::size_t i = 0; i < field.size();) {
    if (field[i] == ',' || field[i] == ' ' || field[i] == '\t') {
      ++i;
      continue;
    }
    // An opaque tag may itself hold commas: it ends at its closing quote.
    const bool weak = field.substr(i).starts_with("W/");
    const std::size_t open = i + (weak ? 2 : 0);
    if (open >= field.size() || field[open] != '"') return false;
    const std::size_t close = field.find('"', open + 1);
    if (close == field.npos) return false;
    const std::string_view tag = field.substr(open, close + 1 - open);
    if (!etag.empty() && tag == opaque(etag) && !(strong && (weak || etag.starts_with("W/"))))
      return true;
    i = close + 1;
  }
  return false;
}

Reply shape(const Request& request, Response&& response) {
  Reply reply;
  reply.status = response.status;
  reply.headers = std::move(response.headers);
  const bool head = request.method == "HEAD";
  if (auto* streaming = std::get_if<Streaming>(&response.body)) {
    if (!head) reply.streaming = std::move(*streaming);
    return reply;
  }
  Piece all = whole(std::move(response.body));
  if (reply.status == 200 && reply.headers.find("ETag") && (head || request.method == "GET"))
    negotiate(reply, request, std::move(all));
  else
    reply.pieces.push_back(std::move(all));
  for (const Piece& piece : reply.pieces) reply.length += piece.size;
  if (head) reply.pieces.clear();
  return reply;
}

}  // namespace mujaz::server
