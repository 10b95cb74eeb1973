// SPDX-License-Identifier: GPL-3.0-or-later
// What a webhook is told, signed, tried again, dead, sent again: to a receiver on loopback.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "crash.h"
#include "loopback.h"
#include "mujaz/deliver.h"
#include "support.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;

std::string header(const std::string& request, const std::string& name) {
  const std::size_t at = request.find("\r\n" + name + ": ");
  if (at == request.npos) return {};
  const std::size_t from = at + name.size() + 4;
  return request.substr(from, request.find("\r\n", from) - from);
}

class WebhooksTest : public ::testing::Test {
 protected:
  WebhooksTest() : receiver([this](const std::string&) { return answer(); }) {
    StoreOptions options;
    options.folder = scratch.path;
    desk = std::make_unique<Desk>(testing::desk_parts(options, testing::quick_crafts()));
    Site site;
    site.name = "nawras";
    site.policy.policy = Policy::publish;
    desk->store().write([&](Transaction& rows) { Sites(rows).put(site); });
  }
  std::string answer() {
    const std::lock_guard lock(mutex);
    return testing::reply("", "", good ? "204 No Content" : "500 Broken");
  }
  void set_good(bool now_good) {
    const std::lock_guard lock(mutex);
    good = now_good;
  }
  void deliver(const std::vector<std::string>& hosts) {
    DeliverOptions options;
    options.guard.allowed_hosts = hosts;
    options.retries = {3, std::chrono::milliseconds(1), std::chrono::milliseconds(1)};
    deliver_webhooks(*desk, options);
  }
  Webhook hook(std::vector<std::string> events = {}) {
    Webhook made;
    made.site = "nawras";
    made.url = receiver.url("/hook");
    made.events = std::move(events);
    desk->store().write([&](Transaction& rows) { made = Webhooks(rows).add(made); });
    return made;
  }
  void push(const char* id) {
    Push push;
    push.site = "nawras";
    push.id = id;
    push.article.title = U"خبر";
    Paragraph paragraph;
    paragraph.text = U"أعلنت البلدية افتتاح ثلاث مدارس.";
    push.article.paragraphs.push_back(paragraph);
    desk->push(push, {"cms", Role::push});
    const Stop stop;
    while (desk->work("worker", stop)) {
    }
  }
  /// Until no telling of the webhook waits.
  void tell(const Webhook& hook) {
    const Stop stop;
    for (int i = 0; i < 4000 && !tellings(hook, TellingState::waiting).empty(); ++i)
      if (!desk->work("teller", stop, true))
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  std::vector<Telling> tellings(const Webhook& hook, std::optional<TellingState> state = {}) {
    std::vector<Telling> out;
    desk->store().read([&](Transaction& rows) { out = Tellings(rows).list(hook.id, state); });
    return out;
  }

  testing::Scratch scratch;
  std::mutex mutex;
  bool good = true;
  testing::Server receiver;
  std::unique_ptr<Desk> desk;
};

TEST(WebhookSignature, IsThatOfStandardWebhooks) {
  EXPECT_EQ(
      webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330, R"({"test": 2432232314})"),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  EXPECT_THROW(webhook_signature("secret", "id", 1, ""), Error);
}

TEST_F(WebhooksTest, IsToldWhatItAskedFor) {
  deliver({receiver.host()});
  const Webhook some = hook({"article.published"});
  push("a1");
  ASSERT_EQ(tellings(some).size(), 1u) << "not of the draft";
  tell(some);
  ASSERT_EQ(receiver.requests(), 1);
  const std::string request = receiver.last_request();
  const std::string body = request.substr(request.find("\r\n\r\n") + 4);
  const Json json = Json::parse(body);
  EXPECT_EQ(json["type"], "article.published");
  EXPECT_EQ(json["data"]["article"], "a1");
  EXPECT_EQ(json["data"]["state"], "published");
  EXPECT_EQ(header(request, "webhook-signature"),
            webhook_signature(some.secret, header(request, "webhook-id"),
                              std::stoll(header(request, "webhook-timestamp")), body));
  const Telling told = tellings(some).at(0);
  EXPECT_EQ(told.state, TellingState::delivered);
  EXPECT_EQ(told.status, 204);
  EXPECT_EQ(told.id, header(request, "webhook-id"));
}

TEST_F(WebhooksTest, IsToldAgainUntilItIsDeadAndThenByHand) {
  deliver({receiver.host()});
  const Webhook all = hook();
  set_good(false);
  push("a1");
  ASSERT_EQ(tellings(all).size(), 2u) << "drafted and published";
  tell(all);
  EXPECT_EQ(receiver.requests(), 6) << "three tries each";
  for (const Telling& one : tellings(all)) {
    EXPECT_EQ(one.state, TellingState::dead);
    EXPECT_EQ(one.attempts, 3);
    EXPECT_EQ(one.error, "HTTP 500");
  }
  std::map<JobState, std::int64_t> jobs;
  desk->store().read([&](Transaction& rows) { jobs = Jobs(rows).count(); });
  EXPECT_EQ(jobs[JobState::dead], 2);

  set_good(true);
  const std::string id = tellings(all).at(0).id;
  desk->store().write([&](Transaction& rows) { Tellings(rows).again(id, "nawras", now()); });
  tell(all);
  EXPECT_EQ(tellings(all, TellingState::delivered).size(), 1u);
  desk->store().read([&](Transaction& rows) { jobs = Jobs(rows).count(); });
  EXPECT_EQ(jobs[JobState::dead], 1);
  EXPECT_EQ(header(receiver.last_request(), "webhook-id"), id) << "the same telling";
}

TEST_F(WebhooksTest, LiesNotInsideTheHouse) {
  deliver({});
  const Webhook inside = hook();
  push("a1");
  tell(inside);
  EXPECT_EQ(receiver.requests(), 0);
  for (const Telling& one : tellings(inside)) EXPECT_EQ(one.state, TellingState::dead);
}

TEST_F(WebhooksTest, IsNotToldWhatDidNotHappen) {
  deliver({receiver.host()});
  const Webhook all = hook();
  EXPECT_THROW(desk->store().write([&](Transaction& rows) {
    Change change;
    change.changed = true;
    change.story.site = "nawras";
    change.story.id = "a2";
    change.events = {"article.published"};
    Stories(rows).save(change);
    throw Error(ErrorCode::conflict, "it was not to be");
  }),
               Error);
  EXPECT_TRUE(tellings(all).empty());
}

TEST_F(WebhooksTest, IsToldNothingMoreOnceRemoved) {
  deliver({receiver.host()});
  const Webhook all = hook();
  push("a1");
  desk->store().write([&](Transaction& rows) { Webhooks(rows).remove(all.id); });
  const Stop stop;
  while (desk->work("teller", stop, true)) {
  }
  EXPECT_EQ(receiver.requests(), 0);
  std::map<JobState, std::int64_t> jobs;
  desk->store().read([&](Transaction& rows) { jobs = Jobs(rows).count(); });
  EXPECT_EQ(jobs[JobState::waiting] + jobs[JobState::dead], 0);
}

}  // namespace
}  // namespace mujaz
