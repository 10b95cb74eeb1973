// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses may be fetched from.
#pragma once

#include <sys/socket.h>

#include <string>

namespace mujaz::intake {

/// Why an address is not one of the public Internet's ("a loopback address"), or nullptr where it
/// is. After the registries of special-purpose addresses (RFC 6890 and its later entries);
/// addresses that carry another one inside (IPv4-mapped, 6to4, Teredo, NAT64) are refused whatever
/// they carry.
const char* why_refused(const sockaddr& address);

/// The address as text, for messages.
std::string printed(const sockaddr& address);

/// The port, 0 for other families than IPv4 and IPv6.
int port_of(const sockaddr& address);

}  // namespace mujaz::intake
