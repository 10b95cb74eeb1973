// SPDX-License-Identifier: GPL-3.0-or-later
#include <curl/curl.h>
#include <sys/socket.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "intake/address.h"
#include "mujaz/intake.h"

namespace mujaz {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

constexpr const char* user_agent = "mujaz/0.1";

/// libcurl wants one call before threads use it.
void initialise_curl() {
  static const CURLcode done = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (done != CURLE_OK) throw Error(ErrorCode::internal, "The HTTP client could not be made.");
}

std::string part(const Url& url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned(text, curl_free);
  return text;
}

Url parsed(const std::string& text) {
  Url url(curl_url(), curl_url_cleanup);
  if (!url) throw Error(ErrorCode::internal, "There is no memory for a URL.");
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) != CURLUE_OK)
    throw Error(ErrorCode::bad_input, "This is not an http or https URL.", text);
  return url;
}

/// A host in other letters as DNS knows it (UTS 46); the same host where it is plain.
std::string ascii_host(const std::string& host, const std::string& where) {
  const bool plain =
      std::all_of(host.begin(), host.end(), [](char c) { return static_cast<signed char>(c) > 0; });
  if (plain) return host;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(
      uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &status), uidna_close);
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::array<char, 256> out{};
  const int32_t size =
      U_FAILURE(status)
          ? 0
          : uidna_nameToASCII_UTF8(idna.get(), host.c_str(), static_cast<int32_t>(host.size()),
                                   out.data(), static_cast<int32_t>(out.size()), &info, &status);
  if (U_FAILURE(status) || info.errors || size >= static_cast<int32_t>(out.size()))
    throw Error(ErrorCode::bad_input, "The URL's host is not a name.", where);
  return std::string(out.data(), static_cast<std::size_t>(size));
}

struct Transfer {
  const FetchLimits& limits;
  const Stop* stop;
  CURL* curl = nullptr;
  std::string body;
  bool too_big = false;
  std::string refused;  // why the last address or URL was refused
};

bool is_allowed(const FetchLimits& limits, const std::string& host, const std::string& port) {
  return std::any_of(
      limits.allowed_hosts.begin(), limits.allowed_hosts.end(),
      [&](const std::string& one) { return one == host || one == host + ":" + port; });
}

/// Why a URL is not fetched, or empty: asked of the first and of each that a redirect names.
std::string why_refused_url(const Url& url, const FetchLimits& limits) {
  const std::string scheme = part(url, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return "Only http and https URLs are fetched.";
  if (!part(url, CURLUPART_USER).empty() || !part(url, CURLUPART_PASSWORD).empty())
    return "A URL with a name or password in it is not fetched.";
  const std::string port = part(url, CURLUPART_PORT);
  if (port != "80" && port != "443" && !is_allowed(limits, part(url, CURLUPART_HOST), port))
    return "Only the ports 80 and 443 are fetched from, not " + port + ".";
  return {};
}

std::size_t on_bytes(char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  if (transfer.body.size() + size > transfer.limits.bytes) {
    transfer.too_big = true;
    return CURL_WRITEFUNC_ERROR;
  }
  try {
    transfer.body.append(data, size);
  } catch (...) {  // no memory: nothing may be thrown through C
    transfer.too_big = true;
    return CURL_WRITEFUNC_ERROR;
  }
  return size;
}

int on_progress(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<Transfer*>(context);
  return transfer.stop && transfer.stop->requested() ? 1 : 0;
}

/// The one place where a connection begins: the address is the one connected to, so neither a
/// redirect nor a second answer of DNS gets around it.
curl_socket_t on_socket(void* context, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(context);
  try {
    const char* effective = nullptr;
    curl_easy_getinfo(transfer.curl, CURLINFO_EFFECTIVE_URL, &effective);
    const Url url = parsed(effective ? effective : "");
    transfer.refused = why_refused_url(url, transfer.limits);
    const std::string host = part(url, CURLUPART_HOST), port = part(url, CURLUPART_PORT);
    const char* why = intake::why_refused(address->addr);
    if (transfer.refused.empty() && why && !is_allowed(transfer.limits, host, port))
      transfer.refused = "The host " + host + " has " + why + " (" +
                         intake::printed(address->addr) + "), which is not fetched from.";
  } catch (const std::exception& error) {
    transfer.refused = error.what();
  }
  if (!transfer.refused.empty()) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void set_options(CURL* curl, Transfer& transfer, const Headers& headers, char* message) {
  const FetchLimits& limits = transfer.limits;
  const long total = static_cast<long>(limits.total.count());
  const auto set = [&](CURLoption option, auto value) {
    if (curl_easy_setopt(curl, option, value) != CURLE_OK)
      throw Error(ErrorCode::internal, "The HTTP client does not know an option.");
  };
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 1L);
  set(CURLOPT_MAXREDIRS, static_cast<long>(limits.redirects));
  set(CURLOPT_FORBID_REUSE, 1L);  // each redirect opens a socket, and is looked at there
  set(CURLOPT_TIMEOUT_MS, total);
  set(CURLOPT_CONNECTTIMEOUT_MS, total);
  set(CURLOPT_ACCEPT_ENCODING, "");
  set(CURLOPT_USERAGENT, user_agent);
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_ERRORBUFFER, message);
  set(CURLOPT_WRITEFUNCTION, on_bytes);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_XFERINFOFUNCTION, on_progress);
  set(CURLOPT_XFERINFODATA, &transfer);
  set(CURLOPT_OPENSOCKETFUNCTION, on_socket);
  set(CURLOPT_OPENSOCKETDATA, &transfer);
}

[[noreturn]] void fail(CURLcode code, const Transfer& transfer, const std::string& url,
                       std::string_view message) {
  const FetchLimits& limits = transfer.limits;
  const std::string why(message.empty() ? curl_easy_strerror(code) : message);
  if (transfer.stop) transfer.stop->check();
  if (transfer.too_big)
    throw Error(ErrorCode::too_large,
                "The page is larger than " + std::to_string(limits.bytes) + " bytes.", url);
  switch (code) {
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      throw Error(ErrorCode::bad_input, "It leads to what is not an http or https URL.", url);
    case CURLE_COULDNT_RESOLVE_HOST:
      throw Error(ErrorCode::not_found, "There is no such host.", url);
    case CURLE_TOO_MANY_REDIRECTS:
      throw Error(ErrorCode::too_large,
                  "It redirects more than " + std::to_string(limits.redirects) + " times.", url);
    case CURLE_OPERATION_TIMEDOUT:
      throw Error(ErrorCode::too_large,
                  "It took longer than " + std::to_string(limits.total.count()) + " ms.", url);
    default:
      break;
  }
  if (!transfer.refused.empty()) throw Error(ErrorCode::bad_input, transfer.refused, url);
  throw Error(ErrorCode::unavailable, "It could not be fetched: " + why + ".", url);
}

}  // namespace

Page fetch(const std::string& text, const FetchLimits& limits, const Stop* stop) {
  initialise_curl();
  const Url url = parsed(text);
  if (const std::string why = why_refused_url(url, limits); !why.empty())
    throw Error(ErrorCode::bad_input, why, text);
  const std::string host = ascii_host(part(url, CURLUPART_HOST), text);
  if (curl_url_set(url.get(), CURLUPART_HOST, host.c_str(), 0) != CURLUE_OK)
    throw Error(ErrorCode::bad_input, "The URL's host is not a name.", text);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);

  const Handle curl(curl_easy_init(), curl_easy_cleanup);
  const Headers headers(
      curl_slist_append(nullptr, "Accept: text/html,application/xhtml+xml,text/plain;q=0.8"),
      curl_slist_free_all);
  if (!curl || !headers) throw Error(ErrorCode::internal, "The HTTP client could not be made.");
  Transfer transfer{limits, stop, curl.get(), {}, false, {}};
  std::array<char, CURL_ERROR_SIZE> message{};
  set_options(curl.get(), transfer, headers, message.data());
  curl_easy_setopt(curl.get(), CURLOPT_CURLU, url.get());
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) fail(code, transfer, text, message.data());

  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == 404 || status == 410)
    throw Error(ErrorCode::not_found,
                "The page is not there (HTTP " + std::to_string(status) + ").", text);
  if (status < 200 || status > 299)
    throw Error(ErrorCode::unavailable, "The server answered HTTP " + std::to_string(status) + ".",
                text);
  Page page;
  const char* effective = nullptr;
  const char* type = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_EFFECTIVE_URL, &effective);
  curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type);
  page.bytes = std::move(transfer.body);
  page.url = effective ? effective : text;
  page.content_type = type ? type : "";
  return page;
}

}  // namespace mujaz
