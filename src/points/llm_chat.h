// SPDX-License-Identifier: GPL-3.0-or-later
// One question to a server of the OpenAI chat API, answered by a list of points.
#pragma once

#include <chrono>

#include "mujaz/budget.h"
#include "mujaz/llm.h"

namespace mujaz::points {

struct Message {
  std::string role, content;
};

/// Any thread may use it.
class Chat {
 public:
  explicit Chat(const LlmSection& settings);
  /// The points of the answer, at most 12, each without the spaces and bullets around it. Throws
  /// bad_input where the answer is not what was asked for, unavailable or too_large where there is
  /// none or the day's tokens are spent. Neither the key nor what the server says stands in an
  /// error.
  std::vector<std::u32string> ask(const std::vector<Message>& messages, const Stop* stop) const;

 private:
  std::string url_, model_, key_;
  std::chrono::milliseconds connect_, total_;
  int retries_;
  mutable DayBudget budget_;
};

}  // namespace mujaz::points
