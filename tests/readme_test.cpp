// SPDX-License-Identifier: GPL-3.0-or-later
// The README's commands are run as they are written.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support.h"

namespace mujaz {
namespace {

std::vector<std::string> commands() {
  std::vector<std::string> found;
  std::ifstream in(testing::source("README.md"));
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("./run ")) found.push_back(line);
  return found;
}

TEST(Readme, ItsCommandsRun) {
  const std::vector<std::string> all = commands();
  ASSERT_TRUE(std::count(all.begin(), all.end(), "./run tell examples/article.html -o out/"));
  ASSERT_TRUE(std::count(all.begin(), all.end(), "./run test"));
  const testing::Scratch scratch;
  for (std::string command : all) {
    // The tests, the benches and the fuzzers do not run themselves.
    if (command.starts_with("./run test") || command.starts_with("./run bench") ||
        command.starts_with("./run lint") || command.starts_with("./run fuzz"))
      continue;
    for (std::size_t at; (at = command.find(" out/")) != command.npos;)
      command.replace(at, 5, " " + (scratch.path / "out/").string());
    const std::string line =
        "cd " + testing::source("").string() + " && " + command + " >/dev/null";
    EXPECT_EQ(std::system(line.c_str()), 0) << command;
  }
  EXPECT_TRUE(std::filesystem::exists(scratch.path / "out/index.html"));
}

}  // namespace
}  // namespace mujaz
