// SPDX-License-Identifier: GPL-3.0-or-later
// Every column is TEXT or BIGINT, every moment milliseconds since 1970, every key our own: what
// both databases have alike.
#include "store/schema.h"

#include <thread>

namespace mujaz::store {
namespace {

using Step = std::vector<const char*>;

const std::vector<Step>& steps() {
  static const std::vector<Step> all = {
      {
          "CREATE TABLE sites (name TEXT NOT NULL PRIMARY KEY, settings TEXT NOT NULL,"
          " entries BIGINT NOT NULL, last_hash TEXT NOT NULL, happenings BIGINT NOT NULL)",
          "CREATE TABLE stories (site TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL,"
          " state TEXT NOT NULL, section TEXT NOT NULL, byline TEXT NOT NULL, live BIGINT NOT NULL,"
          " record TEXT NOT NULL, PRIMARY KEY (site, id))",
          "CREATE INDEX stories_by_state ON stories (site, state, id)",
          "CREATE INDEX stories_by_live ON stories (site, live)",
          "CREATE TABLE revisions (site TEXT NOT NULL, story TEXT NOT NULL, number BIGINT NOT NULL,"
          " hash TEXT NOT NULL, received BIGINT NOT NULL, article TEXT NOT NULL,"
          " PRIMARY KEY (site, story, number))",
          "CREATE TABLE log (site TEXT NOT NULL, place BIGINT NOT NULL, story TEXT NOT NULL,"
          " entry TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (site, place))",
          "CREATE INDEX log_by_story ON log (site, story, place)",
          "CREATE TABLE happenings (site TEXT NOT NULL, place BIGINT NOT NULL, what TEXT NOT NULL,"
          " story TEXT NOT NULL, revision BIGINT NOT NULL, moment BIGINT NOT NULL,"
          " PRIMARY KEY (site, place))",
          "CREATE TABLE jobs (id BIGINT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, site TEXT NOT "
          "NULL,"
          " story TEXT NOT NULL, revision BIGINT NOT NULL, body TEXT NOT NULL,"
          " urgency BIGINT NOT NULL, turn BIGINT NOT NULL, state TEXT NOT NULL,"
          " attempts BIGINT NOT NULL, enqueued BIGINT NOT NULL, not_before BIGINT NOT NULL,"
          " leased_until BIGINT NOT NULL, worker TEXT NOT NULL, stage TEXT NOT NULL,"
          " error TEXT NOT NULL, cancelled BIGINT NOT NULL)",
          "CREATE INDEX jobs_in_turn ON jobs (state, urgency, turn, id)",
          "CREATE INDEX jobs_by_site ON jobs (site, state, urgency, turn)",
          "CREATE INDEX jobs_by_story ON jobs (site, story, kind, state)",
          "CREATE INDEX jobs_by_lease ON jobs (state, leased_until)",
          "CREATE TABLE blobs (hash TEXT NOT NULL PRIMARY KEY, arrived BIGINT NOT NULL)",
          "CREATE TABLE blob_uses (site TEXT NOT NULL, story TEXT NOT NULL, hash TEXT NOT NULL,"
          " kind BIGINT NOT NULL, PRIMARY KEY (site, story, hash))",
          "CREATE INDEX blob_uses_by_hash ON blob_uses (hash, kind)",
          "CREATE TABLE tokens (id TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, site TEXT NOT "
          "NULL,"
          " role TEXT NOT NULL, note TEXT NOT NULL, created BIGINT NOT NULL, last_used BIGINT,"
          " expires BIGINT)",
          "CREATE UNIQUE INDEX tokens_by_hash ON tokens (hash)",
          "CREATE TABLE accounts (name TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL,"
          " role TEXT NOT NULL, password TEXT NOT NULL, totp TEXT NOT NULL,"
          " disabled BIGINT NOT NULL, wrong BIGINT NOT NULL, locked_until BIGINT,"
          " created BIGINT NOT NULL)",
          "CREATE TABLE sessions (hash TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL,"
          " csrf TEXT NOT NULL, expires BIGINT NOT NULL)",
          "CREATE INDEX sessions_by_account ON sessions (account)",
          "CREATE TABLE answers (site TEXT NOT NULL, request_key TEXT NOT NULL,"
          " request TEXT NOT NULL, status BIGINT NOT NULL, body TEXT NOT NULL,"
          " moment BIGINT NOT NULL, PRIMARY KEY (site, request_key))",
          "CREATE TABLE webhooks (id TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL,"
          " url TEXT NOT NULL, secret TEXT NOT NULL, events TEXT NOT NULL, active BIGINT NOT NULL,"
          " created BIGINT NOT NULL)",
          "CREATE TABLE lexicon (id TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL,"
          " word TEXT NOT NULL, entry TEXT NOT NULL, author TEXT NOT NULL, moment BIGINT NOT NULL,"
          " removed BIGINT)",
          "CREATE INDEX lexicon_by_site ON lexicon (site, word)",
          "CREATE TABLE plays (site TEXT NOT NULL, story TEXT NOT NULL, day TEXT NOT NULL,"
          " what TEXT NOT NULL, times BIGINT NOT NULL, PRIMARY KEY (site, story, day, what))",
          "CREATE TABLE reports (id TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL,"
          " story TEXT NOT NULL, revision BIGINT NOT NULL, point TEXT NOT NULL, kind TEXT NOT NULL,"
          " word TEXT NOT NULL, note TEXT NOT NULL, span_start BIGINT NOT NULL,"
          " span_end BIGINT NOT NULL, moment BIGINT NOT NULL, closed_by TEXT NOT NULL)",
          "CREATE INDEX reports_by_site ON reports (site, closed_by, moment)",
      },
      {
          "CREATE TABLE feed_keys (id TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL,"
          " site TEXT NOT NULL, note TEXT NOT NULL, created BIGINT NOT NULL)",
          "CREATE UNIQUE INDEX feed_keys_by_hash ON feed_keys (hash)",
          "CREATE INDEX feed_keys_by_site ON feed_keys (site, created)",
          "CREATE TABLE deliveries (id TEXT NOT NULL PRIMARY KEY, webhook TEXT NOT NULL,"
          " what TEXT NOT NULL, story TEXT NOT NULL, revision BIGINT NOT NULL, body TEXT NOT NULL,"
          " moment BIGINT NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL,"
          " status BIGINT NOT NULL, error TEXT NOT NULL, tried BIGINT)",
          "CREATE INDEX deliveries_by_webhook ON deliveries (webhook, moment)",
          "CREATE INDEX deliveries_by_moment ON deliveries (moment)",
          "ALTER TABLE accounts ADD COLUMN totp_pending TEXT NOT NULL DEFAULT ''",
          "ALTER TABLE accounts ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0",
          "ALTER TABLE accounts ADD COLUMN recovery TEXT NOT NULL DEFAULT ''",
      },
  };
  return all;
}

/// The table of the steps taken; two programs may begin at once.
void prepare(Connection& connection) {
  for (int attempt = 0;; ++attempt) try {
      connection.begin(Connection::Access::write);
      connection.run(
          "CREATE TABLE IF NOT EXISTS schema_steps (one BIGINT NOT NULL PRIMARY KEY,"
          " number BIGINT NOT NULL)",
          {});
      connection.run("INSERT INTO schema_steps (one, number) VALUES (1, 0) ON CONFLICT DO NOTHING",
                     {});
      return connection.commit();
    } catch (const Again&) {
      connection.rollback();
      if (attempt == 20) throw Error(ErrorCode::unavailable, "The database is busy.");
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    } catch (const Error&) {
      // PostgreSQL's IF NOT EXISTS does not hold while another makes the table.
      connection.rollback();
      if (attempt == 20) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

}  // namespace

int newest_schema() {
  return static_cast<int>(steps().size());
}

void migrate(Connection& connection) {
  prepare(connection);
  connection.begin(Connection::Access::write);
  try {
    // The row is the lock: who changes it keeps others out until the commit.
    connection.run("UPDATE schema_steps SET number = number WHERE one = 1", {});
    const auto taken =
        connection.select(1, "SELECT number FROM schema_steps WHERE one = 1", {}).at(0).number(0);
    if (taken > newest_schema())
      throw Error(ErrorCode::conflict,
                  "The database was made by a newer Mujaz: its tables are of step " +
                      std::to_string(taken) + ", this program knows " +
                      std::to_string(newest_schema()) + ".");
    for (auto step = static_cast<std::size_t>(taken); step < steps().size(); ++step) {
      for (const char* sql : steps()[step]) connection.run(sql, {});
      connection.run("UPDATE schema_steps SET number = ? WHERE one = 1",
                     {static_cast<std::int64_t>(step + 1)});
    }
    connection.commit();
  } catch (const Again&) {
    connection.rollback();
    throw Error(ErrorCode::unavailable, "The database is busy.");
  } catch (...) {
    connection.rollback();
    throw;
  }
}

const std::vector<TableShape>& table_shapes() {
  constexpr bool t = false, n = true;
  static const std::vector<TableShape> all = {
      {"sites", {"name", "settings", "entries", "last_hash", "happenings"}, {t, t, n, t, n}, 1},
      {"stories",
       {"site", "id", "version", "state", "section", "byline", "live", "record"},
       {t, t, n, t, t, t, n, t},
       2},
      {"revisions",
       {"site", "story", "number", "hash", "received", "article"},
       {t, t, n, t, n, t},
       3},
      {"log", {"site", "place", "story", "entry", "hash"}, {t, n, t, t, t}, 2},
      {"happenings",
       {"site", "place", "what", "story", "revision", "moment"},
       {t, n, t, t, n, n},
       2},
      {"jobs",
       {"id", "kind", "site", "story", "revision", "body", "urgency", "turn", "state", "attempts",
        "enqueued", "not_before", "leased_until", "worker", "stage", "error", "cancelled"},
       {n, t, t, t, n, t, n, n, t, n, n, n, n, t, t, t, n},
       1},
      {"blobs", {"hash", "arrived"}, {t, n}, 1},
      {"blob_uses", {"site", "story", "hash", "kind"}, {t, t, t, n}, 3},
      {"tokens",
       {"id", "hash", "site", "role", "note", "created", "last_used", "expires"},
       {t, t, t, t, t, n, n, n},
       1},
      {"accounts",
       {"name", "site", "role", "password", "totp", "disabled", "wrong", "locked_until", "created",
        "totp_pending", "totp_step", "recovery"},
       {t, t, t, t, t, n, n, n, n, t, n, t},
       1},
      {"sessions", {"hash", "account", "csrf", "expires"}, {t, t, t, n}, 1},
      {"answers",
       {"site", "request_key", "request", "status", "body", "moment"},
       {t, t, t, n, t, n},
       2},
      {"webhooks",
       {"id", "site", "url", "secret", "events", "active", "created"},
       {t, t, t, t, t, n, n},
       1},
      {"lexicon",
       {"id", "site", "word", "entry", "author", "moment", "removed"},
       {t, t, t, t, t, n, n},
       1},
      {"plays", {"site", "story", "day", "what", "times"}, {t, t, t, t, n}, 4},
      {"reports",
       {"id", "site", "story", "revision", "point", "kind", "word", "note", "span_start",
        "span_end", "moment", "closed_by"},
       {t, t, t, n, t, t, t, t, n, n, n, t},
       1},
      {"feed_keys", {"id", "hash", "site", "note", "created"}, {t, t, t, t, n}, 1},
      {"deliveries",
       {"id", "webhook", "what", "story", "revision", "body", "moment", "state", "attempts",
        "status", "error", "tried"},
       {t, t, t, t, n, t, n, t, n, n, t, n},
       1},
  };
  return all;
}

}  // namespace mujaz::store
