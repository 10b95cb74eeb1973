// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "intake/address.h"
#include "intake/guard.h"
#include "mujaz/http.h"
#include "mujaz/intake.h"

namespace mujaz {
namespace {

bool is_allowed(const FetchLimits& limits, const Url& url) {
  return std::any_of(limits.allowed_hosts.begin(), limits.allowed_hosts.end(),
                     [&](const std::string& one) {
                       return one == url.host || one == url.host + ":" + std::to_string(url.port);
                     });
}

/// Why a URL is not fetched, or empty: asked of the first and of each that a redirect names.
std::string why_refused_url(const Url& url, const FetchLimits& limits) {
  if (url.scheme != "http" && url.scheme != "https") return "Only http and https URLs are fetched.";
  if (!url.user.empty() || !url.password.empty())
    return "A URL with a name or password in it is not fetched.";
  if (url.port != 80 && url.port != 443 && !is_allowed(limits, url))
    return "Only the ports 80 and 443 are fetched from, not " + std::to_string(url.port) + ".";
  return {};
}

/// The same with the address that is connected to.
std::string why_refused(const Url& url, const sockaddr& address, const FetchLimits& limits) {
  if (std::string why = why_refused_url(url, limits); !why.empty()) return why;
  const char* why = intake::why_refused(address);
  if (!why || is_allowed(limits, url)) return {};
  return "The host " + url.host + " has " + why + " (" + intake::printed(address) +
         "), which is not fetched from.";
}

HttpResponse answer(const std::string& text, const FetchLimits& limits, const Stop* stop) {
  try {
    HttpRequest request = intake::guarded_request(text, limits);
    request.headers = {{"Accept", "text/html,application/xhtml+xml,text/plain;q=0.8"}};
    return send(request, stop);
  } catch (const Error& error) {  // a page's whole address is what the user gave
    throw Error(error.code(), error.what(), text);
  }
}

}  // namespace

HttpRequest intake::guarded_request(const std::string& text, const FetchLimits& limits) {
  const Url url = parse_url(text);
  if (const std::string why = why_refused_url(url, limits); !why.empty())
    throw Error(ErrorCode::bad_input, why);
  HttpRequest request;
  request.url = url.whole;
  request.limits.connect = request.limits.total = limits.total;
  request.limits.bytes = limits.bytes;
  request.limits.redirects = limits.redirects;
  request.refuse = [&limits](const Url& to, const sockaddr& address) {
    return mujaz::why_refused(to, address, limits);
  };
  return request;
}

Page fetch(const std::string& text, const FetchLimits& limits, const Stop* stop) {
  HttpResponse response = answer(text, limits, stop);
  const std::string status = std::to_string(response.status);
  if (response.status == 404 || response.status == 410)
    throw Error(ErrorCode::not_found, "The page is not there (HTTP " + status + ").", text);
  if (!response.good())
    throw Error(ErrorCode::unavailable, "The server answered HTTP " + status + ".", text);
  Page page;
  page.bytes = std::move(response.body);
  page.url = std::move(response.url);
  page.content_type = response.header("content-type");
  return page;
}

}  // namespace mujaz
