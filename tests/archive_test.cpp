// SPDX-License-Identifier: GPL-3.0-or-later
// What outlives its rows: blobs that nothing refers to, archives; each test on both databases.
#include "mujaz/archive.h"

#include <fstream>

#include "both_databases.h"
#include "mujaz/blobs.h"
#include "mujaz/digest.h"
#include "mujaz/people.h"
#include "mujaz/shelves.h"
#include "store/transaction.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

INSTANTIATE_TEST_SUITE_P(Databases, Both, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& one) { return std::string(one.param); });

TEST_P(Both, BlobsThatNothingRefersToAreSweptADayLater) {
  const std::shared_ptr<Blobs> blobs = folder_blobs(scratch.path / "blobs");
  const auto put = [&](const std::string& bytes, Time at) {
    const std::string hash = sha256(bytes);
    store->write([&](Transaction& rows) { BlobUses(rows).arriving(hash, at); });
    EXPECT_EQ(blobs->put(bytes), hash);
    return hash;
  };
  Change change = received("a1");
  change.story.sound.emplace();
  const std::string sound = put("sound", start);
  change.story.sound->mp3 = sound;
  const std::string other = put("nothing", start);
  Story story;
  store->write([&](Transaction& rows) { story = Stories(rows).save(change); });
  EXPECT_EQ(sweep(*store, *blobs, start), 0);
  EXPECT_EQ(sweep(*store, *blobs, start + hours(1)), 1);
  EXPECT_FALSE(blobs->size(other));
  const auto use = [&] {
    return read([&](Transaction& rows) { return BlobUses(rows).find(sound).use; });
  };
  EXPECT_EQ(use(), BlobUse::draft);
  change.story = story;
  change.story.live.emplace();
  change.story.live->sound = *change.story.sound;
  store->write([&](Transaction& rows) { story = Stories(rows).save(change); });
  EXPECT_EQ(use(), BlobUse::live);
  change.story = story;
  change.story.live->hidden = true;
  change.story.state = State::withdrawn;
  store->write([&](Transaction& rows) { story = Stories(rows).save(change); });
  EXPECT_EQ(use(), BlobUse::withdrawn);
  change.story = story;
  change.story.live.reset();
  change.story.sound.reset();
  change.story.changed = start + hours(2);
  store->write([&](Transaction& rows) { story = Stories(rows).save(change); });
  EXPECT_EQ(use(), BlobUse::none);
  EXPECT_EQ(sweep(*store, *blobs, start + hours(1)), 0) << "it was referred to until now";
  EXPECT_EQ(sweep(*store, *blobs, start + hours(3)), 1);
}

TEST_P(Both, AnArchiveGoesBackIntoEitherDatabase) {
  const std::shared_ptr<Blobs> blobs = folder_blobs(scratch.path / "blobs");
  const std::string hash = blobs->put("sound");
  const Article text = article("نصّ \t الخبر «الأول».");
  store->write([&](Transaction& rows) {
    for (int i = 0; i < 1003; ++i)  // more than two pages
      Audience(rows).heard("nawras", std::to_string(i), "2026-03-01", "play", i);
  });
  store->write([&](Transaction& rows) {
    BlobUses(rows).arriving(hash, start);
    Change change = received("a1");
    change.story.sound.emplace();
    change.story.sound->mp3 = hash;
    Stories(rows).save(change, &text);
    People(rows).issue_token("nawras", Role::push, "", start);
  });
  const fs::path archive = scratch.path / "archive";
  const std::vector<Copied> saved = backup(*store, *blobs, archive);
  expect_error(ErrorCode::conflict, [&] { backup(*store, *blobs, archive); });
  for (const bool postgresql : {false, true}) {
    StoreOptions other;
    other.folder = scratch.path / (postgresql ? "p" : "s");
    if (postgresql) other.database = cluster().database();
    const auto second = Store::open(other);
    const auto second_blobs = folder_blobs(other.folder / "blobs");
    EXPECT_EQ(restore(archive, *second, *second_blobs), saved);
    EXPECT_EQ(second_blobs->get(hash), "sound");
    Story back;
    second->read([&](Transaction& rows) {
      back = Stories(rows).get("nawras", "a1");
      EXPECT_EQ(Stories(rows).article("nawras", "a1", 1).text(), text.text());
    });
    EXPECT_EQ(to_json(back),
              to_json(read([](Transaction& rows) { return Stories(rows).get("nawras", "a1"); })));
    expect_error(ErrorCode::conflict, [&] { restore(archive, *second, *second_blobs); });
    StoreOptions third = other;
    third.folder += "3";
    if (postgresql) third.database = cluster().database();
    EXPECT_EQ(copy_rows(*store, *Store::open(third)), saved);
  }
  // A row that is not the one that was saved.
  std::ofstream(archive / "plays.jsonl", std::ios::app)
      << R"(["nawras","x","2026-03-01","play",1])" << "\n";
  StoreOptions fresh;
  fresh.folder = scratch.path / "fresh";
  const auto last = Store::open(fresh);
  expect_error(ErrorCode::bad_input, [&] { restore(archive, *last, *blobs); });
  last->read([](Transaction& rows) { EXPECT_TRUE(Sites(rows).all().empty()); });
}

}  // namespace
}  // namespace mujaz
