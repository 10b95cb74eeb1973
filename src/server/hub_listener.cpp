// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/hub_listener.h"

#include "mujaz/clock.h"
#include "server/listener.h"
#include "server/problem.h"

namespace mujaz {
namespace {

using namespace server;

constexpr std::size_t most_body = 20u << 20;

/// The hub's question whether we asked for it.
Response answer(Subscriptions& subscriptions, const Request& request) {
  std::map<std::string, std::string> query;
  for (const char* name : {"hub.mode", "hub.topic", "hub.challenge", "hub.lease_seconds"})
    if (const auto value = request.asked(name)) query[name] = *value;
  const auto challenge = subscriptions.verify(request.parameter("key"), query, now());
  if (!challenge) throw Problem(404, "Nobody here asked for that.");
  return text(*challenge, "text/plain; charset=utf-8");
}

Response take(Subscriptions& subscriptions, const Request& request) {
  const Page page{request.body, {}, std::string(request.headers.get("Content-Type"))};
  const std::string signature(request.headers.get("X-Hub-Signature"));
  if (!subscriptions.take(request.parameter("key"), signature, page))
    throw Problem(410, "Nobody here wants that any more.");
  return text({}, "text/plain; charset=utf-8", 202);
}

Router router_of(const std::shared_ptr<Subscriptions>& subscriptions) {
  Router router;
  Route asks;
  asks.method = "GET";
  asks.pattern = "/hub/{key}";
  asks.name = "verifySubscription";
  asks.handler = [subscriptions](const Request& request) {
    return answer(*subscriptions, request);
  };
  router.add(std::move(asks));
  Route brings;
  brings.method = "POST";
  brings.pattern = "/hub/{key}";
  brings.name = "takeNews";
  brings.body = most_body;
  brings.handler = [subscriptions](const Request& request) {
    return take(*subscriptions, request);
  };
  router.add(std::move(brings));
  return router;
}

}  // namespace

struct HubListener::Running {
  std::unique_ptr<Listener> listener;
};

HubListener::HubListener(const std::shared_ptr<Subscriptions>& subscriptions,
                         const std::string& address, int port)
    : running_(std::make_unique<Running>()) {
  Listening listening;
  listening.address = address;
  listening.port = port;
  listening.limits.workers = 2;
  listening.limits.heavy = 1;
  running_->listener = std::make_unique<Listener>(router_of(subscriptions), std::move(listening));
}
HubListener::~HubListener() = default;

int HubListener::port() const {
  return running_->listener->port();
}

}  // namespace mujaz
