// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener.h"

#include <algorithm>
#include <thread>

#include "mujaz/core.h"
#include "server/connection.h"

namespace mujaz::server {

Common::Common(Router the_router, Listening the_listening)
    : router(std::move(the_router)),
      listening(std::move(the_listening)),
      proxies(listening.proxies),
      unlimited(listening.limits.unlimited),
      allowance(listening.limits.requests_per_second, listening.limits.burst),
      connections(listening.limits.connections_per_client),
      blocking(std::make_unique<Pool>(listening.limits.workers, listening.limits.queue)),
      heavy(std::make_unique<Pool>(listening.limits.heavy, listening.limits.queue)) {}

class Listener::Running {
 public:
  Running(Router router, Listening listening);
  ~Running();
  int port() const { return port_; }
  Common& common() { return common_; }
  void stop();
  void wait();

 private:
  void load_certificate();
  void listen();
  asio::awaitable<void> accept();
  asio::awaitable<void> sweep(Loop& loop);
  void greet(tcp::socket socket, Loop& loop);

  // The loops outlive what posts to them.
  std::vector<std::unique_ptr<Loop>> loops_;
  Common common_;
  std::unique_ptr<asio::ssl::context> tls_;
  std::optional<tcp::acceptor> acceptor_;
  int port_ = 0;
  std::atomic<Connection::Clock::rep> end_ = 0;  // when a stop loses its patience
  std::vector<std::jthread> threads_;
};

Listener::Running::Running(Router router, Listening listening)
    : common_(std::move(router), std::move(listening)) {
  load_certificate();
  const unsigned loops = std::max(1u, common_.listening.limits.loops);
  for (unsigned i = 0; i < loops; ++i) loops_.push_back(std::make_unique<Loop>());
  listen();
  asio::co_spawn(loops_[0]->context, accept(), asio::detached);
  for (const auto& loop : loops_) {
    asio::co_spawn(loop->context, sweep(*loop), asio::detached);
    threads_.emplace_back([context = &loop->context] { context->run(); });
  }
}

Listener::Running::~Running() {
  end_ = 1;
  stop();
  wait();
  // Workers may still post to the loops, and the loops hold what they post.
  common_.blocking.reset();
  common_.heavy.reset();
  for (const auto& loop : loops_) {
    loop->context.restart();
    loop->context.poll();
  }
}

void Listener::Running::load_certificate() {
  const Listening& listening = common_.listening;
  if (listening.certificate.empty() && listening.key.empty()) return;
  if (listening.certificate.empty() || listening.key.empty())
    throw Error(ErrorCode::bad_input, "TLS needs both a certificate and its key.");
  tls_ = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  ErrorOf error;
  tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                        asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1,
                    error);
  tls_->use_certificate_chain_file(listening.certificate, error);
  if (error)
    throw Error(ErrorCode::bad_input, "The certificate cannot be used: " + error.message() + ".",
                listening.certificate);
  tls_->use_private_key_file(listening.key, asio::ssl::context::pem, error);
  if (error)
    throw Error(ErrorCode::bad_input,
                "The certificate's key cannot be used: " + error.message() + ".", listening.key);
}

void Listener::Running::listen() {
  const Listening& listening = common_.listening;
  ErrorOf error;
  const auto address = asio::ip::make_address(listening.address, error);
  if (error || listening.port < 0 || listening.port > 65535)
    throw Error(ErrorCode::bad_input, "This is not an address to listen at.",
                listening.address + ":" + std::to_string(listening.port));
  const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(listening.port));
  acceptor_.emplace(loops_[0]->context);
  acceptor_->open(endpoint.protocol(), error);
  if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_->bind(endpoint, error);
  if (!error) acceptor_->listen(4096, error);
  if (error)
    throw Error(error == asio::error::address_in_use ? ErrorCode::conflict : ErrorCode::unavailable,
                "The server cannot listen there: " + error.message() + ".",
                listening.address + ":" + std::to_string(listening.port));
  port_ = acceptor_->local_endpoint().port();
}

asio::awaitable<void> Listener::Running::accept() {
  asio::steady_timer pause(loops_[0]->context);
  for (std::size_t next = 0; !common_.stopping; next = (next + 1) % loops_.size()) {
    Loop& loop = *loops_[next];
    tcp::socket socket(loop.context);
    ErrorOf error;
    co_await acceptor_->async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
    if (common_.stopping) break;
    if (error) {  // out of descriptors, or a client that went away: not our end
      pause.expires_after(std::chrono::milliseconds(20));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    auto shared = std::make_shared<tcp::socket>(std::move(socket));
    asio::post(loop.context, [this, shared, &loop] { greet(std::move(*shared), loop); });
  }
}

void Listener::Running::greet(tcp::socket socket, Loop& loop) {
  ErrorOf error;
  const tcp::endpoint peer = socket.remote_endpoint(error);
  std::string name = peer.address().to_string(error);
  // A zone is of no use to who compares addresses.
  name.resize(std::min(name.find('%'), name.size()));
  const std::optional<Address> address = parse_address(name);
  if (error || !address || common_.stopping) return;
  if (common_.open >= common_.listening.limits.connections) return;
  if (!common_.unlimited.contain(*address) && !common_.connections.add(*address)) return;
  ++common_.open;
  const auto connection = std::make_shared<Connection>(common_, loop, std::move(socket), tls_.get(),
                                                       std::move(name), *address);
  asio::co_spawn(
      loop.context, [connection] { return connection->run(); },
      [connection](const std::exception_ptr&) {});
}

asio::awaitable<void> Listener::Running::sweep(Loop& loop) {
  asio::steady_timer timer(loop.context);
  bool wound_down = false;
  while (!common_.stopping || !loop.connections.empty()) {
    const auto now = Connection::Clock::now();
    const bool stopping = common_.stopping;
    const bool patient = !stopping || now.time_since_epoch().count() < end_;
    const bool crowded = common_.open * 10 >= common_.listening.limits.connections * 9;
    for (const auto it = loop.connections.begin();
         Connection * one : std::vector(it, loop.connections.end())) {
      if (!patient)
        one->drop();
      else if (stopping && !wound_down)
        one->wind_down();
      else
        one->look(now, crowded);
    }
    wound_down = stopping;
    timer.expires_after(std::chrono::milliseconds(stopping ? 10 : 100));
    ErrorOf error;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
  }
}

void Listener::Running::stop() {
  if (end_ != 1)
    end_ = (Connection::Clock::now() + common_.listening.limits.stop).time_since_epoch().count();
  if (common_.stopping.exchange(true)) return;
  asio::post(loops_[0]->context, [this] {
    ErrorOf error;
    acceptor_->close(error);
  });
}

void Listener::Running::wait() {
  threads_.clear();
}

Listener::Listener(Router router, Listening listening)
    : running_(std::make_unique<Running>(std::move(router), std::move(listening))) {}
Listener::~Listener() = default;
int Listener::port() const {
  return running_->port();
}
const Router& Listener::router() const {
  return running_->common().router;
}
void Listener::stop() {
  running_->stop();
}
void Listener::wait() {
  running_->wait();
}

Listener::Figures Listener::figures() const {
  Common& common = running_->common();
  return {common.open, common.bodies, common.blocking->waiting(), common.heavy->waiting()};
}

}  // namespace mujaz::server
