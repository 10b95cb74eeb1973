// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/incoming.h"

#include <utility>
// After it: Beast of Boost 1.74.
#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>

namespace mujaz::server {
namespace {
namespace http = boost::beast::http;
using ErrorOf = boost::beast::error_code;
using View = boost::beast::string_view;

constexpr int kMostFields = 100;

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 18 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::pair<int, const char*> refusal_of(const ErrorOf& error) {
  if (error == http::error::header_limit) return {431, "The header is over the limit."};
  if (error == http::error::body_limit) return {413, "The body is over the limit of this call."};
  if (error == http::error::bad_version) return {505, "This server speaks HTTP/1.1."};
  return {400, "The request is not HTTP/1.1 as RFC 9112 has it."};
}

}  // namespace

/// Beast's parser, writing into our own request.
class Incoming::Parser : public http::basic_parser<true> {
 public:
  Parser(Request& request, std::size_t target_bytes)
      : request_(request), target_bytes_(target_bytes) {}
  std::string target;
  int version = 11;
  bool target_too_long = false;

 private:
  void on_request_impl(http::verb, View method, View the_target, int the_version,
                       ErrorOf& error) override {
    version = the_version;
    request_.method.assign(method.data(), std::min<std::size_t>(method.size(), 32));
    target_too_long = the_target.size() > target_bytes_;
    if (target_too_long)
      error = http::error::header_limit;
    else
      target.assign(the_target.data(), the_target.size());
  }
  void on_response_impl(int, View, int, ErrorOf&) override {}
  void on_field_impl(http::field, View name, View value, ErrorOf& error) override {
    if (++fields_ > kMostFields)
      error = http::error::header_limit;
    else if (std::any_of(value.begin(), value.end(), [](char c) {
               return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
             }))
      error = http::error::bad_value;
    else
      request_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
  }
  void on_header_impl(ErrorOf&) override {}
  // Bodies are not its business: see `take_body`.
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorOf&) override {}
  std::size_t on_body_impl(View, ErrorOf&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, View, ErrorOf&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View, ErrorOf&) override { return 0; }
  void on_finish_impl(ErrorOf&) override {}

  Request& request_;
  const std::size_t target_bytes_;
  int fields_ = 0;
};

Incoming::Incoming(std::size_t header_bytes, std::size_t target_bytes)
    : parser_(std::make_unique<Parser>(request, target_bytes)), header_bytes_(header_bytes) {
  parser_->header_limit(static_cast<std::uint32_t>(header_bytes));
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max());  // the route says it
  parser_->skip(true);
}

Incoming::~Incoming() = default;

Incoming::Step Incoming::take(std::string& bytes) {
  if (header_done_) return take_body(bytes);
  while (!bytes.empty()) {
    ErrorOf error;
    const std::size_t used = parser_->put({bytes.data(), bytes.size()}, error);
    bytes.erase(0, used);
    // Beast counts only what lies before it unparsed, so that a header could come line by line for
    // ever; here it is counted whole.
    header_taken_ += used;
    if (header_taken_ > header_bytes_) error = http::error::header_limit;
    if (error && error != http::error::need_more) {
      if (parser_->target_too_long) return refuse(414, "The request's target is over the limit.");
      const auto [status, why] = refusal_of(error);
      return refuse(status, why);
    }
    if (parser_->is_header_done()) {
      header_done_ = true;
      return check_header();
    }
    if (error == http::error::need_more || used == 0) break;
  }
  return Step::more;
}

/// Beast's own reader of chunks goes wrong where their last one is cut in the middle.
Incoming::Step Incoming::take_body(std::string& bytes) {
  if (parser_->chunked()) {
    std::size_t used = 0;
    const Chunks::Step step = chunks_.take(bytes, most_, request.body, used);
    bytes.erase(0, used);
    if (step == Chunks::Step::too_large)
      return refuse(413, "The body is over the limit of this call.");
    if (step == Chunks::Step::broken) return refuse(400, "The chunks are broken.");
    return step == Chunks::Step::whole ? Step::whole : Step::more;
  }
  const std::uint64_t length = *this->length();
  if (length > most_) return refuse(413, "The body is over the limit of this call.");
  const auto n =
      static_cast<std::size_t>(std::min<std::uint64_t>(length - request.body.size(), bytes.size()));
  if (request.body.empty()) request.body.reserve(static_cast<std::size_t>(length));
  request.body.append(bytes, 0, n);
  bytes.erase(0, n);
  return request.body.size() == length ? Step::whole : Step::more;
}

Incoming::Step Incoming::refuse(int status, const char* why) {
  status_ = status;
  why_ = why;
  return Step::refused;
}

Incoming::Step Incoming::check_header() {
  const Headers& headers = request.headers;
  const int lengths = headers.count("Content-Length"), codings = headers.count("Transfer-Encoding");
  if (lengths > 1 || (lengths == 1 && !is_number(headers.get("Content-Length"))))
    return refuse(400, "There is more than one Content-Length, or it is not a number.");
  if (codings > 0 && (lengths > 0 || http_1_0()))
    return refuse(400, "Transfer-Encoding has no place here.");
  if (codings > 0 && (codings > 1 || !parser_->chunked() ||
                      !same_name(headers.get("Transfer-Encoding"), "chunked")))
    return refuse(501, "The only transfer coding taken is chunked.");
  const int hosts = headers.count("Host");
  if (hosts > 1 || (hosts == 0 && !http_1_0())) return refuse(400, "There must be one Host field.");
  request.host = headers.get("Host");
  if (!split_target()) return refuse(400, "The request's target is not one.");
  if (const std::string* expect = headers.find("Expect")) {
    expects_continue_ = same_name(*expect, "100-continue");
    if (!expects_continue_) return refuse(417, "The only expectation met is 100-continue.");
  }
  return Step::header;
}

/// origin-form, or absolute-form as a proxy gets it (RFC 9112 section 3.2).
bool Incoming::split_target() {
  std::string_view target = parser_->target;
  for (const std::string_view scheme : {"http://", "https://"})
    if (target.size() > scheme.size() && same_name(target.substr(0, scheme.size()), scheme)) {
      target.remove_prefix(scheme.size());
      const std::size_t path = std::min(target.find_first_of("/?"), target.size());
      request.host = target.substr(0, path);
      target.remove_prefix(path);
      if (request.host.empty() || !target.starts_with('/')) return false;
    }
  if (target.starts_with("*") && target.size() == 1 && request.method == "OPTIONS") target = "/";
  if (!target.starts_with('/') || target.find('#') != target.npos) return false;
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = target.substr(0, question);
  request.query = target.substr(std::min(question + 1, target.size()));
  return true;
}

bool Incoming::begun() const {
  return parser_->got_some();
}

std::optional<std::uint64_t> Incoming::length() const {
  if (parser_->chunked()) return std::nullopt;
  const auto length = parser_->content_length();
  return length ? *length : 0;
}

bool Incoming::keep_alive() const {
  return parser_->keep_alive();
}
bool Incoming::http_1_0() const {
  return parser_->version < 11;
}

}  // namespace mujaz::server
