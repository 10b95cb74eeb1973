// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mujaz::server {

/// api/openapi.json, the contract of every call.
std::string contract_json();

}  // namespace mujaz::server
