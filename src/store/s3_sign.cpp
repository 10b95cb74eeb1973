// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/s3_sign.h"

#include <sodium.h>

#include <array>

#include "mujaz/digest.h"

namespace mujaz::store {
namespace {

std::string hmac(const std::string& key, const std::string& text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()),
                              key.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                                text.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> sum;
  crypto_auth_hmacsha256_final(&state, sum.data());
  return {sum.begin(), sum.end()};
}

std::string hex(const std::string& bytes) {
  std::string out(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                 bytes.size());
  out.pop_back();
  return out;
}

/// `20130524T000000Z`.
std::string basic(Time at) {
  std::string out;
  for (const char c : rfc3339(std::chrono::floor<std::chrono::seconds>(at)))
    if (c != '-' && c != ':') out += c;
  return out;
}

}  // namespace

std::map<std::string, std::string> sign(const S3Request& request, const S3Options& options,
                                        Time at) {
  const std::string moment = basic(at), day = moment.substr(0, 8), body = sha256(request.body);
  std::map<std::string, std::string> headers = request.headers;
  headers["host"] = request.host;
  headers["x-amz-date"] = moment;
  headers["x-amz-content-sha256"] = body;
  std::string listed, names;
  for (const auto& [name, value] : headers) {
    listed += name + ":" + value + "\n";
    if (!names.empty()) names += ';';
    names += name;
  }
  const std::string canonical =
      request.method + "\n" + request.path + "\n\n" + listed + "\n" + names + "\n" + body;
  const std::string scope = day + "/" + options.region + "/s3/aws4_request";
  const std::string to_sign =
      "AWS4-HMAC-SHA256\n" + moment + "\n" + scope + "\n" + sha256(canonical);
  const std::string key =
      hmac(hmac(hmac(hmac("AWS4" + options.secret, day), options.region), "s3"), "aws4_request");
  headers.erase("host");  // the client sends it
  headers["authorization"] = "AWS4-HMAC-SHA256 Credential=" + options.key + "/" + scope +
                             ",SignedHeaders=" + names + ",Signature=" + hex(hmac(key, to_sign));
  return headers;
}

}  // namespace mujaz::store
