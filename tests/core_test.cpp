// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/core.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support.h"

namespace mujaz {
namespace {

ErrorCode code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

TEST(Files, WriteThenRead) {
  const testing::Scratch scratch;
  const auto path = scratch.path / "x";
  write_file(path, "one");
  write_file(path, "two");
  EXPECT_EQ(read_file(path, 100), "two");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.path), {}), 1);
}

TEST(Files, ErrorsHaveTheirCode) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "big") << std::string(5000, 'x');
  EXPECT_EQ(code_of([&] { read_file(scratch.path / "none", 10); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { read_file(scratch.path, 10); }), ErrorCode::bad_input);
  EXPECT_EQ(code_of([&] { read_file(scratch.path / "big", 4999); }), ErrorCode::too_large);
  EXPECT_EQ(code_of([&] { write_file(scratch.path, "x"); }), ErrorCode::conflict);
  EXPECT_EQ(code_of([&] { write_file(scratch.path / "big/x", "x"); }), ErrorCode::unavailable);
}

TEST(Stop, ThrowsOnceRequested) {
  Stop stop;
  stop.check();
  stop.request();
  EXPECT_EQ(code_of([&] { stop.check(); }), ErrorCode::unavailable);
}

}  // namespace
}  // namespace mujaz
