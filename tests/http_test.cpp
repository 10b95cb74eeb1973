// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "loopback.h"

namespace mujaz {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::reply;
using testing::Server;

HttpRequest request_to(const Server& server, const std::string& path = "/") {
  HttpRequest request;
  request.url = server.url(path);
  request.limits.total = 5s;
  request.limits.first_wait = 1ms;
  return request;
}

/// Why a request fails, as «code where: what».
std::string error_of(const HttpRequest& request, const Stop* stop = nullptr) {
  try {
    send(request, stop);
  } catch (const Error& error) {
    return std::string(name(error.code())) + " " + error.where() + ": " + error.what();
  }
  return "none";
}

TEST(Http, PostsABodyWithHeaders) {
  Server server([](const std::string&) { return reply("{}", "X-Thing:  a b \r\n"); });
  HttpRequest request = request_to(server, "/v1/x?q=1");
  request.method = "POST";
  request.body = std::string("{\"a\":\0\"خبر\"}", 16);
  request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer k"}};
  const HttpResponse response = send(request);
  EXPECT_TRUE(response.good());
  EXPECT_EQ(response.body, "{}");
  EXPECT_EQ(response.header("x-thing"), "a b");
  EXPECT_EQ(response.header("x-other"), "");
  EXPECT_EQ(response.tries, 1);
  EXPECT_THAT(server.last_request(), HasSubstr("POST /v1/x?q=1 HTTP"));
  EXPECT_THAT(server.last_request(), HasSubstr("\r\nContent-Type: application/json\r\n"));
  EXPECT_THAT(server.last_request(), HasSubstr("\r\nAuthorization: Bearer k\r\n"));
  EXPECT_THAT(server.last_request(), HasSubstr("\r\n\r\n" + request.body));
  EXPECT_THAT(server.last_request(), Not(HasSubstr("Expect")));
}

TEST(Http, HasTheOtherMethods) {
  Server server([](const std::string&) { return reply(""); });
  for (const char* method : {"PUT", "DELETE", "PATCH", "GET"}) {
    HttpRequest request = request_to(server);
    request.method = method;
    EXPECT_TRUE(send(request).good());
    EXPECT_THAT(server.last_request(), ::testing::StartsWith(std::string(method) + " / HTTP"));
  }
  HttpRequest empty = request_to(server);
  empty.method = "PUT";
  send(empty);
  EXPECT_THAT(server.last_request(), HasSubstr("Content-Length: 0"));
  Server heads([](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"; });
  HttpRequest head = request_to(heads);
  head.method = "HEAD";
  EXPECT_EQ(send(head).header("content-length"), "9");
}

TEST(Http, TriesAgainWhereTheServerIsBusy) {
  Server* self = nullptr;
  Server server([&](const std::string&) {
    const int n = self->requests();
    if (n == 1) return reply("", "Retry-After: 0\r\n", "429 Too Many Requests");
    if (n == 2) return reply("", {}, "503 Service Unavailable");
    return n == 3 ? std::string("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncut off")
                  : reply("ok");
  });
  self = &server;
  HttpRequest request = request_to(server);
  request.limits.retries = 3;
  const HttpResponse response = send(request);
  EXPECT_EQ(response.body, "ok");
  EXPECT_EQ(response.tries, 4);
}

TEST(Http, GivesUpAfterItsTries) {
  Server server([](const std::string&) { return reply("busy", {}, "503 Service Unavailable"); });
  HttpRequest request = request_to(server);
  EXPECT_EQ(send(request).tries, 1);
  request.limits.retries = 2;
  const HttpResponse response = send(request);
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.body, "busy");
  EXPECT_EQ(server.requests(), 4);
}

TEST(Http, TriesOtherAnswersOnce) {
  Server server([](const std::string&) { return reply("", {}, "400 Bad Request"); });
  HttpRequest request = request_to(server);
  request.limits.retries = 3;
  EXPECT_EQ(send(request).status, 400);
  EXPECT_EQ(server.requests(), 1);
}

TEST(Http, DoesNotWaitLongerThanItMay) {
  for (const char* after : {"3600", "Fri, 01 Jan 2100 00:00:00 GMT"}) {
    Server server([&](const std::string&) {
      return reply("", "Retry-After: " + std::string(after) + "\r\n", "429 Too Many Requests");
    });
    HttpRequest request = request_to(server);
    request.limits.retries = 3;
    EXPECT_EQ(send(request).status, 429);
    EXPECT_EQ(server.requests(), 1);
  }
}

TEST(Http, IsCancelledWhileItWaits) {
  Stop stop;
  Server server([&](const std::string&) {
    stop.request();  // the answer asks for a wait of minutes, which begins after this
    return reply("", "Retry-After: 20\r\n", "429 Too Many Requests");
  });
  HttpRequest request = request_to(server);
  request.limits.retries = 1;
  EXPECT_EQ(error_of(request, &stop), "unavailable : The work was cancelled.");
  EXPECT_EQ(error_of(request, &stop), "unavailable : The work was cancelled.");
  EXPECT_EQ(server.requests(), 1);
}

TEST(Http, HoldsItsLimits) {
  Server server([](const std::string& path) {
    if (path == "/slow") std::this_thread::sleep_for(400ms);
    if (path == "/headers") {
      std::string many;
      for (int i = 0; i < 3000; ++i)
        many += "X-" + std::to_string(i) + ": " + std::string(90, 'x') + "\r\n";
      return reply("", many);
    }
    return reply(std::string(2000, 'x'));
  });
  HttpRequest request = request_to(server);
  request.limits.bytes = 1999;
  EXPECT_THAT(error_of(request), HasSubstr("larger than 1999 bytes"));
  request.limits.bytes = 2000;
  EXPECT_EQ(error_of(request), "none");
  request.url = server.url("/headers");
  EXPECT_THAT(error_of(request), HasSubstr("too_large"));
  request.url = server.url("/slow");
  request.limits.total = 100ms;
  EXPECT_THAT(error_of(request), HasSubstr("too_large "));
}

TEST(Http, FollowsNoRedirectUnlessAsked) {
  Server server([](const std::string& path) {
    return path == "/" ? reply("", "Location: /b\r\nX-Old: 1\r\n", "302 Found") : reply("b");
  });
  HttpRequest request = request_to(server);
  EXPECT_EQ(send(request).status, 302);
  request.limits.redirects = 1;
  const HttpResponse response = send(request);
  EXPECT_EQ(response.body, "b");
  EXPECT_EQ(response.url, server.url("/b"));
  EXPECT_EQ(response.header("x-old"), "");
}

TEST(Http, KeepsSecretsOutOfErrors) {
  HttpRequest request;
  request.url = "http://name:word@127.0.0.1:1/hush?key=hush";
  request.headers = {{"Authorization", "Bearer hush"}};
  const std::string refused = error_of(request);
  EXPECT_THAT(refused, HasSubstr("unavailable http://127.0.0.1:1: "));
  EXPECT_THAT(refused, Not(HasSubstr("hush")));
  EXPECT_THAT(refused, Not(HasSubstr("word")));
  request.headers = {{"Authorization", "Bearer hush\r\nX: y"}};
  EXPECT_THAT(error_of(request), HasSubstr("bad_input"));
  EXPECT_THAT(error_of(request), Not(HasSubstr("hush")));
}

TEST(Http, AsksBeforeItConnects) {
  Server server([](const std::string&) { return reply("x"); });
  HttpRequest request = request_to(server);
  request.limits.retries = 2;
  request.refuse = [](const Url& url, const sockaddr& address) {
    return address.sa_family == AF_INET ? "not " + url.host : "";
  };
  EXPECT_THAT(error_of(request), HasSubstr("bad_input"));
  EXPECT_THAT(error_of(request), HasSubstr("not 127.0.0.1"));
  EXPECT_EQ(server.requests(), 0);
}

TEST(Http, TakesOtherUrlsApart) {
  const Url url = parse_url("HTTPS://a@Example.org/x#y");
  EXPECT_EQ(url.origin(), "https://Example.org:443");
  EXPECT_EQ(url.user, "a");
  EXPECT_EQ(url.whole, "https://a@Example.org/x");
  EXPECT_EQ(parse_url("http://موقع.example/").host, "xn--4gbrim.example");
  for (const char* bad : {"", "x y", "http://", "//a", "http://a:99999/"}) {
    HttpRequest request;
    request.url = bad;
    EXPECT_THAT(error_of(request), HasSubstr("bad_input")) << bad;
  }
  HttpRequest file;
  file.url = "file:///etc/passwd";
  EXPECT_THAT(error_of(file), HasSubstr("bad_input"));
}

}  // namespace
}  // namespace mujaz
