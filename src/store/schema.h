// SPDX-License-Identifier: GPL-3.0-or-later
// The tables: made by numbered steps that are never changed once released, and listed for archives.
#pragma once

#include "store/connection.h"

namespace mujaz::store {

/// A table as archives have it: its columns, those of its key first.
struct TableShape {
  const char* name;
  std::vector<const char*> columns;
  std::vector<bool> numbers;  ///< which columns are numbers
  std::size_t keys;           ///< how many of the first columns are its key
};
const std::vector<TableShape>& table_shapes();

/// The number of the last step this program knows.
int newest_schema();
/// Takes the steps that are missing, under a lock. Throws conflict where the database has one that
/// this program does not know.
void migrate(Connection& connection);

}  // namespace mujaz::store
