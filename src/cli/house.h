// SPDX-License-Identifier: GPL-3.0-or-later
// Where a newsroom's data lies, as the options of the verbs that work on it say.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "mujaz/blobs.h"
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
/// One of `words`, for options.
CLI::Validator one_of(const std::vector<std::string>& words);

}  // namespace mujaz::cli
