// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <charconv>

#include "mujaz/budget.h"

#include "mujaz/core.h"

namespace mujaz {
namespace {

/// The file with the count, locked for as long as this lives.
class Ledger {
 public:
  explicit Ledger(const std::filesystem::path& path)
      : path_(path), fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    if (fd_ < 0) fail("cannot be opened");
    while (::flock(fd_, LOCK_EX) != 0)
      if (errno != EINTR) {
        ::close(fd_);
        fail("cannot be locked");
      }
  }
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  ~Ledger() { ::close(fd_); }

  void read(std::int64_t& day, std::int64_t& spent) const {
    std::array<char, 64> bytes{};
    const ssize_t size = ::pread(fd_, bytes.data(), bytes.size(), 0);
    if (size < 0) fail("cannot be read");
    if (size == 0) return;
    const char* end = bytes.data() + size;
    const auto first = std::from_chars(bytes.data(), end, day);
    const bool space = first.ec == std::errc() && first.ptr < end && *first.ptr == ' ';
    const auto second = space ? std::from_chars(first.ptr + 1, end, spent) : first;
    if (!space || second.ec != std::errc() || second.ptr + 1 != end || *second.ptr != '\n' ||
        spent < 0)
      throw Error(ErrorCode::bad_input, "This is no count of what was spent.", path_.string());
  }
  void write(std::int64_t day, std::int64_t spent) const {
    const std::string line = std::to_string(day) + " " + std::to_string(spent) + "\n";
    const auto size = static_cast<ssize_t>(line.size());
    if (::pwrite(fd_, line.data(), line.size(), 0) != size || ::ftruncate(fd_, size) != 0)
      fail("cannot be written");
  }

 private:
  [[noreturn]] void fail(const char* what) const {
    throw Error(ErrorCode::unavailable, std::string("The count of what was spent ") + what + ".",
                path_.string());
  }
  std::filesystem::path path_;
  int fd_;
};

}  // namespace

DayBudget::DayBudget(std::int64_t most_a_day, std::filesystem::path file)
    : most_(most_a_day), file_(std::move(file)) {}

bool DayBudget::count(std::int64_t amount, std::int64_t today, std::int64_t& day,
                      std::int64_t& spent) const {
  if (day != today) spent = 0;
  if (amount > 0 && (spent >= most_ || amount > most_ - spent)) return false;
  day = today;
  spent = std::max<std::int64_t>(0, spent + amount);
  return true;
}

bool DayBudget::take(std::int64_t amount, Time now) {
  if (most_ == 0) return true;
  const std::int64_t today = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  const std::lock_guard lock(mutex_);
  if (file_.empty()) return count(amount, today, day_, spent_);
  const Ledger ledger(file_);
  ledger.read(day_, spent_);
  if (!count(amount, today, day_, spent_)) return false;
  ledger.write(day_, spent_);
  return true;
}

}  // namespace mujaz
