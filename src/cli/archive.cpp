// SPDX-License-Identifier: GPL-3.0-or-later
// A newsroom's data as files, back again, and from one database to another.
#include "mujaz/archive.h"

#include "cli/house.h"
#include "cli/verbs.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  House house;
  std::string folder, to;
};

void tell(const std::vector<Copied>& copied) {
  for (const Copied& table : copied)
    print(table.table + "  " + std::to_string(table.rows) + " rows  " + table.sum);
}

}  // namespace

void add_archive(CLI::App& app, int& exit) {
  CLI::App* save = app.add_subcommand(
      "backup", "All of a newsroom's data as files, of one moment, while the server runs.");
  auto saved = std::make_shared<Arguments>();
  add_house(save, saved->house);
  save->add_option("FOLDER", saved->folder, "a new folder for the archive")->required();
  save->footer(
      "Prints each table with its rows and a sum over them. The folder is there only when all of\n"
      "it is. It holds hashes of passwords and the secrets of webhooks: keep it as the data.\n"
      "Example: mujaz backup --data /srv/mujaz /backups/2026-03-01");
  save->callback([=, &exit] {
    const auto store = open_store(saved->house);
    tell(backup(*store, *open_blobs(saved->house), saved->folder));
    exit = done;
  });

  CLI::App* load = app.add_subcommand("restore", "An archive into an empty store of either kind.");
  auto loaded = std::make_shared<Arguments>();
  add_house(load, loaded->house);
  load->add_option("FOLDER", loaded->folder, "the archive that `mujaz backup` made")->required();
  load->footer(
      "Rows are counted and summed, and none stays where they are not those of the archive.\n"
      "Example: mujaz restore --data /srv/new /backups/2026-03-01");
  load->callback([=, &exit] {
    const auto store = open_store(loaded->house);
    tell(restore(loaded->folder, *store, *open_blobs(loaded->house)));
    exit = done;
  });

  CLI::App* move = app.add_subcommand(
      "migrate", "All rows into another, empty database: from SQLite to PostgreSQL, say.");
  auto moved = std::make_shared<Arguments>();
  add_house(move, moved->house);
  move->add_option("--to", moved->to, "the other: PostgreSQL as libpq names it")->required();
  move->footer(
      "Stop the server before: what is written meanwhile is not carried over. Rows are counted "
      "and\n"
      "summed on both sides. Then start it with --database. Sound stays where it is.\n"
      "Example: mujaz migrate --data /srv/mujaz --to 'host=db dbname=mujaz'");
  move->callback([=, &exit] {
    const auto store = open_store(moved->house);
    StoreOptions other;
    other.folder = settled(moved->house).data;
    other.database = moved->to;
    tell(copy_rows(*store, *Store::open(other)));
    exit = done;
  });
}

}  // namespace mujaz::cli
