// SPDX-License-Identifier: GPL-3.0-or-later
// Blobs in a folder and in a bucket of S3.
#include "mujaz/blobs.h"

#include <gtest/gtest.h>

#include <fstream>

#include "loopback.h"
#include "mujaz/digest.h"
#include "store/s3_sign.h"
#include "support.h"

namespace mujaz {
namespace {

void expect_error(ErrorCode code, const std::function<void()>& call) {
  try {
    call();
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
  }
}

void put_get_remove(Blobs& blobs) {
  const std::string bytes("a\0b", 3);
  const std::string name = blobs.put(bytes);
  EXPECT_EQ(name, sha256(bytes));
  EXPECT_EQ(blobs.put(bytes), name);
  EXPECT_EQ(blobs.get(name), bytes);
  EXPECT_EQ(blobs.get(name, 1, 100), bytes.substr(1));
  EXPECT_EQ(blobs.get(name, 0, 1), "a");
  EXPECT_EQ(blobs.get(name, 3, 1), "");
  EXPECT_EQ(blobs.size(name), 3u);
  blobs.remove(name);
  blobs.remove(name);
  EXPECT_FALSE(blobs.size(name));
  expect_error(ErrorCode::not_found, [&] { blobs.get(name); });
  for (const char* wrong : {"", "../../etc/passwd", "AB"})
    expect_error(ErrorCode::not_found, [&] { blobs.get(wrong); });
}

TEST(FolderBlobs, PutGetRemove) {
  const testing::Scratch scratch;
  put_get_remove(*folder_blobs(scratch.path / "blobs"));
}

TEST(FolderBlobs, DamageIsSeen) {
  const testing::Scratch scratch;
  const auto blobs = folder_blobs(scratch.path);
  const std::string name = blobs->put("sound");
  std::ofstream(blobs->file(name)) << "noise";
  expect_error(ErrorCode::internal, [&] { blobs->get(name); });
  std::ofstream(scratch.path / "file") << "x";
  expect_error(ErrorCode::unavailable, [&] { folder_blobs(scratch.path / "file" / "blobs"); });
}

/// The example of Amazon's documentation, with its signature.
TEST(S3, SignsAsAmazonDoes) {
  S3Options options;
  options.key = "AKIAIOSFODNN7EXAMPLE";
  options.secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const auto headers = store::sign(
      {"GET", "/test.txt", "examplebucket.s3.amazonaws.com", {{"range", "bytes=0-9"}}, ""}, options,
      parse_time("2013-05-24T00:00:00Z"));
  EXPECT_EQ(headers.at("authorization"),
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
            "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

/// A bucket on loopback that lets nobody in without the right signature.
class Bucket {
 public:
  explicit Bucket(const std::string& secret)
      : secret_(secret), server_([this](const std::string& path) { return answer(path); }) {}
  S3Options options() const {
    S3Options options;
    options.endpoint = server_.url("");
    options.bucket = "mujaz";
    options.prefix = "sound";
    options.key = "key";
    options.secret = "secret";
    return options;
  }
  int busy = 0;  ///< how many requests are answered with 503

 private:
  static std::string header(const std::string& request, const std::string& name) {
    const std::size_t at = request.find("\r\n" + name + ": ");
    if (at == request.npos) return "";
    const std::size_t from = at + name.size() + 4;
    return request.substr(from, request.find("\r\n", from) - from);
  }
  bool let_in(const std::string& request, const std::string& path, const std::string& body) const {
    S3Options options;
    options.key = "key";
    options.secret = secret_;
    std::map<std::string, std::string> signed_too;
    if (const std::string range = header(request, "range"); !range.empty())
      signed_too["range"] = range;
    std::string moment = header(request, "x-amz-date");
    if (moment.size() != 16) return false;
    moment = moment.substr(0, 4) + "-" + moment.substr(4, 2) + "-" + moment.substr(6, 5) + ":" +
             moment.substr(11, 2) + ":" + moment.substr(13);
    const auto right =
        store::sign({request.substr(0, request.find(' ')), path, server_.host(), signed_too, body},
                    options, parse_time(moment));
    return header(request, "authorization") == right.at("authorization");
  }
  std::string answer(const std::string& path) {
    const std::string request = server_.last_request();
    const std::string method = request.substr(0, request.find(' '));
    const std::string body = request.substr(request.find("\r\n\r\n") + 4);
    if (busy > 0) {
      --busy;
      return testing::reply("", "Retry-After: 0\r\n", "503 Slow Down");
    }
    if (!let_in(request, path, body)) return testing::reply("", "", "403 Forbidden");
    if (method == "PUT") {
      objects_[path] = body;
      return testing::reply("");
    }
    const auto object = objects_.find(path);
    if (method == "DELETE") {
      if (object != objects_.end()) objects_.erase(object);
      return "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    }
    if (object == objects_.end()) return testing::reply("", "", "404 Not Found");
    if (method == "HEAD") {
      const std::string whole = testing::reply(object->second);
      return whole.substr(0, whole.size() - object->second.size());
    }
    const std::string range = header(request, "range");
    if (range.empty()) return testing::reply(object->second);
    const std::size_t start = std::stoul(range.substr(6));
    if (start >= object->second.size()) return testing::reply("", "", "416 Range");
    const std::size_t last = std::stoul(range.substr(range.find('-') + 1));
    return testing::reply(object->second.substr(start, last - start + 1), "", "206 Partial");
  }

  std::string secret_;
  std::map<std::string, std::string> objects_;
  testing::Server server_;
};

TEST(S3, PutGetRemove) {
  Bucket bucket("secret");
  put_get_remove(*s3_blobs(bucket.options()));
}

TEST(S3, ABusyBucketIsAskedAgainAndAClosedOneIsNot) {
  Bucket bucket("secret");
  bucket.busy = 2;
  const auto blobs = s3_blobs(bucket.options());
  EXPECT_EQ(blobs->get(blobs->put("sound")), "sound");
  Bucket closed("another secret");
  expect_error(ErrorCode::unavailable, [&] { s3_blobs(closed.options())->put("sound"); });
  S3Options wrong = bucket.options();
  wrong.bucket = "a b";
  expect_error(ErrorCode::bad_input, [&] { s3_blobs(wrong); });
}

}  // namespace
}  // namespace mujaz
