// SPDX-License-Identifier: GPL-3.0-or-later
// The queue of jobs, each test on both databases.
#include <algorithm>
#include <mutex>
#include <thread>

#include "both_databases.h"

namespace mujaz {
namespace {

INSTANTIATE_TEST_SUITE_P(Databases, Both, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(Both, JobsComeByUrgencyAndSitesTakeTurns) {
  for (const char* story : {"1", "2", "3", "4"}) add_job("nawras", story, Urgency::archive);
  for (const char* story : {"5", "6", "7", "8"}) add_job("nawras", story);
  add_job("sahel", "9");
  add_job("sahel", "later", Urgency::live, start + hours(1));
  add_job("sahel", "9");  // takes the place of the one before
  std::string order;
  while (const auto job = claim("w", start)) {
    order += job->story + " ";
    store->write([&](Transaction& rows) { Jobs(rows).finish(*job); });
  }
  EXPECT_EQ(order, "5 9 6 7 8 1 2 3 4 ");
  EXPECT_EQ(claim("w", start + hours(2)).value().story, "later");
}

TEST_P(Both, ALostLeaseIsLost) {
  add_job("nawras", "a1");
  const Job first = claim("one", start).value();
  EXPECT_FALSE(claim("two", start + seconds(59)));
  store->write([&](Transaction& rows) {
    EXPECT_TRUE(Jobs(rows).heartbeat(first, "voice", start + minutes(2)));
  });
  EXPECT_FALSE(claim("two", start + seconds(90)));
  EXPECT_EQ(read([&](Transaction& rows) { return Jobs(rows).find(first.id); })->stage, "voice");
  const Job second = claim("two", start + seconds(121)).value();
  EXPECT_EQ(second.attempts, 2);
  store->write([&](Transaction& rows) {
    EXPECT_FALSE(Jobs(rows).heartbeat(first, "voice", start + minutes(9)));
  });
  expect_error(ErrorCode::conflict,
               [&] { store->write([&](Transaction& rows) { Jobs(rows).finish(first); }); });
  store->write([&](Transaction& rows) { Jobs(rows).hand_back(second); });
  EXPECT_EQ(claim("two", start + seconds(122)).value().attempts, 2) << "as if never claimed";
}

TEST_P(Both, FailuresWaitLongerAndThenAreDead) {
  add_job("nawras", "a1");
  Time at = start;
  const Retries retries{3, seconds(10), seconds(15)};
  for (int attempt = 1; attempt <= 3; ++attempt) {
    const Job job = claim("w", at).value();
    store->write([&](Transaction& rows) {
      EXPECT_EQ(Jobs(rows).fail(job, "no voice", retries, at).value(),
                attempt == 3 ? JobState::dead : JobState::waiting);
    });
    EXPECT_FALSE(claim("w", at + seconds(9)));
    at += seconds(40);
  }
  EXPECT_FALSE(claim("w", at + hours(9)));
  const Job dead =
      read([](Transaction& rows) { return Jobs(rows).list("nawras", JobState::dead); }).at(0);
  EXPECT_EQ(dead.error, "no voice");
  store->write([&](Transaction& rows) { EXPECT_TRUE(Jobs(rows).again(dead.id, at)); });
  const Job again = claim("w", at).value();
  store->write([&](Transaction& rows) { EXPECT_TRUE(Jobs(rows).cancel(again.id)); });
  store->write([&](Transaction& rows) {
    EXPECT_FALSE(Jobs(rows).heartbeat(again, "", at + minutes(1))) << "it was cancelled";
    Jobs(rows).finish(again);
    EXPECT_EQ(Jobs(rows).count()[JobState::running], 0);
    EXPECT_FALSE(Jobs(rows).cancel(again.id));
  });
}

TEST_P(Both, NoJobIsClaimedTwice) {
  constexpr int jobs = 120, workers = 4;
  for (int i = 0; i < jobs; ++i) add_job(i % 3 ? "nawras" : "sahel", std::to_string(i).c_str());
  std::mutex mutex;
  std::vector<std::int64_t> claimed;
  std::vector<std::thread> threads;
  for (int worker = 0; worker < workers; ++worker)
    threads.emplace_back([&, worker] {
      const std::shared_ptr<Store> own = Store::open(options);
      for (;;) {
        std::optional<Job> job;
        own->write([&](Transaction& rows) {
          job = Jobs(rows).claim("w" + std::to_string(worker), start, minutes(1));
        });
        if (!job) return;
        own->write([&](Transaction& rows) { Jobs(rows).finish(*job); });
        const std::lock_guard lock(mutex);
        claimed.push_back(job->id);
      }
    });
  for (std::thread& thread : threads) thread.join();
  std::sort(claimed.begin(), claimed.end());
  EXPECT_EQ(std::unique(claimed.begin(), claimed.end()), claimed.end());
  EXPECT_EQ(claimed.size(), std::size_t{jobs});
}

}  // namespace
}  // namespace mujaz
