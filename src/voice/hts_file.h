// SPDX-License-Identifier: GPL-3.0-or-later
// A look through an HTS voice file before the engine gets it.
#pragma once

#include <set>
#include <string>

namespace mujaz::voice {

/// What a voice file says of itself.
struct HtsFile {
  int rate = 0;                  ///< samples a second
  int frame = 0;                 ///< samples a frame
  int states = 0;                ///< states a phone
  std::set<std::string> phones;  ///< the phones its trees ask for
};

/// hts_engine trusts a voice file: on a wrong one it writes past its buffers or ends the program.
/// So all that it will read is read here first, and more strictly: header, ranges, windows, trees
/// and the tables of densities. Throws bad_input with what is wrong.
HtsFile read_hts_file(const std::string& bytes, const std::string& where);

}  // namespace mujaz::voice
