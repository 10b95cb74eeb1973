// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection: its requests, one after the other.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <string>

#include "server/clients.h"
#include "server/incoming.h"
#include "server/listener.h"
#include "server/pool.h"
#include "server/reply.h"
#include "server/wire.h"

namespace mujaz::server {

class Connection;

/// What all connections of a listener share. Any thread.
struct Common {
  Common(Router the_router, Listening the_listening);
  const Router router;
  const Listening listening;
  const Networks proxies, unlimited;
  Allowance allowance;
  Connections connections;
  std::atomic<std::size_t> open = 0;    // connections
  std::atomic<std::size_t> bodies = 0;  // bytes
  std::atomic<bool> stopping = false;
  std::unique_ptr<Pool> blocking, heavy;
};

/// One thread of sockets. All but `context` is that thread's own.
struct Loop {
  asio::io_context context{1};
  std::set<Connection*> connections;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  Connection(Common& common, Loop& loop, tcp::socket socket, asio::ssl::context* tls,
             std::string peer, const Address& address);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Serves until the end; the coroutine holds the connection.
  asio::awaitable<void> run();
  /// Called from time to time: ends what takes too long.
  void look(Clock::time_point now, bool crowded);
  /// Nothing new is asked for any more: ends it where it is idle, and streams.
  void wind_down();
  /// Ends it at once.
  void drop();

 private:
  enum class Phase { idle, header, body, working, sending, closing };

  /// A handler's answer, made on a worker or here.
  using Work = std::function<std::optional<Response>()>;

  asio::awaitable<bool> serve_one();
  asio::awaitable<Incoming::Step> read(Incoming& incoming, Phase phase,
                                       std::chrono::milliseconds within);
  std::optional<Response> admit(const Routed& routed, const Incoming& incoming);
  asio::awaitable<std::optional<Response>> read_body(const Route& route, Incoming& incoming);
  asio::awaitable<Response> answer(const Route& route);
  asio::awaitable<std::optional<Response>> on_worker(Pool& pool, const Route& route, Work work);
  std::optional<Response> guarded(const Route& route, const Work& work);
  asio::awaitable<bool> send(const Route* route, Response response);
  std::string head_of(const Reply& reply, bool chunked);
  asio::awaitable<std::uint64_t> send_pieces(std::string head, const Reply& reply, ErrorOf& error);
  asio::awaitable<std::uint64_t> send_bytes(const Piece& piece, ErrorOf& error);
  asio::awaitable<std::uint64_t> send_stream(const Route* route, const Streaming& streaming,
                                             bool chunked, ErrorOf& error);
  asio::awaitable<void> linger();
  asio::awaitable<void> sleep(std::chrono::milliseconds most);
  void release();
  void phase(Phase phase, std::chrono::milliseconds within);

  Common& common_;
  Loop& loop_;
  Wire wire_;
  const std::string peer_;
  const Address address_;
  asio::steady_timer signal_;  // cancelled when what is waited for is there
  std::string buffer_;         // read and not yet parsed
  Request request_;
  bool keep_ = true;  // another request may follow this one
  bool http_1_0_ = false;
  std::size_t reserved_ = 0;  // of Common::bodies
  Phase phase_ = Phase::idle;
  Clock::time_point deadline_ = Clock::time_point::max();
  Clock::time_point begun_;
  bool timed_out_ = false;
  bool dropped_ = false;
};

}  // namespace mujaz::server
