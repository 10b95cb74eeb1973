// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a newsroom when its machines fail: nothing is lost, and it works again by itself.
// `bench/newsroom.cpp` runs the same for longer.
#include "faults.h"

#include <gtest/gtest.h>

#include "bucket.h"
#include "crash.h"
#include "support.h"

namespace mujaz {
namespace {

using std::chrono::milliseconds;

StoreOptions sqlite(const testing::Scratch& scratch) {
  StoreOptions options;
  options.folder = scratch.path;
  return options;
}

// First, before this program has threads: these fork.
TEST(Crash, NothingIsLostOnSqlite) {
  const testing::Scratch scratch;
  testing::CrashPlan plan;
  plan.options = sqlite(scratch);
  const testing::CrashResult result = testing::crash(plan);
  EXPECT_EQ(result.acknowledged, 2 * plan.articles);
  EXPECT_EQ(result.wrong.count(), 0) << to_string(result.wrong);
}

TEST(Crash, NothingIsLostOnPostgresql) {
  const testing::Scratch scratch;
  testing::Cluster cluster;
  testing::CrashPlan plan;
  plan.options.folder = scratch.path;
  plan.options.database = cluster.database();
  plan.seed = 2;
  const testing::CrashResult result = testing::crash(plan);
  EXPECT_EQ(result.acknowledged, 2 * plan.articles);
  EXPECT_EQ(result.wrong.count(), 0) << to_string(result.wrong);
}

TEST(Frozen, WhatADraftingWorkerBringsLateIsNotTaken) {
  const testing::Scratch scratch;
  const testing::Frozen frozen = testing::freeze_worker(sqlite(scratch), "draft");
  EXPECT_TRUE(frozen.took_over);
  EXPECT_TRUE(frozen.refused);
  EXPECT_EQ(frozen.wrong.count(), 0) << to_string(frozen.wrong);
}

TEST(Frozen, WhatASpeakingWorkerBringsLateIsNotTaken) {
  const testing::Scratch scratch;
  testing::Cluster cluster;
  StoreOptions options = sqlite(scratch);
  options.database = cluster.database();
  const testing::Frozen frozen = testing::freeze_worker(options, "voice");
  EXPECT_TRUE(frozen.took_over);
  EXPECT_TRUE(frozen.refused);
  EXPECT_EQ(frozen.wrong.count(), 0) << to_string(frozen.wrong);
}

// From here on this program has threads.
DeskParts parts(const StoreOptions& options) {
  DeskParts made = testing::desk_parts(options, testing::quick_crafts());
  made.retries.first = milliseconds(50);
  return made;
}

void expect_outlasted(const testing::OutageResult& result, int articles) {
  EXPECT_TRUE(result.felt);
  EXPECT_EQ(result.acknowledged, 2 * articles);
  EXPECT_EQ(result.wrong.count(), 0) << to_string(result.wrong);
}

TEST(Outage, ADatabaseThatGoesAwayAndComesBack) {
  const testing::Scratch scratch;
  testing::Cluster cluster;
  StoreOptions options = sqlite(scratch);
  options.database = cluster.database();
  testing::Outage outage;
  outage.parts = [&] { return parts(options); };
  outage.begin = [&] { cluster.stop(); };
  outage.end = [&] { cluster.start(); };
  expect_outlasted(testing::outlast(outage), outage.articles);
}

TEST(Outage, AFullDisk) {
  const testing::Scratch scratch;
  std::unique_ptr<testing::FullDisk> full;
  testing::Outage outage;
  outage.parts = [&] { return parts(sqlite(scratch)); };
  outage.begin = [&] { full = std::make_unique<testing::FullDisk>(); };
  outage.end = [&] { full.reset(); };
  expect_outlasted(testing::outlast(outage), outage.articles);
}

TEST(Outage, ABucketThatIsBusyForLong) {
  const testing::Scratch scratch;
  testing::Bucket bucket("secret");
  constexpr int always = 1'000'000, enough = 12;  // more than one put asks for
  testing::Outage outage;
  outage.parts = [&] {
    DeskParts made = parts(sqlite(scratch));
    made.blobs = s3_blobs(bucket.options());
    return made;
  };
  outage.begin = [&] { bucket.busy = always; };
  outage.felt = [&] { return bucket.busy <= always - enough; };
  outage.end = [&] { bucket.busy = 0; };
  expect_outlasted(testing::outlast(outage), outage.articles);
}

TEST(Races, TheLaterOfTwoSavesWinsWithItsSound) {
  for (const bool postgresql : {false, true}) {
    const testing::Scratch scratch;
    StoreOptions options = sqlite(scratch);
    std::unique_ptr<testing::Cluster> cluster;
    if (postgresql) {
      cluster = std::make_unique<testing::Cluster>();
      options.database = cluster->database();
    }
    const testing::Races races = testing::race_saves(parts(options), 50);
    EXPECT_EQ(races.won, 50) << races.lost;
  }
}

TEST(Standby, TakesThePlaceOfAPrimaryThatIsKilled) {
  const testing::Scratch scratch;
  const testing::Promotion promotion = testing::lose_primary(scratch.path, 20);
  EXPECT_EQ(promotion.acknowledged, 40);
  EXPECT_EQ(promotion.wrong.count(), 0) << to_string(promotion.wrong);
}

}  // namespace
}  // namespace mujaz
