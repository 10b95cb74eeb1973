// SPDX-License-Identifier: GPL-3.0-or-later
// A newsroom on loopback whose feed changes, breaks, moves and comes back.
#include "mujaz/watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "loopback.h"
#include "support.h"

namespace mujaz {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::reply;
using testing::Server;
using ::testing::UnorderedElementsAre;

const std::string sentence =
    "أعلنت بلدية مرسى الياسمين، الأحد، افتتاح ثلاث حدائق جديدة في الأحياء الشرقية من المدينة.";

/// What the newsroom answers; only changed while nobody asks.
struct Newsroom {
  std::map<std::string, std::string> paths;  // a path's whole answer
  std::vector<std::string> asked;
  std::unique_ptr<Server> server;

  Newsroom() {
    server = std::make_unique<Server>([this](const std::string& path) {
      asked.push_back(path);
      const auto found = paths.find(path);
      return found == paths.end() ? reply("", "", "404 Not Found") : found->second;
    });
  }
  void feed(const std::string& path, const std::vector<std::string>& articles,
            const std::string& mark = "") {
    std::string items;
    for (const std::string& one : articles)
      items += "<item><guid>" + one + "</guid><title>خبر " + one + mark + "</title><link>" +
               server->url("/" + one) + "</link></item>";
    paths[path] = reply("<rss><channel><title>t</title>" + items + "</channel></rss>");
  }
  void article(const std::string& one, const std::string& text) {
    paths["/" + one] = reply("<h1>خبر " + one + "</h1><p>" + sentence + "</p><p>" + text + "</p>",
                             "Content-Type: text/html; charset=utf-8\r\n");
  }
};

struct Watch : ::testing::Test {
  Newsroom room;
  testing::Scratch scratch;
  std::vector<std::string> got, told, texts;
  bool refuse = false;
  Time at = parse_time("2025-02-11T10:00:00Z");

  std::unique_ptr<Watcher> watcher() {
    static const auto extractor = std::make_shared<const Extractor>(testing::language());
    WatchOptions options;
    options.feeds = {room.server->url("/feed")};
    options.state = scratch.path / "state.json";
    options.host_gap = 0ms;
    options.limits.allowed_hosts = {room.server->host()};
    return std::make_unique<Watcher>(
        extractor, options,
        [this](const Sighting& found) {
          if (refuse) throw Error(ErrorCode::unavailable, "The desk is closed.");
          const std::string name = found.url.substr(found.url.rfind('/') + 1);
          got.push_back(name + (found.changed ? "*" : ""));
          const std::string text = to_utf8(found.article.text());
          const std::size_t digit = text.find_first_of("0123456789");
          if (digit != text.npos)
            texts.push_back(name + " " + text.substr(digit, text.find(' ', digit) - digit));
        },
        [this](const std::string& line) { told.push_back(line); });
  }
  /// A look when the next is due.
  int look(Watcher& one) {
    at = std::max(at, one.next());
    return one.look(at);
  }
};

TEST_F(Watch, NothingIsLostAndNothingComesTwice) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.article("b", "وقالت البلدية إن العمل بدأ.");
  room.feed("/feed", {"b", "a"});
  auto one = watcher();
  EXPECT_EQ(look(*one), 2);
  EXPECT_THAT(got, ElementsAre("a", "b"));
  EXPECT_EQ(look(*one), 0);
  one = watcher();  // a restart
  EXPECT_EQ(look(*one), 0);
  room.article("c", "وقالت البلدية إن العمل يتأخر.");
  room.feed("/feed", {"c", "b", "a"});
  EXPECT_EQ(look(*one), 1);
  EXPECT_THAT(got, ElementsAre("a", "b", "c"));
}

TEST_F(Watch, AChangeComesOnceAndOnlyIfTheTextChanged) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"a"});
  auto one = watcher();
  look(*one);
  room.feed("/feed", {"a"}, " (محدث)");
  EXPECT_EQ(look(*one), 0) << "the feed says it in other words, the article is the same";
  room.article("a", "وقالت البلدية إن الحدائق أربع.");
  room.feed("/feed", {"a"}, " (محدث مرة ثانية)");
  EXPECT_EQ(look(*one), 1) << ::testing::PrintToString(told);
  EXPECT_THAT(got, ElementsAre("a", "a*"));
}

TEST_F(Watch, AFeedBreaksMovesAndComesBack) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"a"});
  auto one = watcher();
  look(*one);
  room.paths["/feed"] = reply("<rss><chan");
  EXPECT_EQ(look(*one), 0);
  room.paths["/feed"] = reply("", "Retry-After: 7200\r\n", "503 Service Unavailable");
  EXPECT_EQ(look(*one), 0);
  EXPECT_GE(one->next() - at, 7200s);
  room.paths["/feed"] = reply("", "Location: /new\r\n", "301 Moved Permanently");
  room.article("b", "وقالت البلدية إن العمل بدأ.");
  room.feed("/new", {"b", "a"});
  EXPECT_EQ(look(*one), 1);
  room.paths.erase("/feed");  // it moved for good: the old address is not asked again
  room.article("c", "وقالت البلدية إن العمل يتأخر.");
  room.feed("/new", {"c", "b", "a"});
  one = watcher();
  EXPECT_EQ(look(*one), 1);
  EXPECT_THAT(got, ElementsAre("a", "b", "c"));
}

TEST_F(Watch, WhatIsNotTakenIsTriedAgain) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"b", "a"});
  auto one = watcher();
  refuse = true;
  EXPECT_EQ(look(*one), 0);
  refuse = false;
  room.article("b", "وقالت البلدية إن العمل بدأ.");  // it was not there at the first look
  EXPECT_EQ(look(*one), 2);
  EXPECT_THAT(got, UnorderedElementsAre("a", "b"));
}

TEST_F(Watch, WhatItsFeedHasLetGoIsStillTaken) {
  room.paths["/a"] = reply("", "", "500 Internal Server Error");
  room.feed("/feed", {"a"});
  auto one = watcher();
  for (int i = 0; i < 8; ++i) EXPECT_EQ(look(*one), 0);
  room.feed("/feed", {});
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  one = watcher();
  EXPECT_EQ(look(*one), 1);
  EXPECT_EQ(look(*one), 0);
  EXPECT_THAT(got, ElementsAre("a"));
}

TEST_F(Watch, ACorrectionThatNoFeedAnnouncesIsFound) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"a"});
  auto one = watcher();
  look(*one);
  room.article("a", "وقالت البلدية إن العمل لم ينته بعد.");
  for (const Time end = at + 90min; at < end;) look(*one);
  EXPECT_THAT(got, ElementsAre("a", "a*"));
  const auto asked = [&] { return std::count(room.asked.begin(), room.asked.end(), "/a"); };
  for (const Time end = at + 24h * 5; at < end;) look(*one);
  EXPECT_LE(asked(), 2 + 5) << "it is not looked at for ever";
}

TEST_F(Watch, RobotsThatDoNotAnswerAreWaitedFor) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"a"});
  room.paths["/robots.txt"] = reply("", "", "503 Service Unavailable");
  auto one = watcher();
  EXPECT_EQ(look(*one), 0);
  EXPECT_THAT(room.asked, ElementsAre("/robots.txt"));
  room.paths.erase("/robots.txt");
  EXPECT_EQ(look(*one), 1);
}

TEST_F(Watch, TheStateMayEndInTheMiddleOfALine) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"a"});
  look(*watcher());
  const std::filesystem::path file = scratch.path / "state.json";
  write_file(file, read_file(file, 1 << 20) + "{\"seen\":\"x");
  EXPECT_EQ(look(*watcher()), 0);
  EXPECT_THAT(got, ElementsAre("a"));
  write_file(file, "{}\n");
  EXPECT_THROW(watcher(), Error);
}

/// An hour, day and night in one: every text is handed on once, the last of each at the latest.
TEST_F(Watch, AnHourOfTroublesLosesNothingAndTakesNothingTwice) {
  std::mt19937 chance(5);
  std::map<std::string, int> versions;
  const auto write = [&](const std::string& name) {
    room.article(name, "وقالت البلدية إن هذه هي الصيغة رقم " + std::to_string(++versions[name]) +
                           " من الخبر.");
  };
  std::vector<std::string> shown;
  std::string where = "/feed";
  const auto publish = [&] {
    shown.insert(shown.begin(), std::to_string(versions.size()));
    write(shown.front());
    if (shown.size() > 8) shown.pop_back();
    if (chance() % 2) write(shown[chance() % shown.size()]);
    std::string marks;
    for (const auto& [name, version] : versions) marks += std::to_string(version) + " ";
    room.feed(where, shown, marks);
  };
  const std::vector<std::string> troubles = {reply("<rss><channel><item><guid>x"),
                                             reply("", "", "500 Internal Server Error"),
                                             reply("", "Retry-After: 90\r\n", "429 Too Many"),
                                             reply("<html><p>Maintenance</p></html>"),
                                             reply("", "", "410 Gone"),
                                             ""};
  auto one = watcher();
  const Time end = at + 1h;
  for (int round = 0; at < end; ++round) {
    publish();
    const std::string right = room.paths[where];
    if (round % 3 == 1) room.paths[where] = troubles[chance() % troubles.size()];
    if (round % 7 == 5) {  // it moves, for good
      const std::string next = "/feed" + std::to_string(round);
      room.paths[where] = reply("", "Location: " + next + "\r\n", "308 Permanent Redirect");
      where = next;
      room.paths[where] = right;
    }
    if (round % 5 == 2) refuse = true;
    look(*one);
    refuse = false;
    if (round % 3 == 1) room.paths[where] = right;
    if (round % 4 == 0) one = watcher();
    at += 20s;
  }
  look(*one);
  look(*one);
  EXPECT_GE(versions.size(), 10u);
  std::map<std::string, int> handed;
  for (const std::string& text : texts) ++handed[text];
  for (const auto& [text, times] : handed) EXPECT_EQ(times, 1) << text;
  for (const auto& [name, version] : versions)
    EXPECT_EQ(handed.count(name + " " + std::to_string(version)), 1u) << name;
}

TEST_F(Watch, RobotsAreHonouredAndLoopsEnd) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"a"});
  room.paths["/robots.txt"] = reply("User-agent: *\nDisallow: /a\n");
  auto one = watcher();
  EXPECT_EQ(look(*one), 0);
  EXPECT_THAT(got, IsEmpty());
  EXPECT_EQ(std::count(room.asked.begin(), room.asked.end(), "/robots.txt"), 1);
  EXPECT_EQ(std::count(room.asked.begin(), room.asked.end(), "/a"), 0);
  room.paths["/feed"] = reply("", "Location: /feed\r\n", "302 Found");
  EXPECT_EQ(look(*one), 0);
  EXPECT_NE(told.back().find("redirects"), std::string::npos);
}

TEST_F(Watch, AsksOnlyForWhatIsNew) {
  room.article("a", "وقالت البلدية إن العمل انتهى.");
  room.feed("/feed", {"a"});
  std::string& answer = room.paths["/feed"];
  answer.insert(answer.find("\r\n") + 2, "ETag: \"x1\"\r\n");
  auto one = watcher();
  look(*one);
  answer = reply("", "", "304 Not Modified");
  EXPECT_EQ(look(*one), 0);
  EXPECT_NE(room.server->last_request().find("If-None-Match: \"x1\""), std::string::npos);
}

}  // namespace
}  // namespace mujaz
