// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP client: one request, with its limits and its tries, for whoever of us talks to a server:
// fetching pages, language models, remote voices, webhooks, stores of objects.
//
// TLS is verified, no proxy of the environment and no .netrc is read, nothing is kept between
// requests, and no redirect is followed unless asked. A header, a body, a path or a query never
// stands in an error: `where()` is scheme, host and port. Any thread may call everything here.
#pragma once

#include <sys/socket.h>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "mujaz/core.h"

namespace mujaz {

/// A URL in its parts; the host as DNS knows it (UTS 46), the port that of the scheme where none is
/// written.
struct Url {
  std::string whole;  ///< with the host as DNS knows it, and without the fragment
  std::string scheme, user, password, host;
  int port = 0;
  std::string origin() const;  ///< `https://example.com:443`, for errors and logs
};
/// Throws bad_input for what is not a URL or has a host that is not a name.
Url parse_url(const std::string& text);

/// What one try may take, and when another is made.
struct HttpLimits {
  std::chrono::milliseconds connect{10'000};
  std::chrono::milliseconds total{60'000};  ///< of one try, with connecting
  std::size_t bytes = 20u << 20;            ///< of the answer's body, after decompression
  int redirects = 0;
  /// Tries after the first, where there was no whole answer or it was 429, 500, 502, 503 or 504.
  /// For a request that may be made twice.
  int retries = 0;
  /// The wait before the second try; it doubles with each, and is then shortened by up to a half,
  /// by chance. What `Retry-After` asks for is waited instead, unless it is longer than
  /// `longest_wait`: then that answer is the last.
  std::chrono::milliseconds first_wait{500};
  std::chrono::milliseconds longest_wait{30'000};
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;                                           ///< http or https
  std::vector<std::pair<std::string, std::string>> headers;  ///< names with values
  std::string body;
  HttpLimits limits;
  /// Asked for each connection, with the URL (a redirect's too) and the address connected to, so
  /// that no second answer of DNS gets around it: why it is refused, or empty. May be empty itself.
  std::function<std::string(const Url& url, const sockaddr& address)> refuse;
};

struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in small letters; of several the last
  std::string body;
  std::string url;  ///< after redirects
  int tries = 1;
  bool good() const { return status >= 200 && status <= 299; }
  /// A header by its name in small letters, or empty.
  std::string header(const std::string& name) const;
};

/// Makes a request and returns the answer, whatever its status. Throws bad_input (no such URL, a
/// header with a line break, refused), not_found (no such host), too_large (bytes, time,
/// redirects), unavailable (it cannot be connected to, the answer broke off, `stop` asked). `stop`
/// is looked at every second and more often while waiting.
HttpResponse send(const HttpRequest& request, const Stop* stop = nullptr);

}  // namespace mujaz
