// SPDX-License-Identifier: GPL-3.0-or-later
// How a connection sends its answers: whole, piece by piece, or as they are made.
#include <algorithm>
#include <array>
#include <ctime>

#include "mujaz/core.h"
#include "server/connection.h"
#include "server/problem.h"

namespace mujaz::server {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kHeartbeat{15'000};
constexpr std::size_t kBlock = 256u << 10;

/// The Date field's value (RFC 9110 section 5.6.7), made once a second.
const std::string& date() {
  thread_local std::time_t made = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now == made) return text;
  static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> rest{};
  std::strftime(rest.data(), rest.size(), " %Y %H:%M:%S GMT", &parts);
  const std::string day = std::to_string(parts.tm_mday);
  text = std::string(days[parts.tm_wday]) + ", " + (day.size() == 1 ? "0" : "") + day + " " +
         months[parts.tm_mon] + rest.data();
  made = now;
  return text;
}

std::string_view view_of(const Piece& piece) {
  const std::string& all = piece.shared ? *piece.shared : piece.text;
  return std::string_view(all).substr(static_cast<std::size_t>(piece.from),
                                      static_cast<std::size_t>(piece.size));
}

}  // namespace

std::string Connection::head_of(const Reply& reply, bool chunked) {
  std::string head;
  head.reserve(512);
  head.append("HTTP/1.1 ").append(std::to_string(reply.status)).append(" ");
  head.append(reason(reply.status)).append("\r\nDate: ").append(date()).append("\r\n");
  const bool no_content = reply.status == 204 || reply.status == 304;
  for (const auto& [name, value] : reply.headers) {
    if (no_content && same_name(name, "Content-Type")) continue;
    head.append(name).append(": ").append(value).append("\r\n");
  }
  if (!reply.headers.find("X-Content-Type-Options")) head += "X-Content-Type-Options: nosniff\r\n";
  if (chunked)
    head += "Transfer-Encoding: chunked\r\n";
  else if (!reply.streaming.stream && !no_content)
    head.append("Content-Length: ").append(std::to_string(reply.length)).append("\r\n");
  if (!keep_)
    head += "Connection: close\r\n";
  else if (http_1_0_)
    head += "Connection: keep-alive\r\n";
  return head + "\r\n";
}

/// Sends an answer. False where the connection should end after it.
asio::awaitable<bool> Connection::send(const Route* route, Response response) {
  const bool any_origin = route && route->any_origin;
  if (any_origin) {
    response.headers.set("Access-Control-Allow-Origin", "*");
    response.headers.set("Access-Control-Expose-Headers",
                         "Accept-Ranges, Content-Range, ETag, Retry-After");
  }
  Reply reply = shape(request_, std::move(response));
  request_.body = {};
  release();
  const Streaming& streaming = reply.streaming;
  const bool chunked = streaming.stream && !http_1_0_;
  if (common_.stopping || (streaming.stream && http_1_0_)) keep_ = false;
  phase(Phase::sending,
        common_.listening.limits.transfer + std::chrono::seconds(reply.length >> 13));
  std::uint64_t sent = 0;
  ErrorOf error;
  std::string head = head_of(reply, chunked);
  sent = co_await send_pieces(std::move(head), reply, error);
  if (streaming.stream && !error) sent = co_await send_stream(route, streaming, chunked, error);
  if (streaming.stream) streaming.stream->close();
  const std::chrono::duration<double> took = Clock::now() - begun_;
  if (common_.listening.log)
    common_.listening.log({route, request_.method, request_.path,
                           request_.client.empty() ? peer_ : request_.client, reply.status, sent,
                           took.count()});
  if (error) co_return false;
  if (!keep_) phase_ = Phase::closing;
  co_return keep_;
}

/// The head and what lies in memory go in one write; contents follow by themselves.
asio::awaitable<std::uint64_t> Connection::send_pieces(std::string head, const Reply& reply,
                                                       ErrorOf& error) {
  std::uint64_t sent = 0;
  std::string before = std::move(head);
  for (std::size_t i = 0; i < reply.pieces.size() && !error; ++i) {
    const Piece& piece = reply.pieces[i];
    if (piece.bytes) {
      co_await wire_.write_before_file(before, error);
      before.clear();
      if (!error) sent += co_await send_bytes(piece, error);
      continue;
    }
    const std::string_view body = view_of(piece);
    sent += body.size();
    if (i + 1 < reply.pieces.size() && reply.pieces[i + 1].bytes) {
      before += body;
      continue;
    }
    const std::array<asio::const_buffer, 2> buffers = {
        asio::const_buffer(before.data(), before.size()),
        asio::const_buffer(body.data(), body.size())};
    co_await wire_.write(buffers, error);
    before.clear();
  }
  if (!before.empty() && !error) {
    const asio::const_buffer buffer(before.data(), before.size());
    co_await wire_.write({&buffer, 1}, error);
  }
  co_return sent;
}

asio::awaitable<std::uint64_t> Connection::send_bytes(const Piece& piece, ErrorOf& error) {
  if (piece.bytes->descriptor() >= 0)
    co_return co_await wire_.write_file(*piece.bytes, piece.from, piece.size, error);
  // Reading may block: each block is read by a worker.
  static const Route nameless;
  std::uint64_t sent = 0;
  while (sent < piece.size && !error) {
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, piece.size - sent));
    const std::optional<Response> block =
        co_await on_worker(*common_.blocking, nameless, [&piece, sent, most] {
          return std::optional(text(piece.bytes->read(piece.from + sent, most), ""));
        });
    if (!block || block->status != 200 || dropped_) {
      error = asio::error::operation_aborted;
      break;
    }
    const std::string& bytes = std::get<std::string>(block->body);
    const asio::const_buffer buffer(bytes.data(), bytes.size());
    sent += co_await wire_.write({&buffer, 1}, error);
  }
  co_return sent;
}

asio::awaitable<std::uint64_t> Connection::send_stream(const Route* route,
                                                       const Streaming& streaming, bool chunked,
                                                       ErrorOf& error) {
  const std::shared_ptr<Stream> stream = streaming.stream;
  stream->listen([weak = weak_from_this(), &context = loop_.context] {
    asio::post(context, [weak] {
      if (const auto self = weak.lock()) self->signal_.cancel();
    });
  });
  if (streaming.produce) {
    const bool accepted = common_.heavy->post(
        [self = shared_from_this(), stream, route, produce = streaming.produce] {
          const auto made = self->guarded(*route, [&] {
            produce(*stream);
            return std::optional(Response());
          });
          made && made->status == 200 ? stream->finish() : stream->abort();
        });
    if (!accepted) stream->abort();
  }
  std::uint64_t sent = 0;
  for (;;) {
    auto [piece, state] = stream->take();
    const bool events = stream->kind() == Stream::Kind::events;
    if (common_.stopping && events) state = Stream::State::finished;
    if (piece.empty() && state == Stream::State::open) {
      phase_ = Phase::working;
      deadline_ = Clock::time_point::max();
      const auto before = Clock::now();
      co_await sleep(kHeartbeat);
      if (dropped_) error = asio::error::operation_aborted;
      if (error) break;
      if (!events || Clock::now() - before < kHeartbeat) continue;
      piece = ":\n\n";
    }
    phase(Phase::sending,
          common_.listening.limits.transfer + std::chrono::seconds(piece.size() >> 13));
    std::array<char, 20> size{};
    std::string framed;
    if (chunked && !piece.empty()) {
      const int n = std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
      framed.append(size.data(), static_cast<std::size_t>(n)).append(piece).append("\r\n");
    } else {
      framed = piece;
    }
    if (chunked && state == Stream::State::finished) framed += "0\r\n\r\n";
    const asio::const_buffer buffer(framed.data(), framed.size());
    if (!framed.empty()) co_await wire_.write({&buffer, 1}, error);
    sent += piece.size();
    if (state == Stream::State::aborted && !error) error = asio::error::operation_aborted;
    if (error || state == Stream::State::finished) break;
  }
  co_return sent;
}

}  // namespace mujaz::server
