// SPDX-License-Identifier: GPL-3.0-or-later
// `mujaz push` against a server on loopback that answers as it is told, and `mujaz config` for it.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "loopback.h"
#include "mujaz/people.h"
#include "support.h"

namespace mujaz {
namespace {

using testing::mujaz;

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == text.npos) return {};
  return text.substr(at + from.size(), text.find(to, at + from.size()) - at - from.size());
}

TEST(Push, WaitsGoesOnAndCounts) {
  const testing::Scratch scratch;
  const std::string file = scratch.path / "archive.jsonl";
  std::ofstream(file) << R"({"id":"a/1","text":"x"})" << "\n\n"
                      << "not JSON\n"
                      << R"({"id":2,"text":"y"})" << "\n"
                      << R"({"id":"a3"})" << "\n"
                      << R"({"id":"a4","text":"z"})";
  std::vector<std::string> asked;
  std::set<std::string> keys;
  bool open = false;
  testing::Server* self = nullptr;
  testing::Server server([&](const std::string& path) -> std::string {
    asked.push_back(path);
    keys.insert(between(self->last_request(), "Idempotency-Key: ", "\r\n"));
    if (asked.size() == 1) return testing::reply("", "Retry-After: 1\r\n", "429 Too Many");
    if (path.ends_with("/2")) return testing::reply("{}", "", "409 Conflict");
    if (path.ends_with("/a3"))
      return testing::reply(R"({"detail":"There must be \"text\"."})", "", "422 No");
    if (path.ends_with("/a4") && !open) return testing::reply("{}", "", "401 Unauthorized");
    return testing::reply("{}", "", "202 Accepted");
  });
  self = &server;
  const std::vector<std::string> arguments = {"push", "--jsonl", file, "--to",
                                              server.url("/v1/sites/nawras/")};
  EXPECT_EQ(mujaz(arguments).exit, 1) << "without a token";
  EXPECT_EQ(server.requests(), 0);

  const testing::Ran first = mujaz(arguments, "", {"MUJAZ_TOKEN=mjz_secret"});
  EXPECT_EQ(first.exit, 1);
  EXPECT_NE(first.err.find("line 3: "), first.err.npos) << first.err;
  EXPECT_NE(first.err.find("line 5: HTTP 422: There must be"), first.err.npos) << first.err;
  EXPECT_NE(first.err.find("HTTP 401"), first.err.npos) << first.err;
  EXPECT_EQ(first.err.find("mjz_secret"), first.err.npos);
  EXPECT_EQ(asked.at(0), "/v1/sites/nawras/articles/a%2F1");
  EXPECT_EQ(asked.at(1), asked.at(0)) << "after the wait that was asked for";
  ASSERT_EQ(asked.size(), 5u);
  EXPECT_EQ(keys.size(), 4u) << "a retry has the same key";

  open = true;
  const testing::Ran second = mujaz(arguments, "", {"MUJAZ_TOKEN=mjz_secret"});
  EXPECT_EQ(second.out, "6 lines, 2 new, 0 unchanged, 1 older, 2 refused\n") << second.err;
  ASSERT_EQ(asked.size(), 6u) << "it goes on where it stopped";
  EXPECT_NE(server.last_request().find("\"archive\":true"), std::string::npos);
  EXPECT_NE(server.last_request().find("Authorization: Bearer mjz_secret"), std::string::npos);

  const testing::Ran elsewhere =
      mujaz({"push", "--jsonl", file, "--to", server.url("/v1/sites/other")}, "",
            {"MUJAZ_TOKEN=mjz_secret"});
  EXPECT_EQ(elsewhere.exit, 1);
  EXPECT_NE(elsewhere.err.find("another address"), elsewhere.err.npos) << elsewhere.err;
}

TEST(Serving, IsSetUpByAFile) {
  const testing::Scratch scratch;
  const std::string file = scratch.path / "mujaz.toml", data = scratch.path / "data";
  std::ofstream(file) << "[store]\ndata = \"" << data << "\"\n[voice]\nname = \"espeak\"\n";
  EXPECT_EQ(mujaz({"admin", "site", "--config", file, "nawras"}).exit, 0);
  EXPECT_NE(mujaz({"admin", "site", "--data", data}).out.find("nawras"), std::string::npos);
  EXPECT_EQ(mujaz({"admin", "site"}).exit, 1) << "no folder is named";
  const testing::Ran checked = mujaz({"serve", "--config", file, "--check"});
  EXPECT_EQ(checked.exit, 0) << checked.err;
  std::ofstream(file, std::ios::app) << "[server]\nlisten = \"nowhere\"\n";
  EXPECT_EQ(mujaz({"serve", "--config", file, "--check"}).exit, 1);
  std::ofstream(file, std::ios::app) << "lsiten = \"127.0.0.1:0\"\n";
  const testing::Ran wrong = mujaz({"serve", "--config", file, "--check"});
  EXPECT_EQ(wrong.exit, 1);
  EXPECT_NE(wrong.err.find("mujaz.toml:7"), wrong.err.npos) << wrong.err;
}

TEST(Admin, ClearsACode) {
  const testing::Scratch scratch;
  const std::string data = scratch.path / "data";
  EXPECT_EQ(mujaz({"admin", "user", "--data", data, "salma"}).exit, 0);
  EXPECT_EQ(mujaz({"admin", "user", "--data", data, "salma", "--clear-totp"}).exit, 1);
  StoreOptions options;
  options.folder = data;
  const auto store = Store::open(options);
  store->write([](Transaction& rows) { People(rows).begin_totp("salma"); });
  EXPECT_EQ(mujaz({"admin", "user", "--data", data, "salma", "--clear-totp"}).exit, 0);
}

}  // namespace
}  // namespace mujaz
