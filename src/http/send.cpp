// SPDX-License-Identifier: GPL-3.0-or-later
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <optional>
#include <random>
#include <thread>

#include "mujaz/http.h"

namespace mujaz {
namespace {

using std::chrono::milliseconds;
using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

constexpr const char* user_agent = "mujaz/0.1";
constexpr std::size_t most_header_bytes = 256u << 10;

/// libcurl wants one call before threads use it.
void initialise_curl() {
  static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (done != CURLE_OK) throw Error(ErrorCode::internal, "The HTTP client could not be made.");
}

/// The request's headers as libcurl takes them.
class Headers {
 public:
  Headers() = default;
  Headers(const Headers&) = delete;
  Headers& operator=(const Headers&) = delete;
  ~Headers() { curl_slist_free_all(first_); }
  void add(const std::string& line) {
    curl_slist* first = curl_slist_append(first_, line.c_str());
    if (!first) throw Error(ErrorCode::internal, "There is no memory for a header.");
    first_ = first;
  }
  const curl_slist* get() const { return first_; }

 private:
  curl_slist* first_ = nullptr;
};

struct Transfer {
  const HttpRequest& request;
  const Stop* stop;
  CURL* curl = nullptr;
  HttpResponse response;
  std::size_t header_bytes = 0;
  bool too_big = false;
  std::string refused;  // why the last address was refused
};

std::size_t on_bytes(char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  std::string& body = transfer.response.body;
  transfer.too_big = body.size() + size > transfer.request.limits.bytes;
  if (transfer.too_big) return CURL_WRITEFUNC_ERROR;
  try {
    body.append(data, size);
  } catch (...) {  // no memory: nothing may be thrown through C
    transfer.too_big = true;
    return CURL_WRITEFUNC_ERROR;
  }
  return size;
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return std::string(text);
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.header_bytes += size;
  transfer.too_big = transfer.header_bytes > most_header_bytes;
  if (transfer.too_big) return CURL_WRITEFUNC_ERROR;
  try {
    const std::string_view line(data, size);
    if (line.starts_with("HTTP/")) transfer.response.headers.clear();  // a redirect's are gone
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return size;
    std::string name = trimmed(line.substr(0, colon));
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    transfer.response.headers[name] = trimmed(line.substr(colon + 1));
  } catch (...) {
    transfer.too_big = true;
    return CURL_WRITEFUNC_ERROR;
  }
  return size;
}

int on_progress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<Transfer*>(context);
  return transfer.stop && transfer.stop->requested() ? 1 : 0;
}

/// The one place where a connection begins.
curl_socket_t on_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(context);
  try {
    const char* effective = nullptr;
    curl_easy_getinfo(transfer.curl, CURLINFO_EFFECTIVE_URL, &effective);
    if (transfer.request.refuse)
      transfer.refused =
          transfer.request.refuse(parse_url(effective ? effective : ""), address->addr);
  } catch (const std::exception& error) {
    transfer.refused = error.what();
  }
  if (!transfer.refused.empty()) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void add_headers(Headers& list, const HttpRequest& request, const std::string& where) {
  list.add("Expect:");  // no waiting for a 100 before a body is sent
  for (const auto& [name, value] : request.headers) {
    const auto breaks = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    if (name.empty() || std::any_of(name.begin(), name.end(), breaks) ||
        std::any_of(value.begin(), value.end(), breaks))
      throw Error(ErrorCode::bad_input, "A header of the request has a line break in it.", where);
    // libcurl sends an empty header where it ends with a semicolon.
    std::string line = name;
    line.append(value.empty() ? ";" : ": ").append(value);
    list.add(line);
  }
}

void set_options(Transfer& transfer, const Headers& headers, char* message) {
  const HttpRequest& request = transfer.request;
  const HttpLimits& limits = request.limits;
  const auto set = [&](CURLoption option, auto value) {
    if (curl_easy_setopt(transfer.curl, option, value) != CURLE_OK)
      throw Error(ErrorCode::internal, "The HTTP client does not know an option.");
  };
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, limits.redirects > 0 ? 1L : 0L);
  set(CURLOPT_MAXREDIRS, static_cast<long>(limits.redirects));
  set(CURLOPT_FORBID_REUSE, 1L);  // each redirect opens a socket, and is looked at there
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(limits.connect, limits.total).count()));
  set(CURLOPT_ACCEPT_ENCODING, "");
  set(CURLOPT_USERAGENT, user_agent);
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_ERRORBUFFER, message);
  set(CURLOPT_WRITEFUNCTION, on_bytes);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, on_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_XFERINFOFUNCTION, on_progress);
  set(CURLOPT_XFERINFODATA, &transfer);
  set(CURLOPT_OPENSOCKETFUNCTION, on_socket);
  set(CURLOPT_OPENSOCKETDATA, &transfer);
  if (request.method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (!request.body.empty() || (request.method != "GET" && request.method != "DELETE")) {
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }
  if (request.method != "GET" && request.method != "HEAD" && request.method != "POST")
    set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

std::string lasted(milliseconds time) {
  return "It took longer than " + std::to_string(time.count()) + " ms.";
}

Error failure(CURLcode code, const Transfer& transfer, const std::string& where,
              std::string_view message) {
  const HttpLimits& limits = transfer.request.limits;
  if (!transfer.refused.empty()) return {ErrorCode::bad_input, transfer.refused, where};
  if (transfer.too_big)
    return {ErrorCode::too_large,
            "The answer is larger than " + std::to_string(limits.bytes) + " bytes.", where};
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return {ErrorCode::bad_input, "It leads to what is not an http or https URL.", where};
    case CURLE_COULDNT_RESOLVE_HOST:
      return {ErrorCode::not_found, "There is no such host.", where};
    case CURLE_TOO_MANY_REDIRECTS:
      return {ErrorCode::too_large,
              "It redirects more than " + std::to_string(limits.redirects) + " times.", where};
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorCode::too_large, lasted(limits.total), where};
    default:
      return {ErrorCode::unavailable,
              "The server gave no whole answer: " +
                  std::string(message.empty() ? curl_easy_strerror(code) : message) + ".",
              where};
  }
}

/// One try: an answer, or why there was none.
struct Try {
  HttpResponse response;
  std::optional<Error> error;
  bool again = false;  // whether another try may do better
};

Try attempt(const HttpRequest& request, const Url& url, const Stop* stop) {
  const std::string where = url.origin();
  const Handle curl(curl_easy_init(), curl_easy_cleanup);
  if (!curl) throw Error(ErrorCode::internal, "The HTTP client could not be made.");
  Transfer transfer{request, stop, curl.get(), {}, 0, false, {}};
  std::array<char, CURL_ERROR_SIZE> message{};
  Headers headers;
  add_headers(headers, request, where);
  set_options(transfer, headers, message.data());
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.whole.c_str());
  const CURLcode code = curl_easy_perform(curl.get());
  Try out;
  if (code != CURLE_OK) {
    if (stop) stop->check();
    out.error = failure(code, transfer, where, message.data());
    out.again = out.error->code() == ErrorCode::unavailable || code == CURLE_OPERATION_TIMEDOUT;
    return out;
  }
  long status = 0;
  const char* effective = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl.get(), CURLINFO_EFFECTIVE_URL, &effective);
  out.response = std::move(transfer.response);
  out.response.status = static_cast<int>(status);
  out.response.url = effective ? effective : url.whole;
  out.again = status == 429 || status == 500 || (status >= 502 && status <= 504);
  return out;
}

/// What `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3); nothing without it.
std::optional<milliseconds> asked_wait(const HttpResponse& response) {
  const std::string value = response.header("retry-after");
  if (value.empty()) return {};
  const bool digits =
      value.size() < 10 &&
      std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits) return std::chrono::seconds(std::atol(value.c_str()));
  const std::time_t then = curl_getdate(value.c_str(), nullptr);
  if (then < 0) return {};
  return std::chrono::seconds(std::max<std::time_t>(0, then - std::time(nullptr)));
}

milliseconds own_wait(const HttpLimits& limits, int tries) {
  thread_local std::mt19937 chance{std::random_device{}()};
  const double whole = double(limits.first_wait.count()) * double(1u << std::min(tries - 1, 20));
  const double most = std::min(whole, double(limits.longest_wait.count()));
  return milliseconds(std::lround(std::uniform_real_distribution<double>(most / 2, most)(chance)));
}

void wait(milliseconds time, const Stop* stop) {
  const auto end = std::chrono::steady_clock::now() + time;
  for (;;) {
    if (stop) stop->check();
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= left.zero()) return;
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, milliseconds(50)));
  }
}

}  // namespace

std::string HttpResponse::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

HttpResponse send(const HttpRequest& request, const Stop* stop) {
  initialise_curl();
  const Url url = parse_url(request.url);
  if (url.scheme != "http" && url.scheme != "https")
    throw Error(ErrorCode::bad_input, "Only http and https are spoken.", url.origin());
  for (int tries = 1;; ++tries) {
    if (stop) stop->check();
    Try one = attempt(request, url, stop);
    one.response.tries = tries;
    const std::optional<milliseconds> asked = asked_wait(one.response);
    const bool last = !one.again || tries > request.limits.retries ||
                      (asked && *asked > request.limits.longest_wait);
    if (last && one.error) throw *one.error;
    if (last) return std::move(one.response);
    wait(asked ? *asked : own_wait(request.limits, tries), stop);
  }
}

}  // namespace mujaz
