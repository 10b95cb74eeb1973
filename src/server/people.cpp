// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions, tokens, accounts.
#include "mujaz/people.h"

#include <algorithm>

#include "server/api.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

constexpr std::chrono::hours kSession{12};

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

std::string cookie(const Request& request, const std::string& value, std::chrono::seconds age) {
  return std::string(kSessionCookie) + "=" + value +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(age.count()) +
         (request.secure ? "; Secure" : "");
}

Json shown(const Session& session) {
  return {{"account", session.account},
          {"role", name(session.role)},
          {"site", session.site},
          {"csrf", session.csrf},
          {"expires", rfc3339(session.expires)}};
}

/// Throws 401 for one that is absent or wrong, which counts as a wrong password does.
void ask_code(const Api& api, const std::string& account, const std::string& code, Time at) {
  if (code.empty()) throw Problem(401, "The account asks for the code of its program.", "code");
  bool right = false;
  api.store().write([&](Transaction& rows) {
    People people(rows);
    right = people.right_code(account, code, at);
    if (!right) people.wrong_password(account, at);
  });
  if (!right) throw Problem(401, "The code is wrong, or it was used.", "code");
}

/// A wrong name takes as long as a wrong password, and is told in the same words.
Response log_in(const Api& api, const Request& request) {
  const Input input(request);
  const std::string given = input.text("name", 100), password = input.text("password", 1000);
  static const std::string nobodys = People::hash_password("nobody's own password");
  std::optional<Account> account;
  std::string hash;
  const Time at = now();
  api.store().read([&](Transaction& rows) {
    account = People(rows).account(given);
    if (account) hash = People(rows).password_hash(given);
  });
  if (account && account->locked_until && *account->locked_until > at)
    throw Problem(429, "Too many wrong passwords; the account is locked for a while.");
  const bool right = People::right_password(hash.empty() ? nobodys : hash, password);
  if (!account || hash.empty() || account->disabled || !right) {
    if (account)
      api.store().write([&](Transaction& rows) { People(rows).wrong_password(given, at); });
    throw Problem(401, "The name or the password is wrong.");
  }
  if (account->has_totp) ask_code(api, given, input.text_or("code", "", 100), at);
  NewSession opened;
  api.store().write([&](Transaction& rows) {
    People people(rows);
    people.password_was_right(given);
    opened = people.open_session(*account, at, at + kSession);
  });
  Response response = json(shown(opened.session), 201);
  response.headers.set("Set-Cookie", cookie(request, opened.secret, kSession));
  return response;
}

Json shown(const ApiToken& token) {
  return {{"id", token.id},
          {"site", token.site},
          {"role", name(token.role)},
          {"note", token.note},
          {"created", rfc3339(token.created)},
          {"last_used", token.last_used ? Json(rfc3339(*token.last_used)) : Json()},
          {"expires", token.expires ? Json(rfc3339(*token.expires)) : Json()}};
}

Json shown(const FeedKey& key) {
  return {
      {"id", key.id}, {"site", key.site}, {"note", key.note}, {"created", rfc3339(key.created)}};
}

Response issue(const Api& api, const Request& request) {
  const Input input(request);
  const Role role = parse_role(input.text("role", 20));
  const std::string note = input.text_or("note", "", 100);
  const std::optional<Time> expires = input.time("expires");
  NewToken made;
  api.store().write([&](Transaction& rows) {
    const Site site = Sites(rows).get(request.parameter("site"));
    made = People(rows).issue_token(site.name, role, note, now(), expires);
  });
  Json out = shown(made.token);
  out["secret"] = made.secret;
  return json(out, 201);
}

Json shown(const Account& account) {
  return {{"name", account.name},
          {"role", name(account.role)},
          {"site", account.site},
          {"disabled", account.disabled},
          {"totp", account.has_totp},
          {"created", rfc3339(account.created)},
          {"locked_until", account.locked_until ? Json(rfc3339(*account.locked_until)) : Json()}};
}

Response add_user(const Api& api, const Request& request) {
  const Input input(request);
  Account account;
  account.name = input.text("name", 64);
  account.role = parse_role(input.text("role", 20));
  account.site = request.parameter("site");
  account.created = now();
  const std::string password =
      input.has("password") ? input.text("password", 1000) : People::new_password();
  if (password.size() < 12) throw Problem(422, "A password has 12 bytes at the least.", "password");
  const std::string hash = People::hash_password(password);
  api.store().write([&](Transaction& rows) {
    Sites(rows).get(account.site);
    if (People(rows).account(account.name))
      throw Error(ErrorCode::conflict, "There is an account of this name.");
    People(rows).put_account(account, hash);
  });
  Json out = shown(account);
  if (!input.has("password")) out["password"] = password;
  return json(out, 201);
}

}  // namespace

void add_people(const ApiPtr& api, Handlers& handlers) {
  auto& add = handlers.handlers;
  add["postSession"] = [api](const Request& request, const Visitor&) {
    return log_in(*api, request);
  };
  add["getSession"] = [api](const Request&, const Visitor& visitor) {
    return json({{"name", visitor.actor.name},
                 {"role", name(visitor.actor.role)},
                 {"site", visitor.site},
                 {"csrf", visitor.csrf.empty() ? Json() : Json(visitor.csrf)}});
  };
  add["deleteSession"] = [api](const Request& request, const Visitor& visitor) {
    if (visitor.session.empty()) throw Problem(409, "A token has no session that could end.");
    api->store().write([&](Transaction& rows) { People(rows).close_session(visitor.session); });
    Response response = no_content();
    response.headers.set("Set-Cookie", cookie(request, "", std::chrono::seconds(0)));
    return response;
  };
  add["listTokens"] = [api](const Request& request, const Visitor&) {
    Json out = Json::array();
    api->store().read([&](Transaction& rows) {
      for (const ApiToken& one : People(rows).tokens(request.parameter("site")))
        out.push_back(shown(one));
    });
    return json({{"tokens", std::move(out)}});
  };
  add["postToken"] = [api](const Request& request, const Visitor&) { return issue(*api, request); };
  add["deleteToken"] = [api](const Request& request, const Visitor&) {
    bool gone = false;
    api->store().write([&](Transaction& rows) {
      const auto all = People(rows).tokens(request.parameter("site"));
      gone = std::any_of(all.begin(), all.end(),
                         [&](const ApiToken& one) {
                           return one.id == request.parameter("token") &&
                                  one.site == request.parameter("site");
                         }) &&
             People(rows).revoke_token(request.parameter("token"));
    });
    if (!gone) throw Problem(404, "There is no such token.");
    return no_content();
  };
  add["listFeedKeys"] = [api](const Request& request, const Visitor&) {
    Json out = Json::array();
    api->store().read([&](Transaction& rows) {
      for (const FeedKey& one : People(rows).feed_keys(request.parameter("site")))
        out.push_back(shown(one));
    });
    return json({{"feed_keys", std::move(out)}});
  };
  add["postFeedKey"] = [api](const Request& request, const Visitor&) {
    const std::string note = Input(request).text_or("note", "", 100);
    NewFeedKey made;
    api->store().write([&](Transaction& rows) {
      const Site site = Sites(rows).get(request.parameter("site"));
      made = People(rows).issue_feed_key(site.name, note, now());
    });
    Json out = shown(made.key);
    out["secret"] = made.secret;
    return json(out, 201);
  };
  add["deleteFeedKey"] = [api](const Request& request, const Visitor&) {
    bool gone = false;
    api->store().write([&](Transaction& rows) {
      gone = People(rows).revoke_feed_key(request.parameter("site"), request.parameter("key"));
    });
    if (!gone) throw Problem(404, "There is no such key.");
    return no_content();
  };
  add["listUsers"] = [api](const Request& request, const Visitor&) {
    Json out = Json::array();
    api->store().read([&](Transaction& rows) {
      for (const Account& one : People(rows).accounts(request.parameter("site")))
        out.push_back(shown(one));
    });
    return json({{"users", std::move(out)}});
  };
  add["postUser"] = [api](const Request& request, const Visitor&) {
    return add_user(*api, request);
  };
  add["deleteUser"] = [api](const Request& request, const Visitor&) {
    bool gone = false;
    api->store().write([&](Transaction& rows) {
      const auto found = People(rows).account(request.parameter("user"));
      gone = found && found->site == request.parameter("site") && People(rows).disable(found->name);
    });
    if (!gone) throw Problem(404, "There is no such account on this site.");
    return no_content();
  };
}

}  // namespace mujaz::server
