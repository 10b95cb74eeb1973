// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/story.h"

#include <algorithm>

#include "mujaz/digest.h"

namespace mujaz {

bool publishable(const StoryPoint& point) {
  switch (point.checked.verdict) {
    case Verdict::supported:
      return true;
    case Verdict::unsure:
      return point.look.decision == Decision::signed_for ||
             point.look.decision == Decision::overruled;
    case Verdict::unsupported:
      return point.look.decision == Decision::overruled && !point.look.reason.empty();
  }
  return false;
}

std::vector<StoryPoint> box_of(const Story& story) {
  std::vector<StoryPoint> box;
  std::copy_if(story.points.begin(), story.points.end(), std::back_inserter(box), publishable);
  return box;
}

Label label_of(const std::vector<StoryPoint>& box) {
  const bool looked = std::all_of(box.begin(), box.end(), [](const StoryPoint& point) {
    return point.look.decision != Decision::none;
  });
  return looked && !box.empty() ? Label::editor : Label::machine;
}

std::string sound_key(const Story& story) {
  std::string said = std::to_string(story.take);
  for (const StoryPoint& point : box_of(story)) said += '\n' + to_utf8(point.checked.point.text);
  return sha256(said);
}

const Live* visible(const Story& story) {
  return story.live && !story.live->hidden ? &*story.live : nullptr;
}

std::string content_hash(const Article& article) {
  Article same = article;
  // What says when, where and how it was sent does not make it another article.
  same.modified.reset();
  same.url.reset();
  same.image.reset();
  return sha256(to_json(same));
}

}  // namespace mujaz
