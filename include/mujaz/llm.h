// SPDX-License-Identifier: GPL-3.0-or-later
// Key points by a language model, where the house wants one: any server of the OpenAI chat API. The
// model is not trusted: each of its points passes the check that ours pass, or is not taken.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "mujaz/clock.h"
#include "mujaz/config.h"
#include "mujaz/points.h"

namespace mujaz {

/// Tokens that may be spent in a day of UTC. Any thread may use it, and any number of programs that
/// share a file.
class TokenBudget {
 public:
  /// No limit where `tokens_a_day` is 0. The count is kept in `file`, or in this object alone where
  /// the path is empty.
  explicit TokenBudget(std::int64_t tokens_a_day, std::filesystem::path file = {});
  /// Takes tokens of the day; false, and nothing is taken, where fewer are left. A negative number
  /// gives some back. Throws unavailable (the file) or bad_input (it holds something else).
  bool take(std::int64_t tokens, Time now);

 private:
  bool count(std::int64_t tokens, std::int64_t today, std::int64_t& day, std::int64_t& spent) const;
  const std::int64_t most_;
  const std::filesystem::path file_;
  std::mutex mutex_;
  std::int64_t day_ = 0, spent_ = 0;
};

/// Asks a model for key points. Any thread may use it; many requests may be under way at once.
class LlmWriter {
 public:
  /// Throws bad_input where base_url or model is missing or no http or https URL, not_found where
  /// the key's variable is not set.
  LlmWriter(const Language& language, const LlmSection& settings,
            std::shared_ptr<const Chooser> chooser, std::shared_ptr<const Checker> checker);
  ~LlmWriter();
  /// The model's points, those that the check supports (`How::llm`). What it does not support is
  /// sent back once with the reasons; what fails again gives way to our own point of that story,
  /// and a story that the model left out has ours too. Where the server fails, answers nonsense
  /// twice, or the day's tokens are spent, all points are ours; `note` says so. An article too
  /// short for more than one point is not sent. Paragraphs that speak to a machine
  /// (`machine_orders.tsv`) are not shown to the model and support nothing; of a long article it
  /// sees the first 40,000 characters. Throws what Chooser::choose throws, and unavailable when
  /// `stop` asks.
  Checked write(const Article& article, const PointsOptions& options,
                const Stop* stop = nullptr) const;

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;
};

}  // namespace mujaz
