// SPDX-License-Identifier: GPL-3.0-or-later
// What the machine made: points, sound, failures. A result of an older revision, or of a box that
// is no longer so, changes nothing.
#include <algorithm>

#include "newsroom/rules.h"

namespace mujaz {
namespace {
using namespace newsroom;

bool overlap(const KeyPoint& a, const KeyPoint& b, const Ground& ground) {
  if (folded(a.text) == folded(b.text)) return true;
  const std::vector<std::u32string> mine = ground.under(a), its = ground.under(b);
  return std::find_first_of(mine.begin(), mine.end(), its.begin(), its.end()) != mine.end();
}

}  // namespace

Newsroom::Newsroom(const Language& language, std::shared_ptr<const Checker> checker)
    : rules_(std::make_unique<Rules>(Rules{SentenceSplitter(language), std::move(checker)})) {}
Newsroom::~Newsroom() = default;

Change Newsroom::drafted(const Story& story, int revision, const Article& article,
                         const Checked& made, const HousePolicy& policy, Time at) const {
  if (story.revision != revision || !find_move(story.state, Event::draft))
    return Moving::unchanged(story);
  Moving moving(story, machine(), at);
  std::vector<StoryPoint>& points = moving.story().points;
  const Ground ground(article, rules_->splitter);
  const std::size_t most =
      points.empty()
          ? made.points.size()
          : std::max<std::size_t>(points.size(), static_cast<std::size_t>(policy.points.count));
  for (const CheckedPoint& one : made.points) {
    if (points.size() >= most) break;
    if (std::any_of(points.begin(), points.end(), [&](const StoryPoint& kept) {
          return overlap(kept.checked.point, one.point, ground);
        }))
      continue;
    points.push_back({new_point_id(moving.story()), one, {}});
  }
  moving.move(Event::draft);
  moving.tell("article.drafted");
  if (box_of(moving.story()).empty() || has_sound(moving.story()))
    settle(moving, policy);
  else
    moving.todo(Task::voice);
  return moving.done();
}

Change Newsroom::voiced(const Story& story, int revision, const Sound& sound,
                        const HousePolicy& policy, Time at) const {
  if (story.revision != revision || !find_move(story.state, Event::voice) ||
      sound.key != sound_key(story) || has_sound(story))
    return Moving::unchanged(story);
  Moving moving(story, machine(), at);
  moving.story().sound = sound;
  moving.move(Event::voice);
  Story& after = moving.story();
  if (after.state == State::drafted) {
    settle(moving, policy);
  } else if (after.state == State::published && after.live && !after.live->hidden) {
    after.live->sound = sound;
    after.live->latest = at;
    after.reasons.clear();
    moving.tell("article.published");
  } else {
    release(moving);
    if (after.state != State::published) moving.tell("article.voiced");
  }
  return moving.done();
}

Change Newsroom::failed(const Story& story, int revision, const std::string& why, Time at) const {
  if (story.revision != revision || !find_move(story.state, Event::fail))
    return Moving::unchanged(story);
  Moving moving(story, machine(), at);
  moving.story().reasons = {why};
  moving.move(Event::fail, why);
  moving.tell("article.failed");
  return moving.done();
}

Change Newsroom::due(const Story& story, Time at) const {
  if (story.state != State::approved || !has_sound(story) ||
      (story.publish_at && *story.publish_at > at))
    return Moving::unchanged(story);
  Moving moving(story, machine(), at);
  release(moving);
  return moving.done();
}

}  // namespace mujaz
