// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's moves.
#include <algorithm>

#include "newsroom/rules.h"

namespace mujaz {
namespace {
using namespace newsroom;

constexpr std::size_t most_points = 20, longest_point = 1000, longest_reason = 2000;

std::vector<StoryPoint>::iterator find(std::vector<StoryPoint>& points, const std::string& id) {
  const auto found = std::find_if(points.begin(), points.end(),
                                  [&](const StoryPoint& point) { return point.id == id; });
  if (found == points.end())
    throw Error(ErrorCode::bad_input, "The story has no such point.", id.substr(0, 64));
  return found;
}

void check_text(const std::u32string& text) {
  const bool blank = std::all_of(text.begin(), text.end(), is_space);
  if (blank || text.size() > longest_point || text.find(U'\n') != text.npos)
    throw Error(ErrorCode::bad_input, "A point is one line of 1 to 1000 characters.");
}

void check_reason(const std::string& reason) {
  if (reason.empty() || reason.size() > longest_reason)
    throw Error(ErrorCode::bad_input, "A reason of 1 to 2000 bytes is needed.");
}

/// Writes a point anew, for the check.
void write(StoryPoint& point, const std::u32string& text) {
  point.checked = {};
  point.checked.point.text = text;
  point.checked.point.how = How::editor;
  point.look = {};
}

void apply(Story& story, const Edit& edit, std::vector<std::string>& written) {
  std::vector<StoryPoint>& points = story.points;
  const auto at = [&](std::size_t place) {
    return points.begin() + static_cast<std::ptrdiff_t>(std::min(place, points.size()));
  };
  switch (edit.kind) {
    case Edit::Kind::change: {
      check_text(edit.text);
      StoryPoint& point = *find(points, edit.point);
      if (point.checked.point.text == edit.text) return;
      write(point, edit.text);
      written.push_back(point.id);
      return;
    }
    case Edit::Kind::add: {
      check_text(edit.text);
      if (points.size() >= most_points)
        throw Error(ErrorCode::bad_input, "A story has at most 20 points.");
      StoryPoint point;
      point.id = new_point_id(story);
      write(point, edit.text);
      written.push_back(point.id);
      points.insert(at(edit.place), std::move(point));
      return;
    }
    case Edit::Kind::drop:
      points.erase(find(points, edit.point));
      return;
    case Edit::Kind::move: {
      const auto from = find(points, edit.point);
      StoryPoint point = std::move(*from);
      points.erase(from);
      points.insert(at(edit.place), std::move(point));
      return;
    }
  }
}

}  // namespace

Change Newsroom::edit(const Story& story, const Article& article, const std::vector<Edit>& edits,
                      const Actor& actor, Time at) const {
  Moving moving(story, actor, at);
  moving.check(Event::edit);
  if (edits.empty()) return Moving::unchanged(story);
  std::vector<std::string> written;
  for (const Edit& edit : edits) apply(moving.story(), edit, written);
  KeyPoints points;
  for (const StoryPoint& point : moving.story().points)
    points.points.push_back(point.checked.point);
  const Checked checked = rules_->checker->check(points, article);
  moving.story().reasons.clear();
  moving.move(Event::edit);
  const Ground ground(article, rules_->splitter);
  for (std::size_t i = 0; i < checked.points.size(); ++i) {
    StoryPoint& point = moving.story().points[i];
    if (std::find(written.begin(), written.end(), point.id) == written.end()) continue;
    point.checked = checked.points[i];
    moving.looked(Event::edit, point, sentences_of(point.checked, ground));
  }
  want_sound(moving);
  moving.tell("article.edited");
  return moving.done();
}

Change Newsroom::sign(const Story& story, const Article& article, const std::string& point,
                      const std::string& reason, const Actor& actor, Time at) const {
  Moving moving(story, actor, at);
  StoryPoint& chosen = *find(moving.story().points, point);
  if (chosen.checked.verdict == Verdict::supported)
    throw Error(ErrorCode::bad_input, "The article supports this point; it needs no signature.",
                point);
  const bool unsure = chosen.checked.verdict == Verdict::unsure;
  const Event event = unsure ? Event::sign : Event::overrule;
  moving.check(event);
  if (!unsure || !reason.empty()) check_reason(reason);
  chosen.look = {unsure ? Decision::signed_for : Decision::overruled, actor.name, reason, at};
  moving.looked(event, chosen, sentences_of(chosen.checked, Ground(article, rules_->splitter)));
  moving.story().reasons.clear();
  moving.move(event, reason);
  if (moving.story().state == State::approved)
    release(moving);
  else
    want_sound(moving);
  moving.tell("article.edited");
  return moving.done();
}

Change Newsroom::approve(const Story& story, const Article& article, const Actor& actor,
                         Time at) const {
  Moving moving(story, actor, at);
  moving.check(Event::approve);
  const Ground ground(article, rules_->splitter);
  bool any = false;
  for (StoryPoint& point : moving.story().points) {
    if (!publishable(point)) continue;
    any = true;
    if (point.look.decision == Decision::none)
      point.look = {Decision::approved, actor.name, {}, at};
    moving.looked(Event::approve, point, sentences_of(point.checked, ground));
  }
  if (!any)
    throw Error(ErrorCode::bad_input,
                "None of the points may be published: sign for one, or write another.", story.id);
  Story& after = moving.story();
  after.reasons.clear();
  after.was_withdrawn = false;
  moving.move(Event::approve);
  moving.tell("article.approved");
  if (after.state == State::published && after.live) {
    after.live->points = box_of(after);
    after.live->label = label_of(after.live->points);
    after.live->latest = at;
    moving.tell("article.published");
  } else {
    release(moving);
  }
  return moving.done();
}

Change Newsroom::reject(const Story& story, const std::string& reason, const Actor& actor,
                        Time at) const {
  Moving moving(story, actor, at);
  moving.check(Event::reject);
  check_reason(reason);
  moving.story().reasons = {reason};
  moving.move(Event::reject, reason);
  moving.tell("article.held");
  return moving.done();
}

Change Newsroom::withdraw(const Story& story, const std::string& reason, const Actor& actor,
                          Time at) const {
  Moving moving(story, actor, at);
  moving.check(Event::withdraw);
  if (!reason.empty()) check_reason(reason);
  Story& after = moving.story();
  after.was_withdrawn = true;
  if (after.live) after.live->hidden = true;
  moving.move(Event::withdraw, reason);
  moving.tell("article.withdrawn");
  return moving.done();
}

Change Newsroom::correct(const Story& story, const std::u32string& notice, const Actor& actor,
                         Time at) const {
  Moving moving(story, actor, at);
  moving.check(Event::correct);
  if (notice.empty() || notice.size() > longest_point)
    throw Error(ErrorCode::bad_input, "A notice has 1 to 1000 characters.");
  Story& after = moving.story();
  after.corrections.push_back({notice, at});
  if (after.live) after.live->latest = at;
  moving.move(Event::correct, to_utf8(notice));
  moving.tell("article.corrected");
  return moving.done();
}

Change Newsroom::revoice(const Story& story, const Actor& actor, Time at) const {
  Moving moving(story, actor, at);
  moving.check(Event::revoice);
  if (box_of(story).empty())
    throw Error(ErrorCode::bad_input, "There is nothing that may be voiced.", story.id);
  ++moving.story().take;
  moving.move(Event::revoice);
  moving.todo(Task::voice);
  return moving.done();
}

}  // namespace mujaz
