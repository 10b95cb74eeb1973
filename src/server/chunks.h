// SPDX-License-Identifier: GPL-3.0-or-later
// The chunked coding, RFC 9112 section 7.1, a byte at a time: where it is cut makes no difference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mujaz::server {

class Chunks {
 public:
  enum class Step { more, whole, broken, too_large };
  /// Adds the content in `bytes` to `body`, of at most `most` bytes, and says in `used` how many
  /// bytes it took. Extensions and trailers are passed over, and are bounded.
  Step take(std::string_view bytes, std::size_t most, std::string& body, std::size_t& used);

 private:
  enum class State { size, extension, size_end, data, data_end, data_lf, trailer, trailer_lf };
  Step one(char c);

  State state_ = State::size;
  std::uint64_t size_ = 0;  // of the chunk: what is left of it
  int digits_ = 0;
  bool line_empty_ = true;       // of a trailer
  std::size_t passed_over_ = 0;  // bytes of extensions and trailers
};

}  // namespace mujaz::server
