// SPDX-License-Identifier: GPL-3.0-or-later
// Listens, reads requests within their limits, lets the router's handlers answer, and ends in
// peace.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/http.h"
#include "server/router.h"

namespace mujaz::server {

/// How much of us clients may have. A client is an address, or an IPv6 network of 64 bits.
struct Limits {
  std::size_t header_bytes = 16u << 10;  ///< request line and header fields
  std::size_t target_bytes = 8u << 10;   ///< of them, the target
  std::size_t bodies = 256u << 20;       ///< bytes of all bodies that are being read or worked on
  std::size_t connections = 10'000;
  std::size_t connections_per_client = 256;
  double requests_per_second = 50;             ///< of one client, in the long run
  double burst = 400;                          ///< and at once
  std::chrono::milliseconds header{10'000};    ///< from the first byte to the last of the header
  std::chrono::milliseconds transfer{20'000};  ///< of a body, in or out, and 1 s for each 8 KiB
  std::chrono::milliseconds idle{75'000};      ///< between requests
  std::chrono::milliseconds stop{20'000};      ///< for what is in flight when the end is asked for
  std::size_t queue = 512;                     ///< requests that wait for a worker
  unsigned loops = 1;                          ///< threads of sockets
  unsigned workers = 8;  ///< threads of handlers that wait for disk or database
  unsigned heavy = 2;    ///< threads of handlers that compute
  /// Who is not limited in number: tools on this machine, a proxy in front.
  std::vector<std::string> unlimited = {"127.0.0.0/8", "::1"};
};

/// What the log and the metrics are told of a request. The views live as long as the call.
struct Access {
  const Route* route;                     ///< or nothing where none was found
  std::string_view method, path, client;  ///< the path without its query, which may hold a key
  int status;
  std::uint64_t bytes;  ///< of the body sent
  double seconds;       ///< from the header's end to the body's
};

struct Listening {
  std::string address = "127.0.0.1";
  int port = 0;                      ///< 0 takes a free one
  std::string certificate, key;      ///< PEM files; TLS where both are named
  std::vector<std::string> proxies;  ///< whose X-Forwarded-For and X-Forwarded-Proto are believed
  Limits limits;
  /// Asked on the thread of the sockets before a body is read: a refusal, or nothing. May be empty.
  std::function<std::optional<Response>(const Route&, const Request&)> before;
  /// Called on the thread of the sockets after each request. May be empty.
  std::function<void(const Access&)> log;
  /// Called with what a handler threw that was our own fault. May be empty.
  std::function<void(const Route&, const std::string& what)> fault;
};

class Listener {
 public:
  /// Listens from here on. Throws bad_input (address, certificate), conflict (the port is taken),
  /// unavailable.
  Listener(Router router, Listening listening);
  /// Stops at once, if `stop` was not called before.
  ~Listener();
  int port() const;
  const Router& router() const;
  /// Takes no new connection, lets the requests in flight be answered within the limit. Any thread;
  /// returns at once.
  void stop();
  /// Returns when all has ended.
  void wait();

  struct Figures {
    std::size_t connections = 0, bodies = 0, waiting = 0, waiting_heavy = 0;
  };
  Figures figures() const;

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace mujaz::server
