// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mujaz::server {

/// api/openapi.json, the contract of every call.
extern const char* const contract_json;

}  // namespace mujaz::server
