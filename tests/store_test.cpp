// SPDX-License-Identifier: GPL-3.0-or-later
// The store, each test on both databases.
#include "mujaz/store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "cluster.h"
#include "mujaz/archive.h"
#include "mujaz/blobs.h"
#include "mujaz/digest.h"
#include "mujaz/jobs.h"
#include "mujaz/people.h"
#include "mujaz/shelves.h"
#include "store/transaction.h"
#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

const Time start = parse_time("2026-03-01T08:00:00Z");
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

testing::Cluster& cluster() {
  static testing::Cluster one;
  return one;
}

class Both : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    options.folder = scratch.path;
    if (std::string(GetParam()) == "postgresql") options.database = cluster().database();
    store = Store::open(options);
    store->write([](Transaction& rows) {
      for (const char* name : {"nawras", "sahel"}) {
        Site site;
        site.name = name;
        Sites(rows).put(site);
      }
    });
  }
  template <typename Work>
  auto read(const Work& work) {
    std::optional<decltype(work(std::declval<Transaction&>()))> out;
    store->read([&](Transaction& rows) { out = work(rows); });
    return std::move(*out);
  }
  void add_job(const char* site, const char* story, Urgency urgency = Urgency::live,
               Time not_before = {}) {
    store->write([&](Transaction& rows) {
      NewJob job{"draft", site, story, 1, "", urgency, not_before};
      Jobs(rows).add(job, start);
    });
  }
  std::optional<Job> claim(const char* worker, Time at) {
    std::optional<Job> job;
    store->write([&](Transaction& rows) { job = Jobs(rows).claim(worker, at, minutes(1)); });
    return job;
  }

  testing::Scratch scratch;
  StoreOptions options;
  std::shared_ptr<Store> store;
};
INSTANTIATE_TEST_SUITE_P(Databases, Both, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& one) { return std::string(one.param); });

void expect_error(ErrorCode code, const std::function<void()>& call) {
  try {
    call();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
  }
}

Article article(const std::string& text) {
  Article out;
  out.title = U"خبر";
  Paragraph paragraph;
  paragraph.text = from_utf8(text);
  out.paragraphs.push_back(paragraph);
  return out;
}

Change received(const char* id, int revision = 1) {
  Change change;
  change.changed = true;
  change.story.site = "nawras";
  change.story.id = id;
  change.story.revision = revision;
  change.story.received = change.story.changed = start;
  change.events = {"article.received"};
  change.todo = {{Task::draft, {}}};
  Entry entry;
  entry.at = start;
  entry.site = "nawras";
  entry.story = id;
  entry.action = "push";
  entry.text = "«نصّ» \"بعلامات\"";
  change.log = {entry};
  return change;
}

TEST_P(Both, SitesAreKeptAsTheyAre) {
  Site site;
  site.name = "nawras";
  site.policy.policy = Policy::publish;
  site.policy.sections["رياضة"] = Policy::held;
  site.policy.on_stale = OnStale::correct;
  site.policy.points = {2, 45, false};
  site.speed = 1.25;
  site.months = MonthNames::levant;
  site.opening = "من نورس";
  site.page = R"({"title":"نورس"})";
  store->write([&](Transaction& rows) { Sites(rows).put(site); });
  const Site back = read([](Transaction& rows) { return Sites(rows).get("nawras"); });
  EXPECT_EQ(back.policy.of("رياضة"), Policy::held);
  EXPECT_EQ(back.policy.of("اقتصاد"), Policy::publish);
  EXPECT_EQ(back.policy.points.words, 45);
  EXPECT_EQ(back.speed, 1.25);
  EXPECT_EQ(back.months, MonthNames::levant);
  EXPECT_EQ(back.opening, site.opening);
  EXPECT_EQ(back.page, site.page);
  EXPECT_EQ(read([](Transaction& rows) { return Sites(rows).all(); }).size(), 2u);
  for (const char* wrong : {"", "A", "../x", ".x", "a b", "موقع"})
    expect_error(ErrorCode::bad_input, [&] {
      site.name = wrong;
      store->write([&](Transaction& rows) { Sites(rows).put(site); });
    });
  expect_error(ErrorCode::not_found,
               [&] { store->read([](Transaction& rows) { Sites(rows).get("nobody"); }); });
}

TEST_P(Both, ASitesRowOfTheFirstSchemaIsRead) {
  store->write([](Transaction& rows) {
    rows.run(
        "UPDATE sites SET settings = ? WHERE name = 'nawras'",
        {R"({"policy":"held","sections":{},"on_stale":"hide","points":2,"words":45,"voice":"",)"
         R"("speed":1.0,"say_title":false,"opening":"","closing":"","months":"levant",)"
         R"("both_month_names":false,"time_zone":"UTC","page":"{\"title\":\"x\"}"})"});
  });
  Site site;
  store->read([&](Transaction& rows) { site = Sites(rows).get("nawras"); });
  EXPECT_EQ(site.policy.points.count, 2);
  EXPECT_EQ(site.policy.points.words, 45);
  EXPECT_EQ(site.months, MonthNames::levant);
  EXPECT_EQ(site.page, R"({"title":"x"})");
}

TEST_P(Both, AStoryIsSavedOnceForEachVersion) {
  const Article text = article("نصّ الخبر الأول.");
  Story story;
  store->write([&](Transaction& rows) { story = Stories(rows).save(received("a'1"), &text); });
  EXPECT_EQ(story.version, 1);
  const Story back = read([](Transaction& rows) { return Stories(rows).get("nawras", "a'1"); });
  EXPECT_EQ(to_json(back), to_json(story));
  EXPECT_EQ(
      read([](Transaction& rows) { return Stories(rows).article("nawras", "a'1", 1); }).text(),
      text.text());
  Change next;
  next.changed = true;
  next.story = story;
  next.story.state = State::drafted;
  store->write([&](Transaction& rows) { Stories(rows).save(next); });
  // Who saw the older version may not save over the newer one, and nothing of it stays.
  next.events = {"article.drafted"};
  expect_error(ErrorCode::conflict,
               [&] { store->write([&](Transaction& rows) { Stories(rows).save(next); }); });
  EXPECT_EQ(read([](Transaction& rows) { return Happenings(rows).last("nawras"); }), 1);
  EXPECT_EQ(read([](Transaction& rows) { return Stories(rows).get("nawras", "a'1"); }).version, 2);
  expect_error(ErrorCode::not_found,
               [&] { store->read([](Transaction& rows) { Stories(rows).get("sahel", "a'1"); }); });
}

TEST_P(Both, Pages) {
  for (int i = 0; i < 7; ++i)
    store->write([&](Transaction& rows) {
      Change change = received(("a" + std::to_string(i)).c_str());
      if (i % 2 == 0) {
        change.story.state = State::published;
        change.story.live.emplace();
        change.story.live->latest = start + minutes(i);
        change.story.section = i == 4 ? "رياضة" : "";
      }
      Stories(rows).save(change);
    });
  const auto ids = [](const std::vector<Story>& stories) {
    std::string all;
    for (const Story& story : stories) all += story.id + " ";
    return all;
  };
  EXPECT_EQ(
      ids(read([](Transaction& rows) { return Stories(rows).list({"nawras", {}, "a2", 3}); })),
      "a3 a4 a5 ");
  EXPECT_EQ(ids(read([](Transaction& rows) {
              return Stories(rows).list({"nawras", State::published, "a2", 9});
            })),
            "a4 a6 ");
  EXPECT_EQ(ids(read([](Transaction& rows) { return Stories(rows).published("nawras", 3); })),
            "a6 a4 a2 ");
  EXPECT_EQ(
      ids(read([](Transaction& rows) { return Stories(rows).published("nawras", 3, "رياضة"); })),
      "a4 ");
}

TEST_P(Both, TheLogIsAChainAndHappeningsHaveNoGap) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 10; ++i)
        store->write([&](Transaction& rows) {
          Stories(rows).save(received((std::to_string(writer) + "." + std::to_string(i)).c_str()));
        });
    });
  for (std::thread& writer : writers) writer.join();
  const auto log = read([](Transaction& rows) { return AuditLog(rows).after("nawras", 0); });
  ASSERT_EQ(log.size(), 40u);
  EXPECT_FALSE(broken(log));
  EXPECT_EQ(log[0].text, "«نصّ» \"بعلامات\"");
  const auto happened =
      read([](Transaction& rows) { return Happenings(rows).after("nawras", 30); });
  ASSERT_EQ(happened.size(), 10u);
  EXPECT_EQ(happened.front().place, 31);
  EXPECT_EQ(read([](Transaction& rows) { return AuditLog(rows).of_story("nawras", "1.3"); }).size(),
            1u);
}

TEST_P(Both, TwoFirstPushesMakeOneStory) {
  std::atomic<int> made = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&] {
      store->write([&](Transaction& rows) {
        if (Stories(rows).lock("nawras", "a1")) return;
        Stories(rows).save(received("a1"));
        ++made;  // at most: a transaction may be run again
      });
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_GE(made, 1);
  EXPECT_EQ(read([](Transaction& rows) { return Happenings(rows).last("nawras"); }), 1);
}

TEST_P(Both, NothingStaysOfWhatThrows) {
  expect_error(ErrorCode::internal, [&] {
    store->write([](Transaction& rows) {
      Stories(rows).save(received("a1"));
      throw Error(ErrorCode::internal, "no");
    });
  });
  EXPECT_FALSE(read([](Transaction& rows) { return Stories(rows).find("nawras", "a1"); }));
  expect_error(ErrorCode::bad_input, [&] {
    store->write([](Transaction& rows) { Stories(rows).find("nawras", std::string("a\0b", 3)); });
  });
  EXPECT_TRUE(store->answers());
}

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

TEST_P(Both, Tokens) {
  NewToken made;
  store->write([&](Transaction& rows) {
    made = People(rows).issue_token("nawras", Role::push, "the CMS", start, start + hours(1));
  });
  EXPECT_EQ(made.secret.size(), 47u);
  const auto token = [&](const std::string& secret, Time at) {
    return read([&](Transaction& rows) { return People(rows).token(secret, at); });
  };
  EXPECT_EQ(token(made.secret, start)->role, Role::push);
  EXPECT_FALSE(token(made.secret + "x", start));
  EXPECT_FALSE(token(made.secret, start + hours(1)));
  store->write([&](Transaction& rows) { People(rows).used(made.token, start + minutes(5)); });
  EXPECT_EQ(token(made.secret, start)->last_used, start + minutes(5));
  store->write([&](Transaction& rows) { EXPECT_TRUE(People(rows).revoke_token(made.token.id)); });
  EXPECT_FALSE(token(made.secret, start));
}

TEST_P(Both, AccountsAndSessions) {
  static const std::string hash = People::hash_password("a long password");
  EXPECT_TRUE(People::right_password(hash, "a long password"));
  EXPECT_FALSE(People::right_password(hash, "a long Password"));
  EXPECT_FALSE(People::right_password("", ""));
  NewSession session;
  store->write([&](Transaction& rows) {
    People people(rows);
    people.put_account({"salma", Role::edit, "nawras", false, false, start, {}}, hash);
    session = people.open_session(*people.account("salma"), start, start + hours(8));
    for (int i = 0; i < 4; ++i) people.wrong_password("salma", start);
    EXPECT_FALSE(people.account("salma")->locked_until);
    people.wrong_password("salma", start);
    EXPECT_EQ(people.account("salma")->locked_until, start + minutes(1));
    people.wrong_password("salma", start);
    EXPECT_EQ(people.account("salma")->locked_until, start + minutes(2));
    people.password_was_right("salma");
    EXPECT_FALSE(people.account("salma")->locked_until);
    EXPECT_EQ(people.session(session.secret, start)->csrf, session.session.csrf);
    EXPECT_FALSE(people.session(session.secret, start + hours(8)));
    people.disable("salma");
    EXPECT_FALSE(people.session(session.secret, start));
    EXPECT_TRUE(people.account("salma")->disabled);
    people.remember("nawras", "key", {"hash", 202, "{}"}, start);
    people.remember("nawras", "key", {"other", 500, ""}, start);
    EXPECT_EQ(people.answer("nawras", "key")->status, 202);
    EXPECT_FALSE(people.answer("sahel", "key"));
    people.forget_before(start + hours(1));
    EXPECT_FALSE(people.answer("nawras", "key"));
  });
}

TEST_P(Both, SmallerShelves) {
  store->write([&](Transaction& rows) {
    Webhooks hooks(rows);
    const Webhook hook = hooks.add({"",
                                    "nawras",
                                    "https://cms.example/hook",
                                    "",
                                    {"article.published", "article.stale"},
                                    true,
                                    start});
    EXPECT_EQ(hooks.find(hook.id)->events.size(), 2u);
    EXPECT_TRUE(hooks.set_active(hook.id, false));
    EXPECT_FALSE(hooks.all("nawras").at(0).active);

    LexiconShelf lexicon(rows);
    const LexiconEntry first = lexicon.add({"", "nawras", "نورس", "{\"a\":1}", "salma", start, {}});
    const LexiconEntry second =
        lexicon.add({"", "nawras", "نورس", "{\"a\":2}", "salma", start + seconds(1), {}});
    ASSERT_EQ(lexicon.all("nawras").size(), 1u);
    EXPECT_EQ(lexicon.all("nawras")[0].id, second.id);
    EXPECT_EQ(lexicon.all("nawras", true).size(), 2u);
    EXPECT_EQ(lexicon.find("nawras", first.id)->entry, first.entry);
    EXPECT_TRUE(lexicon.find("nawras", first.id)->removed);
    EXPECT_FALSE(lexicon.find("other", first.id));
    EXPECT_TRUE(lexicon.remove(second.id, start + seconds(2)));
    EXPECT_FALSE(lexicon.remove(second.id, start + seconds(3)));
    EXPECT_TRUE(lexicon.all("nawras").empty());

    Audience audience(rows);
    audience.heard("nawras", "a1", "2026-03-01", "play");
    audience.heard("nawras", "a1", "2026-03-02", "play", 3);
    audience.heard("nawras", "a2", "2026-03-02", "point.1");
    EXPECT_EQ(audience.counts("nawras", "2026-03-01", "2026-03-02").at(0).count, 4);
    EXPECT_EQ(audience.counts("nawras", "2026-03-02", "2026-03-02", "a1").at(0).count, 3);
    const Report report =
        audience.add({"", "nawras", "a1", 2, "p1", "reading", "نورس", "", 3, 7, start, ""});
    EXPECT_EQ(audience.reports("nawras").at(0).to, 7);
    EXPECT_TRUE(audience.close(report.id, "salma"));
    EXPECT_TRUE(audience.reports("nawras").empty());
    EXPECT_EQ(audience.reports("nawras", false).at(0).closed_by, "salma");
  });
}

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

TEST_P(Both, ASecondProgramFindsTheTables) {
  std::vector<std::thread> programs;
  StoreOptions fresh = options;
  testing::Scratch elsewhere;
  if (fresh.database.empty())
    fresh.folder = elsewhere.path / "new";
  else
    fresh.database = cluster().database();
  std::atomic<int> opened = 0;
  for (int i = 0; i < 4; ++i)
    programs.emplace_back([&] { opened += Store::open(fresh)->answers(); });
  for (std::thread& program : programs) program.join();
  EXPECT_EQ(opened, 4);
}

TEST(Store, ADatabaseThatGoesAwayComesBack) {
  testing::Cluster own;
  StoreOptions options;
  options.database = own.database();
  const auto store = Store::open(options);
  EXPECT_TRUE(store->answers());
  own.stop();
  EXPECT_FALSE(store->answers());
  expect_error(ErrorCode::unavailable, [&] { store->write([](Transaction&) {}); });
  own.start();
  EXPECT_TRUE(store->answers());
}

TEST(Store, NoServerNoFolder) {
  StoreOptions options;
  options.database = "host=/nowhere dbname=x";
  expect_error(ErrorCode::unavailable, [&] { Store::open(options); });
  options.database.clear();
  options.folder = "/proc/nowhere";
  expect_error(ErrorCode::unavailable, [&] { Store::open(options); });
}

}  // namespace
}  // namespace mujaz
