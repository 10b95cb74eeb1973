// SPDX-License-Identifier: GPL-3.0-or-later
// What the newsroom's store costs and what it survives; all counts of what is wrong must be 0.
//   newsroom queue DATABASE [JOBS] [WORKERS]      claims, and milliseconds a job
//   newsroom crash DATABASE [KILLS] [ARTICLES]    killed at random moments
//   newsroom races DATABASE [RACES]               two saves at once: the later one wins, with sound
//   newsroom away DATABASE [SECONDS] [ARTICLES]   postgresql: the server is; sqlite: the disk is
//   full
//                                                 (a small one, mounted for this process: as root)
//   newsroom bucket DATABASE [SECONDS] [ARTICLES] S3 answers 503
//   newsroom frozen DATABASE                      workers stand still past their lease
//   newsroom standby postgresql [ARTICLES]        the primary is killed, the standby promoted
// DATABASE is sqlite or postgresql (one of its own is begun and ended).
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "bucket.h"
#include "crash.h"
#include "faults.h"
#include "support.h"

namespace mujaz {
namespace {

int queue(const StoreOptions& options, int jobs, int workers) {
  {
    const auto store = Store::open(options);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < jobs; ++i)
      store->write([&](Transaction& rows) {
        NewJob job;
        job.kind = "draft";
        job.site = "site" + std::to_string(i % 5);
        job.story = std::to_string(i);
        Jobs(rows).add(job, now());
      });
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    std::printf("enqueue: %.2f ms a job\n", took.count() / jobs);
  }
  const auto begin = std::chrono::steady_clock::now();
  std::vector<pid_t> children;
  for (int worker = 0; worker < workers; ++worker) {
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child > 0) {
      children.push_back(child);
      continue;
    }
    const auto store = Store::open(options);
    int done = 0;
    for (;;) {
      std::optional<Job> job;
      store->write([&](Transaction& rows) {
        job = Jobs(rows).claim(std::to_string(worker), now(), std::chrono::minutes(1));
      });
      if (!job) break;
      store->write([&](Transaction& rows) {
        Jobs(rows).finish(*job);  // throws where another had it
      });
      ++done;
    }
    std::printf("worker %d: %d jobs\n", worker, done);
    std::fflush(nullptr);
    ::_exit(0);
  }
  int failed = 0;
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    failed += status != 0;
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  std::printf("claim and finish: %.2f ms a job, %d workers, %d failed\n", took.count() / jobs,
              workers, failed);
  return failed;
}

int crash(const StoreOptions& options, int kills, int articles) {
  testing::CrashPlan plan;
  plan.options = options;
  plan.kills = kills;
  plan.articles = articles;
  const testing::CrashResult result = testing::crash(plan);
  std::printf("%d pushes acknowledged, %d kills: %s\n", result.acknowledged, result.kills,
              to_string(result.wrong).c_str());
  return result.wrong.count();
}

int races(const StoreOptions& options, int count) {
  const testing::Races races =
      testing::race_saves(testing::desk_parts(options, testing::quick_crafts()), count);
  std::printf("%d races: the later save won %d, the earlier was refused in %d %s\n", count,
              races.won, races.refused, races.lost.c_str());
  return count - races.won;
}

/// A disk of 64 MB for this process alone, over the folder.
void mount_small_disk(const std::filesystem::path& folder) {
  if (::unshare(CLONE_NEWNS) != 0 ||
      ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
      ::mount("small", folder.c_str(), "tmpfs", 0, "size=64m") != 0)
    throw std::runtime_error("a small disk cannot be mounted: run this as root");
}

void fill(const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary | std::ios::app);
  const std::string block(4096, 'x');
  while (out.write(block.data(), 4096).flush()) {
  }
}

int outage(testing::Outage& outage, int seconds, int articles) {
  outage.lasts = std::chrono::seconds(seconds);
  outage.articles = articles;
  const testing::OutageResult result = testing::outlast(outage);
  std::printf("%d pushes acknowledged, %d refused meanwhile, %.2f s until the next one: %s%s\n",
              result.acknowledged, result.refused, result.back, to_string(result.wrong).c_str(),
              result.felt ? "" : "; the outage was not felt");
  return result.wrong.count() + !result.felt + 2 * articles - result.acknowledged;
}

int away(const StoreOptions& options, testing::Cluster* cluster, int seconds, int articles) {
  const std::filesystem::path filler = options.folder / "filler";
  if (!cluster) mount_small_disk(options.folder);
  testing::Outage plan;
  plan.parts = [&] { return testing::desk_parts(options, testing::quick_crafts()); };
  plan.begin = [&] {
    if (cluster)
      cluster->stop();
    else
      fill(filler);
  };
  plan.end = [&] {
    if (cluster)
      cluster->start();
    else
      std::filesystem::remove(filler);
  };
  return outage(plan, seconds, articles);
}

int bucket(const StoreOptions& options, int seconds, int articles) {
  testing::Bucket bucket("secret");
  constexpr int always = 1'000'000'000;
  testing::Outage plan;
  plan.parts = [&] {
    DeskParts parts = testing::desk_parts(options, testing::quick_crafts());
    parts.blobs = s3_blobs(bucket.options());
    return parts;
  };
  plan.begin = [&] { bucket.busy = always; };
  plan.felt = [&] { return bucket.busy < always; };
  plan.end = [&] { bucket.busy = 0; };
  return outage(plan, seconds, articles);
}

int frozen(StoreOptions options) {
  int wrong = 0;
  const std::filesystem::path folder = options.folder;
  for (const char* stage : {"draft", "voice"}) {
    // A newsroom each.
    options.folder = folder / stage;
    const testing::Frozen result = testing::freeze_worker(options, stage);
    std::printf("%s: another worker took over: %d, the late result was refused: %d; %s\n", stage,
                result.took_over, result.refused, to_string(result.wrong).c_str());
    wrong += !result.took_over + !result.refused + result.wrong.count();
  }
  return wrong;
}

int standby(const StoreOptions& options, int articles) {
  const testing::Promotion result = testing::lose_primary(options.folder, articles);
  std::printf(
      "%d pushes acknowledged, %d refused meanwhile, %.2f s from the kill to the next: %s\n",
      result.acknowledged, result.refused, result.back, to_string(result.wrong).c_str());
  return result.wrong.count() + 2 * articles - result.acknowledged;
}

int run(const std::string& what, const std::string& database, int first, int second) {
  const testing::Scratch scratch;
  StoreOptions options;
  options.folder = scratch.path;
  std::unique_ptr<testing::Cluster> cluster;
  if (database == "postgresql" && what != "standby") {
    cluster = std::make_unique<testing::Cluster>();
    options.database = cluster->database();
  }
  const auto or_else = [](int given, int usual) { return given > 0 ? given : usual; };
  if (what == "queue") return queue(options, or_else(first, 1000), or_else(second, 1));
  if (what == "crash") return crash(options, or_else(first, 200), or_else(second, 500));
  if (what == "races") return races(options, or_else(first, 1000));
  if (what == "away") return away(options, cluster.get(), or_else(first, 60), or_else(second, 100));
  if (what == "bucket") return bucket(options, or_else(first, 60), or_else(second, 100));
  if (what == "frozen") return frozen(options);
  if (what == "standby" && database == "postgresql") return standby(options, or_else(first, 200));
  return -1;
}

}  // namespace
}  // namespace mujaz

int main(int argc, char** argv) try {
  const std::string database = argc > 2 ? argv[2] : "";
  const bool known = database == "sqlite" || database == "postgresql";
  const int wrong = known ? mujaz::run(argv[1], database, argc > 3 ? std::atoi(argv[3]) : 0,
                                       argc > 4 ? std::atoi(argv[4]) : 0)
                          : -1;
  if (wrong < 0) {
    std::fputs("newsroom queue|crash|races|away|bucket|frozen|standby sqlite|postgresql [N [M]]\n",
               stderr);
    return 2;
  }
  return wrong > 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "newsroom: %s\n", error.what());
  return 1;
}
