// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of the server, one file a resource: each adds its handlers by the operations of the
// table in calls.cpp.
#pragma once

#include <memory>
#include <string>

#include "mujaz/server.h"
#include "server/calls.h"
#include "server/listener.h"

namespace mujaz::server {

class Events;   // server/events.h
class Shelf;    // server/shelf.h
class Metrics;  // server/metrics.h

/// What handlers share. Any thread.
struct Api {
  ServerParts parts;
  ServerOptions options;
  std::shared_ptr<Shelf> shelf;
  std::shared_ptr<Events> events;
  std::shared_ptr<Metrics> metrics;
  std::function<Listener::Figures()> figures;

  Desk& desk() const { return *parts.desk; }
  const Store& store() const { return parts.desk->store(); }
};
using ApiPtr = std::shared_ptr<const Api>;

void add_articles(const ApiPtr& api, Handlers& handlers);
void add_editing(const ApiPtr& api, Handlers& handlers);
void add_listening(const ApiPtr& api, Handlers& handlers);
void add_outlets(const ApiPtr& api, Handlers& handlers);
void add_frames(const ApiPtr& api, Handlers& handlers);
void add_audience(const ApiPtr& api, Handlers& handlers);
void add_speech(const ApiPtr& api, Handlers& handlers);
void add_reading(const ApiPtr& api, Handlers& handlers);
void add_lexicon(const ApiPtr& api, Handlers& handlers);
void add_sites(const ApiPtr& api, Handlers& handlers);
void add_people(const ApiPtr& api, Handlers& handlers);
void add_second_step(const ApiPtr& api, Handlers& handlers);
void add_webhooks(const ApiPtr& api, Handlers& handlers);
void add_work(const ApiPtr& api, Handlers& handlers);
void add_machine(const ApiPtr& api, Handlers& handlers);
void add_pages(const ApiPtr& api, Handlers& handlers);
void add_present(const ApiPtr& api, Handlers& handlers);

/// Every call of the table with its handler, behind the guard of its right. Throws internal where
/// one has none.
Router make_router(const ApiPtr& api);

/// Who it is: `Authorization: Bearer` or the session's cookie; an unknown one is nobody.
Visitor visitor_of(const Request& request, const Store& store);
/// Throws Problem 401 or 403 where the visitor may not make the call, and 403 where a session's
/// write lacks its X-CSRF-Token.
void permit(const Call& call, const Request& request, const Visitor& visitor);

inline constexpr const char* kSessionCookie = "mujaz_session";

}  // namespace mujaz::server
