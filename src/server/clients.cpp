// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/clients.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "mujaz/core.h"

namespace mujaz::server {
namespace {

bool is_v4(const Address& address) {
  static constexpr std::uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::equal(std::begin(mapped), std::end(mapped), address.begin());
}

/// One client: a whole IPv4 address, or the network of an IPv6 one.
std::uint64_t key_of(const Address& address) {
  std::uint64_t high, low;
  std::memcpy(&high, address.data(), 8);
  std::memcpy(&low, address.data() + 8, 8);
  return is_v4(address) ? low : high;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  if (text.size() > 45) return std::nullopt;
  const std::string copy(text);
  Address out{};
  if (::inet_pton(AF_INET6, copy.c_str(), out.data()) == 1) return out;
  out[10] = out[11] = 0xff;
  if (::inet_pton(AF_INET, copy.c_str(), out.data() + 12) == 1) return out;
  return std::nullopt;
}

Networks::Networks(const std::vector<std::string>& prefixes) {
  for (const std::string& text : prefixes) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto address = parse_address(std::string_view(text).substr(0, slash));
    const int most = address && is_v4(*address) ? 32 : 128;
    int bits = most;
    const char* end = text.data() + text.size();
    if (slash < text.size()) {
      const auto read = std::from_chars(text.data() + slash + 1, end, bits);
      if (read.ec != std::errc() || read.ptr != end) bits = -1;
    }
    if (!address || bits < 0 || bits > most)
      throw Error(ErrorCode::bad_input, "This is not an address or a network of addresses.", text);
    prefixes_.push_back({*address, bits + 128 - most});
  }
}

bool Networks::contain(const Address& address) const {
  return std::any_of(prefixes_.begin(), prefixes_.end(), [&](const Prefix& prefix) {
    const auto bytes = static_cast<std::size_t>(prefix.bits / 8);
    if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(bytes),
                    prefix.address.begin()))
      return false;
    const int rest = prefix.bits % 8;
    return rest == 0 || (address[bytes] ^ prefix.address[bytes]) >> (8 - rest) == 0;
  });
}

std::string client_of(std::string_view peer, std::string_view forwarded, const Networks& proxies) {
  std::string client(peer);
  const auto named = [&](const std::string& text) {
    const auto address = parse_address(text);
    return address && proxies.contain(*address);
  };
  while (named(client) && !forwarded.empty()) {
    const std::size_t comma = forwarded.rfind(',');
    const std::string_view last =
        trimmed(comma == forwarded.npos ? forwarded : forwarded.substr(comma + 1));
    if (!parse_address(last)) break;
    client = last;
    forwarded = comma == forwarded.npos ? std::string_view() : forwarded.substr(0, comma);
  }
  return client;
}

bool Allowance::take(const Address& client, double cost, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  // Who was not seen for the time that fills a bucket has a full one, and need not be remembered.
  const auto fills = std::chrono::duration<double>(burst_ / rate_);
  if (now - turned_ > fills || now_.size() >= kMost) {
    before_ = std::exchange(now_, {});
    turned_ = now;
  }
  const std::uint64_t key = key_of(client);
  const auto [found, is_new] = now_.try_emplace(key, Bucket{burst_, now});
  Bucket& bucket = found->second;
  if (is_new)
    if (const auto old = before_.find(key); old != before_.end()) bucket = old->second;
  const std::chrono::duration<double> passed = now - bucket.at;
  bucket = {std::min(burst_, bucket.tokens + std::max(0.0, passed.count()) * rate_), now};
  if (bucket.tokens < cost) return false;
  bucket.tokens -= cost;
  return true;
}

bool Connections::add(const Address& client) {
  const std::lock_guard lock(mutex_);
  std::size_t& count = count_[key_of(client)];
  if (count >= most_) return false;
  ++count;
  return true;
}

void Connections::remove(const Address& client) {
  const std::lock_guard lock(mutex_);
  const auto found = count_.find(key_of(client));
  if (found != count_.end() && --found->second == 0) count_.erase(found);
}

}  // namespace mujaz::server
