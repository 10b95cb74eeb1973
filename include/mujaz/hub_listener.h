// SPDX-License-Identifier: GPL-3.0-or-later
// Where hubs of WebSub reach us.
#pragma once

#include <memory>
#include <string>

#include "mujaz/websub.h"

namespace mujaz {

/// Answers hubs under `/hub/` at an address, and hands what they say to the subscriptions. TLS is
/// the business of a proxy in front. Bodies are at most 20 MB.
class HubListener {
 public:
  /// Listens from here on; 0 takes a free port. Throws bad_input, conflict, unavailable.
  HubListener(const std::shared_ptr<Subscriptions>& subscriptions, const std::string& address,
              int port);
  ~HubListener();
  int port() const;

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace mujaz
