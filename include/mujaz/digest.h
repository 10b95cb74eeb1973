// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256, by which content, log and blobs are named; and what signs a message.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mujaz {

/// 64 small hexadecimal digits. Pure; any thread may call it.
std::string sha256(std::string_view bytes);
/// RFC 2104 with SHA-256: 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// RFC 4648, section 4, with its padding; and back, nothing where it is not that.
std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace mujaz
