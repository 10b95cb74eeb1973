// SPDX-License-Identifier: GPL-3.0-or-later
// From a method and a path to the function that answers.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http.h"

namespace mujaz::server {

/// Where a handler runs.
enum class Lane {
  at_once,   ///< on the thread of the sockets: it never waits for anything
  blocking,  ///< on a worker: disk and database
  heavy,     ///< on one of few workers: seconds of computing
};

struct Route {
  std::string method;   ///< GET answers HEAD too
  std::string pattern;  ///< "/v1/sites/{site}", "/audio/{hash}.mp3"
  std::string name;     ///< the contract's operationId; metrics and the log call it so
  Lane lane = Lane::blocking;
  std::size_t body = 0;     ///< bytes of a request's body at the most
  double cost = 1;          ///< of the client's allowance of requests
  bool any_origin = false;  ///< pages of other sites may call it (CORS)
  /// Any thread may call it. Throws Problem and Error.
  std::function<Response(const Request&)> handler;
  /// Tried first, on the thread of the sockets: what can be answered from memory. May be empty.
  std::function<std::optional<Response>(const Request&)> quick;
};

/// A route, or the refusal in its place.
struct Routed {
  const Route* route = nullptr;
  std::vector<std::pair<std::string, std::string>> parameters;
  Response refusal;
};

class Router {
 public:
  /// Throws internal where the pattern is broken or the route is there already.
  void add(Route route);
  const std::vector<Route>& routes() const { return routes_; }

  /// 404 where no pattern is like the path; 400 where a parameter is broken: not percent-encoded
  /// UTF-8, with a control character or a slash in it, `.` or `..`, over 200 bytes; 405 with Allow
  /// for another method; OPTIONS is answered here.
  Routed find(std::string_view method, std::string_view path) const;

 private:
  struct Segment {
    std::string name;     // of the parameter, or empty
    std::string literal;  // the whole of it, or what follows the parameter
  };
  struct Pattern {
    std::vector<Segment> segments;
  };
  static bool like(const Pattern& pattern, const std::vector<std::string_view>& segments);

  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;  // of the route at the same place
};

}  // namespace mujaz::server
