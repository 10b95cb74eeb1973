// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/totp.h"

#include <gtest/gtest.h>

namespace mujaz {
namespace {

TEST(Totp, HasTheVectorsOfRfc6238) {
  const std::string key = "12345678901234567890";
  const std::pair<std::uint64_t, const char*> vectors[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : vectors) EXPECT_EQ(totp_code(key, seconds / 30, 8), code);
}

TEST(Totp, HasTheVectorsOfRfc4226) {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t i = 0; i < 10; ++i) EXPECT_EQ(totp_code("12345678901234567890", i), codes[i]);
}

TEST(Totp, ACodeIsGoodOnceAndNearItsStep) {
  const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // the same key in base32
  const Time at = from_milliseconds(59'000);
  EXPECT_EQ(totp_step(secret, "287082", at, 0), 1);
  EXPECT_FALSE(totp_step(secret, "287082", at, 1)) << "it was used";
  EXPECT_EQ(totp_step(secret, "359152", at, 1), 2) << "a clock that is ahead";
  EXPECT_FALSE(totp_step(secret, "969429", at, 0));
  EXPECT_FALSE(totp_step(secret, "28708", at, 0));
  EXPECT_FALSE(totp_step(secret, "2870823", at, 0));
  EXPECT_FALSE(totp_step("", "287082", at, 0));
  EXPECT_FALSE(totp_step("no base32!", "287082", at, 0));
}

TEST(Totp, SecretsAreFreshAndNamed) {
  const std::string secret = new_totp_secret();
  EXPECT_EQ(secret.size(), 32u);
  EXPECT_NE(secret, new_totp_secret());
  EXPECT_EQ(totp_uri("salma@nawras", "ABC"),
            "otpauth://totp/Mujaz:salma%40nawras?secret=ABC&issuer=Mujaz");
}

}  // namespace
}  // namespace mujaz
