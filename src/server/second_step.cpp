// SPDX-License-Identifier: GPL-3.0-or-later
// The code of an authenticator program beside the password: set up, confirmed, removed by whoever
// is signed in.
#include "mujaz/people.h"
#include "mujaz/totp.h"
#include "server/api.h"
#include "server/input.h"
#include "server/problem.h"

namespace mujaz::server {
namespace {

const std::string& person(const Visitor& visitor) {
  if (visitor.session.empty()) throw Problem(409, "A token is no person; sign in.");
  return visitor.actor.name;
}

/// Throws 403 for a wrong one, which is counted, and 429 while the account is locked.
void ask_password(const Api& api, const std::string& name, const std::string& password) {
  std::optional<Account> account;
  std::string hash;
  const Time at = now();
  api.store().read([&](Transaction& rows) {
    account = People(rows).account(name);
    hash = People(rows).password_hash(name);
  });
  if (account && account->locked_until && *account->locked_until > at)
    throw Problem(429, "Too many wrong passwords; the account is locked for a while.");
  if (account && People::right_password(hash, password)) return;
  api.store().write([&](Transaction& rows) { People(rows).wrong_password(name, at); });
  throw Problem(403, "The password is wrong.", "password");
}

Response begin(const Api& api, const Request& request, const Visitor& visitor) {
  const std::string& name = person(visitor);
  ask_password(api, name, Input(request).text("password", 1000));
  std::optional<std::string> secret;
  api.store().write([&](Transaction& rows) { secret = People(rows).begin_totp(name); });
  if (!secret) throw Problem(409, "The account asks for a code already; remove that first.");
  return json({{"secret", *secret}, {"uri", totp_uri(name, *secret)}}, 201);
}

Response confirm(const Api& api, const Request& request, const Visitor& visitor) {
  const std::string& name = person(visitor);
  const std::string code = Input(request).text("code", 100);
  std::optional<std::vector<std::string>> codes;
  api.store().write(
      [&](Transaction& rows) { codes = People(rows).confirm_totp(name, code, now()); });
  if (!codes) throw Problem(422, "The code is wrong.", "code");
  return json({{"recovery_codes", *codes}});
}

Response remove(const Api& api, const Request& request, const Visitor& visitor) {
  const std::string& name = person(visitor);
  ask_password(api, name, Input(request).text("password", 1000));
  bool removed = false;
  api.store().write([&](Transaction& rows) { removed = People(rows).clear_totp(name); });
  if (!removed) throw Problem(404, "The account asks for no code.");
  Response response;
  response.status = 204;
  return response;
}

}  // namespace

void add_second_step(const ApiPtr& api, Handlers& handlers) {
  handlers.handlers["beginTotp"] = [api](const Request& request, const Visitor& visitor) {
    return begin(*api, request, visitor);
  };
  handlers.handlers["confirmTotp"] = [api](const Request& request, const Visitor& visitor) {
    return confirm(*api, request, visitor);
  };
  handlers.handlers["removeTotp"] = [api](const Request& request, const Visitor& visitor) {
    return remove(*api, request, visitor);
  };
}

}  // namespace mujaz::server
