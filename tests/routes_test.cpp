// SPDX-License-Identifier: GPL-3.0-or-later
// The server's calls, over sockets, on a newsroom whose sound is quickly made.
#include <gtest/gtest.h>

#include <thread>

#include "mujaz/totp.h"
#include "served.h"
#include "server/calls.h"
#include "server/contract.h"
#include "server/shelf.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;
using testing::Client;
using testing::kText;

class RoutesTest : public testing::Served {};

TEST_F(RoutesTest, FromTheCmsToTheListener) {
  const auto pushed = push("a1", {{"title", "خبر <script>"}, {"text", kText}});
  ASSERT_EQ(pushed.status, 202) << pushed.body;
  EXPECT_EQ(Json::parse(pushed.body)["state"], "published");
  EXPECT_EQ(push("a1", {{"title", "خبر <script>"}, {"text", kText}}).status, 200);

  const auto episode = ask("GET", at("a1") + "/episode", "");
  ASSERT_EQ(episode.status, 200) << episode.body;
  EXPECT_EQ(episode.field("Access-Control-Allow-Origin"), "*");
  const Json json = Json::parse(episode.body);
  EXPECT_EQ(json["points"][0]["text"], kText);
  EXPECT_EQ(json["label"], "machine");
  EXPECT_EQ(
      ask("GET", at("a1") + "/episode", "", "", "If-None-Match: " + episode.field("ETag") + "\r\n")
          .status,
      304);

  const std::string mp3 = json["audio"][0]["url"];
  const auto sound = ask("GET", mp3, "");
  EXPECT_EQ(sound.body.substr(0, 3), "mp3");
  EXPECT_EQ(sound.field("Cache-Control"), "public, max-age=300, must-revalidate");
  EXPECT_EQ(ask("GET", mp3, "", "", "Range: bytes=0-2\r\n").body, "mp3");
  EXPECT_EQ(ask("HEAD", mp3, "").field("Content-Length"), std::to_string(sound.body.size()));
  EXPECT_EQ(ask("GET", json["captions"], "").field("Content-Type"), "text/vtt; charset=utf-8");
  EXPECT_EQ(ask("GET", "/audio/" + std::string(64, '0') + ".mp3", "").status, 404);
  EXPECT_EQ(ask("GET", "/audio/..%2fmujaz.db.mp3", "").status, 400);

  const auto box = ask("GET", at("a1") + "/box.html", "");
  EXPECT_NE(box.body.find("&lt;script&gt;"), std::string::npos);
  EXPECT_EQ(box.body.find("<script"), std::string::npos);

  EXPECT_EQ(ask("DELETE", at("a1"), tokens[Role::push]).status, 200);
  EXPECT_EQ(ask("GET", at("a1") + "/episode", "").status, 410);
  EXPECT_EQ(ask("GET", mp3, "").status, 410);
  EXPECT_EQ(ask("GET", at("none") + "/episode", "").status, 404);
}

TEST_F(RoutesTest, RefusesABadPushAndStoresNothing) {
  const auto field = [&](const Json& body) {
    const auto answer = push("bad", body);
    EXPECT_EQ(answer.status, 422) << body;
    return Json::parse(answer.body).value("field", "");
  };
  EXPECT_EQ(field(Json::object()), "text");
  EXPECT_EQ(field({{"text", 5}}), "text");
  EXPECT_EQ(field({{"text", ""}}), "text");
  EXPECT_EQ(field({{"title", Json::array()}, {"text", kText}}), "title");
  EXPECT_EQ(field({{"body", {1, 2}}}), "body");
  EXPECT_EQ(field({{"text", kText}, {"modified", "yesterday"}}), "modified");
  EXPECT_EQ(field({{"text", kText}, {"archive", "yes"}}), "archive");
  EXPECT_EQ(field({{"text", kText}, {"url", std::string(3000, 'x')}}), "url");
  const std::string& secret = tokens[Role::push];
  EXPECT_EQ(ask("PUT", at("bad"), secret, "{").status, 400);
  EXPECT_EQ(ask("PUT", at("bad"), secret, "{\"text\":\"\xff\"}").status, 400);
  EXPECT_EQ(ask("PUT", at("bad"), secret, "[]").status, 422);
  EXPECT_EQ(ask("PUT", at("bad"), secret, "x", "Content-Type: image/png\r\n").status, 415);
  EXPECT_EQ(ask("PUT", at("bad"), secret, std::string(10u << 20, 'x')).status, 413);
  EXPECT_EQ(ask("PUT", at("bad") + "?wait=x", secret, "{}").status, 422);
  EXPECT_EQ(ask("PUT", at("%00"), secret, "{}").status, 400);
  EXPECT_EQ(ask("PUT", "/v1/sites/other/articles/a", secret, "{}").status, 403);
  EXPECT_EQ(ask("GET", at("bad"), tokens[Role::edit]).status, 404) << "something was stored";
}

TEST_F(RoutesTest, TakesARetryForWhatItIs) {
  const Json body = {{"text", kText}, {"modified", "2026-11-24T10:00:00Z"}};
  const auto first = push("a1", body, "", "Idempotency-Key: k1\r\n");
  EXPECT_EQ(first.status, 202);
  const auto again = push("a1", body, "", "Idempotency-Key: k1\r\n");
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(push("a2", body, "", "Idempotency-Key: k1\r\n").status, 409);
  EXPECT_EQ(push("a1", {{"text", std::string(kText) + " وهذا نص أقدم وصل متأخرا."},
                        {"modified", "2026-11-24T09:00:00Z"}})
                .status,
            409);
}

TEST_F(RoutesTest, TakesHtmlAndPlainText) {
  const std::string html = "<html><head><title>خبر</title></head><body><article><h1>خبر</h1><p>" +
                           std::string(kText) + "</p></article></body></html>";
  EXPECT_EQ(ask("PUT", at("h") + "?wait=30", tokens[Role::push], html,
                "Content-Type: text/html; charset=utf-8\r\n")
                .status,
            202);
  EXPECT_EQ(ask("PUT", at("p"), tokens[Role::push], kText, "Content-Type: text/plain\r\n").status,
            202);
  const Json list =
      Json::parse(ask("GET", "/v1/sites/nawras/articles?limit=1", tokens[Role::edit]).body);
  EXPECT_EQ(list["articles"][0]["id"], "h");
  EXPECT_EQ(list["next"], "h");
  EXPECT_EQ(Json::parse(ask("GET", "/v1/sites/nawras/articles?after=h", tokens[Role::edit])
                            .body)["articles"][0]["id"],
            "p");
}

TEST_F(RoutesTest, LetsAnEditorWork) {
  site("nawras", Policy::review);
  const auto pushed = push("a1", {{"title", "خبر"}, {"text", kText}});
  EXPECT_EQ(Json::parse(pushed.body)["state"], "in_review") << pushed.body;
  const std::string& editor = tokens[Role::edit];
  const auto draft = ask("GET", at("a1"), editor);
  const std::string etag = draft.field("ETag"), point = Json::parse(draft.body)["points"][0]["id"];
  const Json seen = Json::parse(draft.body);
  EXPECT_EQ(seen["paragraphs"][0]["text"], kText);
  EXPECT_EQ(seen["sound"]["fresh"], true);
  EXPECT_TRUE(seen["sound"]["words"].is_array());
  const Json line = Json::parse(
      ask("GET", "/v1/sites/nawras/articles?state=in_review", editor).body)["articles"][0];
  EXPECT_EQ(line["count"], seen["points"].size());
  EXPECT_EQ(line["stopped"], 0);
  EXPECT_EQ(line["reasons"], Json::array());
  const std::string mp3 = seen["sound"]["audio"][0]["url"];
  EXPECT_EQ(ask("GET", mp3, "").status, 404) << "a draft's sound is not the public's";
  EXPECT_EQ(ask("GET", mp3, editor).field("Cache-Control"), "private, no-store");

  const Json edit = {
      {"edits",
       {{{"op", "change"}, {"point", point}, {"text", "أعلنت البلدية افتتاح تسع مدارس."}}}}};
  EXPECT_EQ(ask("PATCH", at("a1") + "/points", editor, edit.dump()).status, 428);
  EXPECT_EQ(ask("PATCH", at("a1") + "/points", editor, edit.dump(), "If-Match: \"99\"\r\n").status,
            412);
  EXPECT_EQ(ask("PATCH", at("a1") + "/points", editor, R"({"edits":[{"op":"eat"}]})",
                "If-Match: " + etag + "\r\n")
                .status,
            422);
  const auto edited =
      ask("PATCH", at("a1") + "/points", editor, edit.dump(), "If-Match: " + etag + "\r\n");
  ASSERT_EQ(edited.status, 200) << edited.body;
  EXPECT_NE(Json::parse(edited.body)["points"][0]["verdict"], "supported");
  const auto denied =
      ask("POST", at("a1") + "/points/" + point + "/sign", editor, R"({"reason":"x"})");
  EXPECT_EQ(denied.status, 403) << denied.body;

  const Json back = {{"edits", {{{"op", "change"}, {"point", point}, {"text", kText}}}}};
  const auto mended = ask("PATCH", at("a1") + "/points", editor, back.dump(),
                          "If-Match: " + edited.field("ETag") + "\r\n");
  ASSERT_EQ(mended.status, 200) << mended.body;
  EXPECT_EQ(
      ask("POST", at("a1") + "/approve", editor, "{}", "If-Match: " + mended.field("ETag") + "\r\n")
          .status,
      200);
  for (int i = 0; i < 600 && ask("GET", at("a1") + "/episode", "").status != 200; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const auto episode = ask("GET", at("a1") + "/episode", "");
  EXPECT_EQ(Json::parse(episode.body)["label"], "editor");
  EXPECT_EQ(ask("POST", at("a1") + "/correct", editor, R"({"notice":"صُحّح رقم."})").status, 200);
  EXPECT_NE(ask("GET", at("a1") + "/episode", "").body.find("صُحّح"), std::string::npos);
  const auto log = ask("GET", "/v1/sites/nawras/log.json?article=a1", editor);
  EXPECT_EQ(log.status, may(Role::edit, Right::log) ? 200 : 403);
  const Json entries =
      Json::parse(ask("GET", "/v1/sites/nawras/log.json", tokens[Role::admin]).body);
  EXPECT_GT(entries.size(), 2u);
  EXPECT_EQ(ask("GET", "/v1/sites/nawras/log.csv", tokens[Role::admin]).field("Content-Type"),
            "text/csv; charset=utf-8");
}

TEST_F(RoutesTest, OffersOtherClausesOfAStory) {
  const std::string text =
      "اتفقت نوران وسهيل على استئناف محادثات المياه في الشهر المقبل.\n"
      "وقالت وزيرة الري في نوران إن المحادثات ستبحث ملء السد الجديد.\n"
      "في سياق منفصل، أغلقت عاصفة رملية مطار وادي الغزلان تسع ساعات.\n"
      "وألغت شركات الطيران أربعين رحلة بسبب العاصفة الرملية.\n"
      "وأعلنت هيئة الطيران إعادة فتح المدرج الشمالي مساء اليوم نفسه.";
  push("a1", {{"text", text}});
  const auto got = ask("GET", at("a1") + "/clauses", tokens[Role::edit]);
  ASSERT_EQ(got.status, 200) << got.body;
  const Json json = Json::parse(got.body);
  EXPECT_EQ(json["stories"].size(), 2u) << json;
  ASSERT_FALSE(json["clauses"].empty());
  ASSERT_EQ(json["points"].size(), 3u);  // the paragraphs of quick_crafts: three are taken
  EXPECT_EQ(json["points"][0]["story"], 0);
  EXPECT_EQ(json["points"][2]["story"], 1);
  for (const Json& one : json["clauses"]) {
    EXPECT_EQ(one["story"], 1) << "the sentences of the first are points already: " << one;
    EXPECT_EQ(one["verdict"], "supported") << one;
    const std::string whole = one["sentence"]["text"];
    EXPECT_NE(text.find(whole), text.npos);
    EXPECT_NE(whole.find(one["pieces"][0]["text"].get<std::string>()), whole.npos);
  }
  const auto asked = [&](const std::string& query) {
    return ask("GET", at("a1") + "/clauses" + query, tokens[Role::edit]);
  };
  EXPECT_EQ(Json::parse(asked("?story=0").body)["clauses"].size(), 0u);
  EXPECT_EQ(Json::parse(asked("?limit=1").body)["clauses"].size(), 1u);
  for (const char* wrong : {"?limit=0", "?limit=51", "?limit=x", "?story=-1", "?story=b"})
    EXPECT_EQ(asked(wrong).status, 422) << wrong;
  EXPECT_EQ(ask("GET", at("none") + "/clauses", tokens[Role::edit]).status, 404);
}

TEST_F(RoutesTest, EveryCallAsksForItsRight) {
  for (const server::Call& call : server::calls()) {
    const bool events = std::string(call.operation) == "getEvents";
    std::string path = call.pattern;
    for (const auto& [name, value] : {std::pair<std::string, std::string>{"{site}", "nawras"},
                                      {"{id}", "none"},
                                      {"{point}", "1"},
                                      {"{hash}", std::string(64, '0')},
                                      {"{job}", "7"},
                                      {"{token}", "none"},
                                      {"{user}", "none"},
                                      {"{key}", "none"},
                                      {"{entry}", "none"},
                                      {"{webhook}", "none"},
                                      {"{delivery}", "none"},
                                      {"{report}", "none"}})
      if (const std::size_t where = path.find(name); where != path.npos)
        path.replace(where, name.size(), value);
    const std::string body = call.body ? "{}" : "";
    const auto status = [&](const std::string& secret) {
      if (!events) return ask(call.method, path, secret, body).status;
      Client client(server->port());
      return client
          .ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n" +
                   (secret.empty() ? "" : "Authorization: Bearer " + secret + "\r\n") + "\r\n",
               true)
          .status;
    };
    const bool anyone = call.needs.whom == server::Needs::Whom::anyone;
    EXPECT_EQ(status("") == 401, !anyone) << call.operation;
    EXPECT_EQ(status("mjz_wrong") == 401, !anyone) << call.operation;
    for (const auto& [role, secret] : tokens) {
      const bool permitted =
          call.needs.whom != server::Needs::Whom::permitted || may(role, call.needs.right);
      const int got = status(secret);
      EXPECT_EQ(got == 403, !permitted) << call.operation << " as " << name(role) << ": " << got;
      EXPECT_LT(got, 500) << call.operation;
      EXPECT_NE(got, 401) << call.operation;
    }
    if (call.needs.whom == server::Needs::Whom::permitted && path.find("nawras") != path.npos) {
      EXPECT_EQ(status(token("other", Role::admin)), 403) << call.operation << " on another site";
    }
  }
}

TEST_F(RoutesTest, TheContractHasEveryCall) {
  const Json contract = Json::parse(server::contract_json());
  std::set<std::string> promised, kept;
  for (const auto& [path, methods] : contract["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      std::string upper = method;
      for (char& c : upper) c = static_cast<char>(std::toupper(c));
      promised.insert(upper + " " + path + " " + operation["operationId"].get<std::string>() +
                      (operation.contains("security") ? " guarded" : "") + " " +
                      operation.value("x-right", ""));
    }
  for (const server::Call& call : server::calls())
    kept.insert(std::string(call.method) + " " + call.pattern + " " + call.operation +
                (call.needs.whom == server::Needs::Whom::anyone ? "" : " guarded") + " " +
                (call.needs.whom == server::Needs::Whom::permitted ? name(call.needs.right) : ""));
  EXPECT_EQ(promised, kept);
  EXPECT_EQ(ask("GET", "/openapi.json", "").body, server::contract_json());
}

TEST_F(RoutesTest, PeopleLogInAndAreLockedOut) {
  const auto made = ask("POST", "/v1/sites/nawras/users", tokens[Role::admin],
                        R"({"name":"salma","role":"edit"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string password = Json::parse(made.body)["password"];
  const auto in =
      ask("POST", "/v1/sessions", "", Json{{"name", "salma"}, {"password", password}}.dump());
  ASSERT_EQ(in.status, 201) << in.body;
  const std::string cookie = in.field("Set-Cookie"), csrf = Json::parse(in.body)["csrf"];
  EXPECT_NE(cookie.find("HttpOnly; SameSite=Strict"), std::string::npos);
  const std::string held = "Cookie: a=b; " + cookie.substr(0, cookie.find(';')) + "\r\n";
  EXPECT_EQ(Json::parse(ask("GET", "/v1/sessions/current", "", "", held).body)["name"], "salma");
  EXPECT_EQ(ask("POST", at("none") + "/approve", "", "{}", held).status, 403)
      << "without the CSRF token";
  EXPECT_EQ(ask("POST", at("none") + "/approve", "", "{}", held + "X-CSRF-Token: " + csrf + "\r\n")
                .status,
            404);
  EXPECT_EQ(
      ask("DELETE", "/v1/sessions/current", "", "", held + "X-CSRF-Token: " + csrf + "\r\n").status,
      204);
  EXPECT_EQ(ask("GET", "/v1/sessions/current", "", "", held).status, 401);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(ask("POST", "/v1/sessions", "", R"({"name":"salma","password":"wrong"})").status,
              401);
  EXPECT_EQ(ask("POST", "/v1/sessions", "", Json{{"name", "salma"}, {"password", password}}.dump())
                .status,
            429);
  EXPECT_EQ(ask("POST", "/v1/sessions", "", R"({"name":"nobody","password":"wrong"})").status, 401);
  EXPECT_EQ(logged.find(password), std::string::npos);
}

TEST_F(RoutesTest, APersonSignsInWithACodeToo) {
  const auto made = ask("POST", "/v1/sites/nawras/users", tokens[Role::admin],
                        R"({"name":"salma","role":"edit"})");
  const Json login = {{"name", "salma"}, {"password", Json::parse(made.body)["password"]}};
  const auto sign_in = [&](const std::string& code) {
    Json with = login;
    if (!code.empty()) with["code"] = code;
    return ask("POST", "/v1/sessions", "", with.dump());
  };
  const auto in = sign_in("");
  ASSERT_EQ(in.status, 201) << in.body;
  const std::string cookie = in.field("Set-Cookie");
  const std::string held = "Cookie: " + cookie.substr(0, cookie.find(';')) +
                           "\r\nX-CSRF-Token: " + Json::parse(in.body)["csrf"].get<std::string>() +
                           "\r\n";
  const std::string path = "/v1/sessions/current/totp";
  const std::string password = Json{{"password", login["password"]}}.dump();
  EXPECT_EQ(ask("POST", path, tokens[Role::edit], password).status, 409) << "a token";
  EXPECT_EQ(ask("POST", path, "", R"({"password":"wrong"})", held).status, 403);
  EXPECT_EQ(ask("POST", path, "", "{}", held).status, 422);
  const auto begun = ask("POST", path, "", password, held);
  ASSERT_EQ(begun.status, 201) << begun.body;
  const std::string secret = Json::parse(begun.body)["secret"];
  EXPECT_EQ(sign_in("").status, 201) << "it is not confirmed";
  EXPECT_EQ(ask("PUT", path, "", R"({"code":"x"})", held).status, 422);
  const auto code_at = [key = totp_key(secret).value()](std::int64_t step) {
    return totp_code(key, static_cast<std::uint64_t>(step));
  };
  const std::int64_t step = totp_step_at(now());
  const std::string code = code_at(step);
  const auto confirmed = ask("PUT", path, "", Json{{"code", code}}.dump(), held);
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  const Json codes = Json::parse(confirmed.body)["recovery_codes"];
  ASSERT_EQ(codes.size(), 10u);
  EXPECT_EQ(ask("POST", path, "", password, held).status, 409);

  const auto without = sign_in("");
  EXPECT_EQ(without.status, 401);
  EXPECT_EQ(Json::parse(without.body)["field"], "code");
  EXPECT_EQ(sign_in(code).status, 401) << "it was used";
  EXPECT_EQ(sign_in(code_at(std::max(step + 1, totp_step_at(now())))).status, 201);
  EXPECT_EQ(sign_in(codes[3]).status, 201);
  EXPECT_EQ(sign_in(codes[3]).status, 401) << "it was used";
  EXPECT_EQ(sign_in(codes[4]).status, 201);
  EXPECT_EQ(logged.find(secret), std::string::npos);
  EXPECT_EQ(ask("POST", path + "/remove", "", password, held).status, 204);
  EXPECT_EQ(sign_in("").status, 201);
}

TEST_F(RoutesTest, TokensAreMadeAndRevoked) {
  const std::string& admin = tokens[Role::admin];
  const auto made =
      ask("POST", "/v1/sites/nawras/tokens", admin, R"({"role":"edit","note":"cms"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const Json token = Json::parse(made.body);
  EXPECT_EQ(ask("GET", "/v1/sites/nawras/articles", token["secret"]).status, 200);
  const auto all = ask("GET", "/v1/sites/nawras/tokens", admin);
  EXPECT_EQ(all.body.find(token["secret"].get<std::string>()), std::string::npos);
  EXPECT_EQ(
      ask("DELETE", "/v1/sites/nawras/tokens/" + token["id"].get<std::string>(), admin).status,
      204);
  EXPECT_EQ(ask("GET", "/v1/sites/nawras/articles", token["secret"]).status, 401);
  EXPECT_EQ(ask("POST", "/v1/sites/nawras/tokens", admin, R"({"role":"machine"})").status, 422);
}

TEST_F(RoutesTest, KeysOfAPrivateFeedAreMadeAndRevoked) {
  const std::string &admin = tokens[Role::admin], path = "/v1/sites/nawras/feed-keys";
  const auto made = ask("POST", path, admin, R"({"note":"قارئة"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const Json key = Json::parse(made.body);
  const std::string id = key["id"], secret = key["secret"];
  EXPECT_EQ(secret.substr(0, 4), "mjf_");
  const auto known = [&] {
    std::optional<FeedKey> found;
    desk->store().read([&](Transaction& rows) { found = People(rows).feed_key(secret); });
    return found ? found->site : "";
  };
  EXPECT_EQ(known(), "nawras");
  const auto all = ask("GET", path, admin);
  EXPECT_EQ(Json::parse(all.body)["feed_keys"][0]["note"], "قارئة");
  EXPECT_EQ(all.body.find(secret), std::string::npos);
  EXPECT_EQ(ask("GET", "/v1/sites/nawras/articles", secret).status, 401) << "it is no token";
  EXPECT_EQ(ask("POST", path, admin, R"({"note":5})").status, 422);
  EXPECT_EQ(ask("DELETE", "/v1/sites/other/feed-keys/" + id, token("other", Role::admin)).status,
            404);
  EXPECT_EQ(ask("DELETE", path + "/" + id, admin).status, 204);
  EXPECT_EQ(ask("DELETE", path + "/" + id, admin).status, 404);
  EXPECT_EQ(known(), "");
}

TEST_F(RoutesTest, ASiteTakesWhatItShows) {
  const std::string& admin = tokens[Role::admin];
  const Json settings = {{"policy", "held"},
                         {"sections", {{"رأي", "review"}}},
                         {"on_stale", "correct"},
                         {"count", 2},
                         {"words", 40},
                         {"voice", "espeak"},
                         {"title_voice", "second"},
                         {"quotation_voice", "third"},
                         {"section_voices", {{"رأي", "second"}}},
                         {"speed", 1.25},
                         {"pause", 1.5},
                         {"between", "bell.wav"},
                         {"say_title", true},
                         {"opening", "موجز {publisher}|موجز نورس"},
                         {"closing", "إلى اللقاء"},
                         {"months", "morocco"},
                         {"both_month_names", true},
                         {"time_zone", "Africa/Casablanca"},
                         {"page", {{"title", "نورس"}}}};
  ASSERT_EQ(ask("PUT", "/v1/sites/nawras", admin, settings.dump()).status, 200);
  Json shown = Json::parse(ask("GET", "/v1/sites/nawras", admin).body);
  EXPECT_EQ(shown["name"], "nawras");
  shown.erase("name");
  EXPECT_EQ(shown, settings);
  for (const auto& [name, value] : std::map<std::string, Json>{{"policy", 5},
                                                               {"sections", {{"x", "none"}}},
                                                               {"count", 2.5},
                                                               {"speed", 9},
                                                               {"pause", -1},
                                                               {"between", "../secret"},
                                                               {"section_voices", {{"x", 1}}},
                                                               {"closing", "موجز {nobody}"},
                                                               {"say_title", "yes"},
                                                               {"opening", std::string(600, 'x')},
                                                               {"months", "none"},
                                                               {"page", "text"}}) {
    const auto answer = ask("PUT", "/v1/sites/nawras", admin, Json{{name, value}}.dump());
    EXPECT_EQ(answer.status, 422) << name;
    EXPECT_EQ(Json::parse(answer.body).value("field", ""), name);
  }
  shown = Json::parse(ask("GET", "/v1/sites/nawras", admin).body);
  shown.erase("name");
  EXPECT_EQ(shown, settings) << "something was stored by halves";
}

TEST(Shelf, ForgetsWhatIsNotMadeAnew) {
  server::Shelf shelf;
  const auto begin = server::Shelf::Clock::time_point() + std::chrono::hours(1);
  const auto after = [&](int ms) { return begin + std::chrono::milliseconds(ms); };
  server::Shelf::Kept kept;
  kept.body = std::string("old");
  shelf.keep("a", kept, shelf.mark(), begin);
  EXPECT_TRUE(shelf.find("a", after(900)));
  EXPECT_FALSE(shelf.find("a", after(1500))) << "one makes it anew";
  EXPECT_TRUE(shelf.find("a", after(1500))) << "while the others have the old one";
  EXPECT_FALSE(shelf.find("a", after(2100))) << "it was withdrawn elsewhere";
  EXPECT_FALSE(shelf.find("a", after(2100)));
  shelf.keep("a", kept, shelf.mark(), begin);
  EXPECT_FALSE(shelf.find("a", after(11'000)));
  EXPECT_FALSE(shelf.find("a", after(11'000)));
}

TEST_F(RoutesTest, AnEntryOfTheLexiconIsTriedKeptAndUndone) {
  push("a1", {{"text", kText}});
  const std::string &editor = tokens[Role::edit], path = "/v1/sites/nawras/lexicon";
  const std::string wish = R"({"written":"البلدية","reading":"الْبَلَدِيَّة"})";
  const auto tried = ask("POST", path + "/preview", editor, wish);
  ASSERT_EQ(tried.status, 200) << tried.body;
  const Json preview = Json::parse(tried.body);
  ASSERT_EQ(preview["parts"].size(), 1u) << tried.body;
  EXPECT_EQ(preview["parts"][0]["article"], "a1");
  EXPECT_EQ(preview["parts"][0]["words"][0]["before"], "البلدية");
  EXPECT_EQ(preview["whole"], true);
  EXPECT_EQ(ask("GET", path, editor).body, R"({"entries":[]})") << "a preview saves nothing";

  const auto put = ask("POST", path, editor, wish);
  ASSERT_EQ(put.status, 201) << put.body;
  const Json entry = Json::parse(put.body);
  const std::string id = entry["id"];
  EXPECT_EQ(entry["reading"], "الْبَلَدِي\u0651\u064Eة");
  EXPECT_EQ(Json::parse(ask("POST", path, editor, wish).body)["id"], id) << "the same again";
  const auto read = ask("POST", "/v1/sites/nawras/read", editor, R"({"text":"قالت البلدية"})");
  ASSERT_EQ(read.status, 200) << read.body;
  const Json words = Json::parse(read.body)["words"];
  ASSERT_EQ(words.size(), 2u) << read.body;
  EXPECT_EQ(words[1]["start"], 5);
  EXPECT_EQ(words[1]["end"], 12);
  EXPECT_NE(words[1]["marks"].get<std::string>().find(entry["reading"].get<std::string>()),
            std::string::npos)
      << "with the entry in force: " << read.body;
  EXPECT_EQ(ask("POST", "/v1/sites/nawras/read", editor, "{}").status, 422);
  EXPECT_EQ(ask("GET", path + ".csv", editor).body.substr(0, 15), "written,form,re");
  EXPECT_EQ(ask("DELETE", "/v1/sites/other/lexicon/" + id, token("other", Role::edit)).status, 404);
  EXPECT_EQ(ask("DELETE", path + "/" + id, editor).status, 204);
  EXPECT_EQ(ask("DELETE", path + "/" + id, editor).status, 404);
  const auto history = Json::parse(ask("GET", path + "?removed=true", editor).body)["entries"];
  ASSERT_EQ(history.size(), 1u);
  EXPECT_FALSE(history[0]["removed"].is_null());
  EXPECT_EQ(ask("POST", path + "/" + id + "/restore", editor).status, 201);
  EXPECT_EQ(ask("POST", path + "/" + id + "/restore", editor).status, 404) << "it is in force";
  EXPECT_EQ(Json::parse(ask("GET", path, editor).body)["entries"].size(), 1u);

  const auto field = [&](const std::string& body) {
    const auto answer = ask("POST", path, editor, body);
    EXPECT_EQ(answer.status, 422) << body << answer.body;
    return Json::parse(answer.body).value("field", "");
  };
  EXPECT_EQ(field("{}"), "written");
  EXPECT_EQ(field(R"({"written":5,"reading":"x"})"), "written");
  EXPECT_EQ(field(R"({"written":"نورس"})"), "reading");
  EXPECT_EQ(field(R"({"written":"نورس","reading":"ن","form":"sung"})"), "form");
  EXPECT_EQ(field(R"({"written":"نورس","reading":"!!","form":"phones"})"), "reading");
  EXPECT_EQ(field(R"({"written":"...","reading":"نَوْرَس"})"), "written");
  EXPECT_EQ(ask("POST", path, editor, "{\"written\":\"\xff\"}").status, 400);
  EXPECT_EQ(ask("POST", path, editor, std::string(10u << 20, ' ')).status, 413);
}

TEST_F(RoutesTest, WebhooksAreMadeWatchedAndRemoved) {
  const std::string &admin = tokens[Role::admin], path = "/v1/sites/nawras/webhooks";
  const auto made = ask("POST", path, admin,
                        R"({"url":"https://cms.example/hook","events":["article.published"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id = Json::parse(made.body)["id"], secret = Json::parse(made.body)["secret"];
  EXPECT_EQ(secret.substr(0, 6), "whsec_");
  EXPECT_EQ(ask("GET", path, admin).body.find(secret), std::string::npos);
  EXPECT_EQ(Json::parse(ask("PATCH", path + "/" + id, admin, R"({"active":false})").body)["active"],
            false);
  EXPECT_EQ(ask("PATCH", path + "/" + id, admin, "{}").status, 422);
  ask("PATCH", path + "/" + id, admin, R"({"active":true})");
  push("a1", {{"text", kText}});
  const std::string list = path + "/" + id + "/deliveries";
  const Json all = Json::parse(ask("GET", list, admin).body)["deliveries"];
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0]["event"], "article.published");
  EXPECT_EQ(all[0]["state"], "waiting");
  const std::string again = list + "/" + all[0]["id"].get<std::string>() + "/again";
  EXPECT_EQ(ask("POST", again, admin).status, 202);
  EXPECT_EQ(ask("GET", list + "?state=lost", admin).status, 422);

  const std::string stranger = token("other", Role::admin),
                    there = "/v1/sites/other/webhooks/" + id;
  EXPECT_EQ(ask("DELETE", there, stranger).status, 404);
  EXPECT_EQ(ask("GET", there + "/deliveries", stranger).status, 404);
  const auto field = [&](const std::string& body) {
    const auto answer = ask("POST", path, admin, body);
    EXPECT_EQ(answer.status, 422) << body;
    return Json::parse(answer.body).value("field", "");
  };
  EXPECT_EQ(field("{}"), "url");
  EXPECT_EQ(field(R"({"url":5})"), "url");
  EXPECT_EQ(field(R"({"url":"ftp://cms.example/"})"), "url");
  EXPECT_EQ(field(R"({"url":"https://salma:secret@cms.example/"})"), "url");
  EXPECT_EQ(field(R"({"url":"http://cms.example:8080/"})"), "url");
  EXPECT_EQ(field(R"({"url":"https://cms.example/","events":["article.eaten"]})"), "events");
  EXPECT_EQ(field(R"({"url":"https://cms.example/","events":"all"})"), "events");
  EXPECT_EQ(ask("POST", path, admin, std::string(10u << 20, ' ')).status, 413);
  EXPECT_EQ(ask("DELETE", path + "/" + id, admin).status, 204);
  EXPECT_EQ(ask("DELETE", path + "/" + id, admin).status, 404);
}

TEST_F(RoutesTest, ListenersCountAndReport) {
  push("a1", {{"text", kText}});
  EXPECT_EQ(ask("POST", at("a1") + "/plays", "", R"({"what":"play"})").status, 204);
  EXPECT_EQ(ask("POST", at("a1") + "/plays", "", R"({"what":"point","point":0})").status, 204);
  EXPECT_EQ(ask("POST", at("a1") + "/plays", "", R"({"what":"point","point":9})").status, 422);
  EXPECT_EQ(ask("POST", at("none") + "/plays", "", R"({"what":"play"})").status, 404);
  const Json counts =
      Json::parse(ask("GET", "/v1/sites/nawras/stats", tokens[Role::edit]).body)["counts"];
  EXPECT_EQ(counts.size(), 2u);
  // As the player writes it.
  const Json said = {{"revision", "1"}, {"point", 0},      {"kind", "reading"},
                     {"note", ""},      {"word", "أعلنت"}, {"from", 0},
                     {"to", 5}};
  EXPECT_EQ(ask("POST", at("a1") + "/reports", "", said.dump()).status, 204);
  EXPECT_EQ(ask("POST", at("a1") + "/reports", "", R"({"point":0,"kind":"other"})").status, 422);
  EXPECT_EQ(ask("POST", at("a1") + "/reports", "", R"({"point":9,"kind":"fact"})").status, 422);
  const Json reports =
      Json::parse(ask("GET", "/v1/sites/nawras/reports", tokens[Role::edit]).body)["reports"];
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0]["text"], "أعلنت");
  const std::string path = "/v1/sites/nawras/reports/" + reports[0]["id"].get<std::string>();
  EXPECT_EQ(ask("DELETE", path, tokens[Role::edit]).status, 204);
  EXPECT_EQ(ask("DELETE", path, tokens[Role::edit]).status, 404);
}

TEST_F(RoutesTest, TellsTheDeskWhatHappens) {
  push("a1", {{"text", kText}});
  const std::string head =
      "GET /v1/sites/nawras/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " +
      tokens[Role::edit] + "\r\n";
  Client client(server->port());
  EXPECT_EQ(client.ask(head + "Last-Event-ID: 0\r\n\r\n", true).status, 200);
  std::string got;
  while (got.find("event: article.published") == got.npos && client.read_chunk(got)) {
  }
  EXPECT_NE(got.find("\"article\":\"a1\""), got.npos);
}

TEST_F(RoutesTest, EditorsSeeOneAnother) {
  push("a1", {{"text", kText}});
  const auto others = [&](Role role, const Json& body) {
    const auto answer = ask("POST", at("a1") + "/present", tokens[role], body.dump());
    EXPECT_EQ(answer.status, 200) << answer.body;
    return Json::parse(answer.body)["others"];
  };
  EXPECT_TRUE(others(Role::edit, {{"window", "w1"}}).empty());
  const Json seen = others(Role::overrule, {{"window", "w2"}, {"point", "p1"}});
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0]["point"], nullptr);
  EXPECT_EQ(others(Role::edit, {{"window", "w1"}})[0]["point"], "p1");
  others(Role::overrule, {{"window", "w2"}, {"leaves", true}});
  EXPECT_TRUE(others(Role::edit, {{"window", "w1"}}).empty());
  EXPECT_EQ(ask("POST", at("none") + "/present", tokens[Role::edit], R"({"window":"w"})").status,
            404);
}

TEST_F(RoutesTest, ServesItsKeepers) {
  EXPECT_EQ(ask("GET", "/healthz", "").status, 200);
  EXPECT_EQ(ask("GET", "/readyz", "").status, 200);
  EXPECT_NE(ask("GET", "/metrics", "").body.find("mujaz_http_requests_total{call=\"getHealth\""),
            std::string::npos);
  const std::string& admin = tokens[Role::admin];
  EXPECT_EQ(
      Json::parse(ask("PUT", "/v1/sites/nawras", admin, R"({"policy":"held","months":"levant"})")
                      .body)["months"],
      "levant");
  EXPECT_EQ(Json::parse(ask("GET", "/v1/sites/nawras", admin).body)["policy"], "held");
  EXPECT_EQ(ask("PUT", "/v1/sites/nawras", admin, R"({"policy":"none"})").status, 422);
  EXPECT_EQ(ask("PUT", "/v1/sites/new", token("*", Role::admin), "{}").status, 201);
  EXPECT_EQ(Json::parse(ask("GET", "/v1/sites", admin).body)["sites"], Json::array({"nawras"}));
  EXPECT_EQ(Json::parse(ask("GET", "/v1/jobs", admin).body)["counts"]["dead"], 0);
  const Json read =
      Json::parse(ask("POST", "/v1/read", tokens[Role::edit], R"({"text":"خبر"})").body);
  EXPECT_EQ(read["spoken"], "خبر");
  push("c1", {{"text", kText}});
  const auto checked = ask("POST", at("c1") + "/check", tokens[Role::edit],
                           R"({"points":["أعلنت البلدية افتتاح تسع مدارس."]})");
  EXPECT_NE(Json::parse(checked.body)["points"][0]["verdict"], "supported") << checked.body;
}

}  // namespace
}  // namespace mujaz
