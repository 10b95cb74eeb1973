// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mujaz::intake {

/// Unpacks gzip data; other bytes come back as they are. Throws too_large (over `limit` bytes
/// unpacked) and bad_input (broken).
std::string gunzipped(std::string bytes, std::size_t limit);

}  // namespace mujaz::intake
