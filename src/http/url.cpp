// SPDX-License-Identifier: GPL-3.0-or-later
#include <curl/curl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "mujaz/http.h"

namespace mujaz {
namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(const Handle& url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned(text, curl_free);
  return text;
}

/// A host in other letters as DNS knows it (UTS 46); the same host where it is plain.
std::string ascii_host(const std::string& host) {
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
    throw Error(ErrorCode::bad_input, "The URL's host is not a name.");
  return std::string(out.data(), static_cast<std::size_t>(size));
}

}  // namespace

std::string Url::origin() const {
  return scheme + "://" + host + ":" + std::to_string(port);
}

Url parse_url(const std::string& text) {
  const Handle url(curl_url(), curl_url_cleanup);
  if (!url) throw Error(ErrorCode::internal, "There is no memory for a URL.");
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) != CURLUE_OK)
    throw Error(ErrorCode::bad_input, "This is not an http or https URL.");
  const std::string written = part(url, CURLUPART_HOST), host = ascii_host(written);
  if (host != written && curl_url_set(url.get(), CURLUPART_HOST, host.c_str(), 0) != CURLUE_OK)
    throw Error(ErrorCode::bad_input, "The URL's host is not a name.");
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  Url out;
  out.scheme = part(url, CURLUPART_SCHEME);
  out.user = part(url, CURLUPART_USER);
  out.password = part(url, CURLUPART_PASSWORD);
  out.host = host;
  out.port = std::atoi(part(url, CURLUPART_PORT).c_str());
  char* whole = nullptr;
  if (curl_url_get(url.get(), CURLUPART_URL, &whole, 0) != CURLUE_OK)
    throw Error(ErrorCode::bad_input, "This is not an http or https URL.");
  const std::unique_ptr<char, decltype(&curl_free)> owned(whole, curl_free);
  out.whole = whole;
  return out;
}

}  // namespace mujaz
