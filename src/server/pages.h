// SPDX-License-Identifier: GPL-3.0-or-later
// The desk's own page: files that were built beside the program, kept in memory.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "server/http.h"

namespace mujaz::server {

/// Reads the files of a built page once. Any thread may use it.
class Pages {
 public:
  /// An empty path, or one that is no folder: no page. Throws unavailable where a file cannot be
  /// read.
  explicit Pages(const std::filesystem::path& folder);
  /// The file of that name; `index.html` is never kept by browsers, the others, whose names change
  /// with what is in them, for ever. Throws Problem 404.
  Response get(const std::string& name) const;

 private:
  struct File {
    std::shared_ptr<const std::string> content;
    std::string type, tag;
  };
  std::map<std::string, File> files_;
};

}  // namespace mujaz::server
