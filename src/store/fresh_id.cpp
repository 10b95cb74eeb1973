// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/fresh_id.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <atomic>

#include "mujaz/core.h"

namespace mujaz::store {
namespace {

void begin() {
  if (sodium_init() < 0) throw Error(ErrorCode::internal, "libsodium cannot be used.");
}

}  // namespace

std::int64_t fresh_number(Time at) {
  begin();
  static std::atomic<std::int64_t> last = 0;
  const std::int64_t wanted =
      (milliseconds(at) << 20) | static_cast<std::int64_t>(randombytes_uniform(1u << 20));
  std::int64_t known = last, given;
  do {
    given = std::max(wanted, known + 1);
  } while (!last.compare_exchange_weak(known, given));
  return given;
}

std::string fresh_id() {
  begin();
  std::array<unsigned char, 16> bits;
  randombytes_buf(bits.data(), bits.size());
  std::array<char, 33> hex;
  return sodium_bin2hex(hex.data(), hex.size(), bits.data(), bits.size());
}

std::string fresh_secret() {
  begin();
  std::array<unsigned char, 32> bits;
  randombytes_buf(bits.data(), bits.size());
  std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text;
  return sodium_bin2base64(text.data(), text.size(), bits.data(), bits.size(),
                           sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

}  // namespace mujaz::store
