// SPDX-License-Identifier: GPL-3.0-or-later
// A bucket of S3 for tests, on loopback, in memory.
#pragma once

#include <atomic>
#include <map>
#include <string>

#include "loopback.h"
#include "mujaz/blobs.h"
#include "store/s3_sign.h"

namespace mujaz::testing {

/// It lets nobody in without the right signature.
class Bucket {
 public:
  explicit Bucket(const std::string& secret)
      : secret_(secret), server_([this](const std::string& path) { return answer(path); }) {}
  S3Options options() const {
    S3Options options;
    options.endpoint = server_.url("");
    options.bucket = "mujaz";
    options.prefix = "sound";
    options.key = "key";
    options.secret = "secret";
    return options;
  }
  std::atomic<int> busy = 0;  ///< how many requests are answered with 503

 private:
  static std::string header(const std::string& request, const std::string& name) {
    const std::size_t at = request.find("\r\n" + name + ": ");
    if (at == request.npos) return "";
    const std::size_t from = at + name.size() + 4;
    return request.substr(from, request.find("\r\n", from) - from);
  }
  bool let_in(const std::string& request, const std::string& path, const std::string& body) const {
    S3Options options;
    options.key = "key";
    options.secret = secret_;
    std::map<std::string, std::string> signed_too;
    if (const std::string range = header(request, "range"); !range.empty())
      signed_too["range"] = range;
    std::string moment = header(request, "x-amz-date");
    if (moment.size() != 16) return false;
    moment = moment.substr(0, 4) + "-" + moment.substr(4, 2) + "-" + moment.substr(6, 5) + ":" +
             moment.substr(11, 2) + ":" + moment.substr(13);
    const auto right =
        store::sign({request.substr(0, request.find(' ')), path, server_.host(), signed_too, body},
                    options, parse_time(moment));
    return header(request, "authorization") == right.at("authorization");
  }
  std::string answer(const std::string& path) {
    const std::string request = server_.last_request();
    const std::string method = request.substr(0, request.find(' '));
    const std::string body = request.substr(request.find("\r\n\r\n") + 4);
    if (busy > 0) {
      --busy;
      return reply("", "Retry-After: 0\r\n", "503 Slow Down");
    }
    if (!let_in(request, path, body)) return reply("", "", "403 Forbidden");
    if (method == "PUT") {
      objects_[path] = body;
      return reply("");
    }
    const auto object = objects_.find(path);
    if (method == "DELETE") {
      if (object != objects_.end()) objects_.erase(object);
      return "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    }
    if (object == objects_.end()) return reply("", "", "404 Not Found");
    if (method == "HEAD") {
      const std::string whole = reply(object->second);
      return whole.substr(0, whole.size() - object->second.size());
    }
    const std::string range = header(request, "range");
    if (range.empty()) return reply(object->second);
    const std::size_t start = std::stoul(range.substr(6));
    if (start >= object->second.size()) return reply("", "", "416 Range");
    const std::size_t last = std::stoul(range.substr(range.find('-') + 1));
    return reply(object->second.substr(start, last - start + 1), "", "206 Partial");
  }

  std::string secret_;
  std::map<std::string, std::string> objects_;
  Server server_;
};

}  // namespace mujaz::testing
