// SPDX-License-Identifier: GPL-3.0-or-later
// What a request brings as JSON, member by member: each of the right type, or a problem that names
// it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "mujaz/clock.h"
#include "server/http.h"

namespace mujaz::server {

using Json = nlohmann::ordered_json;

class Input {
 public:
  /// The body's object; an empty body is an empty object. Throws Problem: 415 (another type), 400
  /// (not JSON), 422 (not an object).
  explicit Input(const Request& request);
  explicit Input(Json object) : object_(std::move(object)) {}

  bool has(const char* name) const;
  /// A text that must be there and not empty, of `most` code units of UTF-8 at the most.
  std::string text(const char* name, std::size_t most = 1000) const;
  std::string text_or(const char* name, const std::string& otherwise,
                      std::size_t most = 1000) const;
  std::optional<Time> time(const char* name) const;
  bool flag_or(const char* name, bool otherwise) const;
  std::int64_t whole_or(const char* name, std::int64_t otherwise, std::int64_t least,
                        std::int64_t most) const;
  double number_or(const char* name, double otherwise, double least, double most) const;
  /// The member itself, or null.
  const Json& get(const char* name) const;
  /// The whole object, as JSON.
  std::string all() const { return object_.dump(); }

 private:
  Json object_;
};

Response json(const Json& json, int status = 200);
/// A query's parameter as a whole number.
std::int64_t asked_whole(const Request& request, const char* name, std::int64_t otherwise,
                         std::int64_t least, std::int64_t most);

}  // namespace mujaz::server
