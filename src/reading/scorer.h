// SPDX-License-Identifier: GPL-3.0-or-later
// The networks as one: for each letter of a text the scores of its classes of marks.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "reading/candidates.h"
#include "reading/networks.h"

namespace mujaz::reading {

/// Any thread may use it.
class Scorer {
 public:
  /// Loads the networks of the folder `models`, two at once.
  explicit Scorer(const std::filesystem::path& models);
  /// One for each sign; those of a sign that is no letter mean nothing.
  std::vector<Scores> scores(std::span<const Letter> text) const;

 private:
  std::unique_ptr<const Libtashkeel> libtashkeel_;
  std::unique_ptr<const Rawi> rawi_;
  Joiner joiner_;
};

}  // namespace mujaz::reading
