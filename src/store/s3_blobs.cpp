// SPDX-License-Identifier: GPL-3.0-or-later
// Blobs as objects of a bucket, each put in one request.
#include <algorithm>
#include <charconv>

#include "mujaz/core.h"
#include "mujaz/digest.h"
#include "mujaz/http.h"
#include "store/blob_name.h"
#include "store/s3_sign.h"

namespace mujaz {
namespace {

constexpr std::size_t largest = 200u << 20;  // bytes of a blob
constexpr int tries_after_the_first = 3;

bool plain(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._/").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

class S3Blobs : public Blobs {
 public:
  explicit S3Blobs(S3Options options) : options_(std::move(options)) {
    const Url url = parse_url(options_.endpoint + "/");
    const int usual = url.scheme == "https" ? 443 : 80;
    host_ = url.host;
    if (url.port != usual) host_.append(1, ':').append(std::to_string(url.port));
    if (options_.bucket.empty() || !plain(options_.bucket) || !plain(options_.prefix))
      throw Error(ErrorCode::bad_input, "A bucket and a prefix are of a-z A-Z 0-9 - . _ /.");
    if (options_.key.empty() || options_.secret.empty())
      throw Error(ErrorCode::bad_input, "The bucket's key and secret are not given.");
    if (!options_.prefix.empty() && options_.prefix.back() != '/') options_.prefix += '/';
  }

  std::string put(std::string_view bytes) override {
    if (bytes.size() > largest) throw Error(ErrorCode::too_large, "A blob is over 200 MB.");
    std::string name = sha256(bytes);
    expect(ask("PUT", name, {}, bytes), {200, 201}, name);
    return name;
  }

  std::string get(const std::string& name) override {
    std::string bytes = expect(ask("GET", name), {200}, name).body;
    if (sha256(bytes) != name)
      throw Error(ErrorCode::internal, "A blob is damaged: its bytes are not those of its name.",
                  name);
    return bytes;
  }

  std::string get(const std::string& name, std::uint64_t start, std::uint64_t length) override {
    if (length == 0) return {};
    const std::uint64_t last = start + std::min<std::uint64_t>(length - 1, largest);
    HttpResponse answer = ask(
        "GET", name, {{"range", "bytes=" + std::to_string(start) + '-' + std::to_string(last)}});
    if (answer.status == 416) return {};
    return expect(std::move(answer), {206}, name).body;
  }

  std::optional<std::uint64_t> size(const std::string& name) override {
    HttpResponse answer = ask("HEAD", name);
    if (answer.status == 404) return std::nullopt;
    const std::string told = expect(std::move(answer), {200}, name).header("content-length");
    std::uint64_t bytes = 0;
    std::from_chars(told.data(), told.data() + told.size(), bytes);
    return bytes;
  }

  void remove(const std::string& name) override {
    expect(ask("DELETE", name), {200, 204, 404}, name);
  }

  std::filesystem::path file(const std::string&) const override { return {}; }

 private:
  HttpResponse ask(const char* method, const std::string& name,
                   std::map<std::string, std::string> headers = {}, std::string_view body = {}) {
    store::check_blob_name(name);
    const std::string path = "/" + options_.bucket + "/" + options_.prefix + name;
    HttpRequest request;
    request.method = method;
    request.url = options_.endpoint + path;
    request.body = body;
    request.limits.total = options_.timeout;
    request.limits.bytes = largest;
    request.limits.retries = tries_after_the_first;
    for (const auto& [header, value] :
         store::sign({method, path, host_, std::move(headers), body}, options_, now()))
      request.headers.emplace_back(header, value);
    return send(request);
  }

  static HttpResponse expect(HttpResponse answer, std::initializer_list<int> good,
                             const std::string& name) {
    if (std::find(good.begin(), good.end(), answer.status) != good.end()) return answer;
    if (answer.status == 404) throw Error(ErrorCode::not_found, "There is no such blob.", name);
    throw Error(ErrorCode::unavailable,
                "The bucket answers with status " + std::to_string(answer.status) + ".", name);
  }

  S3Options options_;
  std::string host_;
};

}  // namespace

std::shared_ptr<Blobs> s3_blobs(const S3Options& options) {
  return std::make_shared<S3Blobs>(options);
}

}  // namespace mujaz
