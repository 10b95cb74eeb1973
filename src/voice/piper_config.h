// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside a Piper voice, in its `.onnx.json`.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/reading.h"

namespace mujaz::voice {

/// The description of a Piper voice: https://github.com/OHF-Voice/piper1-gpl (docs/TRAINING.md).
struct PiperConfig {
  int rate = 0;                ///< samples a second
  std::string language;        ///< whose IPA it learned, as espeak-ng names it: `ar`
  int speakers = 1;            ///< how many there are; the first speaks
  float noise_scale = 0.667f;  ///< how freely a sound varies
  float length_scale = 1;      ///< the length of all; above 1 is slower
  float noise_w = 0.8f;        ///< how freely lengths vary
  std::map<char32_t, std::vector<std::int64_t>> ids;  ///< what the network is fed for each sign
};

/// Reads it. Throws bad_input, with what is wrong, for what is no description of a voice that is
/// fed IPA, or has a number out of its range.
PiperConfig read_piper_config(std::string_view json, const std::string& file);

/// What one phone is in a voice.
struct PiperPhone {
  std::u32string signs;
  bool stands_in = false;  ///< not the phone's own signs, of which the voice lacks one
};

/// The signs of every row of the table. Throws bad_input, with the phone, where the voice has
/// neither its signs nor those that may stand in for it.
std::vector<PiperPhone> piper_phones(const PiperConfig& config, const PhoneTable& table,
                                     const std::string& file);

}  // namespace mujaz::voice
