// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses on the network we connect to when somebody else names them.
#pragma once

#include <string>
#include <vector>

#include "mujaz/http.h"

namespace mujaz {

/// Refuses what lies inside: private, loopback, link-local, multicast or otherwise special
/// addresses, ports but 80 and 443, credentials in the URL. Any thread may use it.
struct Guard {
  /// Hosts, as `cms.local` or `127.0.0.1:8080`, of which that is not asked.
  std::vector<std::string> allowed_hosts = {};
  /// Why the URL is refused before any connection, or empty.
  std::string refuses(const Url& url) const;
  /// For `HttpRequest::refuse`: why not, with the address that is connected to.
  std::string refuses(const Url& url, const sockaddr& address) const;
};

}  // namespace mujaz
