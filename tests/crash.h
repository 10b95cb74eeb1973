// SPDX-License-Identifier: GPL-3.0-or-later
// A run of many articles, pushed by one process and worked on by another, each killed at random
// moments and begun again; and what is wrong at its end.
#pragma once

#include "articles.h"

namespace mujaz::testing {

struct CrashPlan {
  StoreOptions options;
  int articles = 20;
  int kills = 10;
  unsigned seed = 1;
  int longest = 150;  ///< milliseconds that a process lives
};
struct CrashResult {
  int acknowledged = 0;  ///< pushes, two for each article
  int kills = 0;
  Wrong wrong;
};
/// Forks: before the program has threads.
CrashResult crash(const CrashPlan& plan);

}  // namespace mujaz::testing
