// SPDX-License-Identifier: GPL-3.0-or-later
// A site's own readings: what an entry would change, and that its sound alone is made again.
#include "mujaz/house_lexicon.h"

#include <gtest/gtest.h>

#include "crash.h"
#include "support.h"

namespace mujaz {
namespace {

const Actor salma{"salma", Role::edit};

Pronunciation wish(const char* written, const char* reading) {
  Pronunciation entry;
  entry.written = from_utf8(written);
  entry.reading = from_utf8(reading);
  return entry;
}

class HouseLexiconTest : public ::testing::Test {
 protected:
  void open(Crafts crafts) {
    StoreOptions options;
    options.folder = scratch.path;
    desk = std::make_unique<Desk>(testing::desk_parts(options, std::move(crafts)));
    site.name = "nawras";
    site.policy.policy = Policy::publish;
    put_site();
  }
  void put_site() {
    desk->store().write([&](Transaction& rows) { Sites(rows).put(site); });
  }
  void publish(const char* id, const char* text) {
    Push push;
    push.site = "nawras";
    push.id = id;
    push.article.title = U"خبر من الوصايف";
    Paragraph paragraph;
    paragraph.text = from_utf8(text);
    push.article.paragraphs.push_back(paragraph);
    desk->push(push, {"cms", Role::push});
    work();
    ASSERT_TRUE(visible(story(id))) << id;
  }
  /// Until nothing is left to do.
  void work() {
    const Stop stop;
    while (desk->work("worker", stop)) {
    }
  }
  Story story(const char* id) {
    Story found;
    desk->store().read([&](Transaction& rows) { found = Stories(rows).get("nawras", id); });
    return found;
  }

  testing::Scratch scratch;
  std::unique_ptr<Desk> desk;
  Site site;
};

TEST_F(HouseLexiconTest, ARealReaderReadsAWordBehindItsClitics) {
  Crafts crafts = testing::quick_crafts();
  crafts.read = load_crafts(testing::places(), {"espeak", {}, {}}).read;
  open(std::move(crafts));
  publish("a1", "افتتحت بلدية الوصايف سوقا جديدة.");
  publish("a2", "وصلت الحافلة إلى الوصايف وبالوصايف سوق.");
  publish("a3", "لا خبر هنا عن تلك المدينة.");
  HouseLexicon lexicon(*desk);
  const LexiconPreview seen = lexicon.preview("nawras", wish("الوصايف", "الْوَصَّايِف"));
  ASSERT_EQ(seen.parts.size(), 2u);
  EXPECT_EQ(seen.searched, 3);
  EXPECT_TRUE(seen.whole);
  for (const ChangedPart& part : seen.parts) {
    ASSERT_EQ(part.words.size(), part.story == "a1" ? 1u : 2u) << part.story;
    for (const SaidOtherwise& word : part.words) {
      EXPECT_NE(word.after.find("ص\u0651\u064E"), std::string::npos)
          << word.before << " " << word.after;
      EXPECT_NE(word.ipa_before, word.ipa_after);
      EXPECT_NE(part.text.substr(word.written.start, word.written.size()).find(U"وصايف"),
                std::u32string::npos);
    }
  }
  lexicon.put("nawras", wish("الوصايف", "الْوَصَّايِف"), salma);
  EXPECT_TRUE(lexicon.preview("nawras", wish("الوصايف", "الْوَصَّايِف")).parts.empty())
      << "it is in force";
}

TEST_F(HouseLexiconTest, MakesAgainTheSoundThatItTouches) {
  open(testing::quick_crafts());
  publish("a1", "افتتحت بلدية الوصايف سوقا جديدة.");
  publish("a2", "لا خبر هنا عن تلك المدينة.");
  HouseLexicon lexicon(*desk);
  const HouseEntry entry = lexicon.put("nawras", wish("الوصايف", "الْوَصَايِف"), salma);
  work();
  EXPECT_EQ(story("a1").take, 1);
  EXPECT_EQ(story("a1").sound->key, sound_key(story("a1"))) << "with its new sound";
  EXPECT_EQ(story("a2").take, 0);
  std::vector<Entry> log;
  desk->store().read([&](Transaction& rows) { log = AuditLog(rows).of_story("nawras", "a1"); });
  bool told = false;
  for (const Entry& one : log) told |= one.action == "revoice" && one.who == "salma";
  EXPECT_TRUE(told);

  lexicon.put("nawras", wish("الوصايف", "الْوَصَايِف"), salma);
  work();
  EXPECT_EQ(story("a1").take, 1) << "the same again changes nothing";
  EXPECT_TRUE(lexicon.remove("nawras", entry.row.id, salma));
  work();
  EXPECT_EQ(story("a1").take, 2);
  const auto back = lexicon.restore("nawras", entry.row.id, salma);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->row.by, "salma");
  work();
  EXPECT_EQ(story("a1").take, 3);
  EXPECT_EQ(lexicon.list("nawras").size(), 1u);
  EXPECT_EQ(lexicon.list("nawras", true).size(), 2u);
}

TEST_F(HouseLexiconTest, WhatIsSaidAroundEveryStoryTouchesAll) {
  open(testing::quick_crafts());
  site.opening = "موجز نورس";
  site.say_title = true;
  put_site();
  publish("a1", "لا خبر هنا عن تلك المدينة.");
  publish("a2", "ولا خبر هناك.");
  HouseLexicon lexicon(*desk);
  const LexiconPreview seen = lexicon.preview("nawras", wish("نورس", "نُورِس"));
  ASSERT_EQ(seen.parts.size(), 1u);
  EXPECT_EQ(seen.parts[0].part, "opening");
  EXPECT_EQ(lexicon.preview("nawras", wish("الوصايف", "الْوَصَايِف")).parts.size(), 2u)
      << "both titles";
  lexicon.put("nawras", wish("نورس", "نُورِس"), salma);
  work();
  EXPECT_EQ(story("a1").take, 1);
  EXPECT_EQ(story("a2").take, 1);
}

}  // namespace
}  // namespace mujaz
