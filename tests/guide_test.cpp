// SPDX-License-Identifier: GPL-3.0-or-later
// The guides to reading, to extraction and to the server are run as they are written, in a checkout
// of its own: each `$ command` of their console blocks must print what stands under it; a line of
// `…` stands for any lines.
#include <gtest/gtest.h>
#include <signal.h>

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

/// A folder in which the program is a command and has its data.
void furnish(const fs::path& home) {
  fs::copy(testing::source("lang"), home / "lang", fs::copy_options::recursive);
  fs::create_directory_symlink(testing::source("models"), home / "models");
  fs::create_directory(home / "bin");
  fs::create_symlink(MUJAZ_PROGRAM, home / "bin/mujaz");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

/// The server that a guide began is ended, whatever became of the test.
class EndsServer {
 public:
  explicit EndsServer(fs::path file) : file_(std::move(file)) {}
  ~EndsServer() {
    pid_t server = 0;
    std::ifstream(file_) >> server;
    if (server > 1) ::kill(server, SIGKILL);
  }
  EndsServer(const EndsServer&) = delete;
  EndsServer& operator=(const EndsServer&) = delete;

 private:
  fs::path file_;
};

TEST(ServerGuide, ItsCallsAnswerWhatItSays) {
  const testing::Scratch scratch;
  furnish(scratch.path);
  const EndsServer end(scratch.path / "serve.pid");
  const std::vector<Step> all = steps(testing::source("docs/guide/server.md"));
  EXPECT_GE(all.size(), 15u);
  std::string address = "127.0.0.1:0";  // until the server has told its own
  for (const Step& step : all) {
    const std::vector<std::string> got =
        run(scratch.path, replaced(step.command, "127.0.0.1:8080", address));
    std::string printed;
    for (const std::string& line : got) printed += line + "\n";
    const bool only_told = printed.starts_with("Token ");  // its id is another each time
    EXPECT_TRUE(only_told || same(step.printed, got))
        << "docs/guide/server.md:" << step.line << ": " << step.command << "\nprints\n"
        << printed;
    std::ifstream log(scratch.path / "serve.log");
    for (std::string line; std::getline(log, line);)
      if (const std::size_t at = line.find("127.0.0.1:"); line.starts_with("Listening on "))
        address = line.substr(at);
  }
}

class Guide : public ::testing::TestWithParam<const char*> {};

TEST_P(Guide, PrintsWhatItSays) {
  const testing::Scratch scratch;
  furnish(scratch.path);
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
