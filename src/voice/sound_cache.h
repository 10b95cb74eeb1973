// SPDX-License-Identifier: GPL-3.0-or-later
// Sound that was made before, in a folder that many processes share.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "voice/joined.h"

namespace mujaz::voice {

/// What an engine made, by all that it was asked. An entry is a file that is there whole or not at
/// all, with a sum over it: one that is cut or changed is removed and made again. What was not used
/// for longest goes when the folder grows over its bound. Any thread and process may use it.
class SoundCache {
 public:
  /// Throws unavailable where the folder cannot be made or written.
  SoundCache(std::filesystem::path folder, std::uint64_t most_bytes);
  std::optional<Uttered> find(const std::string& asked) const;
  /// What cannot be written (a full disk) is not kept: it will be made again.
  void keep(const std::string& asked, const Uttered& uttered) const;

 private:
  std::filesystem::path place_of(const std::string& asked) const;
  void sweep() const;

  std::filesystem::path folder_;
  std::uint64_t most_bytes_;
  mutable std::mutex mutex_;
  mutable std::optional<std::uint64_t> bytes_;  // in the folder, as far as this process knows
};

/// A sum over a voice's files and the version of what reads them, for keys.
std::string sum_of_files(const std::vector<std::filesystem::path>& files);

}  // namespace mujaz::voice
