// SPDX-License-Identifier: GPL-3.0-or-later
// Who may come in: tokens of programs, accounts and sessions of people; and the answers that are
// given twice to the same request. Secrets are kept as hashes alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/clock.h"
#include "mujaz/newsroom.h"
#include "mujaz/store.h"

namespace mujaz {

struct ApiToken {
  std::string id, site;  ///< site `*`: all
  Role role = Role::push;
  std::string note;
  Time created{};
  std::optional<Time> last_used, expires;
};
struct NewToken {
  ApiToken token;
  std::string secret;  ///< shown once: `mjz_` and 43 letters
};

/// What a subscriber's podcast program fetches a private feed with, as a part of its address.
struct FeedKey {
  std::string id, site, note;
  Time created{};
};
struct NewFeedKey {
  FeedKey key;
  std::string secret;  ///< shown once: `mjf_` and 43 letters
};

struct Account {
  std::string name;
  Role role = Role::edit;
  std::string site;  ///< `*`: all
  bool disabled = false;
  bool has_totp = false;
  Time created{};
  std::optional<Time> locked_until;  ///< after too many wrong passwords
};
struct Session {
  std::string account, site, csrf;
  Role role = Role::edit;
  Time expires{};
};
struct NewSession {
  Session session;
  std::string secret;  ///< the cookie's value
};

/// The answer that a request with an `Idempotency-Key` was given.
struct Answer {
  std::string request;  ///< hash of what was asked; another one under the same key is a conflict
  int status = 0;
  std::string body;
};

class People {
 public:
  explicit People(Transaction& rows) : rows_(rows) {}

  NewToken issue_token(const std::string& site, Role role, const std::string& note, Time at,
                       std::optional<Time> expires = {});
  /// The token of a secret, or nothing (unknown, revoked, expired).
  std::optional<ApiToken> token(const std::string& secret, Time at);
  void used(const ApiToken& token, Time at);  ///< noted at most once a minute
  std::vector<ApiToken> tokens(const std::string& site);
  bool revoke_token(const std::string& id);

  NewFeedKey issue_feed_key(const std::string& site, const std::string& note, Time at);
  /// The feed key of a secret, or nothing (unknown, revoked).
  std::optional<FeedKey> feed_key(const std::string& secret);
  std::vector<FeedKey> feed_keys(const std::string& site);
  bool revoke_feed_key(const std::string& site, const std::string& id);

  /// Argon2id takes a tenth of a second and 64 MB: hash before the transaction.
  static std::string hash_password(const std::string& password);
  static bool right_password(const std::string& hash, const std::string& password);
  static std::string new_password();  ///< 20 letters that are read aloud without doubt

  void put_account(const Account& account, const std::string& password_hash);
  std::optional<Account> account(const std::string& name);
  std::vector<Account> accounts(const std::string& site);
  std::string password_hash(const std::string& name);  ///< empty where there is none
  bool set_password(const std::string& name, const std::string& password_hash);
  bool disable(const std::string& name);  ///< and ends its sessions
  /// A fresh secret for an authenticator program (mujaz/totp.h); it is asked for from the first
  /// right code on. Nothing where there is one already, or no such account.
  std::optional<std::string> begin_totp(const std::string& name);
  /// That first code: gives ten recovery codes, shown once, each good once. Nothing where it is
  /// wrong.
  std::optional<std::vector<std::string>> confirm_totp(const std::string& name,
                                                       const std::string& code, Time at);
  /// Whether this is the code now, or a recovery code; either is good once.
  bool right_code(const std::string& name, const std::string& code, Time at);
  bool clear_totp(const std::string& name);  ///< false: there is none
  /// Counts a wrong password; from the fifth on the account is locked, each time for longer.
  void wrong_password(const std::string& name, Time at);
  void password_was_right(const std::string& name);

  NewSession open_session(const Account& account, Time at, Time expires);
  std::optional<Session> session(const std::string& secret, Time at);
  void close_session(const std::string& secret);

  std::optional<Answer> answer(const std::string& site, const std::string& key);
  void remember(const std::string& site, const std::string& key, const Answer& answer, Time at);
  void forget_before(Time at);  ///< sessions that ended, answers older than that

 private:
  Transaction& rows_;
};

}  // namespace mujaz
