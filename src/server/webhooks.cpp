// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses that a site's happenings are told to.
#include "mujaz/guard.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

constexpr std::size_t most_hooks = 20;

Json shown(const Webhook& hook) {
  return {{"id", hook.id},         {"site", hook.site},     {"url", hook.url},
          {"events", hook.events}, {"active", hook.active}, {"created", rfc3339(hook.created)}};
}

Json shown(const Telling& one) {
  return {{"id", one.id},
          {"event", one.what},
          {"article", one.story},
          {"revision", one.revision},
          {"at", rfc3339(one.at)},
          {"state", name(one.state)},
          {"attempts", one.attempts},
          {"status", one.status ? Json(one.status) : Json()},
          {"error", one.error},
          {"tried", one.tried ? Json(rfc3339(*one.tried)) : Json()}};
}

/// The path's webhook, where it is of the path's site. Throws 404.
Webhook hook_of(Transaction& rows, const Request& request) {
  std::optional<Webhook> hook = Webhooks(rows).find(request.parameter("webhook"));
  if (!hook || hook->site != request.parameter("site"))
    throw Problem(404, "There is no such webhook.");
  return std::move(*hook);
}

std::vector<std::string> events_of(const Input& input) {
  std::vector<std::string> events;
  if (!input.has("events")) return events;
  const Json& given = input.get("events");
  std::string all;
  for (const std::string& one : webhook_events()) all += (all.empty() ? "" : ", ") + one;
  const auto wrong = [&] { return Problem(422, "\"events\" must be a list of " + all, "events"); };
  if (!given.is_array() || given.size() > webhook_events().size()) throw wrong();
  for (const Json& one : given) {
    if (!one.is_string()) throw wrong();
    const auto& event = one.get_ref<const std::string&>();
    if (std::find(webhook_events().begin(), webhook_events().end(), event) ==
        webhook_events().end())
      throw wrong();
    events.push_back(event);
  }
  return events;
}

Response add_hook(const Api& api, const Request& request) {
  const Input input(request);
  Webhook hook;
  hook.site = request.parameter("site");
  hook.url = input.text("url", 2000);
  hook.events = events_of(input);
  hook.created = now();
  try {
    if (const std::string why = Guard{api.options.webhook_hosts}.refuses(parse_url(hook.url));
        !why.empty())
      throw Problem(422, why, "url");
  } catch (const Error& error) {
    throw Problem(422, error.what(), "url");
  }
  api.store().write([&](Transaction& rows) {
    Sites(rows).get(hook.site);
    if (Webhooks(rows).all(hook.site).size() >= most_hooks)
      throw Problem(409, "A site has " + std::to_string(most_hooks) + " webhooks at the most.");
    hook = Webhooks(rows).add(hook);
  });
  Json out = shown(hook);
  out["secret"] = hook.secret;
  return json(out, 201);
}

Response list_deliveries(const Api& api, const Request& request) {
  std::optional<TellingState> state;
  if (const auto asked = request.asked("state")) {
    for (const TellingState one :
         {TellingState::waiting, TellingState::delivered, TellingState::dead})
      if (*asked == name(one)) state = one;
    if (!state) throw Problem(422, "\"state\" must be waiting, delivered or dead.", "state");
  }
  const auto limit = static_cast<int>(asked_whole(request, "limit", 100, 1, 500));
  Json out = Json::array();
  api.store().read([&](Transaction& rows) {
    for (const Telling& one : Tellings(rows).list(hook_of(rows, request).id, state, limit))
      out.push_back(shown(one));
  });
  return json({{"deliveries", std::move(out)}});
}

}  // namespace

void add_webhooks(const ApiPtr& api, Handlers& handlers) {
  auto& add = handlers.handlers;
  add["listWebhooks"] = [api](const Request& request, const Visitor&) {
    Json out = Json::array();
    api->store().read([&](Transaction& rows) {
      for (const Webhook& one : Webhooks(rows).all(request.parameter("site")))
        out.push_back(shown(one));
    });
    return json({{"webhooks", std::move(out)}});
  };
  add["postWebhook"] = [api](const Request& request, const Visitor&) {
    return add_hook(*api, request);
  };
  add["patchWebhook"] = [api](const Request& request, const Visitor&) {
    const Input input(request);
    if (!input.has("active")) throw Problem(422, "\"active\" must be true or false.", "active");
    const bool active = input.flag_or("active", true);
    Webhook hook;
    api->store().write([&](Transaction& rows) {
      hook = hook_of(rows, request);
      Webhooks(rows).set_active(hook.id, active);
      hook.active = active;
    });
    return json(shown(hook));
  };
  add["deleteWebhook"] = [api](const Request& request, const Visitor&) {
    api->store().write(
        [&](Transaction& rows) { Webhooks(rows).remove(hook_of(rows, request).id); });
    Response response;
    response.status = 204;
    return response;
  };
  add["listDeliveries"] = [api](const Request& request, const Visitor&) {
    return list_deliveries(*api, request);
  };
  add["deliverAgain"] = [api](const Request& request, const Visitor&) {
    Json out;
    api->store().write([&](Transaction& rows) {
      const Webhook hook = hook_of(rows, request);
      const auto delivery = Tellings(rows).find(request.parameter("delivery"));
      if (!delivery || delivery->webhook != hook.id)
        throw Problem(404, "There is no such delivery.");
      Tellings(rows).again(delivery->id, hook.site, now());
      out = shown(*Tellings(rows).find(delivery->id));
    });
    return json(out, 202);
  };
}

}  // namespace mujaz::server
