// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/intake.h"

namespace mujaz {

Page fetch(const std::string& url, const FetchLimits&, const Stop*) {
  throw Error(ErrorCode::unsupported, "Fetching is not built in.", url);
}

}  // namespace mujaz
