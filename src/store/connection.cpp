// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <charconv>

namespace mujaz::store {
namespace {

constexpr int most_prepared = 200, busy_seconds = 20;

/// `?` as SOCI wants it: a name each. None of our SQL has a question mark in a literal.
std::string with_names(const std::string& sql) {
  std::string out;
  int n = 0;
  for (const char c : sql)
    if (c == '?')
      out += ":v" + std::to_string(++n);
    else
      out += c;
  return out;
}

/// A statement with the places that its values and results are bound to.
struct Prepared {
  soci::statement statement;
  std::vector<long long> numbers;
  std::vector<std::string> texts;
  std::vector<soci::indicator> nulls;
  std::vector<std::string> out;
  std::vector<soci::indicator> out_nulls;

  Prepared(soci::session& session, const std::string& sql, int columns,
           const std::vector<Value>& values)
      : statement(session),
        numbers(values.size()),
        texts(values.size()),
        nulls(values.size(), soci::i_ok),
        out(static_cast<std::size_t>(columns)),
        out_nulls(static_cast<std::size_t>(columns), soci::i_ok) {
    for (std::size_t i = 0; i < out.size(); ++i)
      statement.exchange(soci::into(out[i], out_nulls[i]));
    for (std::size_t i = 0; i < values.size(); ++i)
      if (std::holds_alternative<std::int64_t>(values[i]))
        statement.exchange(soci::use(numbers[i], nulls[i]));
      else
        statement.exchange(soci::use(texts[i], nulls[i]));
    statement.alloc();
    statement.prepare(with_names(sql));
    statement.define_and_bind();
  }

  void set(std::vector<Value>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      nulls[i] = std::holds_alternative<std::monostate>(values[i]) ? soci::i_null : soci::i_ok;
      if (const auto* number = std::get_if<std::int64_t>(&values[i])) numbers[i] = *number;
      if (auto* text = std::get_if<std::string>(&values[i])) {
        if (text->find('\0') != text->npos)
          throw Error(ErrorCode::bad_input, "A text holds a zero byte.");
        from_utf8(*text);  // PostgreSQL takes nothing else, so SQLite is given nothing else
        texts[i] = std::move(*text);
      }
    }
  }
};

/// A statement is bound to its values' types.
std::string key_of(const std::string& sql, const std::vector<Value>& values) {
  std::string key = sql;
  for (const Value& value : values)
    key += std::holds_alternative<std::int64_t>(value) ? '\1' : '\2';
  return key;
}

[[noreturn]] void translate(const soci::sqlite3_soci_error& error) {
  switch (error.result() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CONSTRAINT:  // a key that another has taken
      throw Again{};
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      throw Error(ErrorCode::unavailable,
                  std::string("The database cannot be used: ") + error.what());
    default:
      throw Error(ErrorCode::internal, std::string("SQLite says: ") + error.what());
  }
}

[[noreturn]] void translate(const soci::postgresql_soci_error& error, bool sound) {
  const std::string state = error.sqlstate();
  if (sound && (state == "40001" || state == "40P01" || state == "55P03" || state == "23505"))
    throw Again{};
  const std::string group = state.substr(0, 2);
  const bool away = !sound || group == "08" || group == "53" || group == "57" || group == "58" ||
                    state == "25006";
  throw Error(away ? ErrorCode::unavailable : ErrorCode::internal,
              std::string("PostgreSQL says: ") + error.what());
}

}  // namespace

const std::string& Row::text(std::size_t i) const {
  static const std::string empty;
  return cells_.at(i) ? *cells_[i] : empty;
}

std::int64_t Row::number(std::size_t i) const {
  const std::string& digits = text(i);
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

struct Connection::Inside {
  soci::session session;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared;
  bool postgresql = false;
  bool failed = false;  // a rollback did not work

  bool connected() const {
    if (failed) return false;
    if (!postgresql) return true;
    const auto* backend = static_cast<const soci::postgresql_session_backend*>(session_backend());
    return backend && PQstatus(backend->conn_) == CONNECTION_OK;
  }
  const soci::details::session_backend* session_backend() const {
    return const_cast<soci::session&>(session).get_backend();
  }

  template <typename Work>
  auto guarded(const Work& work) {
    try {
      return work();
    } catch (const soci::postgresql_soci_error& error) {
      translate(error, connected());
    } catch (const soci::sqlite3_soci_error& error) {
      translate(error);
    } catch (const soci::soci_error& error) {
      throw Error(connected() ? ErrorCode::internal : ErrorCode::unavailable,
                  std::string("The database says: ") + error.what());
    }
  }

  Prepared& statement(const std::string& sql, int columns, const std::vector<Value>& values) {
    const std::string key = key_of(sql, values);
    const auto known = prepared.find(key);
    if (known != prepared.end()) return *known->second;
    if (prepared.size() >= most_prepared) prepared.clear();
    auto made = std::make_unique<Prepared>(session, sql, columns, values);
    return *prepared.emplace(key, std::move(made)).first->second;
  }
  void forget(const std::string& sql, const std::vector<Value>& values) {
    prepared.erase(key_of(sql, values));
  }
};

Connection::Connection(const StoreOptions& options) : inside_(std::make_unique<Inside>()) {
  Inside& inside = *inside_;
  inside.postgresql = !options.database.empty();
  try {
    inside.guarded([&] {
      if (inside.postgresql) {
        inside.session.open(*soci::factory_postgresql(), options.database);
        inside.session << "SET client_min_messages = warning";
        inside.session << "SET statement_timeout = '60s'";
      } else {
        const std::string file = (options.folder / "mujaz.db").string();
        inside.session.open(*soci::factory_sqlite3(),
                            "db=\"" + file + "\" timeout=" + std::to_string(busy_seconds));
        inside.session << "PRAGMA journal_mode=WAL";
        inside.session << "PRAGMA synchronous=FULL";
        inside.session << "PRAGMA busy_timeout=" + std::to_string(1000 * busy_seconds);
      }
    });
  } catch (const Again&) {
    throw Error(ErrorCode::unavailable, "The database is busy.");
  } catch (const Error& error) {
    throw Error(ErrorCode::unavailable, error.what());
  }
}

Connection::~Connection() = default;

bool Connection::postgresql() const {
  return inside_->postgresql;
}
bool Connection::sound() const {
  return inside_->connected();
}

void Connection::begin(Access access) {
  inside_->guarded([&] {
    if (!inside_->postgresql)
      inside_->session << (access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
    else if (access == Access::write)
      inside_->session << "BEGIN ISOLATION LEVEL READ COMMITTED";
    else
      inside_->session << "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  });
}

void Connection::commit() {
  inside_->guarded([&] { inside_->session << "COMMIT"; });
}

void Connection::rollback() noexcept {
  try {
    inside_->session << "ROLLBACK";
  } catch (...) {
    inside_->failed = true;
  }
}

std::vector<Row> Connection::select(int columns, const std::string& sql,
                                    std::vector<Value> values) {
  return inside_->guarded([&] {
    Prepared& prepared = inside_->statement(sql, columns, values);
    try {
      prepared.set(values);
      std::vector<Row> rows;
      prepared.statement.execute(false);
      while (prepared.statement.fetch()) {
        std::vector<std::optional<std::string>> cells(prepared.out.size());
        for (std::size_t i = 0; i < cells.size(); ++i)
          if (prepared.out_nulls[i] == soci::i_ok) cells[i] = prepared.out[i];
        rows.emplace_back(std::move(cells));
      }
      return rows;
    } catch (...) {
      inside_->forget(sql, values);
      throw;
    }
  });
}

std::int64_t Connection::run(const std::string& sql, std::vector<Value> values) {
  return inside_->guarded([&] {
    Prepared& prepared = inside_->statement(sql, 0, values);
    try {
      prepared.set(values);
      prepared.statement.execute(true);
      return std::int64_t{prepared.statement.get_affected_rows()};
    } catch (...) {
      inside_->forget(sql, values);
      throw;
    }
  });
}

}  // namespace mujaz::store
