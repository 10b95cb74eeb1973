// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace mujaz::intake {
namespace {

struct Range4 {
  std::uint32_t network;
  int bits;
  const char* what;
};

constexpr std::uint32_t ip4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr Range4 ranges4[] = {
    {ip4(0, 0, 0, 0), 8, "an unspecified address"},
    {ip4(10, 0, 0, 0), 8, "a private address"},
    {ip4(100, 64, 0, 0), 10, "an address shared by a carrier"},
    {ip4(127, 0, 0, 0), 8, "a loopback address"},
    {ip4(169, 254, 0, 0), 16, "a link-local address"},
    {ip4(172, 16, 0, 0), 12, "a private address"},
    {ip4(192, 0, 0, 0), 24, "a reserved address"},
    {ip4(192, 0, 2, 0), 24, "an address for documentation"},
    {ip4(192, 31, 196, 0), 24, "a reserved address"},
    {ip4(192, 52, 193, 0), 24, "a reserved address"},
    {ip4(192, 88, 99, 0), 24, "a relay address"},
    {ip4(192, 168, 0, 0), 16, "a private address"},
    {ip4(192, 175, 48, 0), 24, "a reserved address"},
    {ip4(198, 18, 0, 0), 15, "an address for measurements"},
    {ip4(198, 51, 100, 0), 24, "an address for documentation"},
    {ip4(203, 0, 113, 0), 24, "an address for documentation"},
    {ip4(224, 0, 0, 0), 4, "a multicast address"},
    {ip4(240, 0, 0, 0), 4, "a reserved address"},
};

using Bytes6 = std::array<std::uint8_t, 16>;
struct Range6 {
  Bytes6 network;
  int bits;
  const char* what;
};

// All that is not global unicast (2000::/3) is refused; these are named, and the parts of 2000::/3
// that are not for everyone.
constexpr Range6 ranges6[] = {
    {{}, 128, "an unspecified address"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "a loopback address"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96, "an IPv4-mapped address"},
    {{0x00, 0x64, 0xFF, 0x9B}, 32, "a NAT64 address"},
    {{0xFC}, 7, "a private address"},
    {{0xFE, 0x80}, 10, "a link-local address"},
    {{0xFF}, 8, "a multicast address"},
    {{0x20, 0x01, 0x00}, 23, "a reserved address"},
    {{0x20, 0x01, 0x0D, 0xB8}, 32, "an address for documentation"},
    {{0x20, 0x02}, 16, "a 6to4 address"},
    {{0x26, 0x20, 0x00, 0x4F, 0x80}, 48, "a reserved address"},
    {{0x3F, 0xFF, 0x00}, 20, "an address for documentation"},
};

bool within(const Bytes6& address, const Range6& range) {
  for (int bit = 0; bit < range.bits; bit += 8) {
    const int used = range.bits - bit < 8 ? range.bits - bit : 8;
    const auto mask = static_cast<std::uint8_t>(0xFF << (8 - used));
    const auto i = static_cast<std::size_t>(bit / 8);
    if ((address[i] & mask) != (range.network[i] & mask)) return false;
  }
  return true;
}

const char* why_refused4(std::uint32_t address) {
  for (const Range4& range : ranges4)
    if (((address ^ range.network) >> (32 - range.bits)) == 0) return range.what;
  return nullptr;
}

const char* why_refused6(const Bytes6& address) {
  for (const Range6& range : ranges6)
    if (within(address, range)) return range.what;
  return (address[0] & 0xE0) == 0x20 ? nullptr : "a reserved address";
}

}  // namespace

const char* why_refused(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return why_refused4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    Bytes6 bytes;
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return why_refused6(bytes);
  }
  return "no address of the Internet";
}

std::string printed(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size());
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    inet_ntop(AF_INET6, &in.sin6_addr, text.data(), text.size());
  }
  return text.data();
}

int port_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return ntohs(in.sin_port);
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    return ntohs(in.sin6_port);
  }
  return 0;
}

}  // namespace mujaz::intake
