// SPDX-License-Identifier: GPL-3.0-or-later
// What the shelves reach their rows through.
#pragma once

#include "store/connection.h"

namespace mujaz {

class Transaction {
 public:
  explicit Transaction(store::Connection& connection) : connection_(connection) {}
  std::vector<store::Row> select(int columns, const std::string& sql,
                                 std::vector<store::Value> values = {}) {
    return connection_.select(columns, sql, std::move(values));
  }
  /// The only row, or nothing.
  std::optional<store::Row> one(int columns, const std::string& sql,
                                std::vector<store::Value> values = {}) {
    std::vector<store::Row> rows = select(columns, sql, std::move(values));
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }
  std::int64_t run(const std::string& sql, std::vector<store::Value> values = {}) {
    return connection_.run(sql, std::move(values));
  }

 private:
  store::Connection& connection_;
};

}  // namespace mujaz
