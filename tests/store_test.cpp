// SPDX-License-Identifier: GPL-3.0-or-later
// The store, each test on both databases.
#include "mujaz/store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "both_databases.h"
#include "mujaz/blobs.h"
#include "mujaz/digest.h"
#include "mujaz/jobs.h"
#include "mujaz/people.h"
#include "mujaz/shelves.h"
#include "store/transaction.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

INSTANTIATE_TEST_SUITE_P(Databases, Both, ::testing::Values("sqlite", "postgresql"),
                         [](const auto& one) { return std::string(one.param); });

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
