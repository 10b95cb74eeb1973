// SPDX-License-Identifier: GPL-3.0-or-later
// Bare samples, as programs that play sound themselves ask for it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace mujaz {

/// Sound as it comes, as 16 bit signed little-endian mono samples, 24,000 a second. One thread.
class PcmEncoder {
 public:
  static constexpr int rate = 24'000;
  using Bytes = std::function<void(std::string_view bytes)>;
  PcmEncoder(int from_rate, Bytes out);
  ~PcmEncoder();
  void add(const float* samples, std::size_t count);
  void finish();

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

}  // namespace mujaz
