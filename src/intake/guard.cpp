// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/guard.h"

#include <algorithm>

#include "intake/address.h"

namespace mujaz {
namespace {

bool is_allowed(const Guard& guard, const Url& url) {
  return std::any_of(guard.allowed_hosts.begin(), guard.allowed_hosts.end(),
                     [&](const std::string& one) {
                       return one == url.host || one == url.host + ":" + std::to_string(url.port);
                     });
}

}  // namespace

std::string Guard::refuses(const Url& url) const {
  if (url.scheme != "http" && url.scheme != "https") return "Only http and https URLs are fetched.";
  if (!url.user.empty() || !url.password.empty())
    return "A URL with a name or password in it is not fetched.";
  if (url.port != 80 && url.port != 443 && !is_allowed(*this, url))
    return "Only the ports 80 and 443 are fetched from, not " + std::to_string(url.port) + ".";
  return {};
}

std::string Guard::refuses(const Url& url, const sockaddr& address) const {
  if (std::string why = refuses(url); !why.empty()) return why;
  const char* why = intake::why_refused(address);
  if (!why || is_allowed(*this, url)) return {};
  return "The host " + url.host + " has " + why + " (" + intake::printed(address) +
         "), which is not fetched from.";
}

}  // namespace mujaz
