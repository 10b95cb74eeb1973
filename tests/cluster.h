// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL of our own for a test: in a temporary folder, on a socket there, under its own user,
// ended by its process id.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace mujaz::testing {

class Cluster {
 public:
  /// Throws std::runtime_error where PostgreSQL is not installed or does not start.
  Cluster();
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  /// A second server that holds what this one holds: from here on, nothing is committed here
  /// before it is written there.
  std::unique_ptr<Cluster> standby();
  /// A new empty database, as libpq names it; with a standby, on whichever of the two may write.
  std::string database(const Cluster* standby = nullptr);
  /// As a machine that goes away, and comes back.
  void stop();
  void start();
  /// At once, with nothing put in order.
  void kill();
  /// Makes a standby the one that may write.
  void promote();

 private:
  struct Folder {};
  explicit Cluster(Folder);  ///< an empty one, with nothing begun
  pid_t spawn(const std::vector<std::string>& command) const;
  void sql(const std::string& text) const;
  void run(const std::vector<std::string>& command) const;
  std::filesystem::path folder_, programs_;
  pid_t server_ = -1;
  int databases_ = 0;
};

}  // namespace mujaz::testing
