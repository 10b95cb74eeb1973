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
  if (std::filesystem::is_directory(path))
    throw Error(ErrorCode::conflict, "A folder stands where the file should be written.",
                path.string());
  std::string temporary = path.string() + ".XXXXXX";
  const Descriptor file(::mkstemp(temporary.data()));
  if (file.fd < 0)
    throw Error(ErrorCode::unavailable, "The file cannot be made: " + reason(errno) + ".",
                path.string());
  try {
    write_all(file.fd, bytes, path.string());
    if (::fchmod(file.fd, 0644) != 0 || ::fsync(file.fd) != 0 ||
        ::rename(temporary.c_str(), path.c_str()) != 0)
      throw Error(ErrorCode::unavailable, "The file cannot be written: " + reason(errno) + ".",
                  path.string());
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

}  // namespace mujaz
