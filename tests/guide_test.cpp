// SPDX-License-Identifier: GPL-3.0-or-later
// The guides to reading and extraction are run as they are written, in a checkout of its own: each
// `$ command` of their console blocks must print what stands under it; a line of `…` stands for any
// lines.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

struct Step {
  int line = 0;
  std::string command;
  std::vector<std::string> printed;
};

std::vector<Step> steps(const fs::path& guide) {
  std::vector<Step> out;
  std::ifstream in(guide);
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("```")) {
      inside = line == "```console";
    } else if (inside && line.starts_with("$ ")) {
      out.push_back({number, line.substr(2), {}});
    } else if (inside && line.starts_with("> ") && !out.empty()) {
      out.back().command += "\n" + line.substr(2);
    } else if (inside && !out.empty()) {
      out.back().printed.push_back(line);
    }
  }
  return out;
}

std::vector<std::string> run(const fs::path& home, const std::string& command) {
  std::ofstream(home / ".step") << command << '\n';
  const std::string shell = "cd " + home.string() + " && PATH=" + home.string() +
                            "/bin:$PATH MUJAZ_HOME=" + home.string() + " sh ./.step 2>&1";
  std::vector<std::string> out;
  std::string all;
  std::array<char, 4096> block;
  FILE* pipe = ::popen(shell.c_str(), "r");
  for (std::size_t n; (n = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
    all.append(block.data(), n);
  ::pclose(pipe);
  for (std::size_t start = 0; start < all.size();) {
    const std::size_t end = std::min(all.find('\n', start), all.size());
    out.push_back(all.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

bool same(const std::vector<std::string>& wanted, const std::vector<std::string>& got) {
  const auto gap = std::find(wanted.begin(), wanted.end(), "…");
  if (gap == wanted.end()) return wanted == got;
  const auto before = static_cast<std::size_t>(gap - wanted.begin()),
             after = static_cast<std::size_t>(wanted.end() - gap) - 1;
  return got.size() >= before + after && std::equal(wanted.begin(), gap, got.begin()) &&
         std::equal(gap + 1, wanted.end(), got.end() - static_cast<std::ptrdiff_t>(after));
}

class Guide : public ::testing::TestWithParam<const char*> {};

TEST_P(Guide, PrintsWhatItSays) {
  const testing::Scratch scratch;
  fs::copy(testing::source("lang"), scratch.path / "lang", fs::copy_options::recursive);
  fs::create_directory_symlink(testing::source("models"), scratch.path / "models");
  fs::create_directory(scratch.path / "bin");
  fs::create_symlink(MUJAZ_PROGRAM, scratch.path / "bin/mujaz");
  const std::string guide = std::string("docs/guide/") + GetParam() + ".md";
  const std::vector<Step> all = steps(testing::source(guide));
  EXPECT_GE(all.size(), 8u);
  for (const Step& step : all) {
    const std::vector<std::string> got = run(scratch.path, step.command);
    std::string printed;
    for (const std::string& line : got) printed += line + "\n";
    EXPECT_TRUE(same(step.printed, got))
        << guide << ":" << step.line << ": " << step.command << "\nprints\n"
        << printed;
  }
}

INSTANTIATE_TEST_SUITE_P(All, Guide, ::testing::Values("reading", "extract"),
                         [](const auto& of) { return std::string(of.param); });

}  // namespace
}  // namespace mujaz
