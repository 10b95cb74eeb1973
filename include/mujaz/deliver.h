// SPDX-License-Identifier: GPL-3.0-or-later
// Telling webhooks what happened, as Standard Webhooks has it (standardwebhooks.com): a POST of
// JSON with the headers webhook-id, webhook-timestamp and webhook-signature.
#pragma once

#include <chrono>
#include <string>

#include "mujaz/desk.h"
#include "mujaz/guard.h"

namespace mujaz {

struct DeliverOptions {
  Guard guard;
  std::chrono::milliseconds total{10'000};  ///< of one try
  /// A day: after 10 s, 20 s and so on to an hour, then each hour; then it is a dead letter.
  Retries retries{32, std::chrono::seconds(10), std::chrono::hours(1)};
};
/// Lets the desk's workers deliver, on a thread of their own, so that a slow receiver holds up no
/// sound. Call it before any worker begins. A delivery is made at least once: a receiver knows a
/// second one by its webhook-id.
void deliver_webhooks(Desk& desk, const DeliverOptions& options = {});

/// `v1,` and the HMAC-SHA256 of `ID.TIMESTAMP.BODY` in base64. `secret` is `whsec_` and the key in
/// base64. Throws bad_input where it is not.
std::string webhook_signature(const std::string& secret, const std::string& id,
                              std::int64_t timestamp, const std::string& body);

}  // namespace mujaz
