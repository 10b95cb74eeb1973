// SPDX-License-Identifier: GPL-3.0-or-later
// What a newsroom's machines do to it: a database, a disk or a bucket that is away for a while, a
// worker that freezes, two saves that race; and what is wrong afterwards. For tests in short, for
// benches in full.
#pragma once

#include <functional>

#include "articles.h"
#include "cluster.h"

namespace mujaz::testing {

/// A client that pushes until each push is acknowledged, beside 2 workers, while something is away.
struct Outage {
  std::function<DeskParts()> parts;
  int articles = 20;
  std::chrono::milliseconds lasts{1000};
  std::function<void()> begin, end;
  /// Whether the outage was felt, beside pushes refused; the outage lasts until it was. May be
  /// empty.
  std::function<bool()> felt = {};
};
struct OutageResult {
  int acknowledged = 0, refused = 0;  ///< pushes; a refused one is made again
  bool felt = false;
  double back = 0;  ///< seconds from the end of the outage to the first push acknowledged after it
  Wrong wrong;
};
OutageResult outlast(const Outage& outage);

/// The disk is full for this process: no file can be written. Undone at the end.
class FullDisk {
 public:
  FullDisk();
  ~FullDisk();
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  unsigned long before_;
};

struct Frozen {
  bool took_over = false;  ///< another worker made the box once the lease had run out
  bool refused = false;    ///< what the frozen one brought late was not taken
  Wrong wrong;
};
/// Freezes a worker in the middle of a job's stage, "draft" or "voice", until another has done the
/// job. Forks: before the program has threads.
Frozen freeze_worker(const StoreOptions& options, const std::string& stage);

struct Races {
  int won = 0;       ///< the later save is public, with its sound
  int refused = 0;   ///< the earlier save came after the later one, and was told so
  std::string lost;  ///< what the first lost race looked like
};
/// Two saves of one article at once, `count` times, with 2 workers.
Races race_saves(const DeskParts& parts, int count);

/// Two servers of PostgreSQL, the second a synchronous standby of the first, which is killed in
/// the middle of a run.
struct Promotion {
  int acknowledged = 0, refused = 0;
  double back = 0;  ///< seconds from the kill to the first push acknowledged after it
  Wrong wrong;
};
Promotion lose_primary(const std::filesystem::path& folder, int articles);

}  // namespace mujaz::testing
