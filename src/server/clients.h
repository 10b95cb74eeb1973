// SPDX-License-Identifier: GPL-3.0-or-later
// Who is at the other end, and how much of us they may have.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mujaz::server {

/// An IPv6 address, or an IPv4 one mapped into them.
using Address = std::array<std::uint8_t, 16>;
std::optional<Address> parse_address(std::string_view text);

/// Networks by their prefixes: "10.0.0.0/8", "::1".
class Networks {
 public:
  /// Throws bad_input with the one that is none.
  explicit Networks(const std::vector<std::string>& prefixes);
  bool contain(const Address& address) const;

 private:
  struct Prefix {
    Address address;
    int bits;
  };
  std::vector<Prefix> prefixes_;
};

/// The client's address, where `peer` is what the socket says and `forwarded` the values of
/// X-Forwarded-For joined by commas: the last one that is not a named proxy. What a proxy that
/// nobody named says is not listened to.
std::string client_of(std::string_view peer, std::string_view forwarded, const Networks& proxies);

/// A token bucket for each client; those of one IPv6 network of 64 bits are one client. Its memory
/// is bounded: clients not seen for a while are forgotten. Any thread may call it.
class Allowance {
 public:
  using Clock = std::chrono::steady_clock;
  Allowance(double per_second, double burst) : rate_(per_second), burst_(burst) {}
  /// Takes `cost` of the client's tokens where there are so many.
  bool take(const Address& client, double cost, Clock::time_point now);

 private:
  static constexpr std::size_t kMost = 100'000;
  struct Bucket {
    double tokens;
    Clock::time_point at;
  };
  struct Hash {
    std::size_t operator()(std::uint64_t key) const { return key * 0x9E3779B97F4A7C15u; }
  };
  using Buckets = std::unordered_map<std::uint64_t, Bucket, Hash>;

  const double rate_, burst_;
  std::mutex mutex_;
  Buckets now_, before_;  // those seen since the last turn, and in the turn before
  Clock::time_point turned_{};
};

/// How many connections each client has. One thread or many.
class Connections {
 public:
  explicit Connections(std::size_t most) : most_(most) {}
  bool add(const Address& client);
  void remove(const Address& client);

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::uint64_t, std::size_t> count_;
};

}  // namespace mujaz::server
