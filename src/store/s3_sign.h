// SPDX-License-Identifier: GPL-3.0-or-later
// AWS's signature, version 4, of one request with its whole body
// (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "mujaz/blobs.h"

namespace mujaz::store {

struct S3Request {
  std::string method, path;                    ///< path: as it is sent, begins with `/`
  std::string host;                            ///< with its port where that is not the scheme's
  std::map<std::string, std::string> headers;  ///< to be signed too; names in small letters
  std::string_view body;
};
/// The headers to send: the request's own, `x-amz-date`, `x-amz-content-sha256`, `authorization`.
std::map<std::string, std::string> sign(const S3Request& request, const S3Options& options,
                                        Time at);

}  // namespace mujaz::store
