// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of calls: where each lies, what right it needs, how much it may take.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/newsroom.h"
#include "server/http.h"
#include "server/router.h"

namespace mujaz::server {

/// Who may make a call.
struct Needs {
  enum class Whom {
    anyone,     ///< the public
    known,      ///< a token or a session, of whatever right
    permitted,  ///< one whose role has the right, on the path's site where it names one
  };
  Whom whom = Whom::anyone;
  Right right = Right::read;
};

struct Call {
  const char* operation;  ///< the contract's operationId
  const char* method;
  const char* pattern;
  Needs needs;
  Lane lane = Lane::blocking;
  std::size_t body = 0;
  double cost = 1;
  bool any_origin = false;
};
const std::vector<Call>& calls();

/// Who makes a request, as their token or session says.
struct Visitor {
  bool known = false;
  Actor actor;
  std::string site;     ///< `*`: all
  std::string session;  ///< the cookie's value, where it is a session
  std::string csrf;
  bool of(const std::string& name) const { return known && (site == "*" || site == name); }
};

using Handler = std::function<Response(const Request&, const Visitor&)>;
using Quick = std::function<std::optional<Response>(const Request&)>;
/// What answers each call, by its operation.
struct Handlers {
  std::map<std::string, Handler> handlers;
  std::map<std::string, Quick> quick;
};

}  // namespace mujaz::server
