// SPDX-License-Identifier: GPL-3.0-or-later
// What the public asks for again and again, kept in memory for a second: episodes, and open files
// of sound. Another machine's change shows within two seconds, our own at once.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/http.h"

namespace mujaz::server {

/// Any thread may use it.
class Shelf {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kFresh{1'000};

  /// A response that can be given many times: its body is shared.
  struct Kept {
    int status = 200;
    Headers headers;
    Body body;
  };
  /// What is kept under the name. When it has grown old, one caller is told that there is nothing,
  /// and makes it anew, while the others are still given the old one, for as long again; then
  /// nobody is: whoever should have made it anew has found that it is no more.
  std::optional<Response> find(const std::string& name, Clock::time_point at = Clock::now());
  /// When what is being made was begun: what was forgotten since then is not kept.
  std::uint64_t mark() const;
  void keep(const std::string& name, const Kept& kept, std::uint64_t mark,
            Clock::time_point at = Clock::now());
  /// Something has changed: all is looked for again, which is a matter of milliseconds.
  void forget();

 private:
  static constexpr std::size_t kMost = 4096;
  struct Entry {
    Kept kept;
    Clock::time_point made;
    bool asked_anew = false;
  };
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::uint64_t forgotten_ = 0;
};

Response given(const Shelf::Kept& kept);

}  // namespace mujaz::server
