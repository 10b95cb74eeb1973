// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "mujaz/core.h"
#include "server/http.h"

namespace mujaz::server {
namespace {

class FileBytes : public Bytes {
 public:
  explicit FileBytes(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat about{};
    if (fd_ < 0 && (errno == ENOENT || errno == ENOTDIR))
      throw Error(ErrorCode::not_found, "There is no such file.", path);
    if (fd_ >= 0 && ::fstat(fd_, &about) == 0 && S_ISREG(about.st_mode)) {
      size_ = static_cast<std::uint64_t>(about.st_size);
      return;
    }
    const int error = errno;
    if (fd_ >= 0) ::close(fd_);
    throw Error(ErrorCode::unavailable,
                "The file cannot be opened: " + std::generic_category().message(error) + ".", path);
  }
  ~FileBytes() override { ::close(fd_); }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::uint64_t size() const override { return size_; }
  int descriptor() const override { return fd_; }
  std::string read(std::uint64_t at, std::size_t most) const override {
    std::string out(
        static_cast<std::size_t>(std::min<std::uint64_t>(most, size_ - std::min(at, size_))), '\0');
    if (out.empty()) return out;
    ssize_t n;
    do n = ::pread(fd_, out.data(), out.size(), static_cast<off_t>(at));
    while (n < 0 && errno == EINTR);
    if (n <= 0) throw Error(ErrorCode::unavailable, "The file has become shorter.");
    out.resize(static_cast<std::size_t>(n));
    return out;
  }

 private:
  int fd_;
  std::uint64_t size_ = 0;
};

}  // namespace

std::shared_ptr<const Bytes> file_bytes(const std::string& path) {
  return std::make_shared<FileBytes>(path);
}

}  // namespace mujaz::server
