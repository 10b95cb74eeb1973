// SPDX-License-Identifier: GPL-3.0-or-later
// The network of a Piper voice (VITS): numbers of sounds in, samples and lengths out. The only
// place of the voice stage that knows OpenVINO.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "voice/phrase_voice.h"

namespace mujaz::voice {

/// Any thread may use it; as many run at once as there are cores, at most 8.
class PiperNetwork {
 public:
  struct Manner {
    float noise_scale = 0, length_scale = 1, noise_w = 0;
    std::int64_t speaker = 0;
  };
  struct Sound {
    std::vector<float> samples;
    std::vector<std::size_t> lengths;  ///< of each number fed, in samples; their sum is all of them
  };

  /// Loads an ONNX file. The lengths are taken where the network rounds what its duration predictor
  /// says, and its noise is made the same at every run, so that bytes repeat. Throws bad_input for
  /// a file that is no such network.
  explicit PiperNetwork(const std::filesystem::path& file);
  ~PiperNetwork();
  std::size_t sounds() const;  ///< the numbers that it may be fed are under this
  unsigned parallel() const;   ///< how many runs at a time have a core
  /// Throws unavailable once `halt` is requested.
  Sound run(const std::vector<std::int64_t>& ids, const Manner& manner, Halt& halt) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace mujaz::voice
