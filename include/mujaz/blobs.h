// SPDX-License-Identifier: GPL-3.0-or-later
// Sound and captions: bytes by the SHA-256 of their content, in a folder or in S3.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mujaz/clock.h"

namespace mujaz {

/// Any thread may use it, and any number of processes the same place. A name is 64 small
/// hexadecimal digits; any other is not_found. All throw unavailable where the place does not
/// answer or is full.
class Blobs {
 public:
  virtual ~Blobs() = default;
  /// Durable when it returns; the name of the bytes. The same bytes again cost no second place.
  virtual std::string put(std::string_view bytes) = 0;
  /// All of it, compared with its name. Throws not_found, internal (damaged).
  virtual std::string get(const std::string& name) = 0;
  /// `length` bytes from `start`, fewer at the end. Throws not_found.
  virtual std::string get(const std::string& name, std::uint64_t start, std::uint64_t length) = 0;
  /// The size, or nothing where it is not there.
  virtual std::optional<std::uint64_t> size(const std::string& name) = 0;
  /// None of that name is left; that there was none is no error.
  virtual void remove(const std::string& name) = 0;
  /// Where it lies as a file, for sendfile(2); empty where it is no file here.
  virtual std::filesystem::path file(const std::string& name) const = 0;
};

/// Files `ab/abcd…`: written beside, synced, renamed.
std::shared_ptr<Blobs> folder_blobs(const std::filesystem::path& folder);

struct S3Options {
  std::string endpoint;  ///< `https://host[:port]`; path-style addresses
  std::string bucket, region = "us-east-1", key, secret;
  std::string prefix;  ///< before each name
  std::chrono::milliseconds timeout{30'000};
};
/// Objects of a bucket, signed with AWS's version 4. 503 and broken connections are tried again
/// three times.
std::shared_ptr<Blobs> s3_blobs(const S3Options& options);

}  // namespace mujaz
