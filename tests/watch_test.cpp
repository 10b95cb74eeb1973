// SPDX-License-Identifier: GPL-3.0-or-later
// A newsroom on loopback whose feed changes, breaks, moves and comes back.
#include "mujaz/watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

#include "loopback.h"
#include "support.h"

namespace mujaz {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::reply;
using testing::Server;

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
  std::vector<std::string> got, told;
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
          got.push_back(found.url.substr(found.url.rfind('/') + 1) + (found.changed ? "*" : ""));
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
  EXPECT_THAT(got, ElementsAre("a", "b"));
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
