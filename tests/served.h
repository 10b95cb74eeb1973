// SPDX-License-Identifier: GPL-3.0-or-later
// For tests of the server: a newsroom whose sound is quickly made, asked over sockets.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>

#include "crash.h"
#include "http_client.h"
#include "mujaz/people.h"
#include "mujaz/server.h"
#include "support.h"

namespace mujaz::testing {

using Json = nlohmann::json;
inline constexpr const char* kText =
    "أعلنت البلدية افتتاح ثلاث مدارس في المدينة بعد عامين من العمل، وقالت إن الدراسة تبدأ فيها "
    "مطلع "
    "الشهر المقبل. وأضافت أن المدارس تتسع لألف طالب، وأن فيها مختبرات وملاعب ومكتبة عامة يستطيع "
    "سكان "
    "الحي أن يزوروها كل يوم.";

inline Crafts served_crafts() {
  Crafts crafts = quick_crafts();
  crafts.sound = [inner = crafts.sound](const Article& article, const Signed& box, const Site& site,
                                        const std::vector<LexiconEntry>& lexicon,
                                        const Stop& stop) {
    BoxFiles files = inner(article, box, site, lexicon, stop);
    Json words = Json::array();
    for (std::size_t i = 0; i < box.points().size(); ++i)
      words.push_back({{"point", i}, {"start", i + 0.1}, {"end", i + 0.9}, {"from", 0}, {"to", 5}});
    files.duration = static_cast<double>(box.points().size());
    files.times = Json{{"duration", files.duration}, {"words", words}}.dump();
    return files;
  };
  return crafts;
}

/// A newsroom with its server, its workers and a token for each role.
class Served : public ::testing::Test {
 protected:
  Served() {
    StoreOptions options;
    options.folder = scratch.path;
    DeskParts parts = desk_parts(options, served_crafts());
    desk = std::make_shared<Desk>(parts);
    site("nawras", Policy::publish);
    site("other", Policy::publish);
    for (const Role role : {Role::push, Role::edit, Role::overrule, Role::admin})
      tokens[role] = token("nawras", role);
    static const auto checker = std::make_shared<const Checker>(language());
    static const auto extractor = std::make_shared<const Extractor>(language());
    ServerParts served;
    served.desk = desk;
    served.checker = checker;
    served.extractor = extractor;
    served.outlet = std::make_shared<const Outlet>(language());
    served.player = scratch.path / "mujaz-player.js";
    std::ofstream(served.player) << "/* the player */";
    served.read = [](const std::u32string& text, ReadAs) { return text; };
    served.log = [this](const std::string& line) {
      const std::lock_guard lock(mutex);
      logged += line + "\n";
    };
    server = std::make_unique<Server>(std::move(served), ServerOptions());
    workers = std::make_unique<Workers>(*desk, 1);
  }
  ~Served() override {
    server->stop();
    server.reset();
  }
  void site(const char* name, Policy policy) {
    Site made;
    made.name = name;
    made.policy.policy = policy;
    desk->store().write([&](Transaction& rows) { Sites(rows).put(made); });
  }
  std::string token(const std::string& of, Role role) {
    std::string secret;
    desk->store().write(
        [&](Transaction& rows) { secret = People(rows).issue_token(of, role, "", now()).secret; });
    return secret;
  }
  Answer ask(const std::string& method, const std::string& path, const std::string& secret,
             const std::string& body = {}, const std::string& fields = {}) {
    Client client(server->port());
    std::string request = method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + fields;
    if (!secret.empty()) request += "Authorization: Bearer " + secret + "\r\n";
    if (!body.empty())
      request +=
          (fields.find("Content-Type") == fields.npos ? "Content-Type: application/json\r\n" : "") +
          std::string("Content-Length: ") + std::to_string(body.size()) + "\r\n";
    return client.ask(request + "Connection: close\r\n\r\n" + body, method == "HEAD");
  }
  Answer push(const std::string& id, const Json& body, const std::string& query = "?wait=30",
              const std::string& fields = {}) {
    return ask("PUT", at(id) + query, tokens[Role::push], body.dump(), fields);
  }
  static std::string at(const std::string& id) { return "/v1/sites/nawras/articles/" + id; }

  Scratch scratch;
  std::shared_ptr<Desk> desk;
  std::map<Role, std::string> tokens;
  std::mutex mutex;
  std::string logged;
  std::unique_ptr<Server> server;
  std::unique_ptr<Workers> workers;
};

}  // namespace mujaz::testing
