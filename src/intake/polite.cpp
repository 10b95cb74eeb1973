// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/polite.h"

#include <algorithm>
#include <thread>

#include "intake/guard.h"

namespace mujaz::intake {
namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr int most_hops = 5;  // of redirects
constexpr auto robots_age = std::chrono::hours(24);
constexpr auto unknown_age = std::chrono::minutes(2);  // of a robots.txt that did not answer

/// `Location` against the address it was answered at.
std::string target(const std::string& location, const std::string& from) {
  if (location.find("://") != location.npos) return location;
  const std::size_t host = from.find("://") + 3;
  const std::size_t path = std::min(from.find('/', host), from.size());
  if (location.starts_with("//")) return from.substr(0, host - 2) + location;
  if (location.starts_with("/")) return from.substr(0, path) + location;
  const std::size_t folder = from.rfind('/');
  return from.substr(0, folder >= host ? folder + 1 : path) + location;
}

std::string path_of(const std::string& url) {
  const std::size_t host = url.find("://") + 3;
  const std::size_t path = url.find('/', host);
  return path == url.npos ? "/" : url.substr(path);
}

}  // namespace

/// Waits until the host may be asked again.
void Polite::wait_for(Site& site, const Stop* stop) {
  const auto gap = std::max<Milliseconds>(manners_.gap, site.robots.delay);
  while (std::chrono::steady_clock::now() < site.free) {
    if (stop) stop->check();
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(
        Milliseconds(100), site.free - std::chrono::steady_clock::now()));
  }
  site.free = std::chrono::steady_clock::now() + gap;
}

Polite::Site& Polite::site_of(const std::string& url, Time at, const Stop* stop) {
  const std::string origin = parse_url(url).origin();
  Site& site = sites_[origin];
  const auto age = site.known ? Time::duration(robots_age) : Time::duration(unknown_age);
  if (!manners_.robots || (site.read != Time() && at - site.read < age)) return site;
  site.read = at;
  try {
    HttpRequest request = guarded_request(origin + "/robots.txt", manners_.limits);
    wait_for(site, stop);
    request.limits.redirects = most_hops;
    const HttpResponse response = send(request, stop);
    // RFC 9309: what is not there allows all, what does not answer allows nothing.
    site.known = response.status < 500 && response.status != 429;
    site.robots = !site.known       ? Robots::none_allowed()
                  : response.good() ? Robots(response.body, "mujaz")
                                    : Robots();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::bad_input || (stop && stop->requested())) throw;
    site.known = false;
    site.robots = Robots::none_allowed();
  }
  return site;
}

Polite::Got Polite::get(std::string url, const Headers& headers, Time at, const Stop* stop) {
  Got got;
  bool for_good = true;
  for (int hop = 0; hop <= most_hops; ++hop) {
    HttpRequest request = guarded_request(url, manners_.limits);
    Site& site = site_of(url, at, stop);
    if (!site.known)
      throw Error(ErrorCode::unavailable, "The site's robots.txt does not answer.", url);
    if (!site.robots.allows(path_of(request.url)))
      throw Error(ErrorCode::bad_input, "The site's robots.txt does not allow it.", url);
    wait_for(site, stop);
    request.headers = headers;
    request.limits.redirects = 0;
    got.response = send(request, stop);
    const int status = got.response.status;
    const std::string location = got.response.header("location");
    if (status < 300 || status > 399 || status == 304 || location.empty()) {
      got.response.url = url;
      return got;
    }
    url = target(location, url);
    for_good &= status == 301 || status == 308;
    got.moved = for_good ? url : std::string();
  }
  throw Error(ErrorCode::too_large, "It redirects more than 5 times.", url);
}

Page Polite::page_of(const Got& got) {
  const HttpResponse& response = got.response;
  if (!response.good())
    throw Error(response.status == 404 || response.status == 410 ? ErrorCode::not_found
                                                                 : ErrorCode::unavailable,
                "The server answered HTTP " + std::to_string(response.status) + ".", response.url);
  return {response.body, response.url, response.header("content-type")};
}

}  // namespace mujaz::intake
