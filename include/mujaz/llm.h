// SPDX-License-Identifier: GPL-3.0-or-later
// Key points by a language model, where the house wants one: any server of the OpenAI chat API. The
// model is not trusted: each of its points passes the check that ours pass, or is not taken.
#pragma once

#include <memory>

#include "mujaz/config.h"
#include "mujaz/points.h"

namespace mujaz {

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
