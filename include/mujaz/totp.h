// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of an authenticator program: RFC 6238 with SHA-1, steps of 30 seconds and 6 digits, which
// every such program has. All functions are pure but for the fresh secret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mujaz/clock.h"

namespace mujaz {

/// The code of a step for a key of raw bytes; RFC 4226, section 5.3. 6 to 8 digits.
std::string totp_code(std::string_view key, std::uint64_t step, int digits = 6);

/// 160 random bits in base32, as people type it.
std::string new_totp_secret();
/// The key that a secret is, or nothing where it is none.
std::optional<std::string> totp_key(std::string_view secret);
/// What a program reads from a picture: `otpauth://totp/Mujaz:NAME?secret=…&issuer=Mujaz`.
std::string totp_uri(const std::string& account, const std::string& secret);
/// The step of a moment.
std::int64_t totp_step_at(Time at);
/// The step whose code this is, of the one now and its neighbours, if it is later than `after`: a
/// code is good once. Nothing for any other code, or a secret that is none.
std::optional<std::int64_t> totp_step(const std::string& secret, const std::string& code, Time at,
                                      std::int64_t after);

}  // namespace mujaz
