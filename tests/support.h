// SPDX-License-Identifier: GPL-3.0-or-later
// What tests share: the places of the checkout, the shared data, running the program.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/core.h"
#include "mujaz/text.h"

namespace mujaz::testing {

/// The checkout's own data: lang/ar, models, voices (with $MUJAZ_VOICES).
Places places();
const Language& language();
/// A file of the checkout, e.g. `source("examples/article.html")`.
std::filesystem::path source(const std::string& relative);
/// A file of the data for training and measuring ($MUJAZ_SHARED), or nothing where it is absent.
std::optional<std::filesystem::path> shared(const std::string& relative);
/// A new empty folder under the system's temporary one, removed with all in it at the end.
struct Scratch {
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::filesystem::path path;
};
struct Ran {
  int exit = 0;
  std::string out, err;
};
/// Runs `build/mujaz` with arguments and standard input; `environment` is added to ours.
Ran mujaz(const std::vector<std::string>& arguments, const std::string& input = {},
          const std::vector<std::string>& environment = {});

}  // namespace mujaz::testing
