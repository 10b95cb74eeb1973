// SPDX-License-Identifier: GPL-3.0-or-later
// What the newsroom's store costs and what it survives.
//   newsroom queue DATABASE [JOBS] [WORKERS]     claims, and milliseconds a job
//   newsroom crash DATABASE [KILLS] [ARTICLES]   killed at random moments; all counts must be 0
// DATABASE is sqlite or postgresql (one of its own is begun and ended).
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "cluster.h"
#include "crash.h"
#include "support.h"

namespace {
using namespace mujaz;

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
  std::printf("%d pushes acknowledged, %d kills: lost %d, twice %d, old %d, blobs missing %d%s%s\n",
              result.acknowledged, result.kills, result.lost, result.twice, result.old,
              result.missing, result.broken.empty() ? "" : "; ", result.broken.c_str());
  return result.lost + result.twice + result.old + result.missing + !result.broken.empty();
}

}  // namespace

int main(int argc, char** argv) try {
  const std::string what = argc > 1 ? argv[1] : "", database = argc > 2 ? argv[2] : "";
  if ((what != "queue" && what != "crash") || (database != "sqlite" && database != "postgresql")) {
    std::fputs("newsroom queue|crash sqlite|postgresql [JOBS|KILLS] [WORKERS|ARTICLES]\n", stderr);
    return 2;
  }
  const testing::Scratch scratch;
  StoreOptions options;
  options.folder = scratch.path;
  std::unique_ptr<testing::Cluster> cluster;
  if (database == "postgresql") {
    cluster = std::make_unique<testing::Cluster>();
    options.database = cluster->database();
  }
  const int first = argc > 3 ? std::atoi(argv[3]) : what == "queue" ? 1000 : 200;
  const int second = argc > 4 ? std::atoi(argv[4]) : what == "queue" ? 1 : 500;
  return what == "queue" ? queue(options, first, second) : crash(options, first, second);
} catch (const std::exception& error) {
  std::fprintf(stderr, "newsroom: %s\n", error.what());
  return 1;
}
