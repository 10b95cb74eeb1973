// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/websub.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "intake/guard.h"
#include "mujaz/core.h"
#include "mujaz/http.h"

namespace mujaz {
namespace {

using std::chrono::seconds;

constexpr seconds lease = std::chrono::hours(24 * 7);  // that we ask for
constexpr seconds shortest_lease = std::chrono::minutes(5);
constexpr seconds longest_lease = std::chrono::hours(24 * 30);
constexpr seconds after_failure = std::chrono::hours(1);
constexpr seconds after_refusal = std::chrono::hours(24);

/// 128 bits in hexadecimal digits that nobody can guess.
std::string fresh_word() {
  std::array<unsigned char, 16> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 2 * bytes.size() + 1> hex;
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  return hex.data();
}

/// As a form's value (application/x-www-form-urlencoded).
std::string encoded(const std::string& text) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' ||
                       c == '_' || c == '.';
    if (plain)
      out += c;
    else
      out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

/// Whether `said` (`sha256=` and hexadecimal digits) is the signature of the body.
bool is_signed(const std::string& said, const std::string& secret, const std::string& body) {
  const std::size_t equal = std::min(said.find('='), said.size());
  const std::string method = said.substr(0, equal);
  const EVP_MD* digest = method == "sha1"     ? EVP_sha1()
                         : method == "sha256" ? EVP_sha256()
                         : method == "sha384" ? EVP_sha384()
                         : method == "sha512" ? EVP_sha512()
                                              : nullptr;
  if (!digest || equal == said.size()) return false;
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum;
  unsigned size = 0;
  HMAC(digest, secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), sum.data(), &size);
  std::array<char, 2 * EVP_MAX_MD_SIZE + 1> hex;
  sodium_bin2hex(hex.data(), hex.size(), sum.data(), size);
  std::string given = said.substr(equal + 1);
  std::transform(given.begin(), given.end(), given.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'F' ? c | 32 : c); });
  return given.size() == std::size_t{2} * size &&
         CRYPTO_memcmp(given.data(), hex.data(), given.size()) == 0;
}

seconds lease_of(const std::map<std::string, std::string>& query) {
  const auto said = query.find("hub.lease_seconds");
  constexpr std::size_t most_digits = 9;
  if (said == query.end() || said->second.empty() || said->second.size() > most_digits ||
      said->second.find_first_not_of("0123456789") != std::string::npos)
    return lease;
  return std::clamp(seconds(std::stol(said->second)), shortest_lease, longest_lease);
}

}  // namespace

Subscriptions::Subscriptions(std::string callback, FetchLimits limits)
    : callback_(std::move(callback)), limits_(std::move(limits)) {
  const Url url = parse_url(callback_);
  if (url.scheme != "http" && url.scheme != "https")
    throw Error(ErrorCode::bad_input, "A hub calls an address of http or https.", callback_);
}

void Subscriptions::ask(const std::string& feed, const std::string& topic, const std::string& hub,
                        Time at, const Stop* stop) {
  std::string key, secret;
  {
    const std::lock_guard lock(mutex_);
    auto found = std::find_if(by_key_.begin(), by_key_.end(), [&](const auto& one) {
      return one.second.feed == feed && one.second.topic == topic && one.second.hub == hub;
    });
    if (found != by_key_.end() && found->second.again > at) return;
    if (found == by_key_.end()) {
      // A feed that has moved or changed its hub is no longer wanted from the old one.
      std::erase_if(by_key_, [&](const auto& one) { return one.second.feed == feed; });
      found = by_key_.emplace(fresh_word(), One{feed, topic, hub, fresh_word(), false, {}}).first;
    }
    found->second.again = at + after_failure;
    key = found->first;
    secret = found->second.secret;
  }
  // Some hubs ask back before they answer: nothing is held meanwhile.
  HttpRequest request = intake::guarded_request(hub, limits_);
  request.method = "POST";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = "hub.mode=subscribe&hub.topic=" + encoded(topic) +
                 "&hub.callback=" + encoded(callback_ + "/hub/" + key) + "&hub.secret=" + secret +
                 "&hub.lease_seconds=" + std::to_string(lease.count());
  const HttpResponse response = send(request, stop);
  if (!response.good())
    throw Error(ErrorCode::unavailable,
                "The hub answered HTTP " + std::to_string(response.status) + ".", hub);
}

std::optional<std::string> Subscriptions::verify(const std::string& key,
                                                 const std::map<std::string, std::string>& query,
                                                 Time at) {
  const auto said = [&](const char* name) {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
  };
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || said("hub.topic") != found->second.topic) return std::nullopt;
  One& one = found->second;
  if (said("hub.mode") == "denied") {
    one.granted = false;
    one.again = at + after_refusal;
    return "";
  }
  if (said("hub.mode") != "subscribe" || said("hub.challenge").empty()) return std::nullopt;
  one.granted = true;
  one.again = at + lease_of(query) * 4 / 5;
  return said("hub.challenge");
}

bool Subscriptions::take(const std::string& key, const std::string& signature, const Page& page) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return false;
  const One& one = found->second;
  if (!one.granted || !is_signed(signature, one.secret, page.bytes)) return true;
  news_[one.feed] = {page.bytes, one.topic, page.content_type};
  return true;
}

bool Subscriptions::any_news() const {
  const std::lock_guard lock(mutex_);
  return !news_.empty();
}

std::vector<HubNews> Subscriptions::news() {
  std::map<std::string, Page> came;
  {
    const std::lock_guard lock(mutex_);
    came.swap(news_);
  }
  std::vector<HubNews> out;
  for (auto& [feed, page] : came) out.push_back({feed, std::move(page)});
  return out;
}

}  // namespace mujaz
