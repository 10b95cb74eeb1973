// SPDX-License-Identifier: GPL-3.0-or-later
// The values of HTTP: targets, ranges, entity tags, routes, clients.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "mujaz/core.h"
#include "server/clients.h"
#include "server/incoming.h"
#include "server/pages.h"
#include "server/present.h"
#include "server/problem.h"
#include "server/ranges.h"
#include "server/reply.h"
#include "server/router.h"
#include "support.h"

namespace mujaz::server {
namespace {

using ::testing::ElementsAre;
using Kind = Ranges::Kind;

TEST(Ranges, OfTheGrammar) {
  EXPECT_THAT(parse_ranges("bytes=0-0", 100).parts, ElementsAre(ByteRange{0, 0}));
  EXPECT_THAT(parse_ranges("bytes=0-499", 100).parts, ElementsAre(ByteRange{0, 99}));
  EXPECT_THAT(parse_ranges("bytes=90-", 100).parts, ElementsAre(ByteRange{90, 99}));
  EXPECT_THAT(parse_ranges("bytes=-10", 100).parts, ElementsAre(ByteRange{90, 99}));
  EXPECT_THAT(parse_ranges("bytes=-1000", 100).parts, ElementsAre(ByteRange{0, 99}));
  EXPECT_THAT(parse_ranges("BYTES=1-2", 100).parts, ElementsAre(ByteRange{1, 2}));
  EXPECT_THAT(parse_ranges("bytes= 1-2 ,\t, 5-6,", 100).parts,
              ElementsAre(ByteRange{1, 2}, ByteRange{5, 6}));
  EXPECT_THAT(parse_ranges("bytes=50-60,1-2", 100).parts,
              ElementsAre(ByteRange{50, 60}, ByteRange{1, 2}));
  EXPECT_THAT(parse_ranges("bytes=200-300,1-2", 100).parts, ElementsAre(ByteRange{1, 2}));
  EXPECT_THAT(parse_ranges("bytes=0-99999999999999999999999", 100).parts,
              ElementsAre(ByteRange{0, 99}));
}

TEST(Ranges, OutsideIsUnsatisfiable) {
  for (const char* field : {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=200-300,-0",
                            "bytes=99999999999999999999999-"})
    EXPECT_EQ(parse_ranges(field, 100).kind, Kind::unsatisfiable) << field;
  EXPECT_EQ(parse_ranges("bytes=0-", 0).kind, Kind::unsatisfiable);
  EXPECT_EQ(parse_ranges("bytes=-5", 0).kind, Kind::whole);
}

TEST(Ranges, BrokenOnesAreIgnored) {
  for (const char* field : {"", "bytes", "bytes=", "bytes=,", "bytes=a-b", "bytes=5-4", "bytes=--5",
                            "bytes=1-2-3", "bytes=1", "items=0-1", "bytes =0-1", "bytes=0-0x10",
                            "bytes=+1-2", "bytes=1 -2", "bytes=0-1;2-3", "bytes=-", "bytes=1-2,x"})
    EXPECT_EQ(parse_ranges(field, 100).kind, Kind::whole) << field;
}

TEST(Ranges, ManyAreCapped) {
  std::string field = "bytes=0-0";
  for (int i = 1; i < 16; ++i) field += "," + std::to_string(2 * i) + "-" + std::to_string(2 * i);
  EXPECT_EQ(parse_ranges(field, 100).parts.size(), 16u);
  EXPECT_EQ(parse_ranges(field + ",90-90", 100).kind, Kind::whole);
  EXPECT_EQ(parse_ranges("bytes=0-,0-,0-,0-", 100).kind, Kind::whole) << "three that overlap";
  EXPECT_THAT(parse_ranges("bytes=0-10,20-30,5-25", 100).parts, ElementsAre(ByteRange{0, 30}));
}

TEST(Tags, AreCompared) {
  EXPECT_TRUE(etag_listed("\"a\"", "\"a\"", true));
  EXPECT_TRUE(etag_listed("\"x,y\" , \"a\"", "\"a\"", true));
  EXPECT_TRUE(etag_listed("\"x,y\"", "\"x,y\"", true));
  EXPECT_FALSE(etag_listed("W/\"a\"", "\"a\"", true));
  EXPECT_TRUE(etag_listed("W/\"a\"", "\"a\"", false));
  EXPECT_TRUE(etag_listed("*", "\"a\"", true));
  EXPECT_FALSE(etag_listed("*", "", true));
  EXPECT_FALSE(etag_listed("a", "\"a\"", false));
  EXPECT_FALSE(etag_listed("\"a", "\"a\"", false));
  EXPECT_FALSE(etag_listed("", "\"a\"", false));
}

Request get(std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.method = "GET";
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  return request;
}

Response tagged(std::string body) {
  Response response = text(std::move(body), "text/plain");
  response.headers.set("ETag", "\"v1\"");
  return response;
}

TEST(Replies, AnswerPreconditionsInTheirOrder) {
  EXPECT_EQ(shape(get(), tagged("0123456789")).status, 200);
  EXPECT_EQ(shape(get({{"If-None-Match", "\"v1\""}}), tagged("x")).status, 304);
  EXPECT_EQ(shape(get({{"If-Match", "\"v2\""}}), tagged("x")).status, 412);
  EXPECT_EQ(shape(get({{"If-Match", "\"v2\""}, {"If-None-Match", "\"v1\""}}), tagged("x")).status,
            412);
  EXPECT_EQ(shape(get({{"If-None-Match", "\"v1\""}, {"Range", "bytes=0-0"}}), tagged("xy")).status,
            304);
  EXPECT_EQ(shape(get({{"If-None-Match", "\"v2\""}}), tagged("x")).status, 200);
}

TEST(Replies, SendParts) {
  const Reply one = shape(get({{"Range", "bytes=2-4"}}), tagged("0123456789"));
  EXPECT_EQ(one.status, 206);
  EXPECT_EQ(one.headers.get("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(one.length, 3u);
  ASSERT_EQ(one.pieces.size(), 1u);
  EXPECT_EQ(one.pieces[0].text, "234");

  const Reply none = shape(get({{"Range", "bytes=10-"}}), tagged("0123456789"));
  EXPECT_EQ(none.status, 416);
  EXPECT_EQ(none.headers.get("Content-Range"), "bytes */10");

  EXPECT_EQ(shape(get({{"Range", "bytes=0-0"}, {"If-Range", "\"v1\""}}), tagged("xy")).status, 206);
  EXPECT_EQ(shape(get({{"Range", "bytes=0-0"}, {"If-Range", "\"v2\""}}), tagged("xy")).status, 200);
  EXPECT_EQ(shape(get({{"Range", "bytes=0-0"}, {"If-Range", "W/\"v1\""}}), tagged("xy")).status,
            200);
  EXPECT_EQ(shape(get({{"Range", "bytes=0-0"}, {"If-Range", "Tue, 24 Nov 2026 16:00:00 GMT"}}),
                  tagged("xy"))
                .status,
            200);
  Request head = get({{"Range", "bytes=0-0"}});
  head.method = "HEAD";
  const Reply headed = shape(head, tagged("xy"));
  EXPECT_EQ(headed.status, 200) << "a range is defined for GET alone";
  EXPECT_EQ(headed.length, 2u);
  EXPECT_TRUE(headed.pieces.empty());
}

TEST(Replies, SendManyPartsAsMultipart) {
  const Reply reply = shape(get({{"Range", "bytes=0-1,8-9"}}), tagged("0123456789"));
  EXPECT_EQ(reply.status, 206);
  EXPECT_FALSE(reply.headers.find("Content-Range"));
  const std::string type(reply.headers.get("Content-Type"));
  ASSERT_TRUE(type.starts_with("multipart/byteranges; boundary=")) << type;
  const std::string mark = type.substr(type.find('=') + 1);
  std::string body;
  for (const Piece& piece : reply.pieces) body += piece.text;
  EXPECT_EQ(body.size(), reply.length);
  EXPECT_EQ(body, "\r\n--" + mark +
                      "\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/10\r\n\r\n01"
                      "\r\n--" +
                      mark +
                      "\r\nContent-Type: text/plain\r\nContent-Range: bytes 8-9/10\r\n\r\n89"
                      "\r\n--" +
                      mark + "--\r\n");
}

TEST(Headers, CannotEndTheirLine) {
  Headers headers;
  EXPECT_THROW(headers.set("Location", "/x\r\nSet-Cookie: a=b"), Error);
  headers.set("Vary", "Origin");
  EXPECT_EQ(headers.get("vary"), "Origin");
}

Router routes() {
  Router router;
  const auto answer = [](const char* name) {
    return [name](const Request&) { return text(name, "text/plain"); };
  };
  router.add({"GET",
              "/v1/sites/{site}/articles/{id}",
              "article",
              Lane::at_once,
              0,
              1,
              false,
              answer("article"),
              {}});
  router.add({"PUT",
              "/v1/sites/{site}/articles/{id}",
              "push",
              Lane::blocking,
              100,
              1,
              false,
              answer("push"),
              {}});
  router.add({"GET", "/audio/{hash}.mp3", "mp3", Lane::at_once, 0, 1, true, answer("mp3"), {}});
  router.add({"GET", "/", "home", Lane::at_once, 0, 1, false, answer("home"), {}});
  return router;
}

TEST(Routes, AreFound) {
  const Router router = routes();
  const Routed article = router.find("GET", "/v1/sites/a/articles/%D8%AE%D8%A8%D8%B1-1");
  ASSERT_TRUE(article.route);
  EXPECT_EQ(article.route->name, "article");
  EXPECT_EQ(article.parameters[0].second, "a");
  EXPECT_EQ(article.parameters[1].second, "خبر-1");
  EXPECT_EQ(router.find("PUT", "/v1/sites/a/articles/b").route->name, "push");
  EXPECT_EQ(router.find("HEAD", "/audio/0f.mp3").route->name, "mp3");
  EXPECT_EQ(router.find("GET", "/audio/0f.mp3").parameters[0].second, "0f");
  EXPECT_EQ(router.find("GET", "/").route->name, "home");
}

TEST(Routes, RefuseTheRest) {
  const Router router = routes();
  const auto status = [&](const char* method, const char* path) {
    const Routed routed = router.find(method, path);
    EXPECT_FALSE(routed.route) << path;
    return routed.refusal.status;
  };
  EXPECT_EQ(status("GET", "/v1/sites/a"), 404);
  EXPECT_EQ(status("GET", "/v1/sites/a/articles/b/"), 404);
  EXPECT_EQ(status("GET", "//"), 404);
  EXPECT_EQ(status("GET", "/audio/.mp3"), 404);
  EXPECT_EQ(status("GET", "/audio/x.mp4"), 404);
  EXPECT_EQ(status("DELETE", "/audio/x.mp3"), 405);
  EXPECT_EQ(status("GET", "x"), 400);
  for (const char* id : {"%00", "%2F", "a%2fb", "..", ".", "%2e%2e", "a%5Cb", "%0a", "%", "%4",
                         "%zz", "%ff", "%C0%80", "%ED%A0%80"})
    EXPECT_EQ(status("GET", (std::string("/v1/sites/a/articles/") + id).c_str()), 400) << id;
  EXPECT_EQ(status("GET", ("/v1/sites/a/articles/" + std::string(201, 'x')).c_str()), 400);
  EXPECT_EQ(router.find("PATCH", "/v1/sites/a/articles/b").refusal.headers.get("Allow"),
            "GET, HEAD, PUT, OPTIONS");
}

TEST(Routes, AnswerOptions) {
  const Router router = routes();
  const Routed open = router.find("OPTIONS", "/audio/x.mp3");
  EXPECT_EQ(open.refusal.status, 204);
  EXPECT_EQ(open.refusal.headers.get("Access-Control-Allow-Origin"), "*");
  EXPECT_FALSE(router.find("OPTIONS", "/").refusal.headers.find("Access-Control-Allow-Origin"));
}

TEST(Problems, SayWhatIsTheClientsBusiness) {
  const Response mine = problem(Error(ErrorCode::internal, "table broken", "/srv/lang/units.tsv"));
  EXPECT_EQ(std::get<std::string>(mine.body).find("units"), std::string::npos);
  const Response disk =
      problem(Error(ErrorCode::unavailable, "The file cannot be read.", "/srv/x"));
  EXPECT_EQ(std::get<std::string>(disk.body).find("/srv"), std::string::npos);
  EXPECT_TRUE(disk.headers.find("Retry-After"));
  const Response yours = problem(422, "\"title\" must be a text.\n", "title");
  EXPECT_EQ(
      std::get<std::string>(yours.body),
      R"({"type":"about:blank","title":"Unprocessable Content","status":422,)"
      R"("code":"unprocessable_content","detail":"\"title\" must be a text.\n","field":"title"})");
}

TEST(Clients, AreWhoANamedProxySays) {
  const Networks proxies({"10.0.0.0/8", "192.0.2.7", "2001:db8::/32"});
  EXPECT_EQ(client_of("10.1.1.1", "203.0.113.9", proxies), "203.0.113.9");
  EXPECT_EQ(client_of("203.0.113.1", "203.0.113.9", proxies), "203.0.113.1");
  EXPECT_EQ(client_of("10.1.1.1", "198.51.100.1, 203.0.113.9,10.2.2.2", proxies), "203.0.113.9");
  EXPECT_EQ(client_of("10.1.1.1", "198.51.100.1, <script>", proxies), "10.1.1.1");
  EXPECT_EQ(client_of("10.1.1.1", "", proxies), "10.1.1.1");
  EXPECT_EQ(client_of("2001:db8::1", "2001:db9::1", proxies), "2001:db9::1");
  EXPECT_TRUE(proxies.contain(*parse_address("192.0.2.7")));
  EXPECT_FALSE(proxies.contain(*parse_address("192.0.2.6")));
  for (const char* bad : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "x", "::1/129", "1.2.3"})
    EXPECT_THROW(Networks({bad}), Error) << bad;
}

TEST(Clients, HaveAnAllowance) {
  Allowance allowance(10, 5);
  const Address a = *parse_address("192.0.2.1"), b = *parse_address("192.0.2.2");
  auto now = Allowance::Clock::time_point(std::chrono::hours(1));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(allowance.take(a, 1, now));
  EXPECT_FALSE(allowance.take(a, 1, now));
  EXPECT_TRUE(allowance.take(b, 5, now)) << "another client's is another";
  now += std::chrono::milliseconds(100);
  EXPECT_TRUE(allowance.take(a, 1, now));
  EXPECT_FALSE(allowance.take(a, 1, now));
  now += std::chrono::milliseconds(600);
  EXPECT_FALSE(allowance.take(a, 6.5, now)) << "a turn of the memory gives nothing";
  EXPECT_TRUE(allowance.take(a, 5, now + std::chrono::hours(1)));
  EXPECT_FALSE(allowance.take(a, 1, now + std::chrono::hours(1))) << "the burst is the most";
  const Address one = *parse_address("2001:db8::1"), same = *parse_address("2001:db8::2");
  EXPECT_TRUE(allowance.take(one, 5, now));
  EXPECT_FALSE(allowance.take(same, 1, now)) << "one network of 64 bits is one client";
}

TEST(Connections, ArePerClient) {
  Connections connections(2);
  const Address a = *parse_address("192.0.2.1");
  EXPECT_TRUE(connections.add(a));
  EXPECT_TRUE(connections.add(a));
  EXPECT_FALSE(connections.add(a));
  EXPECT_TRUE(connections.add(*parse_address("192.0.2.2")));
  connections.remove(a);
  EXPECT_TRUE(connections.add(a));
}

TEST(Events, CarryEveryLine) {
  EXPECT_EQ(event("7", "state", "a\nb"), "id: 7\nevent: state\ndata: a\ndata: b\n\n");
  EXPECT_EQ(event("", "", ""), "data: \n\n");
}

/// What a request is, or the status of its refusal; whole or in steps of any size it is the same.
std::string understood(const std::string& bytes, std::size_t step, std::size_t body = 1000) {
  Incoming incoming(1024, 256);
  std::string waiting;
  for (std::size_t from = 0;;) {
    const Incoming::Step taken = incoming.take(waiting);
    if (taken == Incoming::Step::refused) return std::to_string(incoming.status());
    if (taken == Incoming::Step::whole)
      return incoming.request.method + " " + incoming.request.path + "?" + incoming.request.query +
             " [" + incoming.request.body + "]";
    if (taken == Incoming::Step::header) {
      incoming.allow(body);
      continue;
    }
    if (from >= bytes.size()) return "more";
    waiting += bytes.substr(from, step);
    from += step;
  }
}

TEST(Incoming, IsOneRequestOrARefusal) {
  const std::string host = "Host: a\r\n";
  const std::pair<std::string, std::string> cases[] = {
      {"GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a?b=c []"},
      {"GET http://b/a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a? []"},
      {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS /? []"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "PUT /? [abc]"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
       "2;x=y\r\nab\r\n1\r\nc\r\n0\r\nHost: b\r\n\r\n",
       "PUT /? [abc]"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
       "1\r\nc\r\n0\r\nContent-Length: 9\r\n\r\n",
       "PUT /? [c]"},
      {"GET / HTTP/1.1\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505"},
      {"GET x HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"GET / HTTP/1.1\nHost: a\r\n\r\n", "505"},
      {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\n Host: a\r\n\r\n", "400"},
      // What a proxy in front could cut in another place.
      {"PUT / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Content-Length: 3, 3\r\n\r\nabc", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Content-Length: +3\r\n\r\nabc", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Content-Length: -3\r\n\r\nabc", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Content-Length: 0x3\r\n\r\nabc", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\n" + host +
           "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       "400"},
      {"PUT / HTTP/1.1\r\n" + host +
           "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
       "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", "501"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "501"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n", "501"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding : chunked\r\n\r\n", "400"},
      {"PUT / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
       "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n" +
           "fffffffffffffffff\r\nabc\r\n",
       "400"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nfff\r\n", "413"},
      {"PUT / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" +
           std::string(5000, 'x'),
       "400"},
      {"GET / HTTP/1.1\r\n" + host + "Expect: tea\r\n\r\n", "417"},
      {"GET /" + std::string(300, 'x') + " HTTP/1.1\r\n" + host + "\r\n", "414"},
      {"GET / HTTP/1.1\r\n" + host + "X: " + std::string(2000, 'x') + "\r\n\r\n", "431"},
  };
  for (const auto& [bytes, wanted] : cases)
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, bytes.size()})
      EXPECT_EQ(understood(bytes, step), wanted) << "in steps of " << step << ":\n" << bytes;
}

TEST(Incoming, CountsAHeaderThatComesLineByLine) {
  Incoming incoming(1024, 256);
  std::string bytes = "GET / HTTP/1.1\r\n";
  int lines = 0;
  for (; lines < 1000 && incoming.take(bytes) == Incoming::Step::more; ++lines)
    bytes +=
        "X: "
        "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n";
  EXPECT_LT(lines, 20);
  EXPECT_EQ(incoming.status(), 431);
}

TEST(Present, TellsOfTheOthersUntilTheyAreGone) {
  Present present;
  const auto at = Present::Clock::now();
  EXPECT_TRUE(present.look("a", {"w1", "salma", "", {}}, at).empty());
  EXPECT_TRUE(present.look("b", {"w2", "omar", "", {}}, at).empty()) << "another article";
  const auto others = present.look("a", {"w2", "omar", "p1", {}}, at);
  ASSERT_EQ(others.size(), 1u);
  EXPECT_EQ(others[0].name, "salma");
  EXPECT_EQ(present.look("a", {"w1", "salma", "", {}}, at).at(0).point, "p1");
  EXPECT_TRUE(present.look("a", {"w1", "salma", "", {}}, at + 2 * Present::kStays).empty());
  present.look("a", {"w2", "omar", "", {}}, at + 2 * Present::kStays);
  present.leave("a", "w2");
  EXPECT_TRUE(present.look("a", {"w1", "salma", "", {}}, at + 2 * Present::kStays).empty());
}

TEST(Present, HoldsNoMoreThanItMay) {
  Present present;
  const auto at = Present::Clock::now();
  for (std::size_t i = 0; i < Present::kMostAtOne + 10; ++i)
    present.look("a", {std::to_string(i), "salma", "", {}}, at);
  EXPECT_EQ(present.look("a", {"w", "omar", "", {}}, at).size(), Present::kMostAtOne);
  for (std::size_t i = 0; i < Present::kMost + 10; ++i)
    present.look("x" + std::to_string(i), {"w", "omar", "", {}}, at);
  present.look("new", {"w1", "salma", "", {}}, at + 2 * Present::kStays);
  EXPECT_EQ(present.look("new", {"w2", "omar", "", {}}, at + 2 * Present::kStays).size(), 1u);
}

TEST(Pages, AreServedUnderAStrictPolicy) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "index.html") << "<!DOCTYPE html>";
  std::ofstream(scratch.path / "index-a1.js") << "1";
  const Pages pages(scratch.path);
  const Response page = pages.get("index.html"), script = pages.get("index-a1.js");
  EXPECT_EQ(page.headers.get("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.headers.get("Cache-Control"), "no-cache");
  EXPECT_NE(page.headers.get("Content-Security-Policy").find("frame-ancestors 'none'"),
            std::string_view::npos);
  EXPECT_EQ(page.headers.get("Content-Security-Policy").find("unsafe"), std::string_view::npos);
  EXPECT_EQ(script.headers.get("Content-Type"), "text/javascript");
  EXPECT_NE(script.headers.get("Cache-Control").find("immutable"), std::string_view::npos);
  EXPECT_THROW((void)pages.get("../server_test.cpp"), Problem);
  EXPECT_THROW((void)Pages({}).get("index.html"), Problem);
}

}  // namespace
}  // namespace mujaz::server
