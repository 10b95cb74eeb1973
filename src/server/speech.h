// SPDX-License-Identifier: GPL-3.0-or-later
// The calls in OpenAI's shape have its errors, too.
#pragma once

#include "server/calls.h"

namespace mujaz::server {

/// Whether the call is one of those.
bool in_openai_shape(const Call& call);
/// `{"error":{"message","type","param","code"}}`.
Response openai_error(int status, const std::string& message, const std::string& param = {});

}  // namespace mujaz::server
