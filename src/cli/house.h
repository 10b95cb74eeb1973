// SPDX-License-Identifier: GPL-3.0-or-later
// Where a newsroom's data lies, as the options of the verbs that work on it say.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "mujaz/blobs.h"
#include "mujaz/desk.h"
#include "mujaz/store.h"

namespace mujaz::cli {

struct House {
  std::string data, database, blobs, config;
};
/// --data, --database, --blobs, and --config, whose [store] they stand over.
void add_house(CLI::App* verb, House& house);
/// With what the configuration says where no option does. Throws bad_input without a folder.
House settled(House house);
std::shared_ptr<Store> open_store(const House& house);
std::shared_ptr<Blobs> open_blobs(const House& house);
/// The real crafts for its desk: the configuration says who speaks where `voice` does not; sound is
/// kept in DATA/cache unless $MUJAZ_CACHE names another folder. `house` was settled.
Crafts house_crafts(const House& house, const std::string& voice);
/// One of `words`, for options.
CLI::Validator one_of(const std::vector<std::string>& words);

}  // namespace mujaz::cli
