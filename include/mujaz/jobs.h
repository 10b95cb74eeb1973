// SPDX-License-Identifier: GPL-3.0-or-later
// Work that waits: rows of the same database, enqueued in the transaction that needs them and
// finished in the one that saves their result, so that each has its effect once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/clock.h"
#include "mujaz/store.h"

namespace mujaz {

enum class JobState { waiting, running, dead };
const char* name(JobState state);

/// Smaller is sooner.
enum class Urgency { live = 0, archive = 10 };

struct NewJob {
  std::string kind;         ///< "draft", "voice", "publish", "webhook" …
  std::string site, story;  ///< story may be empty
  int revision = 0;
  std::string body;  ///< what else it needs, JSON or empty
  Urgency urgency = Urgency::live;
  Time not_before{};
  bool beside = false;  ///< others of its kind for its story wait beside it
};
struct Job {
  std::int64_t id = 0;
  std::string kind, site, story;
  int revision = 0;
  std::string body;
  Urgency urgency = Urgency::live;
  JobState state = JobState::waiting;
  int attempts = 0;  ///< how often it was claimed
  Time enqueued{}, not_before{}, leased_until{};
  std::string worker, stage, error;  ///< who has it, how far it is, why it failed last
  bool cancelled = false;            ///< its worker is asked to leave it
};

struct Retries {
  int most = 20;                           ///< then it is dead: after some two hours
  std::chrono::milliseconds first{2'000};  ///< doubled each time, with up to half of it added
  std::chrono::milliseconds longest{600'000};
};

class Jobs {
 public:
  explicit Jobs(Transaction& rows) : rows_(rows) {}
  /// A waiting job of the same kind for the same story gives way, unless they wait `beside`.
  std::int64_t add(const NewJob& job, Time at);
  /// The next job in turn, leased to `worker`: by urgency, then sites in turn. Leases that have run
  /// out are given to others. Nothing where none is due.
  std::optional<Job> claim(const std::string& worker, Time at, std::chrono::milliseconds lease,
                           const std::vector<std::string>& kinds = {});
  /// Prolongs the lease and tells how far it is. False: it was lost or cancelled; leave it.
  bool heartbeat(const Job& job, const std::string& stage, Time until);
  /// Takes a finished job away, in the transaction that saves what it made. Throws conflict where
  /// the lease was lost: then nothing may be saved.
  void finish(const Job& job);
  /// Back to wait after a failure, or dead after the last. Gives the state after it; nothing where
  /// the lease was lost.
  std::optional<JobState> fail(const Job& job, const std::string& error, const Retries& retries,
                               Time at);
  /// Back to wait as if it had not been claimed: the worker stops.
  void hand_back(const Job& job);

  std::optional<Job> find(std::int64_t id);
  std::vector<Job> list(const std::string& site, std::optional<JobState> state, int limit = 100,
                        std::int64_t after = 0);
  std::map<JobState, std::int64_t> count(const std::string& site = {});
  bool again(std::int64_t id, Time at);  ///< a dead one; false: no such
  bool cancel(std::int64_t id);          ///< a waiting or dead one goes, a running one is asked to

 private:
  Transaction& rows_;
};

}  // namespace mujaz
