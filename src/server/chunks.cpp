// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/chunks.h"

#include <algorithm>

namespace mujaz::server {
namespace {

constexpr std::size_t kPassedOver = 4096;
constexpr int kDigits = 8;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

/// A byte that is not content. `whole` after the last one.
Chunks::Step Chunks::one(char c) {
  switch (state_) {
    case State::size:
      if (const int digit = hex(c); digit >= 0 && digits_ < kDigits) {
        size_ = size_ * 16 + static_cast<std::uint64_t>(digit);
        ++digits_;
        return Step::more;
      }
      if (digits_ == 0 || (c != '\r' && c != ';')) return Step::broken;
      state_ = c == ';' ? State::extension : State::size_end;
      return Step::more;
    case State::extension:
      if (c == '\n' || ++passed_over_ > kPassedOver) return Step::broken;
      if (c == '\r') state_ = State::size_end;
      return Step::more;
    case State::size_end:
      state_ = size_ == 0 ? State::trailer : State::data;
      return c == '\n' ? Step::more : Step::broken;
    case State::data:
      return Step::broken;  // never here: `take` copies it
    case State::data_end:
      state_ = State::data_lf;
      return c == '\r' ? Step::more : Step::broken;
    case State::data_lf:
      state_ = State::size;
      digits_ = 0;
      return c == '\n' ? Step::more : Step::broken;
    case State::trailer:
      if (c == '\n' || ++passed_over_ > kPassedOver) return Step::broken;
      if (c == '\r')
        state_ = State::trailer_lf;
      else
        line_empty_ = false;
      return Step::more;
    case State::trailer_lf:
      if (c != '\n') return Step::broken;
      if (line_empty_) return Step::whole;
      line_empty_ = true;
      state_ = State::trailer;
      return Step::more;
  }
  return Step::broken;
}

Chunks::Step Chunks::take(std::string_view bytes, std::size_t most, std::string& body,
                          std::size_t& used) {
  used = 0;
  while (used < bytes.size()) {
    if (state_ == State::data) {
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(size_, bytes.size() - used));
      body.append(bytes.substr(used, n));
      used += n;
      size_ -= n;
      if (size_ == 0) state_ = State::data_end;
      continue;
    }
    const Step step = one(bytes[used++]);
    if (step != Step::more) return step;
    if (state_ == State::data && (size_ > most || body.size() > most - size_))
      return Step::too_large;
  }
  return Step::more;
}

}  // namespace mujaz::server
