// SPDX-License-Identifier: GPL-3.0-or-later
// A socket with TLS or without.
#pragma once

#include <memory>
#include <span>

#include "server/asio.h"
#include "server/http.h"

namespace mujaz::server {

/// Used on one thread. Every operation gives the bytes it moved; `error` says how it ended.
class Wire {
 public:
  Wire(tcp::socket socket, asio::ssl::context* tls);
  asio::awaitable<void> handshake(ErrorOf& error);
  /// Adds what comes to `bytes`. While it waits it holds no buffer of its own.
  asio::awaitable<void> read(std::string& bytes, ErrorOf& error);
  asio::awaitable<std::size_t> write(std::span<const asio::const_buffer> buffers, ErrorOf& error);
  /// Sends `size` bytes of an open file, by the kernel where there is no TLS.
  asio::awaitable<std::size_t> write_file(const Bytes& bytes, std::uint64_t from,
                                          std::uint64_t size, ErrorOf& error);
  /// Sends a head that a file follows at once, so that they travel together.
  asio::awaitable<std::size_t> write_before_file(std::string_view head, ErrorOf& error);
  /// Says to the client that nothing more comes.
  asio::awaitable<void> finish(ErrorOf& error);
  /// Ends what is being waited for.
  void cancel();
  void close();
  bool secure() const { return tls_ != nullptr; }
  tcp::socket& socket() { return socket_; }

 private:
  asio::awaitable<std::size_t> write_read(const Bytes& bytes, std::uint64_t from,
                                          std::uint64_t size, ErrorOf& error);

  tcp::socket socket_;
  std::unique_ptr<asio::ssl::stream<tcp::socket&>> tls_;
};

}  // namespace mujaz::server
