// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/totp.h"

#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "mujaz/core.h"

namespace mujaz {
namespace {

constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";  // RFC 4648, section 6
constexpr std::size_t secret_bytes = 20, longest_secret = 128;
constexpr std::int64_t step_seconds = 30;
constexpr int digits_of_a_code = 6;

std::string to_base32(std::string_view bytes) {
  std::string out;
  std::uint64_t held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += base32[held >> (bits - 5) & 31];
  }
  if (bits > 0) out += base32[held << (5 - bits) & 31];
  return out;
}

}  // namespace

std::string totp_code(std::string_view key, std::uint64_t step, int digits) {
  std::array<unsigned char, 8> counter;
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(step >> (56 - 8 * i) & 255);
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned size = 0;
  if (!HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(),
            sum.data(), &size))
    throw Error(ErrorCode::internal, "SHA-1 cannot be used.");
  const std::size_t at = sum[size - 1] & 15u;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | sum[at + i];
  number &= 0x7FFFFFFFu;
  std::string code(static_cast<std::size_t>(digits), '0');
  for (std::size_t i = code.size(); i > 0; --i, number /= 10)
    code[i - 1] = static_cast<char>('0' + number % 10);
  return code;
}

std::string new_totp_secret() {
  if (sodium_init() < 0) throw Error(ErrorCode::internal, "libsodium cannot be used.");
  std::string bytes(secret_bytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return to_base32(bytes);
}

std::optional<std::string> totp_key(std::string_view text) {
  if (text.empty() || text.size() > longest_secret) return std::nullopt;
  std::string out;
  std::uint64_t held = 0;
  int bits = 0;
  for (const char c : text) {
    const std::size_t value = base32.find(c);
    if (value == base32.npos) return std::nullopt;
    held = held << 5 | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>(held >> bits & 255);
  }
  return out;
}

std::int64_t totp_step_at(Time at) {
  return milliseconds(at) / 1000 / step_seconds;
}

std::string totp_uri(const std::string& account, const std::string& secret) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string name;
  for (const char c : account) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_';
    const auto byte = static_cast<unsigned char>(c);
    if (plain)
      name += c;
    else
      name.append(1, '%').append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
  }
  return "otpauth://totp/Mujaz:" + name + "?secret=" + secret + "&issuer=Mujaz";
}

std::optional<std::int64_t> totp_step(const std::string& secret, const std::string& code, Time at,
                                      std::int64_t after) {
  const std::optional<std::string> key = totp_key(secret);
  if (!key || code.size() != digits_of_a_code) return std::nullopt;
  const std::int64_t now = totp_step_at(at);
  for (const std::int64_t step : {now, now - 1, now + 1}) {
    if (step <= after || step < 0) continue;
    const std::string right = totp_code(*key, static_cast<std::uint64_t>(step), digits_of_a_code);
    if (sodium_memcmp(right.data(), code.data(), right.size()) == 0) return step;
  }
  return std::nullopt;
}

}  // namespace mujaz
