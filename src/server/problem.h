// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as RFC 9457 has them.
#pragma once

#include <exception>
#include <string>
#include <vector>

#include "mujaz/core.h"
#include "server/http.h"

namespace mujaz::server {

/// A refusal that a handler throws. `detail` is a sentence for people; `field` names the member of
/// the input that is wrong, or is empty.
class Problem : public std::exception {
 public:
  Problem(int status, std::string detail, std::string field = {})
      : status_(status), detail_(std::move(detail)), field_(std::move(field)) {}
  int status() const { return status_; }
  const char* what() const noexcept override { return detail_.c_str(); }
  const std::string& field() const { return field_; }

 private:
  int status_;
  std::string detail_;
  std::string field_;
};

/// `application/problem+json`; `code` is a word for programs, by default made from the status.
Response problem(int status, const std::string& detail, const std::string& field = {},
                 const std::string& code = {});
/// The problem that an error of the library is. What is our fault is told to nobody but the log.
Response problem(const Error& error);

/// A text as a JSON string, with its quotes; what is not UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);

}  // namespace mujaz::server
