// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/problem.h"

#include <nlohmann/json.hpp>

namespace mujaz::server {
namespace {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_input:
    case ErrorCode::unsupported:
      return 422;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::conflict:
      return 409;
    case ErrorCode::too_large:
      return 413;
    case ErrorCode::unavailable:
      return 503;
    case ErrorCode::internal:
      break;
  }
  return 500;
}

std::string code_of(int status) {
  std::string out = reason(status);
  for (char& c : out)
    c = c == ' ' ? '_' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

}  // namespace

std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Response problem(int status, const std::string& detail, const std::string& field,
                 const std::string& code) {
  std::string body = "{\"type\":\"about:blank\",\"title\":" + json_string(reason(status)) +
                     ",\"status\":" + std::to_string(status) +
                     ",\"code\":" + json_string(code.empty() ? code_of(status) : code) +
                     ",\"detail\":" + json_string(detail);
  if (!field.empty()) body += ",\"field\":" + json_string(field);
  Response response = text(body + "}", "application/problem+json", status);
  response.headers.set("Cache-Control", "no-store");
  if (status == 429 || status == 503) response.headers.set("Retry-After", "2");
  if (status == 401) response.headers.set("WWW-Authenticate", "Bearer realm=\"mujaz\"");
  return response;
}

Response problem(const Error& error) {
  if (error.code() == ErrorCode::internal)
    return problem(500, "The server has made a mistake; its log has the rest.", {}, "internal");
  // A place on our disk is nobody's business; a place in the input is the client's.
  const bool of_input =
      error.code() != ErrorCode::unavailable && error.code() != ErrorCode::not_found;
  return problem(status_of(error.code()), error.what(), of_input ? error.where() : "",
                 name(error.code()));
}

}  // namespace mujaz::server
