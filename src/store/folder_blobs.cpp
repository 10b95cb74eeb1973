// SPDX-License-Identifier: GPL-3.0-or-later
// Blobs as files: written beside, synced, renamed, the folder synced.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "mujaz/blobs.h"
#include "mujaz/core.h"
#include "mujaz/digest.h"
#include "store/blob_name.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

[[noreturn]] void unavailable(const char* what, const fs::path& path) {
  throw Error(ErrorCode::unavailable, std::string(what) + ": " + std::strerror(errno) + ".",
              path.string());
}

/// An open file, closed at the end.
class File {
 public:
  File(const fs::path& path, int flags) : path_(path), handle_(::open(path.c_str(), flags)) {}
  ~File() {
    if (handle_ >= 0) ::close(handle_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  bool open() const { return handle_ >= 0; }
  void sync() {
    if (::fsync(handle_) != 0) unavailable("A blob cannot be synced", path_);
  }
  std::string read(std::uint64_t start, std::uint64_t length) {
    std::string bytes(length, '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
      const ssize_t done =
          ::pread(handle_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(start + at));
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) unavailable("A blob cannot be read", path_);
      if (done == 0) break;
      at += static_cast<std::size_t>(done);
    }
    bytes.resize(at);
    return bytes;
  }
  std::uint64_t size() const {
    const off_t end = ::lseek(handle_, 0, SEEK_END);
    return end < 0 ? 0 : static_cast<std::uint64_t>(end);
  }

 private:
  fs::path path_;
  int handle_;
};

class FolderBlobs : public Blobs {
 public:
  explicit FolderBlobs(const fs::path& folder) : folder_(folder) {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error)
      throw Error(ErrorCode::unavailable, "The folder of blobs cannot be made.", folder_.string());
  }

  std::string put(std::string_view bytes) override {
    std::string name = sha256(bytes);
    const fs::path path = place(name);
    std::error_code error;
    if (fs::file_size(path, error) == bytes.size() && !error) {
      // Young again, so that a sweep that has seen it forgotten looks anew.
      fs::last_write_time(path, fs::file_time_type::clock::now(), error);
      if (!error) return name;
    }
    fs::create_directories(path.parent_path(), error);
    write_file(path, bytes);
    sync_folder(path.parent_path());
    return name;
  }

  std::string get(const std::string& name) override {
    std::string bytes = get(name, 0, UINT64_MAX);
    if (sha256(bytes) != name)
      throw Error(ErrorCode::internal, "A blob is damaged: its bytes are not those of its name.",
                  name);
    return bytes;
  }

  std::string get(const std::string& name, std::uint64_t start, std::uint64_t length) override {
    store::check_blob_name(name);
    File in(place(name), O_RDONLY | O_CLOEXEC);
    if (!in.open()) {
      if (errno != ENOENT && errno != ENOTDIR) unavailable("A blob cannot be opened", place(name));
      throw Error(ErrorCode::not_found, "There is no such blob.", name);
    }
    const std::uint64_t size = in.size();
    if (start >= size) return {};
    return in.read(start, std::min(length, size - start));
  }

  std::optional<std::uint64_t> size(const std::string& name) override {
    store::check_blob_name(name);
    std::error_code error;
    const auto bytes = fs::file_size(place(name), error);
    if (error) return std::nullopt;
    return bytes;
  }

  void remove(const std::string& name) override {
    store::check_blob_name(name);
    std::error_code error;
    fs::remove(place(name), error);
    if (error) throw Error(ErrorCode::unavailable, "A blob cannot be removed.", name);
  }

  fs::path file(const std::string& name) const override {
    store::check_blob_name(name);
    return place(name);
  }

 private:
  fs::path place(const std::string& name) const { return folder_ / name.substr(0, 2) / name; }

  static void sync_folder(const fs::path& folder) {
    File handle(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!handle.open()) unavailable("The folder of blobs cannot be opened", folder);
    handle.sync();
  }

  fs::path folder_;
};

}  // namespace

std::shared_ptr<Blobs> folder_blobs(const fs::path& folder) {
  return std::make_shared<FolderBlobs>(folder);
}

}  // namespace mujaz
