// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256, by which content, log and blobs are named.
#pragma once

#include <string>
#include <string_view>

namespace mujaz {

/// 64 small hexadecimal digits. Pure; any thread may call it.
std::string sha256(std::string_view bytes);

}  // namespace mujaz
