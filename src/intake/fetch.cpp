// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/guard.h"

#include "intake/guard.h"
#include "mujaz/http.h"
#include "mujaz/intake.h"

namespace mujaz {
namespace {

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
  const Guard guard{limits.allowed_hosts};
  if (const std::string why = guard.refuses(url); !why.empty())
    throw Error(ErrorCode::bad_input, why);
  HttpRequest request;
  request.url = url.whole;
  request.limits.connect = request.limits.total = limits.total;
  request.limits.bytes = limits.bytes;
  request.limits.redirects = limits.redirects;
  request.refuse = [guard](const Url& to, const sockaddr& address) {
    return guard.refuses(to, address);
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
