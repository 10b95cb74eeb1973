// SPDX-License-Identifier: GPL-3.0-or-later
// The layering: a stage includes its own headers and the public headers of the stages that its one
// line of CMake declares, and nothing else of ours.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

/// The layers, downward only.
const std::vector<std::string> layers = {
    "core",  "http",    "text",     "quantities", "intake",   "reading", "audio",  "points",
    "voice", "publish", "newsroom", "store",      "pipeline", "desk",    "server", "cli"};
/// The stage of each public header that does not have the stage's own name.
const std::map<std::string, std::string> headers = {{"clock", "core"},
                                                    {"config", "core"},
                                                    {"budget", "core"},
                                                    {"sound_file", "audio"},
                                                    {"llm", "points"},
                                                    {"digest", "core"},
                                                    {"pronunciations", "reading"},
                                                    {"ssml", "reading"},
                                                    {"audit", "newsroom"},
                                                    {"outlet", "publish"},
                                                    {"pcm", "audio"},
                                                    {"archive", "store"},
                                                    {"story", "newsroom"},
                                                    {"jobs", "store"},
                                                    {"blobs", "store"},
                                                    {"people", "store"},
                                                    {"totp", "store"},
                                                    {"shelves", "store"},
                                                    {"feeds", "intake"},
                                                    {"watch", "intake"},
                                                    {"websub", "intake"},
                                                    {"hub_listener", "server"},
                                                    {"tell", "pipeline"},
                                                    {"house_lexicon", "desk"},
                                                    {"deliver", "desk"},
                                                    {"guard", "intake"},
                                                    {"feeds", "intake"},
                                                    {"watch", "intake"}};

std::string slurp(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::set<std::string> declared(const std::string& stage) {
  const std::string cmake = slurp(testing::source("src/" + stage + "/CMakeLists.txt"));
  std::smatch found;
  if (!std::regex_search(cmake, found, std::regex("NEEDS([ a-z\n]*)|needs:([ a-z]*)"))) return {};
  std::istringstream words(found.str(1) + found.str(2));
  std::set<std::string> needs;
  for (std::string word; words >> word;) needs.insert(word);
  return needs;
}

TEST(Edges, EveryFolderIsALayer) {
  for (const auto& entry : fs::directory_iterator(testing::source("src")))
    if (entry.is_directory()) {
      EXPECT_TRUE(std::count(layers.begin(), layers.end(), entry.path().filename().string()))
          << entry.path();
    }
}

TEST(Edges, DeclaredDownward) {
  for (std::size_t i = 0; i < layers.size(); ++i)
    for (const std::string& need : declared(layers[i])) {
      const auto at = std::find(layers.begin(), layers.end(), need);
      EXPECT_TRUE(at != layers.end() && at - layers.begin() < std::ptrdiff_t(i))
          << layers[i] << " declares " << need;
    }
}

TEST(Edges, IncludesAreDeclared) {
  const std::regex include("#include \"([a-z0-9_/.]+)\"");
  for (const std::string& stage : layers) {
    std::set<std::string> allowed = declared(stage);
    allowed.insert(stage);
    std::set<std::string> used;
    for (const auto& entry : fs::directory_iterator(testing::source("src/" + stage))) {
      const std::string ending = entry.path().extension();
      if (ending != ".cpp" && ending != ".h") continue;
      const std::string text = slurp(entry.path());
      for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
        const std::string path = (*it)[1];
        const std::string folder = path.substr(0, path.find('/'));
        if (folder != "mujaz") {
          EXPECT_EQ(folder, stage) << entry.path() << " includes another stage's " << path;
          continue;
        }
        std::string name = path.substr(6, path.size() - 8);
        if (const auto owner = headers.find(name); owner != headers.end()) name = owner->second;
        used.insert(name);
        EXPECT_TRUE(allowed.count(name)) << entry.path() << " includes " << path << ", which "
                                         << "src/" << stage << "/CMakeLists.txt does not declare";
      }
    }
  }
}

TEST(Edges, PublicHeadersStandAlone) {
  for (const auto& entry : fs::directory_iterator(testing::source("include/mujaz"))) {
    const std::string text = slurp(entry.path());
    EXPECT_NE(text.find("#pragma once"), text.npos) << entry.path();
    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 200) << entry.path() << " is too long";
  }
}

}  // namespace
}  // namespace mujaz
