// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as a guest makes them: robots.txt asked first, with a pause between two to one host.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "intake/robots.h"
#include "mujaz/clock.h"
#include "mujaz/http.h"
#include "mujaz/intake.h"

namespace mujaz::intake {

struct Manners {
  std::chrono::milliseconds gap;  ///< between two requests to one host
  bool robots;                    ///< robots.txt is honoured
  FetchLimits limits;
};

/// One thread.
class Polite {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;
  explicit Polite(Manners manners) : manners_(std::move(manners)) {}

  struct Got {
    HttpResponse response;  ///< its `url` is where it came from
    std::string moved;      ///< for good, to where; or empty
  };
  /// A request with its redirects, each looked at and each polite. Throws as `send`, bad_input
  /// where robots.txt forbids it, unavailable where that does not answer.
  Got get(std::string url, const Headers& headers, Time at, const Stop* stop);
  /// What came as a page. Throws not_found (404, 410), unavailable (any other status than 2xx).
  static Page page_of(const Got& got);

 private:
  struct Site {
    Robots robots;
    bool known = true;  // what robots.txt says
    Time read{};
    std::chrono::steady_clock::time_point free;  // for the next request
  };
  void wait_for(Site& site, const Stop* stop);
  Site& site_of(const std::string& url, Time at, const Stop* stop);

  Manners manners_;
  std::map<std::string, Site> sites_;
};

}  // namespace mujaz::intake
