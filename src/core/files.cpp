// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "mujaz/core.h"

namespace mujaz {
namespace {

/// A file descriptor that is closed when it goes.
struct Descriptor {
  int fd;
  explicit Descriptor(int descriptor) : fd(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

void write_all(int fd, std::string_view bytes, const std::string& where) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      throw Error(ErrorCode::unavailable, "The file cannot be written: " + reason(errno) + ".",
                  where);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd < 0)
    throw Error(errno == ENOENT || errno == ENOTDIR ? ErrorCode::not_found : ErrorCode::unavailable,
                "The file cannot be opened: " + reason(errno) + ".", path.string());
  struct stat about{};
  if (::fstat(file.fd, &about) == 0 && S_ISDIR(about.st_mode))
    throw Error(ErrorCode::bad_input, "This is a folder; a file is needed.", path.string());
  std::string bytes;
  char block[1 << 16];
  for (;;) {
    const ssize_t n = ::read(file.fd, block, sizeof block);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      throw Error(ErrorCode::unavailable, "The file cannot be read: " + reason(errno) + ".",
                  path.string());
    if (n == 0) return bytes;
    bytes.append(block, static_cast<std::size_t>(n));
    if (bytes.size() > limit)
      throw Error(ErrorCode::too_large,
                  "The file is over the limit of " + std::to_string(limit >> 20) + " MB.",
                  path.string());
  }
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  FileWriter file(path);
  file.add(bytes);
  file.finish();
}

FileWriter::FileWriter(std::filesystem::path path)
    : path_(std::move(path)), temporary_(path_.string() + ".XXXXXX") {
  if (std::filesystem::is_directory(path_))
    throw Error(ErrorCode::conflict, "A folder stands where the file should be written.",
                path_.string());
  file_ = ::mkstemp(temporary_.data());
  if (file_ < 0)
    throw Error(ErrorCode::unavailable, "The file cannot be made: " + reason(errno) + ".",
                path_.string());
}

FileWriter::~FileWriter() {
  ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void FileWriter::add(std::string_view bytes) {
  write_all(file_, bytes, path_.string());
}

void FileWriter::replace(std::size_t at, std::string_view bytes) {
  if (::lseek(file_, static_cast<off_t>(at), SEEK_SET) < 0)
    throw Error(ErrorCode::unavailable, "The file cannot be written: " + reason(errno) + ".",
                path_.string());
  add(bytes);
  ::lseek(file_, 0, SEEK_END);
}

void FileWriter::finish(bool lasting) {
  if (::fchmod(file_, 0644) != 0 || (lasting && ::fsync(file_) != 0) ||
      ::rename(temporary_.c_str(), path_.c_str()) != 0)
    throw Error(ErrorCode::unavailable, "The file cannot be written: " + reason(errno) + ".",
                path_.string());
  temporary_.clear();
}

}  // namespace mujaz
