// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/archive.h"

#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

#include "mujaz/digest.h"
#include "store/schema.h"
#include "store/transaction.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

using Json = nlohmann::json;
using store::Row;
using store::TableShape;
using store::Value;

constexpr std::int64_t page = 500;
constexpr std::size_t longest_manifest = 1u << 20;

/// Adds up the hashes of rows, whatever their order.
class Sum {
 public:
  void add(const std::string& line) {
    ++rows_;
    const std::string hash = sha256(line);
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      std::uint64_t lane = 0;
      std::from_chars(hash.data() + 16 * i, hash.data() + 16 * (i + 1), lane, 16);
      lanes_[i] += lane;
    }
  }
  Copied of(const TableShape& table) const {
    std::string hex;
    for (const std::uint64_t lane : lanes_) {
      std::array<char, 17> digits;
      std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(lane));
      hex += digits.data();
    }
    return {table.name, rows_, hex};
  }

 private:
  std::array<std::uint64_t, 4> lanes_{};
  std::int64_t rows_ = 0;
};

std::string list_of(const TableShape& table, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (i ? ", " : "") + std::string(table.columns[i]);
  return list;
}
std::string places(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += i ? ", ?" : "?";
  return list;
}

Json json_of(const TableShape& table, const Row& row) {
  Json cells = Json::array();
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (row.null(i))
      cells.push_back(nullptr);
    else if (table.numbers[i])
      cells.push_back(row.number(i));
    else
      cells.push_back(row.text(i));
  return cells;
}
Value value_of(const Json& cell) {
  if (cell.is_null()) return std::monostate{};
  if (cell.is_number_integer()) return cell.get<std::int64_t>();
  return cell.get<std::string>();
}

/// Every row of a table, a page at a time, behind the last key.
void each_row(Transaction& rows, const TableShape& table,
              const std::function<void(const Json&)>& look) {
  const int columns = static_cast<int>(table.columns.size());
  const std::string keys = list_of(table, table.keys);
  const std::string select =
      "SELECT " + list_of(table, table.columns.size()) + " FROM " + std::string(table.name);
  const std::string order = " ORDER BY " + keys + " LIMIT ?";
  std::vector<Row> found = rows.select(columns, select + order, {page});
  while (!found.empty()) {
    for (const Row& row : found) look(json_of(table, row));
    if (found.size() < static_cast<std::size_t>(page)) return;
    std::vector<Value> values;
    for (std::size_t i = 0; i < table.keys; ++i)
      values.push_back(value_of(json_of(table, found.back())[i]));
    values.emplace_back(page);
    found = rows.select(columns,
                        select + " WHERE (" + keys + ") > (" + places(table.keys) + ")" + order,
                        std::move(values));
  }
}

Copied sum_of(Transaction& rows, const TableShape& table) {
  Sum sum;
  each_row(rows, table, [&](const Json& row) { sum.add(row.dump()); });
  return sum.of(table);
}

void insert(Transaction& rows, const TableShape& table, const Json& row) {
  if (!row.is_array() || row.size() != table.columns.size())
    throw Error(ErrorCode::bad_input, "A row of the archive has other columns.", table.name);
  std::vector<Value> values;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!row[i].is_null() && row[i].is_number_integer() != table.numbers[i])
      throw Error(ErrorCode::bad_input, "A row of the archive has another type.", table.name);
    values.push_back(value_of(row[i]));
  }
  rows.run("INSERT INTO " + std::string(table.name) + " (" + list_of(table, table.columns.size()) +
               ") VALUES (" + places(table.columns.size()) + ")",
           std::move(values));
}

void expect_empty(Transaction& rows) {
  for (const TableShape& table : store::table_shapes())
    if (rows.one(1, "SELECT COUNT(*) FROM " + std::string(table.name))->number(0) != 0)
      throw Error(ErrorCode::conflict, "The database is not empty.", table.name);
}

/// A file that tells when it could not be written.
class Lines {
 public:
  explicit Lines(const fs::path& path) : path_(path), out_(path, std::ios::binary) {}
  void add(const std::string& line) { out_ << line << '\n'; }
  void close() {
    out_.close();
    if (!out_)
      throw Error(ErrorCode::unavailable, "The archive cannot be written.", path_.string());
  }

 private:
  fs::path path_;
  std::ofstream out_;
};

std::string manifest_of(const std::vector<Copied>& tables) {
  Json json = {{"schema", store::newest_schema()}, {"tables", Json::array()}};
  for (const Copied& table : tables)
    json["tables"].push_back({{"table", table.table}, {"rows", table.rows}, {"sum", table.sum}});
  return json.dump(2) + "\n";
}

std::vector<Copied> read_manifest(const fs::path& folder) {
  try {
    const Json json = Json::parse(read_file(folder / "manifest.json", longest_manifest));
    if (json.at("schema").get<int>() != store::newest_schema())
      throw Error(ErrorCode::conflict,
                  "The archive's tables are of step " + std::to_string(json["schema"].get<int>()) +
                      ", this program's of step " + std::to_string(store::newest_schema()) + ".",
                  folder.string());
    std::vector<Copied> tables;
    for (const Json& one : json.at("tables"))
      tables.push_back({one.at("table").get<std::string>(), one.at("rows").get<std::int64_t>(),
                        one.at("sum").get<std::string>()});
    return tables;
  } catch (const Json::exception&) {
    throw Error(ErrorCode::bad_input, "This is no manifest of an archive.",
                (folder / "manifest.json").string());
  }
}

void write_rows(const Store& store, const fs::path& folder, std::vector<Copied>& copied,
                std::vector<std::string>& used) {
  store.read([&](Transaction& rows) {
    copied.clear();
    used.clear();
    for (const TableShape& table : store::table_shapes()) {
      Lines out(folder / (std::string(table.name) + ".jsonl"));
      Sum sum;
      each_row(rows, table, [&](const Json& row) {
        const std::string line = row.dump();
        sum.add(line);
        out.add(line);
      });
      out.close();
      copied.push_back(sum.of(table));
    }
    for (const Row& row : rows.select(1, "SELECT DISTINCT hash FROM blob_uses"))
      used.push_back(row.text(0));
  });
}

void read_rows(const fs::path& folder, Transaction& rows, const TableShape& table) {
  std::ifstream in(folder / (std::string(table.name) + ".jsonl"), std::ios::binary);
  if (!in) throw Error(ErrorCode::bad_input, "A table is not in the archive.", table.name);
  for (std::string line; std::getline(in, line);) try {
      insert(rows, table, Json::parse(line));
    } catch (const Json::exception&) {
      throw Error(ErrorCode::bad_input, "A row of the archive cannot be read.", table.name);
    }
}

/// The blobs that an archive's rows refer to.
std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  std::ifstream in(folder / "blob_uses.jsonl", std::ios::binary);
  constexpr std::size_t hash = 2;
  for (std::string line; std::getline(in, line);) try {
      names.insert(Json::parse(line).at(hash).get<std::string>());
    } catch (const Json::exception&) {
      throw Error(ErrorCode::bad_input, "A row of the archive cannot be read.", "blob_uses");
    }
  return names;
}

}  // namespace

std::vector<Copied> backup(const Store& store, Blobs& blobs, const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error))
    throw Error(ErrorCode::conflict, "Something stands where the archive should be.",
                folder.string());
  fs::path part = folder;
  part += ".part";
  fs::remove_all(part, error);
  fs::create_directories(part, error);
  if (error) throw Error(ErrorCode::unavailable, "The folder cannot be made.", part.string());
  std::vector<Copied> copied;
  std::vector<std::string> used;
  write_rows(store, part, copied, used);
  // What a row refers to stays for a day after the last reference goes, so all of it is there.
  const std::shared_ptr<Blobs> copies = folder_blobs(part / "blobs");
  for (const std::string& name : used) copies->put(blobs.get(name));
  write_file(part / "manifest.json", manifest_of(copied));
  fs::rename(part, folder, error);
  if (error)
    throw Error(ErrorCode::unavailable, "The archive cannot be put in its place.", folder.string());
  return copied;
}

std::vector<Copied> restore(const fs::path& folder, const Store& store, Blobs& blobs) {
  const std::vector<Copied> promised = read_manifest(folder);
  // Blobs first: a row never refers to one that is not there.
  const std::shared_ptr<Blobs> copies = folder_blobs(folder / "blobs");
  store.read([](Transaction& rows) { expect_empty(rows); });
  for (const std::string& name : names_in(folder)) blobs.put(copies->get(name));
  std::vector<Copied> done;
  store.write([&](Transaction& rows) {
    expect_empty(rows);
    done.clear();
    for (const TableShape& table : store::table_shapes()) {
      read_rows(folder, rows, table);
      done.push_back(sum_of(rows, table));
    }
    if (done != promised)
      throw Error(ErrorCode::bad_input, "The archive's rows are not those that it promises.",
                  folder.string());
  });
  return done;
}

std::vector<Copied> copy_rows(const Store& from, const Store& to) {
  std::vector<Copied> done;
  from.read([&](Transaction& source) {
    to.write([&](Transaction& rows) {
      expect_empty(rows);
      done.clear();
      for (const TableShape& table : store::table_shapes()) {
        Sum sum;
        each_row(source, table, [&](const Json& row) {
          sum.add(row.dump());
          insert(rows, table, row);
        });
        done.push_back(sum_of(rows, table));
        if (done.back() != sum.of(table))
          throw Error(ErrorCode::internal, "The copied rows are not those of the source.",
                      table.name);
      }
    });
  });
  return done;
}

}  // namespace mujaz
