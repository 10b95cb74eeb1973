// SPDX-License-Identifier: GPL-3.0-or-later
// An episode's files on the disk: all of them or none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <fstream>

#include "mujaz/publish.h"
#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> names(const fs::path& folder) {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder))
    found.push_back(entry.path().filename().string());
  return found;
}

Episode small() {
  return {{{"index.html", "page"}, {"times.json", "{}"}}};
}

std::string content(const fs::path& path) {
  return read_file(path, 1 << 20);
}

ErrorCode code_of(const Episode& episode, const fs::path& folder) {
  try {
    write_episode(episode, folder);
  } catch (const Error& error) {
    EXPECT_THAT(error.where(), Not(HasSubstr(".mujaz-")));
    return error.code();
  }
  ADD_FAILURE() << "no error";
  return ErrorCode::internal;
}

TEST(WriteEpisode, MakesTheFolderAndThoseAboveIt) {
  const testing::Scratch scratch;
  write_episode(small(), scratch.path / "a/b/out/");
  EXPECT_EQ(content(scratch.path / "a/b/out/index.html"), "page");
  EXPECT_THAT(names(scratch.path / "a/b"), UnorderedElementsAre("out"));
  EXPECT_EQ(fs::status(scratch.path / "a/b/out").permissions() & fs::perms::mask, fs::perms(0755));
}

TEST(WriteEpisode, ReplacesItsFilesAndLeavesOthers) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "index.html") << "old";
  std::ofstream(scratch.path / "notes.txt") << "mine";
  write_episode(small(), scratch.path);
  EXPECT_EQ(content(scratch.path / "index.html"), "page");
  EXPECT_EQ(content(scratch.path / "notes.txt"), "mine");
  EXPECT_THAT(names(scratch.path), UnorderedElementsAre("index.html", "times.json", "notes.txt"));
}

TEST(WriteEpisode, RefusesAPathUnderAFile) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "file") << "mine";
  EXPECT_EQ(code_of(small(), scratch.path / "file"), ErrorCode::conflict);
  EXPECT_EQ(code_of(small(), scratch.path / "file/out"), ErrorCode::conflict);
  EXPECT_EQ(code_of(small(), scratch.path / "file/deep/out"), ErrorCode::conflict);
  EXPECT_EQ(content(scratch.path / "file"), "mine");
  EXPECT_THAT(names(scratch.path), UnorderedElementsAre("file"));
}

TEST(WriteEpisode, RefusesAFolderInAFilesPlaceBeforeItChangesAnything) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "index.html") << "old";
  fs::create_directory(scratch.path / "times.json");
  EXPECT_EQ(code_of(small(), scratch.path), ErrorCode::conflict);
  EXPECT_EQ(content(scratch.path / "index.html"), "old");
  EXPECT_THAT(names(scratch.path), UnorderedElementsAre("index.html", "times.json"));
}

/// While it lives no file may grow over a number of bytes: to a writer, a full disk.
struct FullDisk {
  explicit FullDisk(rlim_t bytes) {
    handler = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{bytes, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, handler);
  }
  rlimit before{};
  void (*handler)(int);
};

TEST(WriteEpisode, LeavesNothingOnAFullDisk) {
  const testing::Scratch scratch;
  Episode episode = small();
  episode.files.push_back({"summary.mp3", std::string(100'000, 'x')});
  const FullDisk disk(50'000);
  EXPECT_EQ(code_of(episode, scratch.path / "a/out"), ErrorCode::unavailable);
  EXPECT_TRUE(names(scratch.path).empty());
}

TEST(WriteEpisode, KeepsTheOldEpisodeOnAFullDisk) {
  const testing::Scratch scratch;
  write_episode(small(), scratch.path / "out");
  Episode episode{{{"index.html", "new page"}, {"times.json", std::string(100'000, 'x')}}};
  const FullDisk disk(50'000);
  EXPECT_EQ(code_of(episode, scratch.path / "out"), ErrorCode::unavailable);
  EXPECT_EQ(content(scratch.path / "out/index.html"), "page");
  EXPECT_THAT(names(scratch.path / "out"), UnorderedElementsAre("index.html", "times.json"));
}

}  // namespace
}  // namespace mujaz
