// SPDX-License-Identifier: GPL-3.0-or-later
// A run of many articles, pushed by one process and worked on by another, each killed at random
// moments and begun again; and what is wrong at its end.
#pragma once

#include <string>

#include "mujaz/desk.h"

namespace mujaz::testing {

/// Points and sound without networks: sentences as they are, and bytes that tell of which text they
/// are.
Crafts quick_crafts();
/// A desk over the store of these options and a folder of blobs beside it.
DeskParts desk_parts(const StoreOptions& options, Crafts crafts);

struct CrashPlan {
  StoreOptions options;
  int articles = 20;
  int kills = 10;
  unsigned seed = 1;
  int longest = 150;                              ///< milliseconds that a process lives
  std::function<Crafts()> crafts = quick_crafts;  ///< called in each process that works
};
struct CrashResult {
  int acknowledged = 0;  ///< pushes, two for each article
  int kills = 0;
  int lost = 0, twice = 0, old = 0, missing = 0;  ///< articles; blobs
  std::string broken;                             ///< what else is wrong, or empty
};
CrashResult crash(const CrashPlan& plan);

}  // namespace mujaz::testing
