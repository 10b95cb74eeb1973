// SPDX-License-Identifier: GPL-3.0-or-later
// The names of blobs: 64 small hexadecimal digits, so no name is a path.
#pragma once

#include <string>

#include "mujaz/core.h"

namespace mujaz::store {

inline bool is_blob_name(const std::string& name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == name.npos;
}
inline void check_blob_name(const std::string& name) {
  if (!is_blob_name(name)) throw Error(ErrorCode::not_found, "There is no such blob.");
}

}  // namespace mujaz::store
