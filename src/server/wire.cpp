// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/wire.h"

#include <sys/sendfile.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace mujaz::server {
namespace {

constexpr std::size_t kRead = 64u << 10;
constexpr std::size_t kReadTls = 16u << 10;  // a record of TLS
constexpr std::size_t kAtOnce = 256u << 10;  // of a file, before other connections have their turn

/// A span of buffers as Asio wants a sequence of them.
struct Buffers {
  using value_type = asio::const_buffer;
  using const_iterator = const asio::const_buffer*;
  std::span<const asio::const_buffer> all;
  const_iterator begin() const { return all.data(); }
  const_iterator end() const { return all.data() + all.size(); }
};

auto into(ErrorOf& error) {
  return asio::redirect_error(asio::use_awaitable, error);
}

}  // namespace

Wire::Wire(tcp::socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) {
  ErrorOf error;
  socket_.non_blocking(true, error);
  socket_.set_option(tcp::no_delay(true), error);
  if (tls) tls_ = std::make_unique<asio::ssl::stream<tcp::socket&>>(socket_, *tls);
}

asio::awaitable<void> Wire::handshake(ErrorOf& error) {
  if (tls_) co_await tls_->async_handshake(asio::ssl::stream_base::server, into(error));
}

asio::awaitable<void> Wire::read(std::string& bytes, ErrorOf& error) {
  if (tls_) {
    const std::size_t had = bytes.size();
    bytes.resize(had + kReadTls);
    const std::size_t n =
        co_await tls_->async_read_some(asio::buffer(bytes.data() + had, kReadTls), into(error));
    bytes.resize(had + n);
    co_return;
  }
  thread_local std::array<char, kRead> block;
  for (;;) {
    const std::size_t n = socket_.read_some(asio::buffer(block), error);
    if (!error) bytes.append(block.data(), n);
    if (error != asio::error::would_block) co_return;
    error = {};
    co_await socket_.async_wait(tcp::socket::wait_read, into(error));
    if (error) co_return;
  }
}

asio::awaitable<std::size_t> Wire::write(std::span<const asio::const_buffer> buffers,
                                         ErrorOf& error) {
  if (tls_) co_return co_await asio::async_write(*tls_, Buffers{buffers}, into(error));
  co_return co_await asio::async_write(socket_, Buffers{buffers}, into(error));
}

asio::awaitable<std::size_t> Wire::write_file(const Bytes& bytes, std::uint64_t from,
                                              std::uint64_t size, ErrorOf& error) {
  if (tls_) co_return co_await write_read(bytes, from, size, error);
  auto at = static_cast<off_t>(from);
  std::uint64_t left = size;
  while (left > 0) {
    const ssize_t n = ::sendfile(socket_.native_handle(), bytes.descriptor(), &at,
                                 static_cast<std::size_t>(std::min<std::uint64_t>(left, kAtOnce)));
    if (n > 0) {
      left -= static_cast<std::uint64_t>(n);
      continue;
    }
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) {
      co_await socket_.async_wait(tcp::socket::wait_write, into(error));
      if (!error) continue;
    } else {
      error = n == 0 ? ErrorOf(asio::error::eof) : ErrorOf(errno, boost::system::system_category());
    }
    break;
  }
  co_return static_cast<std::size_t>(size - left);
}

asio::awaitable<std::size_t> Wire::write_read(const Bytes& bytes, std::uint64_t from,
                                              std::uint64_t size, ErrorOf& error) {
  std::uint64_t sent = 0;
  while (sent < size && !error) {
    const std::string block = bytes.read(
        from + sent, static_cast<std::size_t>(std::min<std::uint64_t>(size - sent, kAtOnce)));
    const asio::const_buffer buffer(block.data(), block.size());
    sent += co_await write({&buffer, 1}, error);
  }
  co_return static_cast<std::size_t>(sent);
}

asio::awaitable<std::size_t> Wire::write_before_file(std::string_view head, ErrorOf& error) {
  std::size_t sent = 0;
  if (!tls_) {
    const ssize_t n = ::send(socket_.native_handle(), head.data(), head.size(),
                             MSG_MORE | MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0) sent = static_cast<std::size_t>(n);
  }
  if (sent == head.size()) co_return sent;
  const asio::const_buffer rest(head.data() + sent, head.size() - sent);
  co_return sent + co_await write({&rest, 1}, error);
}

asio::awaitable<void> Wire::finish(ErrorOf& error) {
  if (tls_) co_await tls_->async_shutdown(into(error));
  if (!error) socket_.shutdown(tcp::socket::shutdown_send, error);
}

void Wire::cancel() {
  ErrorOf error;
  socket_.cancel(error);
}

void Wire::close() {
  ErrorOf error;
  socket_.close(error);
}

}  // namespace mujaz::server
