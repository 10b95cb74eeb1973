// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the newsroom: every pair of state and event, who may what, what a revision keeps.
#include "mujaz/newsroom.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "made_story.h"

namespace mujaz {
namespace {

TEST(Newsroom, EveryPairOfStateAndEvent) {
  // Rows: received drafted held in_review approved published stale withdrawn. A letter is the state
  // after it (r d h i a p s w), a dot a conflict. Columns: push revise unground draft hold review
  // accept edit sign overrule approve reject voice revoice publish fail correct withdraw.
  const char* const expected[states] = {
      "r.sd...........h.w", "r.s.hiaiiiahdd.h.w", "r.s....iiia.hh...w", "ris....iiiahii.i.w",
      "ras....iaaahaaph.w", "rps....iaap.pp.ppw", "s..d...........h.w", "r................."};
  const std::string letters = "rdhiapsw";
  for (int from = 0; from < states; ++from)
    for (int event = 0; event < events; ++event) {
      const Move* move = find_move(State(from), Event(event));
      EXPECT_EQ(move ? letters[std::size_t(move->to)] : '.', expected[from][event])
          << name(State(from)) << " " << name(Event(event));
    }
  std::set<std::pair<State, Event>> seen;
  for (const Move& move : moves()) EXPECT_TRUE(seen.insert({move.from, move.event}).second);
}

TEST(Newsroom, NoMoveIsMadeWithoutItsRow) {
  for (int from = 0; from < states; ++from) {
    Desk desk;
    desk.push({sentences[0], sentences[1]});
    desk.draft({{0, good}, {1, unsure}});
    desk.voice();
    desk.story.state = State(from);
    const Story& story = desk.story;
    const std::vector<std::pair<Event, std::function<Change()>>> calls = {
        {Event::edit,
         [&] {
           return rules().edit(story, desk.text, {{Edit::Kind::drop, "p1", {}, 0}}, chief, start);
         }},
        {Event::sign, [&] { return rules().sign(story, desk.text, "p2", "", chief, start); }},
        {Event::approve, [&] { return rules().approve(story, desk.text, chief, start); }},
        {Event::reject, [&] { return rules().reject(story, "no", chief, start); }},
        {Event::revoice, [&] { return rules().revoice(story, chief, start); }},
        {Event::correct, [&] { return rules().correct(story, U"x", chief, start); }},
        {Event::withdraw, [&] { return rules().withdraw(story, "", chief, start); }}};
    for (const auto& [event, call] : calls) {
      SCOPED_TRACE(std::string(name(State(from))) + " " + name(event));
      if (find_move(State(from), event))
        EXPECT_NO_THROW(call());
      else
        expect_error(ErrorCode::conflict, call);
    }
  }
}

TEST(Newsroom, WhoMayWhat) {
  // Rows: work push withdraw read edit overrule log lexicon jobs webhooks settings people.
  const char* const expected[12] = {"....m", "p..a.", "peoa.", "peoa.", ".eoa.", "..oa.",
                                    ".eoa.", ".eoa.", "...a.", "...a.", "...a.", "...a."};
  for (int right = 0; right < 12; ++right)
    for (int role = 0; role < 5; ++role)
      EXPECT_EQ(may(Role(role), Right(right)), expected[right][role] != '.')
          << name(Role(role)) << " " << name(Right(right));
  expect_error(ErrorCode::bad_input, [] { parse_role("machine"); });

  Desk desk;
  desk.push({sentences[0], sentences[1]});
  desk.draft({{0, good}, {1, bad}});
  desk.voice();
  expect_error(ErrorCode::unsupported, [&] { rules().approve(desk.story, desk.text, cms, start); });
  expect_error(ErrorCode::unsupported,
               [&] { rules().sign(desk.story, desk.text, "p2", "I know", editor, start); });
  expect_error(ErrorCode::bad_input,
               [&] { rules().sign(desk.story, desk.text, "p2", "", chief, start); });
  expect_error(ErrorCode::unsupported, [&] {
    rules().push(desk.story, desk.text, push_of(article({sentences[2]})), editor, start);
  });
}

TEST(Newsroom, Policies) {
  Desk review(Policy::review);
  review.push({sentences[0]});
  EXPECT_EQ(review.draft({{0, good}}).todo.at(0).task, Task::voice);
  review.voice();
  EXPECT_EQ(review.story.state, State::in_review);
  EXPECT_FALSE(visible(review.story));
  const Change approved = review.approve();
  EXPECT_EQ(review.story.state, State::published);
  EXPECT_EQ(visible(review.story)->label, Label::editor);
  EXPECT_EQ(approved.events, (std::vector<std::string>{"article.approved", "article.published"}));
  EXPECT_EQ(approved.log.at(0).sentence, to_utf8(sentences[0]));

  Desk held(Policy::held);
  held.push({sentences[0], sentences[1]});
  held.draft({{0, good}, {1, unsure}});
  held.voice();
  EXPECT_EQ(held.story.state, State::held);
  EXPECT_EQ(held.story.reasons.size(), 1u);
  Desk clean(Policy::held);
  clean.push({sentences[0]});
  clean.draft({{0, good}});
  clean.voice();
  EXPECT_EQ(clean.story.state, State::published);
  EXPECT_EQ(visible(clean.story)->label, Label::machine);

  Desk part(Policy::publish);
  part.push({sentences[0], sentences[1]});
  part.draft({{0, good}, {1, unsure}});
  part.voice();
  ASSERT_TRUE(visible(part.story));
  EXPECT_EQ(visible(part.story)->points.size(), 1u);
  // The other joins when it is signed, and the sound is made again before anybody hears it.
  EXPECT_EQ(part.sign("p2", editor).todo.at(0).task, Task::voice);
  EXPECT_EQ(visible(part.story)->points.size(), 1u);
  part.voice();
  EXPECT_EQ(visible(part.story)->points.size(), 2u);
  Desk none(Policy::publish);
  none.push({sentences[0]});
  none.draft({{0, bad}});
  EXPECT_EQ(none.story.state, State::held);
  none.sign("p1", chief, "the ministry said so by telephone");
  none.voice();
  none.approve();
  EXPECT_EQ(visible(none.story)->points.at(0).look.decision, Decision::overruled);
}

TEST(Newsroom, ANewRevisionKeepsWhatStands) {
  Desk desk(Policy::review);
  desk.push({sentences[0], sentences[1], sentences[2]});
  desk.draft({{0, good}, {2, good}});
  desk.voice();
  desk.approve();
  const Sound before = visible(desk.story)->sound;
  // A paragraph before them: the same sound, the same looks, other places.
  const Change revised = desk.push({sentences[3], sentences[0], sentences[2]});
  EXPECT_EQ(desk.story.state, State::published);
  EXPECT_TRUE(revised.todo.empty());
  EXPECT_EQ(visible(desk.story)->sound.key, before.key);
  EXPECT_EQ(visible(desk.story)->revision, 2);
  const Piece& piece = visible(desk.story)->points.at(1).checked.point.pieces.at(0);
  EXPECT_EQ(desk.text.text().substr(piece.span.start, piece.span.size()), sentences[2]);
  // The same again is no revision.
  EXPECT_FALSE(desk.push({sentences[3], sentences[0], sentences[2]}).changed);
  // A public point's sentence goes: nothing is heard, at once.
  EXPECT_EQ(desk.push({sentences[3], sentences[0]}).events.at(0), "article.stale");
  EXPECT_EQ(desk.story.state, State::stale);
  EXPECT_FALSE(visible(desk.story));
  ASSERT_EQ(desk.story.points.size(), 1u);
  desk.draft({{0, good}, {3, good}});
  EXPECT_EQ(desk.story.points.size(), 2u);
  EXPECT_EQ(desk.story.points.at(0).look.decision, Decision::approved);
  desk.voice();
  EXPECT_EQ(desk.story.state, State::in_review);
  desk.approve();
  EXPECT_EQ(visible(desk.story)->points.size(), 2u);
  EXPECT_EQ(desk.story.corrections.size(), 1u);
}

TEST(Newsroom, TheCorrectedBoxIsHeardWhereThePolicySaysSo) {
  Desk desk(Policy::publish, OnStale::correct);
  desk.push({sentences[0], sentences[1]});
  desk.draft({{0, good}, {1, good}});
  desk.voice();
  desk.push({sentences[0], sentences[4]});
  EXPECT_EQ(desk.story.state, State::stale);
  desk.draft({{0, good}, {4, good}});
  EXPECT_FALSE(visible(desk.story));
  desk.voice();
  EXPECT_EQ(desk.story.state, State::published);
  EXPECT_EQ(visible(desk.story)->points.size(), 2u);
}

TEST(Newsroom, ALateResultTouchesNothing) {
  Desk desk(Policy::publish);
  desk.push({sentences[0]});
  const Article old = desk.text;
  desk.push({sentences[1]});
  Checked late;
  late.points.push_back(point(old, sentences[0], good));
  EXPECT_FALSE(rules().drafted(desk.story, 1, old, late, desk.policy, start).changed);
  EXPECT_FALSE(rules().failed(desk.story, 1, "no voice", start).changed);
  desk.draft({{1, good}});
  Sound other = sound_of(desk.story);
  EXPECT_FALSE(rules().voiced(desk.story, 1, other, desk.policy, start).changed);
  other.key = "of another box";
  EXPECT_FALSE(rules().voiced(desk.story, 2, other, desk.policy, start).changed);
  Push older = push_of(article({sentences[2]}));
  older.modified = start;
  Story known = desk.story;
  known.modified = start + std::chrono::seconds(1);
  expect_error(ErrorCode::conflict, [&] { rules().push(known, desk.text, older, cms, start); });
}

TEST(Newsroom, TheHourIsKept) {
  Desk desk(Policy::publish);
  Push push = push_of(article({sentences[0]}));
  push.publish_at = start + std::chrono::hours(2);
  desk.take(rules().push(std::nullopt, {}, push, cms, start));
  desk.text = push.article;
  desk.draft({{0, good}});
  const Change voiced = desk.voice();
  EXPECT_EQ(desk.story.state, State::approved);
  EXPECT_EQ(voiced.todo.at(0).task, Task::publish);
  EXPECT_EQ(voiced.todo.at(0).not_before, *push.publish_at);
  EXPECT_FALSE(rules().due(desk.story, start + std::chrono::minutes(119)).changed);
  EXPECT_TRUE(visible(rules().due(desk.story, *push.publish_at).story));
}

TEST(Newsroom, AWithdrawnStoryComesBackOnlyByAnEditor) {
  Desk desk(Policy::publish);
  desk.push({sentences[0]});
  desk.draft({{0, good}});
  desk.voice();
  desk.take(rules().withdraw(desk.story, "it was wrong", cms, desk.at));
  EXPECT_FALSE(visible(desk.story));
  EXPECT_FALSE(desk.push({sentences[0]}).changed);
  desk.push({sentences[0], sentences[1]});
  desk.draft({{0, good}});
  EXPECT_EQ(desk.story.state, State::in_review);
  EXPECT_FALSE(visible(desk.story));
  desk.approve();
  EXPECT_TRUE(visible(desk.story));
}

TEST(Newsroom, EditsAreCheckedAgain) {
  Desk desk(Policy::review);
  desk.push({sentences[0], sentences[1]});
  desk.draft({{0, good}});
  desk.voice();
  const std::u32string wrong =
      U"أعلنت وزارة الري في نوران استئناف المحادثات مع سهيل بعد توقف دام 41 شهرا.";
  desk.take(
      rules().edit(desk.story, desk.text,
                   {{Edit::Kind::change, "p1", wrong, 0}, {Edit::Kind::add, "", sentences[1], 0}},
                   editor, desk.at));
  ASSERT_EQ(desk.story.points.size(), 2u);
  EXPECT_EQ(desk.story.points[0].checked.verdict, good);
  EXPECT_EQ(desk.story.points[1].checked.verdict, bad);
  desk.take(
      rules().edit(desk.story, desk.text, {{Edit::Kind::move, "p1", {}, 0}}, editor, desk.at));
  EXPECT_EQ(desk.story.points[0].id, "p1");
  desk.take(
      rules().edit(desk.story, desk.text, {{Edit::Kind::drop, "p1", {}, 0}}, editor, desk.at));
  EXPECT_EQ(desk.story.points.size(), 1u);
  for (const Edit& edit :
       {Edit{Edit::Kind::change, "p9", U"x", 0}, Edit{Edit::Kind::add, "", U" ", 0},
        Edit{Edit::Kind::add, "", U"a\nb", 0}})
    expect_error(ErrorCode::bad_input,
                 [&] { rules().edit(desk.story, desk.text, {edit}, editor, desk.at); });
}

TEST(Audit, TheChainShowsEveryChange) {
  std::vector<Entry> log;
  for (int i = 0; i < 5; ++i) {
    Entry entry;
    entry.at = start;
    entry.who = "salma";
    entry.reason = i == 2 ? "=HYPERLINK(\"x\")" : "قال \"نعم\", ثم\nسكت";
    chain(entry, log.empty() ? std::nullopt : std::optional(log.back()));
    log.push_back(entry);
  }
  EXPECT_FALSE(broken(log));
  EXPECT_FALSE(broken({log.begin() + 2, log.end()}));
  for (std::size_t i = 0; i < log.size(); ++i) {
    std::vector<Entry> changed = log;
    changed[i].who = "nobody";
    EXPECT_EQ(broken(changed), log[i].place);
    changed = log;
    changed.erase(changed.begin() + std::ptrdiff_t(i));
    EXPECT_EQ(broken(changed).has_value(), i + 1 < log.size() && i > 0) << i;
  }
  const std::string csv = log_csv(log);
  EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"x\"\")\""), csv.npos);
  EXPECT_EQ(nlohmann::json::parse(log_json(log)).size(), log.size());
}

TEST(Clock, MomentsInAndOut) {
  EXPECT_EQ(rfc3339(parse_time("2024-02-29T23:30:15.25+03:00")), "2024-02-29T20:30:15.250Z");
  EXPECT_EQ(rfc3339(parse_time("1969-12-31")), "1969-12-31T00:00:00Z");
  EXPECT_EQ(milliseconds(parse_time("1970-01-01t00:00:01z")), 1000);
  for (const char* wrong : {"", "2024", "2023-02-29", "2024-01-01T25:00Z", "2024-01-01T10:00:00",
                            "2024-01-01T10:00:00Zx", "2024-13-01", "24-01-01"})
    expect_error(ErrorCode::bad_input, [wrong] { parse_time(wrong); });
}

TEST(StoryJson, AnArticleComesBackWithEveryFact) {
  Article all = article(sentences);
  all.url = "https://nawras.example/1";
  all.byline = U"سلمى \"الساحلي\"";
  all.section = U"محليات";
  all.publisher = U"نورس";
  all.published = "2026-03-01T08:00:00Z";
  all.modified = "2026-03-02";
  all.language = "ar-EG";
  all.image = "https://nawras.example/1.jpg";
  all.kind = "live";
  all.paywalled = true;
  all.sources = {{"title", "meta"}, {"byline", "page"}};
  using enum ParagraphKind;
  int next = 0;
  for (const ParagraphKind kind : {text, heading, item, quote, entry})
    all.paragraphs[static_cast<std::size_t>(next++)].kind = kind;
  all.paragraphs[4].time = "2026-03-01T07:55:00Z";
  const std::string written = to_json(all);
  EXPECT_EQ(written.find("null"), written.npos) << "a fact is not set: add it here";
  EXPECT_EQ(to_json(parse_article(written)), written);
  const std::string bare = to_json(article(sentences));
  EXPECT_EQ(to_json(parse_article(bare)), bare);
}

}  // namespace
}  // namespace mujaz
