// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom at work: from the push to the listener, and what becomes of it when things break.
#include "mujaz/desk.h"

#include <gtest/gtest.h>

#include <thread>

#include "articles.h"
#include "support.h"

namespace mujaz {
namespace {

using std::chrono::milliseconds;
const Actor cms{"cms", Role::push}, editor{"salma", Role::edit};

Article article(const std::string& text) {
  Article out;
  out.title = U"خبر";
  Paragraph paragraph;
  paragraph.text = from_utf8(text);
  out.paragraphs.push_back(paragraph);
  return out;
}

Push push_of(const char* id, const std::string& text) {
  Push push;
  push.site = "nawras";
  push.id = id;
  push.article = article(text);
  return push;
}

class DeskTest : public ::testing::Test {
 protected:
  DeskTest() {
    options.folder = scratch.path;
    parts = testing::desk_parts(options, testing::quick_crafts());
    parts.retries = {2, milliseconds(0), milliseconds(0)};
    policy(Policy::publish);
  }
  void policy(Policy which) {
    Site site;
    site.name = "nawras";
    site.policy.policy = which;
    parts.store->write([&](Transaction& rows) { Sites(rows).put(site); });
  }
  Desk& desk() {
    if (!made) made = std::make_unique<Desk>(parts);
    return *made;
  }
  void work() {
    const Stop stop;
    while (desk().work("w", stop)) {
    }
  }
  Story story(const char* id) {
    Story out;
    parts.store->read([&](Transaction& rows) { out = Stories(rows).get("nawras", id); });
    return out;
  }
  testing::Scratch scratch;
  StoreOptions options;
  DeskParts parts;
  std::unique_ptr<Desk> made;
};

TEST_F(DeskTest, FromThePushToTheListener) {
  const Desk::Pushed pushed = desk().push(push_of("a1", "أعلنت البلدية افتتاح ثلاث مدارس."), cms);
  EXPECT_TRUE(pushed.changed);
  EXPECT_EQ(pushed.story.state, State::received);
  work();
  const Story after = story("a1");
  ASSERT_TRUE(visible(after));
  EXPECT_NE(desk().blobs().get(visible(after)->sound.mp3).find("ثلاث مدارس"), std::string::npos);
  EXPECT_FALSE(desk().push(push_of("a1", "أعلنت البلدية افتتاح ثلاث مدارس."), cms).changed);
  EXPECT_EQ(desk().await({"nawras", "a1"}, milliseconds(0)).version, after.version);
}

TEST_F(DeskTest, AnEditorAndAnotherOneAtOnce) {
  policy(Policy::review);
  desk().push(push_of("a1", "أعلنت البلدية افتتاح ثلاث مدارس."), cms);
  work();
  const Story seen = story("a1");
  EXPECT_EQ(seen.state, State::in_review);
  EXPECT_EQ(desk().approve({"nawras", "a1", seen.version}, editor).state, State::published);
  try {
    desk().reject({"nawras", "a1", seen.version}, "no", editor);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict);
  }
  desk().revoice({"nawras", "a1"}, editor);
  work();
  EXPECT_EQ(visible(story("a1"))->sound.key, sound_key(story("a1")));
  desk().withdraw({"nawras", "a1"}, "", cms);
  EXPECT_FALSE(visible(story("a1")));
}

TEST_F(DeskTest, WhatFailsForGoodIsHeldAndTheRestIsTriedAgain) {
  int tries = 0;
  parts.crafts.sound = [&, quick = parts.crafts.sound](const auto&... given) {
    if (++tries == 1) throw Error(ErrorCode::unavailable, "the voice is away");
    return quick(given...);
  };
  parts.crafts.points = [quick = parts.crafts.points](const Article& text, const Site& site) {
    if (text.text().find(U"قصير") != std::u32string::npos)
      throw Error(ErrorCode::bad_input, "No sentence stands alone.");
    return quick(text, site);
  };
  desk().push(push_of("a1", "أعلنت البلدية افتتاح ثلاث مدارس."), cms);
  desk().push(push_of("a2", "قصير."), cms);
  work();
  EXPECT_EQ(tries, 2);
  EXPECT_TRUE(visible(story("a1")));
  EXPECT_EQ(story("a2").state, State::held);
  EXPECT_EQ(story("a2").reasons.at(0), "No sentence stands alone.");
  tries = -10;
  parts.crafts.sound = [](const auto&...) -> BoxFiles {
    throw Error(ErrorCode::unavailable, "the voice is away");
  };
  made.reset();
  desk().push(push_of("a3", "أعلنت البلدية افتتاح جسر."), cms);
  work();
  EXPECT_EQ(story("a3").state, State::held);
  parts.store->read([&](Transaction& rows) {
    EXPECT_EQ(Jobs(rows).list("nawras", JobState::dead).at(0).error, "the voice is away");
  });
}

TEST_F(DeskTest, AWorkerThatStopsHandsItsJobBack) {
  std::atomic<bool> begun = false;
  parts.crafts.sound = [&](const Article&, const Signed&, const Site&,
                           const std::vector<LexiconEntry>&, const Stop& stop) -> BoxFiles {
    begun = true;
    for (int i = 0; i < 1000; ++i) {
      stop.check();
      std::this_thread::sleep_for(milliseconds(10));
    }
    return {};
  };
  desk().push(push_of("a1", "أعلنت البلدية افتتاح ثلاث مدارس."), cms);
  Workers workers(desk(), 1);
  while (!begun) std::this_thread::sleep_for(milliseconds(5));
  workers.stop();
  parts.store->read([&](Transaction& rows) {
    const Job job = Jobs(rows).list("nawras", JobState::waiting).at(0);
    EXPECT_EQ(job.kind, "voice");
    EXPECT_EQ(job.attempts, 0);
  });
}

TEST_F(DeskTest, AJobThatIsCancelledGoes) {
  std::atomic<bool> begun = false;
  parts.lease = milliseconds(300);
  parts.crafts.sound = [&](const Article&, const Signed&, const Site&,
                           const std::vector<LexiconEntry>&, const Stop& stop) -> BoxFiles {
    begun = true;
    for (int i = 0; i < 1000; ++i) {
      stop.check();
      std::this_thread::sleep_for(milliseconds(10));
    }
    return {};
  };
  desk().push(push_of("a1", "أعلنت البلدية افتتاح ثلاث مدارس."), cms);
  Workers workers(desk(), 1);
  while (!begun) std::this_thread::sleep_for(milliseconds(5));
  parts.store->write([&](Transaction& rows) {
    EXPECT_TRUE(Jobs(rows).cancel(Jobs(rows).list("nawras", JobState::running).at(0).id));
  });
  std::map<JobState, std::int64_t> left;
  for (int i = 0; i < 500 && (i == 0 || left[JobState::running] > 0); ++i) {
    parts.store->read([&](Transaction& rows) { left = Jobs(rows).count(); });
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_EQ(left[JobState::running] + left[JobState::waiting], 0);
}

TEST_F(DeskTest, AJobThatEndsItsWorkersIsLeftInTheEnd) {
  desk().push(push_of("a1", "أعلنت البلدية افتتاح ثلاث مدارس."), cms);
  for (int i = 0; i < parts.retries.most; ++i)
    parts.store->write([&](Transaction& rows) {
      EXPECT_TRUE(Jobs(rows).claim("gone", now(), milliseconds(-1000)));
    });
  work();
  EXPECT_EQ(story("a1").state, State::held);
  parts.store->read([&](Transaction& rows) {
    EXPECT_EQ(Jobs(rows).list("nawras", JobState::dead).at(0).attempts, parts.retries.most + 1);
  });
}

TEST_F(DeskTest, OtherWork) {
  int done = 0;
  desk().on("webhook", [&](const Job& job, const Stop&) {
    EXPECT_EQ(job.body, "{}");
    if (++done == 1) throw Error(ErrorCode::unavailable, "no answer");
  });
  parts.store->write([&](Transaction& rows) {
    NewJob job;
    job.kind = "webhook";
    job.site = "nawras";
    job.body = "{}";
    Jobs(rows).add(job, now());
  });
  work();
  EXPECT_EQ(done, 2);
}

TEST(Crafts, ABoxIsMadeWithARealVoice) {
  const Crafts crafts = load_crafts(testing::places(), {"espeak", {}, {}});
  Site site;
  site.name = "nawras";
  site.policy.points = {1, 20, false};
  const Article text = article(
      "أعلنت وزارة الري في نوران استئناف المحادثات مع سهيل بعد توقف دام 14 شهرا. وقال الوزير إن "
      "الجولة المقبلة تعقد في الأسبوع الأول من الشهر.");
  const Checked made = crafts.points(text, site);
  ASSERT_EQ(made.points.size(), 1u);
  const Stop stop;
  const BoxFiles plain = crafts.sound(text, sign(made), site, {}, stop);
  EXPECT_GT(plain.duration, 1);
  EXPECT_EQ(plain.voice, "espeak");
  EXPECT_EQ(plain.opus.substr(0, 4), "OggS");
  EXPECT_EQ(plain.captions.substr(0, 6), "WEBVTT");
  // The house's own reading is heard.
  const LexiconEntry entry{"1",     "nawras", "نوران", "نوران,marked,نُورَانْ بَعِيدَةٌ جِدًّا,all,,",
                           "salma", {},       {}};
  EXPECT_GT(crafts.sound(text, sign(made), site, {entry}, stop).duration, plain.duration + 0.3);
  // What a site asks for around its points.
  Article titled = text;
  titled.title = U"استئناف المحادثات";
  site.opening = "ملخص {title} من {publisher}|ملخص {title}";
  const double framed = crafts.sound(titled, sign(made), site, {}, stop).duration;
  EXPECT_GT(framed, plain.duration + 1);
  site.pause = 2.7;
  EXPECT_NEAR(crafts.sound(titled, sign(made), site, {}, stop).duration, framed + 2, 0.05);
  site.title_voice = "nobody";
  EXPECT_THROW(crafts.sound(titled, sign(made), site, {}, stop), Error);
  site.title_voice.clear();
  site.between = "nothing.wav";
  EXPECT_THROW(crafts.sound(titled, sign(made), site, {}, stop), Error);
}

}  // namespace
}  // namespace mujaz
