// SPDX-License-Identifier: GPL-3.0-or-later
// A store as files, while it is in use; back again; and from one database to another. One archive
// restores to both.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "mujaz/blobs.h"
#include "mujaz/store.h"

namespace mujaz {

/// What was copied of a table: how many rows, and a sum over them that does not hang on their
/// order.
struct Copied {
  std::string table;
  std::int64_t rows = 0;
  std::string sum;  ///< 64 hexadecimal digits
  bool operator==(const Copied&) const = default;
};

/// All rows of one moment as `TABLE.jsonl`, their blobs, and `manifest.json` with the counts and
/// sums; a folder that is complete or not there. Throws conflict (something stands there),
/// unavailable, internal (a blob that is referred to is gone).
std::vector<Copied> backup(const Store& store, Blobs& blobs, const std::filesystem::path& folder);
/// Fills an empty store; nothing of the rows stays where it throws. Throws conflict (not empty, or
/// an archive of a newer program), bad_input (the archive is damaged), not_found.
std::vector<Copied> restore(const std::filesystem::path& folder, const Store& store, Blobs& blobs);
/// Copies all rows of one moment into an empty store, and compares counts and sums. Nobody should
/// write to `from` meanwhile: what they write is not carried over. Throws as restore does.
std::vector<Copied> copy_rows(const Store& from, const Store& to);

}  // namespace mujaz
