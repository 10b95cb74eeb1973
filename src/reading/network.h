// SPDX-License-Identifier: GPL-3.0-or-later
// One neural network that reads a sequence of symbols and answers a row of numbers for each. The
// only place of the reading stage that knows OpenVINO.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mujaz::reading {

/// A row of numbers for each symbol.
struct Rows {
  std::size_t width = 0;
  std::vector<float> values;
  std::span<const float> operator[](std::size_t at) const {
    return {values.data() + at * width, width};
  }
};

/// Any thread may use it; as many run at once as there are cores, at most 8, each on one.
class Network {
 public:
  /// Loads an ONNX file whose inputs `inputs` take symbols [1, length], whose input `shares`, if it
  /// has one, takes rows [1, length, width], and whose outputs `outputs` give [1, length] or
  /// [1, length, width]. Throws not_found, or bad_input for a file that is no such network.
  Network(const std::filesystem::path& file, std::vector<std::string> inputs,
          std::vector<std::string> outputs);
  ~Network();
  /// `sequences`: one for each input, all of one length, at least 1; `shares`: a row for each
  /// symbol, for a network that has that input. Returns the rows of each output.
  std::vector<Rows> run(const std::vector<std::vector<std::int64_t>>& sequences,
                        const Rows& shares = {}) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace mujaz::reading
