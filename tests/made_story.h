// SPDX-License-Identifier: GPL-3.0-or-later
// A story in the making, by the newsroom's rules alone, for their tests.
#pragma once

#include <gtest/gtest.h>

#include "mujaz/newsroom.h"
#include "support.h"

namespace mujaz {

inline constexpr int states = 8, events = 18;
inline const std::vector<std::u32string> sentences = {
    U"أعلنت وزارة الري في نوران استئناف المحادثات مع سهيل بعد توقف دام 14 شهرا.",
    U"ونفى مدير السد أن تكون كلفة المشروع قد بلغت 480 مليون دولار في العام الماضي.",
    U"وقد يؤدي الجفاف إلى نقص مياه الشرب في نحو ثلاثين قرية من قرى الوادي.",
    U"وافتتح المجلس البلدي ثلاث مدارس جديدة في الحي الشرقي من المدينة.",
    U"وتوقعت هيئة الأرصاد هطول أمطار غزيرة على الساحل مساء الخميس.",
    U"وفاز فريق نوران على ضيفه بهدفين مقابل هدف واحد في المباراة الأخيرة."};
inline const Time start = parse_time("2026-03-01T08:00:00Z");
inline const Actor cms{"cms", Role::push}, editor{"salma", Role::edit},
    chief{"chief", Role::overrule};

inline const Newsroom& rules() {
  static const Newsroom newsroom(testing::language(),
                                 std::make_shared<Checker>(testing::language()));
  return newsroom;
}

inline Article article(const std::vector<std::u32string>& text) {
  Article out;
  out.title = U"أخبار نوران";
  for (const std::u32string& sentence : text) {
    Paragraph paragraph;
    paragraph.text = sentence;
    out.paragraphs.push_back(paragraph);
  }
  return out;
}

/// A point that is one sentence of a text, with a verdict as if the check had said so.
inline CheckedPoint point(const Article& from, const std::u32string& sentence, Verdict verdict) {
  CheckedPoint out;
  const std::size_t at = from.text().find(sentence);
  out.point.text = sentence;
  out.point.pieces = {{sentence, PieceSource::text, {at, at + sentence.size()}}};
  out.verdict = verdict;
  if (verdict != Verdict::supported) out.problems.push_back({});
  return out;
}

inline Push push_of(const Article& text) {
  Push push;
  push.site = "nawras";
  push.id = "a1";
  push.article = text;
  return push;
}

inline Sound sound_of(const Story& story) {
  Sound sound;
  sound.key = sound_key(story);
  return sound;
}

/// A story in the making, step by step.
struct Desk {
  Story story;
  Article text;
  HousePolicy policy;
  Time at = start;

  explicit Desk(Policy which = Policy::review, OnStale on_stale = OnStale::hide) {
    policy.policy = which;
    policy.on_stale = on_stale;
  }
  Change take(Change change) {
    story = change.story;
    ++story.version;
    at += std::chrono::minutes(1);
    return change;
  }
  Change push(const std::vector<std::u32string>& what) {
    const Article next = article(what);
    const std::optional<Story> before = story.revision ? std::optional(story) : std::nullopt;
    Change change = take(rules().push(before, text, push_of(next), cms, at));
    text = next;
    return change;
  }
  Change draft(const std::vector<std::pair<std::size_t, Verdict>>& which) {
    Checked made;
    for (const auto& [sentence, verdict] : which)
      made.points.push_back(point(text, sentences[sentence], verdict));
    return take(rules().drafted(story, story.revision, text, made, policy, at));
  }
  Change voice() {
    return take(rules().voiced(story, story.revision, sound_of(story), policy, at));
  }
  Change approve() { return take(rules().approve(story, text, editor, at)); }
  Change sign(const char* id, const Actor& who, const char* reason = "") {
    return take(rules().sign(story, text, id, reason, who, at));
  }
};
inline constexpr Verdict good = Verdict::supported, unsure = Verdict::unsure,
                         bad = Verdict::unsupported;

inline void expect_error(ErrorCode code, const std::function<void()>& call) {
  try {
    call();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
  }
}

}  // namespace mujaz
