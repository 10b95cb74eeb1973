// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks, and what they are told.
#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mujaz/digest.h"
#include "mujaz/jobs.h"
#include "mujaz/shelves.h"
#include "store/fresh_id.h"
#include "store/transaction.h"

namespace mujaz {
namespace {

using store::Row;

constexpr std::size_t key_bytes = 32;

constexpr int webhook_columns = 7;
const std::string webhook_selected =
    "SELECT id, site, url, secret, events, active, created FROM webhooks";
Webhook webhook_of(const Row& row) {
  Webhook webhook;
  webhook.id = row.text(0);
  webhook.site = row.text(1);
  webhook.url = row.text(2);
  webhook.secret = row.text(3);
  const std::string& events = row.text(4);
  for (std::size_t at = 0; at < events.size();) {
    const std::size_t end = std::min(events.find(' ', at), events.size());
    webhook.events.push_back(events.substr(at, end - at));
    at = end + 1;
  }
  webhook.active = row.number(5) != 0;
  webhook.created = from_milliseconds(row.number(6));
  return webhook;
}

constexpr int delivery_columns = 12;
const std::string delivery_selected =
    "SELECT id, webhook, what, story, revision, body, moment, state, attempts, status, error, tried"
    " FROM deliveries";
Telling delivery_of(const Row& row) {
  Telling delivery;
  delivery.id = row.text(0);
  delivery.webhook = row.text(1);
  delivery.what = row.text(2);
  delivery.story = row.text(3);
  delivery.revision = static_cast<int>(row.number(4));
  delivery.body = row.text(5);
  delivery.at = from_milliseconds(row.number(6));
  for (const TellingState state :
       {TellingState::waiting, TellingState::delivered, TellingState::dead})
    if (row.text(7) == name(state)) delivery.state = state;
  delivery.attempts = static_cast<int>(row.number(8));
  delivery.status = static_cast<int>(row.number(9));
  delivery.error = row.text(10);
  if (!row.null(11)) delivery.tried = from_milliseconds(row.number(11));
  return delivery;
}

std::string body_of(const Story& story, const std::string& what, Time at) {
  const nlohmann::ordered_json body = {{"type", what},
                                       {"timestamp", rfc3339(at)},
                                       {"data",
                                        {{"site", story.site},
                                         {"article", story.id},
                                         {"revision", story.revision},
                                         {"state", name(story.state)},
                                         {"title", story.title},
                                         {"url", story.url}}}};
  return body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void enqueue(Transaction& rows, const std::string& site, const Telling& delivery, Time at) {
  NewJob job;
  job.kind = "webhook";
  job.site = site;
  job.story = delivery.story;
  job.revision = delivery.revision;
  job.body = delivery.id;
  job.beside = true;
  Jobs(rows).add(job, at);
}

}  // namespace

const char* name(TellingState state) {
  switch (state) {
    case TellingState::waiting:
      return "waiting";
    case TellingState::delivered:
      return "delivered";
    case TellingState::dead:
      return "dead";
  }
  return "";
}

const std::vector<std::string>& webhook_events() {
  static const std::vector<std::string> all = {"article.drafted",   "article.held",
                                               "article.published", "article.stale",
                                               "article.withdrawn", "article.failed"};
  return all;
}

std::vector<Webhook> Webhooks::all(const std::string& site) {
  std::vector<Webhook> out;
  for (const Row& row : rows_.select(
           webhook_columns, webhook_selected + " WHERE site = ? ORDER BY created, id", {site}))
    out.push_back(webhook_of(row));
  return out;
}

std::optional<Webhook> Webhooks::find(const std::string& id) {
  const auto row = rows_.one(webhook_columns, webhook_selected + " WHERE id = ?", {id});
  if (!row) return std::nullopt;
  return webhook_of(*row);
}

Webhook Webhooks::add(Webhook webhook) {
  webhook.id = store::fresh_id();
  std::string key(key_bytes, '\0');
  randombytes_buf(key.data(), key.size());
  webhook.secret = "whsec_" + base64(key);
  std::string events;
  for (const std::string& event : webhook.events) {
    if (std::find(webhook_events().begin(), webhook_events().end(), event) ==
        webhook_events().end())
      throw Error(ErrorCode::bad_input, "There is no such event.", event.substr(0, 64));
    events += (events.empty() ? std::string() : std::string(1, ' ')) + event;
  }
  rows_.run(
      "INSERT INTO webhooks (id, site, url, secret, events, active, created)"
      " VALUES (?, ?, ?, ?, ?, ?, ?)",
      {webhook.id, webhook.site, webhook.url, webhook.secret, events, std::int64_t{webhook.active},
       milliseconds(webhook.created)});
  return webhook;
}

bool Webhooks::set_active(const std::string& id, bool active) {
  return rows_.run("UPDATE webhooks SET active = ? WHERE id = ?", {std::int64_t{active}, id}) == 1;
}

bool Webhooks::remove(const std::string& id) {
  rows_.run("DELETE FROM deliveries WHERE webhook = ?", {id});
  return rows_.run("DELETE FROM webhooks WHERE id = ?", {id}) == 1;
}

void Tellings::announce(const Story& story, const std::string& what, Time at) {
  const std::vector<std::string>& told = webhook_events();
  if (std::find(told.begin(), told.end(), what) == told.end()) return;
  for (const Webhook& hook : Webhooks(rows_).all(story.site)) {
    const bool asked = hook.events.empty() ||
                       std::find(hook.events.begin(), hook.events.end(), what) != hook.events.end();
    if (!hook.active || !asked) continue;
    Telling delivery;
    delivery.id = store::fresh_id();
    delivery.story = story.id;
    delivery.revision = story.revision;
    rows_.run(
        "INSERT INTO deliveries (id, webhook, what, story, revision, body, moment, state, attempts,"
        " status, error, tried) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '', NULL)",
        {delivery.id, hook.id, what, story.id, std::int64_t{story.revision},
         body_of(story, what, at), milliseconds(at), std::string(name(TellingState::waiting))});
    enqueue(rows_, story.site, delivery, at);
  }
}

std::optional<Telling> Tellings::find(const std::string& id) {
  const auto row = rows_.one(delivery_columns, delivery_selected + " WHERE id = ?", {id});
  if (!row) return std::nullopt;
  return delivery_of(*row);
}

std::vector<Telling> Tellings::list(const std::string& webhook, std::optional<TellingState> state,
                                    int limit) {
  std::string sql = delivery_selected + " WHERE webhook = ?";
  std::vector<store::Value> values = {webhook};
  if (state) {
    sql += " AND state = ?";
    values.emplace_back(std::string(name(*state)));
  }
  values.emplace_back(std::int64_t{std::clamp(limit, 1, 500)});
  std::vector<Telling> out;
  for (const Row& row :
       rows_.select(delivery_columns, sql + " ORDER BY moment DESC, id LIMIT ?", std::move(values)))
    out.push_back(delivery_of(row));
  return out;
}

void Tellings::save(const Telling& delivery) {
  rows_.run(
      "UPDATE deliveries SET state = ?, attempts = ?, status = ?, error = ?, tried = ?"
      " WHERE id = ?",
      {std::string(name(delivery.state)), std::int64_t{delivery.attempts},
       std::int64_t{delivery.status}, delivery.error,
       delivery.tried ? store::Value(milliseconds(*delivery.tried)) : std::monostate{},
       delivery.id});
}

bool Tellings::again(const std::string& id, const std::string& site, Time at) {
  const std::optional<Telling> delivery = find(id);
  if (!delivery) return false;
  rows_.run("UPDATE deliveries SET state = 'waiting' WHERE id = ?", {id});
  // What is still waiting, or dead, gives way to the new one.
  rows_.run(
      "DELETE FROM jobs WHERE kind = 'webhook' AND site = ? AND story = ? AND body = ?"
      " AND state IN ('waiting', 'dead')",
      {site, delivery->story, id});
  enqueue(rows_, site, *delivery, at);
  return true;
}

void Tellings::forget_before(Time at) {
  rows_.run("DELETE FROM deliveries WHERE moment < ?", {milliseconds(at)});
}

}  // namespace mujaz
