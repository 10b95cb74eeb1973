// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a client sends: the parser in steps of any size, the router, the query, the
// fields that are lists. The first byte chooses the steps; cut anywhere, the bytes must be
// understood in the same way.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "mujaz/core.h"
#include "server/clients.h"
#include "server/incoming.h"
#include "server/ranges.h"
#include "server/reply.h"
#include "server/router.h"

namespace {

using namespace mujaz::server;

Router router() {
  Router out;
  for (const char* pattern : {"/", "/v1/sites/{site}/articles/{id}", "/audio/{hash}.mp3"})
    out.add({"GET",
             pattern,
             pattern,
             Lane::at_once,
             1000,
             1,
             true,
             [](const Request&) { return Response(); },
             {}});
  return out;
}

void follow(const Request& request) {
  static const Router routes = router();
  const Routed routed = routes.find(request.method, request.path);
  for (const auto& [name, value] : routed.parameters)
    if (value.empty() || value.size() > 200 || value.find('/') != value.npos ||
        value.find('\0') != value.npos || !is_utf8(value))
      std::abort();
  try {
    request.asked("after");
  } catch (const mujaz::Error&) {
  }
  etag_listed(request.headers.get("If-None-Match"), "\"v1\"", false);
  client_of("127.0.0.1", request.headers.get("X-Forwarded-For"), Networks({"127.0.0.1"}));
  const Ranges ranges = parse_ranges(request.headers.get("Range"), 1000);
  if (ranges.parts.size() > kMostRanges ||
      (ranges.kind == Ranges::Kind::parts) == ranges.parts.empty())
    std::abort();
  std::uint64_t sum = 0;
  for (const ByteRange& range : ranges.parts) {
    if (range.first > range.last || range.last >= 1000) std::abort();
    sum += range.size();
  }
  if (sum > 1000) std::abort();
}

/// All requests in the bytes, and how the reading ended.
std::string understood(const std::string& bytes, std::size_t step) {
  std::string out, waiting;
  std::size_t from = 0;
  for (;;) {
    Incoming incoming(2048, 512);
    for (;;) {
      const Incoming::Step taken = incoming.take(waiting);
      if (taken == Incoming::Step::refused) return out + "refused";
      if (taken == Incoming::Step::whole) break;
      if (taken == Incoming::Step::header) {
        if (incoming.length().value_or(0) > 1000) return out + "refused";
        incoming.allow(1000);
      } else if (from >= bytes.size()) {
        return out + "more";
      } else {
        waiting += bytes.substr(from, step);
        from += step;
      }
    }
    if (incoming.request.body.size() > 1000) std::abort();
    follow(incoming.request);
    out +=
        incoming.request.method + " " + incoming.request.path + "\n" + incoming.request.body + "\n";
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1,
                          std::min<std::size_t>(size - 1, 1800));
  const std::string whole = understood(bytes, bytes.size() + 1);
  const std::string cut = understood(bytes, 1u + data[0] % 32);
  // A reader who has only a part may still be waiting where the other has seen the fault already.
  const auto requests = [](const std::string& text) {
    return text.substr(0, text.rfind('\n') + 1);
  };
  if (requests(whole) != requests(cut)) std::abort();
  return 0;
}
