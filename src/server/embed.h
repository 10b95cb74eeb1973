// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mujaz::server {

extern const char* const embed_script;

}  // namespace mujaz::server
