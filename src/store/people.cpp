// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/people.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "mujaz/digest.h"
#include "mujaz/totp.h"
#include "store/fresh_id.h"
#include "store/transaction.h"

namespace mujaz {
namespace {

using store::Row;
using store::Value;

constexpr std::int64_t use_noted_every = 60'000;  // milliseconds
constexpr int wrong_allowed = 5;
constexpr std::chrono::minutes first_lock{1}, longest_lock{60};
constexpr std::size_t longest_password = 1000;
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_size = 11;  // of a password, two groups with their hyphen

std::optional<Time> time_of(const Row& row, std::size_t i) {
  if (row.null(i)) return std::nullopt;
  return from_milliseconds(row.number(i));
}
Value value_of(const std::optional<Time>& time) {
  if (!time) return std::monostate{};
  return milliseconds(*time);
}

constexpr int token_columns = 7;
const std::string token_selected =
    "SELECT id, site, role, note, created, last_used, expires FROM tokens";
ApiToken token_of(const Row& row) {
  ApiToken token;
  token.id = row.text(0);
  token.site = row.text(1);
  token.role = parse_role(row.text(2));
  token.note = row.text(3);
  token.created = from_milliseconds(row.number(4));
  token.last_used = time_of(row, 5);
  token.expires = time_of(row, 6);
  return token;
}

constexpr int feed_key_columns = 4;
const std::string feed_key_selected = "SELECT id, site, note, created FROM feed_keys";
FeedKey feed_key_of(const Row& row) {
  return {row.text(0), row.text(1), row.text(2), from_milliseconds(row.number(3))};
}

constexpr int account_columns = 7;
const std::string account_selected =
    "SELECT name, site, role, totp, disabled, locked_until, created FROM accounts";
Account account_of(const Row& row) {
  Account account;
  account.name = row.text(0);
  account.site = row.text(1);
  account.role = parse_role(row.text(2));
  account.has_totp = !row.text(3).empty();
  account.disabled = row.number(4) != 0;
  account.locked_until = time_of(row, 5);
  account.created = from_milliseconds(row.number(6));
  return account;
}

void check_name(const std::string& name) {
  const bool fits =
      !name.empty() && name.size() <= 100 &&
      std::all_of(name.begin(), name.end(), [](unsigned char c) { return c > 0x20 && c != 0x7F; });
  if (!fits)
    throw Error(ErrorCode::bad_input, "An account's name is 1 to 100 bytes without white space.");
}

}  // namespace

NewToken People::issue_token(const std::string& site, Role role, const std::string& note, Time at,
                             std::optional<Time> expires) {
  NewToken made;
  made.secret = "mjz_" + store::fresh_secret();
  made.token = {store::fresh_id(), site, role, note.substr(0, 200), at, {}, expires};
  rows_.run(
      "INSERT INTO tokens (id, hash, site, role, note, created, last_used, expires)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {made.token.id, sha256(made.secret), site, std::string(name(role)), made.token.note,
       milliseconds(at), std::monostate{}, value_of(expires)});
  return made;
}

std::optional<ApiToken> People::token(const std::string& secret, Time at) {
  const auto row = rows_.one(
      token_columns, token_selected + " WHERE hash = ? AND (expires IS NULL OR expires > ?)",
      {sha256(secret), milliseconds(at)});
  if (!row) return std::nullopt;
  return token_of(*row);
}

void People::used(const ApiToken& token, Time at) {
  rows_.run("UPDATE tokens SET last_used = ? WHERE id = ? AND (last_used IS NULL OR last_used < ?)",
            {milliseconds(at), token.id, milliseconds(at) - use_noted_every});
}

std::vector<ApiToken> People::tokens(const std::string& site) {
  std::vector<ApiToken> out;
  for (const Row& row :
       rows_.select(token_columns, token_selected + " WHERE site = ? ORDER BY created, id", {site}))
    out.push_back(token_of(row));
  return out;
}

bool People::revoke_token(const std::string& id) {
  return rows_.run("DELETE FROM tokens WHERE id = ?", {id}) == 1;
}

NewFeedKey People::issue_feed_key(const std::string& site, const std::string& note, Time at) {
  NewFeedKey made;
  made.secret = "mjf_" + store::fresh_secret();
  made.key = {store::fresh_id(), site, note.substr(0, 200), at};
  rows_.run("INSERT INTO feed_keys (id, hash, site, note, created) VALUES (?, ?, ?, ?, ?)",
            {made.key.id, sha256(made.secret), site, made.key.note, milliseconds(at)});
  return made;
}

std::optional<FeedKey> People::feed_key(const std::string& secret) {
  const auto row =
      rows_.one(feed_key_columns, feed_key_selected + " WHERE hash = ?", {sha256(secret)});
  if (!row) return std::nullopt;
  return feed_key_of(*row);
}

std::vector<FeedKey> People::feed_keys(const std::string& site) {
  std::vector<FeedKey> out;
  for (const Row& row : rows_.select(
           feed_key_columns, feed_key_selected + " WHERE site = ? ORDER BY created, id", {site}))
    out.push_back(feed_key_of(row));
  return out;
}

bool People::revoke_feed_key(const std::string& site, const std::string& id) {
  return rows_.run("DELETE FROM feed_keys WHERE site = ? AND id = ?", {site, id}) == 1;
}

std::string People::hash_password(const std::string& password) {
  if (sodium_init() < 0) throw Error(ErrorCode::internal, "libsodium cannot be used.");
  if (password.size() < 10 || password.size() > longest_password)
    throw Error(ErrorCode::bad_input, "A password has 10 to 1000 bytes.");
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(),
                            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw Error(ErrorCode::unavailable, "There is no memory for the password's hash.");
  return hash.data();
}

bool People::right_password(const std::string& hash, const std::string& password) {
  if (sodium_init() < 0 || password.size() > longest_password) return false;
  std::array<char, crypto_pwhash_STRBYTES> known{};
  if (hash.size() >= known.size()) return false;
  std::copy(hash.begin(), hash.end(), known.begin());
  return crypto_pwhash_str_verify(known.data(), password.data(), password.size()) == 0;
}

std::string People::new_password() {
  if (sodium_init() < 0) throw Error(ErrorCode::internal, "libsodium cannot be used.");
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string out;
  for (int i = 0; i < 20; ++i) {
    if (i > 0 && i % 5 == 0) out += '-';
    out += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  }
  return out;
}

void People::put_account(const Account& account, const std::string& password_hash) {
  check_name(account.name);
  rows_.run(
      "INSERT INTO accounts (name, site, role, password, totp, disabled, wrong, locked_until,"
      " created) VALUES (?, ?, ?, ?, '', ?, 0, ?, ?) ON CONFLICT (name) DO UPDATE SET"
      " site = excluded.site, role = excluded.role, password = excluded.password,"
      " disabled = excluded.disabled, wrong = 0, locked_until = excluded.locked_until",
      {account.name, account.site, std::string(name(account.role)), password_hash,
       std::int64_t{account.disabled}, std::monostate{}, milliseconds(account.created)});
}

std::optional<Account> People::account(const std::string& name) {
  const auto row = rows_.one(account_columns, account_selected + " WHERE name = ?", {name});
  if (!row) return std::nullopt;
  return account_of(*row);
}

std::vector<Account> People::accounts(const std::string& site) {
  std::vector<Account> out;
  for (const Row& row :
       rows_.select(account_columns, account_selected + " WHERE site = ? ORDER BY name", {site}))
    out.push_back(account_of(row));
  return out;
}

std::string People::password_hash(const std::string& name) {
  const auto row = rows_.one(1, "SELECT password FROM accounts WHERE name = ?", {name});
  return row ? row->text(0) : std::string();
}

bool People::set_password(const std::string& name, const std::string& password_hash) {
  rows_.run("DELETE FROM sessions WHERE account = ?", {name});
  return rows_.run("UPDATE accounts SET password = ? WHERE name = ?", {password_hash, name}) == 1;
}

bool People::disable(const std::string& name) {
  rows_.run("DELETE FROM sessions WHERE account = ?", {name});
  return rows_.run("UPDATE accounts SET disabled = 1 WHERE name = ?", {name}) == 1;
}

std::optional<std::string> People::begin_totp(const std::string& name) {
  std::string secret = new_totp_secret();
  if (rows_.run("UPDATE accounts SET totp_pending = ? WHERE name = ? AND totp = ''",
                {secret, name}) != 1)
    return std::nullopt;
  return secret;
}

std::optional<std::vector<std::string>> People::confirm_totp(const std::string& name,
                                                             const std::string& code, Time at) {
  const auto row = rows_.one(1, "SELECT totp_pending FROM accounts WHERE name = ?", {name});
  const auto step = row ? totp_step(row->text(0), code, at, 0) : std::nullopt;
  if (!step) return std::nullopt;
  std::vector<std::string> codes;
  std::string hashes;
  for (int i = 0; i < recovery_codes; ++i) {
    std::string one = new_password();
    one.resize(recovery_size);
    if (i > 0) hashes += ' ';
    hashes += sha256(one);
    codes.push_back(std::move(one));
  }
  rows_.run(
      "UPDATE accounts SET totp = totp_pending, totp_pending = '', totp_step = ?,"
      " recovery = ? WHERE name = ?",
      {*step, hashes, name});
  return codes;
}

bool People::right_code(const std::string& name, const std::string& code, Time at) {
  // The row is held, so that two who come with the same code are not both let in.
  rows_.run("UPDATE accounts SET totp_step = totp_step WHERE name = ?", {name});
  const auto row =
      rows_.one(3, "SELECT totp, totp_step, recovery FROM accounts WHERE name = ?", {name});
  if (!row) return false;
  if (const auto step = totp_step(row->text(0), code, at, row->number(1))) {
    rows_.run("UPDATE accounts SET totp_step = ? WHERE name = ?", {*step, name});
    return true;
  }
  const std::string hash = sha256(code);
  std::string hashes = row->text(2);
  const std::size_t found = hashes.find(hash);
  if (found == hashes.npos) return false;
  hashes.erase(found, hash.size() + 1);
  rows_.run("UPDATE accounts SET recovery = ? WHERE name = ?", {hashes, name});
  return true;
}

bool People::clear_totp(const std::string& name) {
  return rows_.run(
             "UPDATE accounts SET totp = '', totp_pending = '', totp_step = 0, recovery = ''"
             " WHERE name = ? AND (totp <> '' OR totp_pending <> '')",
             {name}) == 1;
}

void People::wrong_password(const std::string& name, Time at) {
  rows_.run("UPDATE accounts SET wrong = wrong + 1 WHERE name = ?", {name});
  const auto row = rows_.one(1, "SELECT wrong FROM accounts WHERE name = ?", {name});
  if (!row || row->number(0) < wrong_allowed) return;
  std::chrono::minutes locked = first_lock;
  for (std::int64_t i = wrong_allowed; i < row->number(0) && locked < longest_lock; ++i)
    locked *= 2;
  rows_.run("UPDATE accounts SET locked_until = ? WHERE name = ?",
            {milliseconds(at + std::min(locked, longest_lock)), name});
}

void People::password_was_right(const std::string& name) {
  rows_.run("UPDATE accounts SET wrong = 0, locked_until = NULL WHERE name = ?", {name});
}

NewSession People::open_session(const Account& account, Time at, Time expires) {
  rows_.run("DELETE FROM sessions WHERE account = ? AND expires < ?",
            {account.name, milliseconds(at)});
  NewSession made;
  made.secret = store::fresh_secret();
  made.session = {account.name, account.site, store::fresh_secret(), account.role, expires};
  rows_.run("INSERT INTO sessions (hash, account, csrf, expires) VALUES (?, ?, ?, ?)",
            {sha256(made.secret), account.name, made.session.csrf, milliseconds(expires)});
  return made;
}

std::optional<Session> People::session(const std::string& secret, Time at) {
  const auto row = rows_.one(5,
                             "SELECT sessions.account, accounts.site, sessions.csrf, accounts.role,"
                             " sessions.expires FROM sessions JOIN accounts"
                             " ON accounts.name = sessions.account WHERE sessions.hash = ?"
                             " AND sessions.expires > ? AND accounts.disabled = 0",
                             {sha256(secret), milliseconds(at)});
  if (!row) return std::nullopt;
  return Session{row->text(0), row->text(1), row->text(2), parse_role(row->text(3)),
                 from_milliseconds(row->number(4))};
}

void People::close_session(const std::string& secret) {
  rows_.run("DELETE FROM sessions WHERE hash = ?", {sha256(secret)});
}

std::optional<Answer> People::answer(const std::string& site, const std::string& key) {
  const auto row =
      rows_.one(3, "SELECT request, status, body FROM answers WHERE site = ? AND request_key = ?",
                {site, key});
  if (!row) return std::nullopt;
  return Answer{row->text(0), static_cast<int>(row->number(1)), row->text(2)};
}

void People::remember(const std::string& site, const std::string& key, const Answer& answer,
                      Time at) {
  rows_.run(
      "INSERT INTO answers (site, request_key, request, status, body, moment)"
      " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      {site, key, answer.request, std::int64_t{answer.status}, answer.body, milliseconds(at)});
}

void People::forget_before(Time at) {
  rows_.run("DELETE FROM answers WHERE moment < ?", {milliseconds(at)});
  rows_.run("DELETE FROM sessions WHERE expires < ?", {milliseconds(at)});
}

}  // namespace mujaz
