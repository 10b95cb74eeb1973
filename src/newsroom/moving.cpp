// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/moving.h"

#include <algorithm>

namespace mujaz::newsroom {

Actor machine() {
  return {"mujaz", Role::machine};
}

Moving::Moving(const Story& story, Actor actor, Time at) : actor_(std::move(actor)), at_(at) {
  change_.story = story;
  change_.changed = true;
}

Change Moving::unchanged(const Story& story) {
  Change change;
  change.story = story;
  return change;
}

void Moving::check(Event event) const {
  const Move* move = find_move(change_.story.state, event);
  if (!move)
    throw Error(ErrorCode::conflict,
                std::string("A story that is ") + name(change_.story.state) +
                    " takes no such step: " + name(event) + ".",
                change_.story.id);
  if (!may(actor_.role, move->right))
    throw Error(ErrorCode::unsupported,
                std::string("The role ") + name(actor_.role) + " has no right to " +
                    name(move->right) + ".",
                change_.story.id);
}

Entry Moving::entry(Event event, const Actor& actor) const {
  Entry entry;
  entry.at = at_;
  entry.site = change_.story.site;
  entry.story = change_.story.id;
  entry.revision = change_.story.revision;
  entry.who = actor.name;
  entry.role = name(actor.role);
  entry.action = name(event);
  return entry;
}

void Moving::go(Event event, const Actor& actor, const std::string& reason) {
  Entry written = entry(event, actor);
  written.from = name(change_.story.state);
  change_.story.state = find_move(change_.story.state, event)->to;
  written.to = name(change_.story.state);
  written.reason = reason;
  change_.log.push_back(std::move(written));
}

void Moving::move(Event event, const std::string& reason) {
  check(event);
  go(event, actor_, reason);
}

void Moving::follow(Event event, const std::string& reason) {
  if (!find_move(change_.story.state, event))
    throw Error(ErrorCode::internal,
                std::string("No move: ") + name(change_.story.state) + ", " + name(event) + ".");
  go(event, machine(), reason);
}

void Moving::looked(Event event, const StoryPoint& point, const std::string& sentence) {
  Entry written = entry(event, actor_);
  written.from = written.to = name(change_.story.state);
  written.point = point.id;
  written.text = to_utf8(point.checked.point.text);
  written.verdict = name(point.checked.verdict);
  written.sentence = sentence;
  written.decision = name(point.look.decision);
  written.reason = point.look.reason;
  change_.log.push_back(std::move(written));
}

void Moving::todo(Task task, Time not_before) {
  change_.todo.push_back({task, not_before});
}

void Moving::tell(const char* what) {
  change_.events.emplace_back(what);
}

Change Moving::done() {
  change_.story.changed = at_;
  return std::move(change_);
}

std::string new_point_id(Story& story) {
  std::string id(1, 'p');
  id += std::to_string(story.next_point++);
  return id;
}

bool has_sound(const Story& story) {
  return story.sound && story.sound->key == sound_key(story);
}

void want_sound(Moving& moving) {
  if (!box_of(moving.story()).empty() && !has_sound(moving.story())) moving.todo(Task::voice);
}

void release(Moving& moving) {
  Story& story = moving.story();
  if (story.state != State::approved) return;
  if (!has_sound(story)) return moving.todo(Task::voice);
  if (story.publish_at && *story.publish_at > moving.at())
    return moving.todo(Task::publish, *story.publish_at);
  moving.follow(Event::publish);
  Live live;
  live.revision = story.revision;
  live.points = box_of(story);
  live.sound = *story.sound;
  live.label = label_of(live.points);
  live.first = story.live ? story.live->first : moving.at();
  live.latest = moving.at();
  story.live = std::move(live);
  story.reasons.clear();
  moving.tell("article.published");
}

void settle(Moving& moving, const HousePolicy& policy) {
  Story& story = moving.story();
  const std::vector<StoryPoint> box = box_of(story);
  const bool all = box.size() == story.points.size();
  const bool hidden = story.live && story.live->hidden && policy.on_stale == OnStale::hide;
  const bool by_editor = story.was_withdrawn || hidden;
  switch (by_editor ? Policy::review : policy.of(story.section)) {
    case Policy::review:
      moving.follow(Event::review);
      moving.tell("article.in_review");
      return;
    case Policy::held:
      if (all && !box.empty()) break;
      [[fallthrough]];
    case Policy::publish:
      if (!box.empty() && policy.of(story.section) == Policy::publish) break;
      story.reasons = {std::to_string(story.points.size() - box.size()) + " of " +
                       std::to_string(story.points.size()) +
                       " points are not supported by the article."};
      moving.follow(Event::hold, story.reasons.front());
      moving.tell("article.held");
      return;
  }
  moving.follow(Event::accept);
  release(moving);
}

}  // namespace mujaz::newsroom
