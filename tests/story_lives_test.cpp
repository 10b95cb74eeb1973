// SPDX-License-Identifier: GPL-3.0-or-later
// Long random lives of a story held against what must never happen.
#include <random>

#include "made_story.h"

namespace mujaz {
namespace {

/// Random lives of a story.
class Life {
 public:
  Life(unsigned seed, Policy policy, OnStale on_stale) : random_(seed), desk_(policy, on_stale) {}
  void run(int steps) {
    push();
    for (int i = 0; i < steps && !::testing::Test::HasFailure(); ++i) {
      const Story before = desk_.story;
      try {
        step();
      } catch (const Error& error) {
        ASSERT_NE(error.code(), ErrorCode::internal) << error.what();
        desk_.story = before;
      }
      hold(before);
    }
    ASSERT_FALSE(broken(log_));
  }
  int published = 0, stale = 0;

 private:
  std::size_t pick(std::size_t n) { return random_() % n; }
  Actor somebody() { return {"x", Role(pick(4))}; }

  void take(const Change& change) {
    if (!change.changed) {
      ASSERT_EQ(to_json(change.story), to_json(desk_.story));
      return;
    }
    for (Entry entry : change.log) {
      chain(entry, log_.empty() ? std::nullopt : std::optional(log_.back()));
      log_.push_back(entry);
    }
    for (const std::string& event : change.events) {
      published += event == "article.published";
      stale += event == "article.stale";
    }
    desk_.take(change);
  }

  void push() {
    std::vector<std::u32string> text;
    for (const std::u32string& sentence : sentences)
      if (pick(5) != 0) text.push_back(sentence);
    if (text.empty()) text.push_back(sentences[0]);
    Push push = push_of(article(text));
    if (pick(3) == 0) push.modified = desk_.at - std::chrono::minutes(pick(4));
    if (pick(6) == 0) push.publish_at = desk_.at + std::chrono::minutes(pick(6));
    const std::optional<Story> before =
        desk_.story.revision ? std::optional(desk_.story) : std::nullopt;
    const int revision = desk_.story.revision;
    take(rules().push(before, desk_.text, push, cms, desk_.at));
    if (desk_.story.revision != revision) desk_.text = push.article;
  }
  void draft() {
    Checked made;
    for (const Paragraph& paragraph : desk_.text.paragraphs)
      if (made.points.size() < 3 && pick(2) == 0)
        made.points.push_back(
            point(desk_.text, paragraph.text, Verdict(pick(5) < 3 ? 0 : pick(3))));
    const int revision = desk_.story.revision - int(pick(6) == 0);
    const Change change =
        rules().drafted(desk_.story, revision, desk_.text, made, desk_.policy, desk_.at);
    ASSERT_TRUE(revision == desk_.story.revision || !change.changed);
    take(change);
  }
  void voice() {
    Sound sound = sound_of(desk_.story);
    if (pick(6) == 0) sound = old_;
    old_ = sound_of(desk_.story);
    const int revision = desk_.story.revision - int(pick(8) == 0);
    const Change change = rules().voiced(desk_.story, revision, sound, desk_.policy, desk_.at);
    ASSERT_TRUE((revision == desk_.story.revision && sound.key == sound_key(desk_.story)) ||
                !change.changed);
    take(change);
  }
  void edit() {
    const std::vector<StoryPoint>& points = desk_.story.points;
    const std::string id = points.empty() ? "p1" : points[pick(points.size())].id;
    take(rules().edit(desk_.story, desk_.text,
                      {{Edit::Kind(pick(4)), id, sentences[pick(sentences.size())], pick(3)}},
                      somebody(), desk_.at));
  }
  void sign() {
    const std::vector<StoryPoint>& points = desk_.story.points;
    const std::string id = points.empty() ? "p1" : points[pick(points.size())].id;
    take(rules().sign(desk_.story, desk_.text, id, pick(2) ? "seen" : "", somebody(), desk_.at));
  }
  void step() {
    switch (pick(16)) {
      case 0:
      case 1:
        return push();
      case 2:
      case 3:
      case 4:
        return draft();
      case 5:
      case 6:
      case 7:
        return voice();
      case 8:
        return edit();
      case 9:
      case 10:
        return sign();
      case 11:
        return take(rules().approve(desk_.story, desk_.text, somebody(), desk_.at));
      case 12:
        return take(rules().reject(desk_.story, "no", somebody(), desk_.at));
      case 13:
        return take(rules().due(desk_.story, desk_.at));
      case 14:
        if (pick(3) == 0) return take(rules().withdraw(desk_.story, "", somebody(), desk_.at));
        return take(rules().revoice(desk_.story, somebody(), desk_.at));
      default:
        if (pick(2) == 0)
          return take(rules().failed(desk_.story, desk_.story.revision, "no", desk_.at));
        return take(rules().correct(desk_.story, U"x", somebody(), desk_.at));
    }
  }

  /// What must never be otherwise.
  void hold(const Story& before) {
    const Story& story = desk_.story;
    ASSERT_EQ(to_json(parse_story(to_json(story))), to_json(story));
    const Live* live = visible(story);
    if (story.state == State::stale || story.state == State::withdrawn) {
      ASSERT_FALSE(live);
    }
    if (story.state == State::published) {
      ASSERT_TRUE(live);
      ASSERT_EQ(live->sound.key, story.sound->key);
      ASSERT_EQ(live->points.size(), box_of(story).size());
    }
    if (!live) return;
    ASSERT_EQ(live->revision, story.revision);
    ASSERT_FALSE(live->points.empty());
    const std::u32string text = desk_.text.text();
    for (const StoryPoint& point : live->points) {
      ASSERT_TRUE(publishable(point));
      ASSERT_TRUE(desk_.policy.policy != Policy::review || point.look.decision != Decision::none);
      for (const Piece& piece : point.checked.point.pieces)
        ASSERT_EQ(text.substr(piece.span.start, piece.span.size()), piece.text);
    }
    const bool appeared = !visible(before) || visible(before)->sound.key != live->sound.key;
    if (appeared && before.state == State::approved && story.publish_at) {
      ASSERT_GE(live->latest, *story.publish_at);
    }
  }

  std::mt19937 random_;
  Desk desk_;
  std::vector<Entry> log_;
  Sound old_;
};

TEST(Newsroom, NothingIsHeardThatMayNotBe) {
  int published = 0, stale = 0;
  for (unsigned seed = 0; seed < 120; ++seed) {
    SCOPED_TRACE(seed);
    Life life(seed, Policy(seed % 3), OnStale(seed / 3 % 2));
    life.run(120);
    if (HasFailure()) return;
    published += life.published;
    stale += life.stale;
  }
  // The lives were worth living.
  EXPECT_GT(published, 200);
  EXPECT_GT(stale, 50);
}

}  // namespace
}  // namespace mujaz
