// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the newsroom: every pair of state and event, who may what, and long random lives of
// a story held against what must never happen.
#include "mujaz/newsroom.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "support.h"

namespace mujaz {
namespace {

constexpr int states = 8, events = 18;
const std::vector<std::u32string> sentences = {
    U"أعلنت وزارة الري في نوران استئناف المحادثات مع سهيل بعد توقف دام 14 شهرا.",
    U"ونفى مدير السد أن تكون كلفة المشروع قد بلغت 480 مليون دولار في العام الماضي.",
    U"وقد يؤدي الجفاف إلى نقص مياه الشرب في نحو ثلاثين قرية من قرى الوادي.",
    U"وافتتح المجلس البلدي ثلاث مدارس جديدة في الحي الشرقي من المدينة.",
    U"وتوقعت هيئة الأرصاد هطول أمطار غزيرة على الساحل مساء الخميس.",
    U"وفاز فريق نوران على ضيفه بهدفين مقابل هدف واحد في المباراة الأخيرة."};
const Time start = parse_time("2026-03-01T08:00:00Z");
const Actor cms{"cms", Role::push}, editor{"salma", Role::edit}, chief{"chief", Role::overrule};

const Newsroom& rules() {
  static const Newsroom newsroom(testing::language(),
                                 std::make_shared<Checker>(testing::language()));
  return newsroom;
}

Article article(const std::vector<std::u32string>& text) {
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
CheckedPoint point(const Article& from, const std::u32string& sentence, Verdict verdict) {
  CheckedPoint out;
  const std::size_t at = from.text().find(sentence);
  out.point.text = sentence;
  out.point.pieces = {{sentence, PieceSource::text, {at, at + sentence.size()}}};
  out.verdict = verdict;
  if (verdict != Verdict::supported) out.problems.push_back({});
  return out;
}

Push push_of(const Article& text) {
  Push push;
  push.site = "nawras";
  push.id = "a1";
  push.article = text;
  return push;
}

Sound sound_of(const Story& story) {
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
constexpr Verdict good = Verdict::supported, unsure = Verdict::unsure, bad = Verdict::unsupported;

void expect_error(ErrorCode code, const std::function<void()>& call) {
  try {
    call();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
  }
}

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
