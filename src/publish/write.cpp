// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "mujaz/publish.h"

namespace mujaz {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error, const std::string& what, const fs::path& where) {
  const bool in_the_way = error == ENOTDIR || error == EEXIST || error == ENOTEMPTY;
  throw Error(in_the_way ? ErrorCode::conflict : ErrorCode::unavailable,
              what + ": " + std::generic_category().message(error) + ".", where.string());
}

/// Makes the names in a folder last through a power cut.
void sync_folder(const fs::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

/// The folders above an episode that are made for it, and taken away again unless kept.
class Parents {
 public:
  explicit Parents(const fs::path& folder) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (fs::path at = folder; !at.empty() && !fs::exists(at, error) && !error;
         at = at.parent_path())
      missing.push_back(at);
    for (; !missing.empty(); missing.pop_back()) {
      if (::mkdir(missing.back().c_str(), 0755) != 0) {
        const int reason = errno;
        remove();
        fail(reason, "The folder cannot be made", missing.back());
      }
      made_.push_back(missing.back());
    }
  }
  Parents(const Parents&) = delete;
  Parents& operator=(const Parents&) = delete;
  ~Parents() { remove(); }
  void keep() { made_.clear(); }

 private:
  void remove() {
    for (; !made_.empty(); made_.pop_back()) ::rmdir(made_.back().c_str());
  }
  std::vector<fs::path> made_;
};

/// A new empty folder with a hidden name, removed with all that is in it when it goes.
struct Scratch {
  fs::path path;
  explicit Scratch(const fs::path& parent) {
    std::string name = (parent / ".mujaz-XXXXXX").string();
    if (!::mkdtemp(name.data())) fail(errno, "The episode cannot be written", parent);
    path = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

void write_all(const Episode& episode, const fs::path& scratch, const fs::path& folder) {
  for (const EpisodeFile& file : episode.files) {
    try {
      write_file(scratch / file.name, file.bytes);
    } catch (const Error& error) {
      throw Error(error.code(), error.what(), (folder / file.name).string());
    }
  }
}

/// A folder that is there: the scratch lies in it, on the same disk, and its files are moved over
/// what has their names, the page last, so that it never names a sound that has not come yet.
void write_over(const Episode& episode, const fs::path& folder) {
  for (const EpisodeFile& file : episode.files)
    if (fs::is_directory(folder / file.name))
      throw Error(ErrorCode::conflict, "A folder stands where the file should be written.",
                  (folder / file.name).string());
  const Scratch scratch(folder);
  write_all(episode, scratch.path, folder);
  for (auto file = episode.files.rbegin(); file != episode.files.rend(); ++file)
    if (::rename((scratch.path / file->name).c_str(), (folder / file->name).c_str()) != 0)
      fail(errno, "The file cannot be written", folder / file->name);
  sync_folder(folder);
}

/// A new folder: made beside its place and given its name when it is whole.
void write_new(const Episode& episode, const fs::path& folder) {
  Parents parents(folder.parent_path());
  const Scratch scratch(folder.parent_path());
  write_all(episode, scratch.path, folder);
  sync_folder(scratch.path);
  if (::chmod(scratch.path.c_str(), 0755) != 0 ||
      ::rename(scratch.path.c_str(), folder.c_str()) != 0)
    fail(errno, "The folder cannot be made", folder);
  parents.keep();
  sync_folder(folder.parent_path());
}

}  // namespace

void write_episode(const Episode& episode, const std::filesystem::path& folder) {
  std::error_code error;
  fs::path target = fs::absolute(folder, error);
  while (!target.has_filename() && target.has_relative_path()) target = target.parent_path();
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status)) return write_over(episode, target);
  if (fs::exists(status) || fs::is_symlink(target, error))
    throw Error(ErrorCode::conflict, "A file stands where the folder should be made.",
                target.string());
  write_new(episode, target);
}

}  // namespace mujaz
