// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/router.h"

#include <algorithm>

#include "server/problem.h"

namespace mujaz::server {
namespace {

constexpr std::size_t kMostSegments = 12;
constexpr std::size_t kMostOfParameter = 200;

/// Without the first slash; "/" has one segment, an empty one.
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> out;
  for (std::size_t from = 1; from <= path.size() && out.size() <= kMostSegments;) {
    const std::size_t end = std::min(path.find('/', from), path.size());
    out.push_back(path.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

bool is_safe(const std::string& value) {
  return !value.empty() && value.size() <= kMostOfParameter && value != "." && value != ".." &&
         is_utf8(value) && std::none_of(value.begin(), value.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\';
         });
}

}  // namespace

void Router::add(Route route) {
  Pattern pattern;
  for (const std::string_view segment : segments_of(route.pattern)) {
    const std::size_t close = segment.find('}');
    if (segment.starts_with('{') && close != segment.npos)
      pattern.segments.push_back(
          {std::string(segment.substr(1, close - 1)), std::string(segment.substr(close + 1))});
    else
      pattern.segments.push_back({"", std::string(segment)});
  }
  for (const Route& other : routes_)
    if (other.method == route.method && other.pattern == route.pattern)
      throw Error(ErrorCode::internal, "The route is there already.", route.pattern);
  patterns_.push_back(std::move(pattern));
  routes_.push_back(std::move(route));
}

bool Router::like(const Pattern& pattern, const std::vector<std::string_view>& segments) {
  if (pattern.segments.size() != segments.size()) return false;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& wanted = pattern.segments[i];
    if (wanted.name.empty()
            ? segments[i] != wanted.literal
            : segments[i].size() <= wanted.literal.size() || !segments[i].ends_with(wanted.literal))
      return false;
  }
  return true;
}

Routed Router::find(std::string_view method, std::string_view path) const {
  Routed out;
  if (!path.starts_with('/')) {
    out.refusal = problem(400, "The target of a request begins with a slash.");
    return out;
  }
  const std::vector<std::string_view> segments = segments_of(path);
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  // Of two patterns that are like the path, the one with more of it in its own words
  // (OpenAPI 4.8.8).
  const std::string* pattern = nullptr;
  std::size_t most = 0;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (!like(patterns_[i], segments)) continue;
    const auto& parts = patterns_[i].segments;
    const auto own = static_cast<std::size_t>(std::count_if(
        parts.begin(), parts.end(), [](const Segment& one) { return one.name.empty(); }));
    if (pattern && own <= most) continue;
    pattern = &routes_[i].pattern;
    most = own;
  }
  std::vector<std::string> allowed;
  bool any_origin = false;
  for (std::size_t i = 0; pattern && i < routes_.size() && !out.route; ++i) {
    if (routes_[i].pattern != *pattern) continue;
    const Route& route = routes_[i];
    allowed.push_back(route.method);
    if (route.method == "GET") allowed.emplace_back("HEAD");
    any_origin = any_origin || route.any_origin;
    if (route.method != wanted) continue;
    out.route = &route;
    for (std::size_t k = 0; k < segments.size(); ++k) {
      const Segment& part = patterns_[i].segments[k];
      if (part.name.empty()) continue;
      auto value = percent_decoded(segments[k].substr(0, segments[k].size() - part.literal.size()));
      if (!value || !is_safe(*value)) {
        out.route = nullptr;
        out.refusal = problem(400, "A part of the path is not a name that can be.", part.name);
        return out;
      }
      out.parameters.emplace_back(part.name, std::move(*value));
    }
  }
  if (out.route) return out;
  if (allowed.empty()) {
    out.refusal = problem(404, "There is nothing at this path.");
    return out;
  }
  allowed.emplace_back("OPTIONS");
  std::string allow;
  for (const std::string& one : allowed) allow += (allow.empty() ? "" : ", ") + one;
  if (method == "OPTIONS") {
    out.refusal.status = 204;
    if (any_origin) {
      out.refusal.headers.set("Access-Control-Allow-Origin", "*");
      out.refusal.headers.set("Access-Control-Allow-Methods", allow);
      out.refusal.headers.set("Access-Control-Allow-Headers",
                              "Authorization, Content-Type, If-None-Match, If-Range, Range");
      out.refusal.headers.set("Access-Control-Max-Age", "86400");
    }
  } else {
    out.refusal = problem(405, "The path does not take this method.");
  }
  out.refusal.headers.set("Allow", allow);
  return out;
}

}  // namespace mujaz::server
