// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's server: the desk over HTTP. Its calls are those of api/openapi.json.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "mujaz/desk.h"
#include "mujaz/intake.h"
#include "mujaz/outlet.h"
#include "mujaz/points.h"
#include "mujaz/reading.h"

namespace mujaz {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 0;                      ///< 0 takes a free one
  std::string certificate, key;      ///< PEM files; TLS where both are named
  std::vector<std::string> proxies;  ///< addresses and networks whose X-Forwarded-* are believed
  double requests_per_second = 50;   ///< of one client; those on this machine are not counted
  std::vector<std::string> webhook_hosts;  ///< inside hosts that webhooks may lie on
  std::size_t queue = 10'000;              ///< jobs that may wait before a push is refused with 429
  std::chrono::milliseconds stop{20'000};  ///< for what is in flight when the end is asked for
};

struct ServerParts {
  std::shared_ptr<Desk> desk;
  std::shared_ptr<const Extractor> extractor;
  std::shared_ptr<const Checker> checker;
  /// How a text is read, a form at a time; loaded when it is first asked for. Any thread.
  std::function<std::u32string(const std::u32string&, ReadAs)> read;
  /// The folder of the desk's built page, served at /desk/; empty: there is none.
  std::filesystem::path pages;
  std::shared_ptr<const Outlet> outlet;  ///< what feeds, frames and boxes say
  std::filesystem::path player;  ///< the player's built script, served at /player/; may be absent
  /// Called, one line at a time and without any secret: requests, and what went wrong. May be
  /// empty.
  std::function<void(const std::string& line)> log;
};

class Server {
 public:
  /// Listens from here on. Throws bad_input (address, certificate), conflict (the port is taken),
  /// unavailable.
  Server(ServerParts parts, const ServerOptions& options);
  ~Server();
  int port() const;
  /// Takes nothing new; what is in flight is answered. Any thread; returns at once.
  void stop();
  /// Returns when all has ended.
  void wait();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace mujaz
