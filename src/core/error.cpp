// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/core.h"

namespace mujaz {

const char* name(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_input:
      return "bad_input";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

Error::Error(ErrorCode code, std::string what, std::string where)
    : code_(code), what_(std::move(what)), where_(std::move(where)) {}

void Stop::check() const {
  if (requested()) throw Error(ErrorCode::unavailable, "The work was cancelled.");
}

}  // namespace mujaz
