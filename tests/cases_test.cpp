// SPDX-License-Identifier: GPL-3.0-or-later
// Language is tested as text: each tests/cases/STAGE/*.case names a run of the program and lists
// lines in and the lines that must come out. A file is:
//   run: read --as marks --case nom
//   5 دول
//   خَمْسُ دُوَلٍ
//
//   … pairs, with an empty line between; `#` begins a comment; a further `run:` begins a new run.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

struct Case {
  int line;
  std::string in, out;
};
struct Invocation {
  std::vector<std::string> arguments;
  std::vector<Case> cases;
};

std::vector<Invocation> load(const fs::path& file) {
  std::vector<Invocation> runs;
  std::ifstream in(file);
  std::string line;
  bool waiting = false;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line == "#" || line.starts_with("# ")) continue;
    if (line.starts_with("run: ")) {
      Invocation run;
      std::istringstream words(line.substr(5));
      for (std::string word; words >> word;) run.arguments.push_back(word);
      runs.push_back(run);
    } else if (runs.empty()) {
      throw std::runtime_error(file.string() + ": a case before the first run:");
    } else if (!waiting) {
      runs.back().cases.push_back({number, line, {}});
      waiting = true;
    } else {
      runs.back().cases.back().out = line;
      waiting = false;
    }
  }
  if (waiting) throw std::runtime_error(file.string() + ": the last line has no answer");
  return runs;
}

class Cases : public ::testing::TestWithParam<fs::path> {};

TEST_P(Cases, Hold) {
  for (const Invocation& run : load(GetParam())) {
    ASSERT_FALSE(run.cases.empty()) << "a run: without cases";
    std::string input;
    for (const Case& one : run.cases) input += one.in + "\n";
    const testing::Ran ran = testing::mujaz(run.arguments, input);
    ASSERT_EQ(ran.exit, 0) << ran.err;
    std::istringstream out(ran.out);
    for (const Case& one : run.cases) {
      std::string got;
      ASSERT_TRUE(std::getline(out, got)) << "fewer lines out than in";
      EXPECT_EQ(got, one.out) << GetParam().filename().string() << ":" << one.line << "  "
                              << one.in;
    }
  }
}

std::vector<fs::path> files() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(testing::source("tests/cases")))
    if (entry.path().extension() == ".case") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

INSTANTIATE_TEST_SUITE_P(Files, Cases, ::testing::ValuesIn(files()), [](const auto& tested) {
  std::string name =
      tested.param.parent_path().filename().string() + "_" + tested.param.stem().string();
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Cases);

}  // namespace
}  // namespace mujaz
