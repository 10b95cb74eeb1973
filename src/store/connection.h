// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to SQLite or PostgreSQL through SOCI. The rest of the store speaks SQL through
// this and includes none of SOCI, whose headers are slow to compile.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "mujaz/store.h"

namespace mujaz::store {

using Value = std::variant<std::monostate, std::int64_t, std::string>;

/// One row, as text: SOCI knows the types of SQLite's expressions only by half, so each reader says
/// what it wants.
class Row {
 public:
  explicit Row(std::vector<std::optional<std::string>> cells) : cells_(std::move(cells)) {}
  bool null(std::size_t i) const { return !cells_.at(i); }
  const std::string& text(std::size_t i) const;  ///< of null: empty
  std::int64_t number(std::size_t i) const;      ///< of null: 0
  const std::vector<std::optional<std::string>>& cells() const { return cells_; }

 private:
  std::vector<std::optional<std::string>> cells_;
};

/// Another transaction came between: run it again from its beginning.
struct Again {};

class Connection {
 public:
  /// Throws unavailable.
  explicit Connection(const StoreOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool postgresql() const;
  /// Whether it is worth keeping.
  bool sound() const;

  enum class Access { read, write };
  void begin(Access access);
  void commit();
  void rollback() noexcept;
  /// A statement that gives rows; `?` stands for each value. Throws Again, unavailable, internal.
  std::vector<Row> select(int columns, const std::string& sql, std::vector<Value> values);
  /// One that changes rows: how many.
  std::int64_t run(const std::string& sql, std::vector<Value> values);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace mujaz::store
