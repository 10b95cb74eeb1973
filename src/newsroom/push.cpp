// SPDX-License-Identifier: GPL-3.0-or-later
// A text arrives: a new story, the same again, or a new revision and what of the old stands in it.
#include <algorithm>

#include "newsroom/rules.h"

namespace mujaz {
namespace {
using namespace newsroom;

constexpr std::size_t longest_id = 200;

void check_id(const std::string& id) {
  const bool fits = !id.empty() && id.size() <= longest_id &&
                    std::all_of(id.begin(), id.end(), [](unsigned char c) {
                      return c > 0x20 && c != 0x7F && c != '/' && c != '\\';
                    });
  if (!fits || id == "." || id == "..")
    throw Error(ErrorCode::bad_input,
                "An article's id is 1 to 200 bytes without white space and slashes.",
                id.substr(0, 64));
}

void describe(Story& story, const Push& push, Time at) {
  const auto text = [](const std::optional<std::u32string>& value) {
    return value ? to_utf8(*value) : std::string();
  };
  story.title = text(push.article.title);
  story.url = push.article.url.value_or(std::string());
  story.section = push.section.empty() ? text(push.article.section) : push.section;
  story.byline = text(push.article.byline);
  story.received = at;
  story.archive = push.archive;
  story.publish_at = push.publish_at;
  if (push.modified) story.modified = push.modified;
}

/// Whether an editor has had a hand in the points.
bool has_hand(const Story& story) {
  return std::any_of(story.points.begin(), story.points.end(), [](const StoryPoint& point) {
    return point.look.decision != Decision::none || point.checked.point.how == How::editor;
  });
}

/// Points over a new text: those that stand keep verdict and look, the others are checked again.
struct Carried {
  std::vector<StoryPoint> points;
  bool all_stand = true;
};
Carried carry(const std::vector<StoryPoint>& points, const Article& article, const Ground& now,
              const Ground& before, const Checker& checker) {
  Carried out;
  for (const StoryPoint& old : points) {
    StoryPoint point = old;
    if (auto pieces = now.stands(old.checked.point, before)) {
      point.checked.point.pieces = std::move(*pieces);
      for (Problem& problem : point.checked.problems) problem.source.reset();
      out.points.push_back(std::move(point));
      continue;
    }
    KeyPoints one;
    one.points.push_back(old.checked.point);
    one.points.front().pieces.clear();
    point.checked = checker.check(one, article).points.at(0);
    // A point that an editor wrote has no pieces: it stands where the check says what it said.
    const bool same = old.checked.point.pieces.empty() &&
                      point.checked.verdict == old.checked.verdict &&
                      point.checked.problems.size() == old.checked.problems.size();
    if (!same) {
      point.look = {};
      out.all_stand = false;
    }
    out.points.push_back(std::move(point));
  }
  return out;
}

/// The same content again: the hour may be another.
Change again(const Story& before, const Push& push, const Actor& actor, Time at) {
  const bool later = push.modified && before.modified && *push.modified > *before.modified;
  const bool same_hour = push.publish_at == before.publish_at;
  if ((same_hour && !later) || before.state == State::withdrawn) return Moving::unchanged(before);
  Moving moving(before, actor, at);
  moving.story().publish_at = push.publish_at;
  if (push.modified) moving.story().modified = push.modified;
  release(moving);
  return moving.done();
}

}  // namespace

Change Newsroom::push(const std::optional<Story>& before, const Article& previous, const Push& push,
                      const Actor& actor, Time at) const {
  check_id(push.id);
  if (!may(actor.role, Right::push))
    throw Error(ErrorCode::unsupported,
                std::string("The role ") + name(actor.role) + " has no right to push.", push.id);
  const std::string hash = content_hash(push.article);
  if (!before) {
    Story story;
    story.site = push.site;
    story.id = push.id;
    story.revision = 1;
    story.hash = hash;
    Moving moving(story, actor, at);
    describe(moving.story(), push, at);
    moving.move(Event::push);
    moving.todo(Task::draft);
    moving.tell("article.received");
    return moving.done();
  }
  if (push.modified && before->modified && *push.modified < *before->modified)
    throw Error(ErrorCode::conflict,
                "The article here was modified later: " + rfc3339(*before->modified) + ".",
                push.id);
  const bool back = before->state == State::withdrawn && push.modified &&
                    (!before->modified || *push.modified > *before->modified);
  if (hash == before->hash && !back) return again(*before, push, actor, at);

  Moving moving(*before, actor, at);
  Story& story = moving.story();
  ++story.revision;
  story.hash = hash;
  describe(story, push, at);
  story.reasons.clear();
  const Ground now(push.article, rules_->splitter), then(previous, rules_->splitter);
  Carried draft = carry(before->points, push.article, now, then, *rules_->checker);
  bool grounded = true;
  if (Live* live = story.live ? &*story.live : nullptr; live && !live->hidden) {
    Carried heard = carry(live->points, push.article, now, then, *rules_->checker);
    grounded = heard.all_stand;
    live->points = std::move(heard.points);
    live->revision = story.revision;
    live->hidden = !grounded;
  }
  const bool goes_on = before->state == State::published || before->state == State::approved ||
                       (before->state == State::in_review && has_hand(*before));
  story.points = draft.points;
  const bool same_box = sound_key(story) == sound_key(*before);
  if (grounded && goes_on && same_box && !box_of(story).empty() &&
      (draft.all_stand || before->state == State::published)) {
    moving.move(Event::revise);
    if (story.state == State::approved)
      release(moving);
    else
      want_sound(moving);
    return moving.done();
  }
  const bool keep = before->live || has_hand(*before);
  std::erase_if(story.points, [keep](const StoryPoint& point) {
    return !keep || (!publishable(point) && point.checked.point.how != How::editor);
  });
  moving.move(grounded ? Event::push : Event::unground);
  if (!grounded) {
    story.corrections.push_back({{}, at});
    moving.tell("article.stale");
  } else {
    moving.tell("article.received");
  }
  moving.todo(Task::draft);
  return moving.done();
}

}  // namespace mujaz
