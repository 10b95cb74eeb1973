// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to a request, within limits. What two readers of HTTP could understand in two ways is
// refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "server/chunks.h"
#include "server/http.h"

namespace mujaz::server {

class Incoming {
 public:
  Incoming(std::size_t header_bytes, std::size_t target_bytes);
  ~Incoming();

  enum class Step {
    more,     ///< more bytes are needed
    header,   ///< the header is whole; `allow` says how much of a body may follow
    whole,    ///< the request is whole
    refused,  ///< `status` and `why` say it; the connection cannot go on
  };
  /// Takes what it can off the front of `bytes`. Not to be called after `whole` or `refused`.
  Step take(std::string& bytes);
  /// The body may have so many bytes at the most, and is read from here on.
  void allow(std::size_t most) { most_ = most; }

  /// Whether a byte of it has come.
  bool begun() const;
  /// The length that the header tells; nothing where it comes in chunks.
  std::optional<std::uint64_t> length() const;
  bool keep_alive() const;
  bool http_1_0() const;
  /// The client waits for a word before it sends the body.
  bool expects_continue() const { return expects_continue_; }
  int status() const { return status_; }
  const char* why() const { return why_; }

  /// Its method, path, query, host, headers, body.
  Request request;

 private:
  class Parser;
  Step refuse(int status, const char* why);
  Step check_header();
  Step take_body(std::string& bytes);
  bool split_target();

  std::unique_ptr<Parser> parser_;
  const std::size_t header_bytes_;
  std::size_t header_taken_ = 0;
  std::size_t most_ = 0;
  Chunks chunks_;
  bool header_done_ = false;
  bool expects_continue_ = false;
  int status_ = 0;
  const char* why_ = "";
};

}  // namespace mujaz::server
