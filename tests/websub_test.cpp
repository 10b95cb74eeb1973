// SPDX-License-Identifier: GPL-3.0-or-later
// A hub on loopback that asks back, brings news, and lies.
#include "mujaz/websub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/hmac.h>

#include "http_client.h"
#include "loopback.h"
#include "mujaz/hub_listener.h"
#include "mujaz/watch.h"
#include "support.h"

namespace mujaz {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using testing::reply;

std::string signature(const std::string& secret, const std::string& body) {
  unsigned char sum[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), sum, &size);
  std::string hex = "sha256=";
  for (unsigned i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[sum[i] >> 4];
    hex += "0123456789abcdef"[sum[i] & 15];
  }
  return hex;
}

/// The value of a name in a form, as it stands there.
std::string value(const std::string& form, const std::string& name) {
  const std::size_t at = form.find(name + "=") + name.size() + 1;
  return form.substr(at, std::min(form.find('&', at), form.size()) - at);
}

struct WebSub : ::testing::Test {
  int status = 202;
  std::string form;  // what was asked of the hub last
  testing::Server hub{[this](const std::string&) {
    form = hub.last_request();
    form = form.substr(form.find("\r\n\r\n") + 4);
    return reply("", "", std::to_string(status) + " x");
  }};
  const std::string topic = "https://marfa.example/feed";
  Time at = parse_time("2025-02-11T10:00:00Z");
  std::shared_ptr<Subscriptions> subscriptions = std::make_shared<Subscriptions>(
      "https://news.example", FetchLimits{20s, 1u << 20, 0, {hub.host()}});

  std::string key() {
    const std::string callback = value(form, "hub.callback");
    return callback.substr(callback.rfind("%2F") + 3);
  }
  void ask() { subscriptions->ask("feed", topic, hub.url("/"), at); }
  std::optional<std::string> verify(const std::string& about, const std::string& mode,
                                    const std::string& lease = "1000") {
    return subscriptions->verify(key(),
                                 {{"hub.mode", mode},
                                  {"hub.topic", about},
                                  {"hub.challenge", "c1"},
                                  {"hub.lease_seconds", lease}},
                                 at);
  }
};

TEST_F(WebSub, IsAskedForVerifiedAndRenewed) {
  ask();
  EXPECT_EQ(value(form, "hub.mode"), "subscribe");
  EXPECT_EQ(value(form, "hub.topic"), "https%3A%2F%2Fmarfa.example%2Ffeed");
  EXPECT_EQ(value(form, "hub.callback"), "https%3A%2F%2Fnews.example%2Fhub%2F" + key());
  EXPECT_EQ(key().size(), 32u);
  EXPECT_FALSE(verify("https://other.example/feed", "subscribe"));
  EXPECT_FALSE(verify(topic, "unsubscribe"));
  EXPECT_FALSE(subscriptions->verify("other", {{"hub.topic", topic}}, at));
  EXPECT_EQ(verify(topic, "subscribe"), "c1");
  ask();
  at += 799s;
  ask();
  EXPECT_EQ(hub.requests(), 1);
  at += 1s;
  ask();
  EXPECT_EQ(hub.requests(), 2) << "a fifth of its time was left";
}

TEST_F(WebSub, AHubThatFailsOrRefusesIsAskedLater) {
  status = 500;
  EXPECT_THROW(ask(), Error);
  at += 59min;
  ask();
  EXPECT_EQ(hub.requests(), 1);
  at += 1min;
  status = 202;
  ask();
  EXPECT_EQ(hub.requests(), 2);
  EXPECT_EQ(verify(topic, "denied"), "");
  at += 23h;
  ask();
  EXPECT_EQ(hub.requests(), 2);
  EXPECT_THROW(Subscriptions("ftp://a.example", {}), Error);
}

TEST_F(WebSub, OnlyWhatIsSignedIsTaken) {
  ask();
  const std::string secret = value(form, "hub.secret"), body = "<rss/>";
  const auto take = [&](const std::string& with, const std::string& bytes) {
    return subscriptions->take(key(), with, {bytes, {}, {}});
  };
  EXPECT_TRUE(take(signature(secret, body), body));
  EXPECT_FALSE(subscriptions->any_news()) << "not verified yet";
  verify(topic, "subscribe");
  for (const std::string& wrong :
       {std::string(), std::string("sha256="), std::string("md5=00"), signature("x", body),
        signature(secret, body + " "), signature(secret, body).substr(0, 70)}) {
    EXPECT_TRUE(take(wrong, body)) << "a wrong signature is not told";
    EXPECT_FALSE(subscriptions->any_news()) << wrong;
  }
  EXPECT_FALSE(subscriptions->take("other", signature(secret, body), {body, {}, {}}));
  take(signature(secret, body), body);
  const auto news = subscriptions->news();
  ASSERT_EQ(news.size(), 1u);
  EXPECT_EQ(news[0].feed, "feed");
  EXPECT_EQ(news[0].page.url, topic);
  EXPECT_TRUE(subscriptions->news().empty());
}

/// From a feed that names its hub to an article, over HTTP both ways.
TEST_F(WebSub, WhatAHubBringsIsHandedOnAtOnce) {
  std::string shown =
      "<rss xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><a:link rel=\"hub\" href=\"" +
      hub.url("/") + "\"/><a:link rel=\"self\" href=\"" + topic + "\"/>";
  testing::Server room([&](const std::string& path) {
    return path == "/feed" ? reply(shown + "</channel></rss>")
           : path == "/a"  ? reply(
                                "<h1>خبر</h1><p>أعلنت بلدية مرسى الياسمين، الأحد، افتتاح ثلاث "
                                 "حدائق جديدة.</p>")
                          : reply("", "", "404 Not Found");
  });
  HubListener listener(subscriptions, "127.0.0.1", 0);
  WatchOptions options;
  options.feeds = {room.url("/feed")};
  options.host_gap = 0ms;
  options.limits.allowed_hosts = {room.host()};
  options.hubs = subscriptions;
  std::vector<std::string> got;
  Watcher watcher(
      std::make_shared<const Extractor>(testing::language()), options,
      [&](const Sighting& found) { got.push_back(found.url); }, [](const auto&) {});
  EXPECT_EQ(watcher.look(at), 0);
  const std::string path = "/hub/" + key();
  const auto ask_back = [&](const std::string& about) {
    return testing::Client(listener.port())
        .ask("GET " + path + "?hub.mode=subscribe&hub.challenge=c%201&hub.topic=" + about +
             " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  };
  EXPECT_EQ(ask_back("https%3A%2F%2Fother.example").status, 404);
  EXPECT_EQ(ask_back(value(form, "hub.topic")).body, "c 1");
  const std::string body = "<rss><channel><item><guid>a</guid><title>خبر</title><link>" +
                           room.url("/a") + "</link></item></channel></rss>";
  const auto bring = [&](const std::string& to) {
    return testing::Client(listener.port())
        .ask("POST " + to + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Hub-Signature: " +
             signature(value(form, "hub.secret"), body) +
             "\r\nContent-Type: application/rss+xml\r\nContent-Length: " +
             std::to_string(body.size()) + "\r\n\r\n" + body)
        .status;
  };
  EXPECT_EQ(bring("/hub/unknown"), 410);
  EXPECT_GT(watcher.next(), at);
  EXPECT_EQ(bring(path), 202);
  EXPECT_LT(watcher.next(), at);
  EXPECT_EQ(watcher.look(at), 1);
  EXPECT_THAT(got, ElementsAre(room.url("/a")));
  EXPECT_EQ(bring(path), 202);
  EXPECT_EQ(watcher.look(at), 0) << "it comes once";
}

}  // namespace
}  // namespace mujaz
