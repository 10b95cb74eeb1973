// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/input.h"

#include <charconv>

#include "mujaz/core.h"
#include "server/problem.h"

namespace mujaz::server {
namespace {

/// "application/json", whatever its parameters.
bool is_json(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return same_name(type, "application/json");
}

[[noreturn]] void wrong(const char* name, const std::string& what) {
  throw Problem(422, "\"" + std::string(name) + "\" must be " + what + ".", name);
}

}  // namespace

Input::Input(const Request& request) : object_(Json::object()) {
  if (request.body.empty()) return;
  const std::string_view type = request.headers.get("Content-Type");
  if (!is_json(type)) throw Problem(415, "The body must be application/json.");
  try {
    object_ = Json::parse(request.body);
  } catch (const Json::exception&) {
    throw Problem(400, "The body is not JSON in UTF-8.");
  }
  if (!object_.is_object()) throw Problem(422, "The body must be a JSON object.");
}

const Json& Input::get(const char* name) const {
  static const Json null;
  const auto found = object_.find(name);
  return found == object_.end() ? null : *found;
}

bool Input::has(const char* name) const {
  return !get(name).is_null();
}

std::string Input::text(const char* name, std::size_t most) const {
  const Json& value = get(name);
  if (!value.is_string() || value.get_ref<const std::string&>().empty())
    wrong(name, "a text that is not empty");
  return text_or(name, {}, most);
}

std::string Input::text_or(const char* name, const std::string& otherwise, std::size_t most) const {
  const Json& value = get(name);
  if (value.is_null()) return otherwise;
  if (!value.is_string()) wrong(name, "a text");
  const auto& text = value.get_ref<const std::string&>();
  if (text.size() > most) wrong(name, "of " + std::to_string(most) + " bytes at the most");
  if (text.find('\0') != text.npos) wrong(name, "without the character U+0000");
  return text;
}

std::optional<Time> Input::time(const char* name) const {
  if (!has(name)) return std::nullopt;
  try {
    return parse_time(text(name, 100));
  } catch (const Error&) {
    wrong(name, "a time as RFC 3339 has it, 2026-11-24T10:30:00Z");
  }
}

bool Input::flag_or(const char* name, bool otherwise) const {
  const Json& value = get(name);
  if (value.is_null()) return otherwise;
  if (!value.is_boolean()) wrong(name, "true or false");
  return value.get<bool>();
}

std::int64_t Input::whole_or(const char* name, std::int64_t otherwise, std::int64_t least,
                             std::int64_t most) const {
  const Json& value = get(name);
  if (value.is_null()) return otherwise;
  const std::string range =
      "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  if (!value.is_number_integer() ||
      (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{1} << 62))
    wrong(name, range);
  const auto number = value.get<std::int64_t>();
  if (number < least || number > most) wrong(name, range);
  return number;
}

double Input::number_or(const char* name, double otherwise, double least, double most) const {
  const Json& value = get(name);
  if (value.is_null()) return otherwise;
  const double number = value.is_number() ? value.get<double>() : most + 1;
  if (!(number >= least && number <= most))
    wrong(name, "a number from " + Json(least).dump() + " to " + Json(most).dump());
  return number;
}

Response json(const Json& value, int status) {
  Response response =
      text(value.dump(-1, ' ', false, Json::error_handler_t::replace), "application/json", status);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

std::int64_t asked_whole(const Request& request, const char* name, std::int64_t otherwise,
                         std::int64_t least, std::int64_t most) {
  const std::optional<std::string> given = request.asked(name);
  if (!given) return otherwise;
  std::int64_t number = 0;
  const char* end = given->data() + given->size();
  const auto read = std::from_chars(given->data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < least || number > most)
    wrong(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return number;
}

}  // namespace mujaz::server
