// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/server.h"

#include "server/api.h"
#include "server/events.h"
#include "server/metrics.h"
#include "server/problem.h"
#include "server/shelf.h"
#include "server/speech.h"

namespace mujaz {
namespace {

using namespace server;

std::string line_of(const Access& access) {
  return std::string(access.client) + " " + std::string(access.method) + " " +
         std::string(access.path) + " " + std::to_string(access.status) + " " +
         std::to_string(access.bytes) + " " + std::to_string(access.seconds);
}

/// What needs a token, and comes without one, is refused before its body is read.
std::optional<Response> refused(const Route& route, const Request& request) {
  for (const Call& call : calls())
    if (call.operation == route.name && call.needs.whom != Needs::Whom::anyone &&
        !request.headers.find("Authorization") && !request.headers.find("Cookie"))
      return in_openai_shape(call) ? openai_error(401, "This call needs a token.")
                                   : problem(401, "This call needs a token or a session.");
  return std::nullopt;
}

}  // namespace

struct Server::Running {
  std::shared_ptr<Api> api;
  std::unique_ptr<Listener> listener;
};

Server::Server(ServerParts parts, const ServerOptions& options)
    : running_(std::make_unique<Running>()) {
  running_->api = std::make_shared<Api>();
  Api& api = *running_->api;
  api.parts = std::move(parts);
  api.options = options;
  api.shelf = std::make_shared<Shelf>();
  api.metrics = std::make_shared<Metrics>();
  api.events = std::make_shared<Events>(api.store());
  api.figures = [this] { return running_->listener->figures(); };
  Listening listening;
  listening.address = options.address;
  listening.port = options.port;
  listening.certificate = options.certificate;
  listening.key = options.key;
  listening.proxies = options.proxies;
  listening.limits.requests_per_second = options.requests_per_second;
  listening.limits.stop = options.stop;
  listening.before = refused;
  listening.log = [metrics = api.metrics, log = api.parts.log](const Access& access) {
    metrics->count(access);
    if (log && access.status >= 400) log(line_of(access));
  };
  listening.fault = [log = api.parts.log](const Route& route, const std::string& what) {
    if (log) log(route.name + ": " + what);
  };
  running_->listener = std::make_unique<Listener>(make_router(running_->api), std::move(listening));
}

Server::~Server() = default;

int Server::port() const {
  return running_->listener->port();
}

void Server::stop() {
  running_->listener->stop();
}

void Server::wait() {
  running_->listener->wait();
}

}  // namespace mujaz
