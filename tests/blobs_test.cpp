// SPDX-License-Identifier: GPL-3.0-or-later
// Blobs in a folder and in a bucket of S3.
#include "mujaz/blobs.h"

#include <gtest/gtest.h>

#include <fstream>

#include "bucket.h"
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

TEST(S3, PutGetRemove) {
  testing::Bucket bucket("secret");
  put_get_remove(*s3_blobs(bucket.options()));
}

TEST(S3, ABusyBucketIsAskedAgainAndAClosedOneIsNot) {
  testing::Bucket bucket("secret");
  bucket.busy = 2;
  const auto blobs = s3_blobs(bucket.options());
  EXPECT_EQ(blobs->get(blobs->put("sound")), "sound");
  testing::Bucket closed("another secret");
  expect_error(ErrorCode::unavailable, [&] { s3_blobs(closed.options())->put("sound"); });
  S3Options wrong = bucket.options();
  wrong.bucket = "a b";
  expect_error(ErrorCode::bad_input, [&] { s3_blobs(wrong); });
}

}  // namespace
}  // namespace mujaz
