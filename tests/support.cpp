// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mujaz::testing {
namespace fs = std::filesystem;

Places places() {
  Places found{source("lang/ar"), source("models"), {}};
  if (const char* voices = std::getenv("MUJAZ_VOICES")) {
    std::stringstream list(voices);
    for (std::string folder; std::getline(list, folder, ':');)
      if (!folder.empty()) found.voices.emplace_back(folder);
  }
  found.voices.push_back(source("voices"));
  return found;
}

const Language& language() {
  static const Language arabic(source("lang/ar"));
  return arabic;
}

fs::path source(const std::string& relative) {
  return fs::path(MUJAZ_SOURCE) / relative;
}

std::optional<fs::path> shared(const std::string& relative) {
  const char* root = std::getenv("MUJAZ_SHARED");
  if (!root) return std::nullopt;
  fs::path path = fs::path(root) / relative;
  if (!fs::exists(path)) return std::nullopt;
  return path;
}

Scratch::Scratch() {
  std::string name = (fs::temp_directory_path() / "mujaz-test-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

Ran mujaz(const std::vector<std::string>& arguments, const std::string& input,
          const std::vector<std::string>& environment) {
  const Scratch scratch;
  const fs::path in = scratch.path / "in", out = scratch.path / "out", err = scratch.path / "err";
  std::ofstream(in, std::ios::binary) << input;
  std::fflush(nullptr);  // or the child would write what we have not
  const pid_t child = ::fork();
  if (child == 0) {
    if (!::freopen(in.c_str(), "rb", stdin) || !::freopen(out.c_str(), "wb", stdout) ||
        !::freopen(err.c_str(), "wb", stderr))
      ::_exit(126);
    for (const std::string& entry : environment) ::putenv(const_cast<char*>(entry.c_str()));
    std::vector<char*> argv{const_cast<char*>(MUJAZ_PROGRAM)};
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::execv(MUJAZ_PROGRAM, argv.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  const auto slurp = [](const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  };
  const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {exit, slurp(out), slurp(err)};
}

}  // namespace mujaz::testing
