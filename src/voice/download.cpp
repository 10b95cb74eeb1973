// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/download.h"

#include <curl/curl.h>

#include <array>
#include <cstdio>

namespace mujaz::voice {
namespace {
namespace fs = std::filesystem;

constexpr std::uint64_t kMost = 1u << 30;

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

struct Transfer {
  std::FILE* file = nullptr;
  std::uint64_t had = 0;  // bytes there before
  const AddOptions* options = nullptr;
  bool too_big = false;
};

std::size_t on_bytes(char* data, std::size_t, std::size_t size, void* context) {
  const auto& transfer = *static_cast<Transfer*>(context);
  return std::fwrite(data, 1, size, transfer.file);
}

int on_progress(void* context, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(context);
  const AddOptions& options = *transfer.options;
  const auto had = transfer.had;
  transfer.too_big = had + static_cast<std::uint64_t>(std::max(total, now)) > kMost;
  if (transfer.too_big || (options.stop && options.stop->requested())) return 1;
  if (options.progress)
    options.progress(had + static_cast<std::uint64_t>(now),
                     total > 0 ? had + static_cast<std::uint64_t>(total) : 0);
  return 0;
}

std::uint64_t size_of(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  return error ? 0 : size;
}

/// One try, from where `part` ends. Returns false where the server cannot go on from there.
bool attempt(const std::string& url, const fs::path& part, const AddOptions& options) {
  const Handle curl(curl_easy_init(), curl_easy_cleanup);
  Transfer transfer{nullptr, size_of(part), &options, false};
  const File file(std::fopen(part.c_str(), "ab"), std::fclose);
  if (!file) throw Error(ErrorCode::unavailable, "The file cannot be written.", part.string());
  transfer.file = file.get();
  std::array<char, CURL_ERROR_SIZE> message{};
  const auto set = [&](CURLoption option, auto value) {
    if (!curl || curl_easy_setopt(curl.get(), option, value) != CURLE_OK)
      throw Error(ErrorCode::internal, "The HTTP client could not be made.");
  };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 1L);
  set(CURLOPT_MAXREDIRS, 5L);
  set(CURLOPT_FAILONERROR, 1L);
  set(CURLOPT_CONNECTTIMEOUT, 20L);
  set(CURLOPT_LOW_SPEED_LIMIT, 100L);
  set(CURLOPT_LOW_SPEED_TIME, 60L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_USERAGENT, "mujaz/0.1");
  set(CURLOPT_ERRORBUFFER, message.data());
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, on_progress);
  set(CURLOPT_XFERINFODATA, &transfer);
  set(CURLOPT_WRITEFUNCTION, on_bytes);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(transfer.had));
  const CURLcode code = curl_easy_perform(curl.get());
  const bool written = std::fflush(file.get()) == 0;
  if (code == CURLE_OK && written) return true;
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (transfer.had > 0 && (code == CURLE_RANGE_ERROR || status == 416)) return false;
  if (options.stop) options.stop->check();
  if (transfer.too_big) throw Error(ErrorCode::too_large, "The file is larger than 1 GB.", url);
  if (status == 404 || status == 410)
    throw Error(ErrorCode::not_found, "There is no file (HTTP " + std::to_string(status) + ").",
                url);
  if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT)
    throw Error(ErrorCode::bad_input, "This is not an http or https URL.", url);
  const std::string why = message[0] ? message.data() : curl_easy_strerror(code);
  throw Error(ErrorCode::unavailable,
              "The download broke off: " + why + ". The same command goes on where it stopped.",
              url);
}

}  // namespace

void download(const std::string& url, const fs::path& file, const AddOptions& options) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) throw Error(ErrorCode::internal, "The HTTP client could not be made.");
  const fs::path part = file.string() + ".part";
  if (!attempt(url, part, options)) {
    fs::remove(part);
    attempt(url, part, options);
  }
  fs::rename(part, file);
}

}  // namespace mujaz::voice
