// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the configuration: from this table come its reading, its printing and its errors.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "mujaz/config.h"

namespace mujaz::core {

/// Where a key's value is kept; its type says what the file may hold.
using Slot = std::variant<int*, double*, bool*, std::string*, Secret*, std::vector<std::string>*>;

struct Key {
  std::string name;
  std::string comment;  ///< one line: meaning and unit
  std::function<Slot(Sections&)> slot;
  double least = 0, most = 0;        ///< of a number
  std::vector<std::string> choices;  ///< of a text; empty where any will do
};

struct Section {
  std::string name;
  std::string comment;
  std::vector<Key> keys;
  bool house_alone = false;  ///< no site has it
};

/// All sections, in the order in which they are printed.
const std::vector<Section>& config_sections();

/// The variable of the environment that stands over a key: MUJAZ_POINTS_COUNT.
std::string variable_of(const std::string& section, const std::string& key);

/// What a key takes, for errors and comments: «a whole number from 1 to 12».
std::string allowed(const Key& key);

}  // namespace mujaz::core
