// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes in, and whether they may.
#include <sodium.h>

#include <algorithm>

#include "mujaz/people.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/speech.h"

namespace mujaz::server {
namespace {

/// A cookie's value, or an empty one.
std::string_view cookie(const Request& request, std::string_view name) {
  std::string_view rest = request.headers.get("Cookie");
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
      return one.substr(name.size() + 1);
  }
  return {};
}

std::string_view bearer(const Request& request) {
  const std::string_view value = request.headers.get("Authorization");
  return value.size() > 7 && same_name(value.substr(0, 7), "Bearer ") ? value.substr(7)
                                                                      : std::string_view();
}

bool same_secret(const std::string& a, std::string_view b) {
  return !a.empty() && a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// What the handler refuses, as programs written for OpenAI's API read it.
Handler with_openai_errors(Handler handler) {
  return [handler = std::move(handler)](const Request& request, const Visitor& visitor) {
    try {
      return handler(request, visitor);
    } catch (const Problem& problem) {
      // Such programs know 400 where a member is wrong.
      const int status = problem.status() == 422 ? 400 : problem.status();
      return openai_error(status, problem.what(), problem.field());
    } catch (const Error& error) {
      if (error.code() == ErrorCode::internal || error.code() == ErrorCode::unavailable) throw;
      return openai_error(400, error.what(), "input");
    }
  };
}

bool writes(const std::string& method) {
  return method != "GET" && method != "HEAD";
}

}  // namespace

Visitor visitor_of(const Request& request, const Store& store) {
  Visitor visitor;
  const std::string_view given = bearer(request), held = cookie(request, kSessionCookie);
  if (!given.empty() && given.size() <= 200) {
    std::optional<ApiToken> token;
    const Time at = now();
    store.read([&](Transaction& rows) { token = People(rows).token(std::string(given), at); });
    if (!token) return visitor;
    if (!token->last_used || at - *token->last_used > std::chrono::minutes(1))
      store.write([&](Transaction& rows) { People(rows).used(*token, at); });
    visitor.known = true;
    visitor.actor = {token->note.empty() ? "token " + token->id : token->note, token->role};
    visitor.site = token->site;
  } else if (!held.empty() && held.size() <= 200) {
    std::optional<Session> session;
    store.read(
        [&](Transaction& rows) { session = People(rows).session(std::string(held), now()); });
    if (!session) return visitor;
    visitor.known = true;
    visitor.actor = {session->account, session->role};
    visitor.site = session->site;
    visitor.session = held;
    visitor.csrf = session->csrf;
  }
  return visitor;
}

void permit(const Call& call, const Request& request, const Visitor& visitor) {
  if (call.needs.whom == Needs::Whom::anyone) return;
  if (!visitor.known) throw Problem(401, "This call needs a token or a session.");
  if (!visitor.session.empty() && writes(request.method) &&
      !same_secret(visitor.csrf, request.headers.get("X-CSRF-Token")))
    throw Problem(403, "A session's write needs its X-CSRF-Token.");
  if (call.needs.whom == Needs::Whom::known) return;
  if (!may(visitor.actor.role, call.needs.right))
    throw Problem(403, std::string("This role may not do that; it needs the right \"") +
                           name(call.needs.right) + "\".");
  for (const auto& [key, value] : request.parameters)
    if (key == "site" && !visitor.of(value))
      throw Problem(403, "This token or account is of another site.");
}

Router make_router(const ApiPtr& api) {
  Handlers handlers;
  for (const auto add :
       {add_articles, add_editing, add_listening, add_outlets, add_frames, add_audience,
        add_reading, add_lexicon, add_sites, add_people, add_work, add_machine, add_pages,
        add_present, add_second_step, add_webhooks, add_speech})
    add(api, handlers);
  Router router;
  for (const Call& call : calls()) {
    const auto found = handlers.handlers.find(call.operation);
    if (found == handlers.handlers.end())
      throw Error(ErrorCode::internal, "A call has no handler.", call.operation);
    Route route{call.method,     call.pattern, call.operation,
                call.lane,       call.body,    call.cost,
                call.any_origin, {},           handlers.quick[call.operation]};
    Handler handler = in_openai_shape(call) ? with_openai_errors(found->second) : found->second;
    route.handler = [api, &call, handler = std::move(handler)](const Request& request) {
      // Who needs not be known is not looked up, but where a draft may be fetched.
      Visitor visitor;
      if (call.needs.whom != Needs::Whom::anyone || request.headers.find("Authorization") ||
          request.headers.find("Cookie"))
        if (call.lane != Lane::at_once) visitor = visitor_of(request, api->store());
      if (in_openai_shape(call) && !visitor.known) return openai_error(401, "The key is wrong.");
      permit(call, request, visitor);
      return handler(request, visitor);
    };
    router.add(std::move(route));
  }
  return router;
}

}  // namespace mujaz::server
