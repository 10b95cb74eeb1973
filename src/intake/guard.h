// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mujaz/http.h"
#include "mujaz/intake.h"

namespace mujaz::intake {

/// A request for a URL that reaches nothing that FetchLimits does not allow. Throws bad_input for a
/// URL that is not fetched.
HttpRequest guarded_request(const std::string& url, const FetchLimits& limits);

}  // namespace mujaz::intake
