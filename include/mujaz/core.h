// SPDX-License-Identifier: GPL-3.0-or-later
// What every stage speaks of: errors, spans of text, cancellation, and where the data lies.
#pragma once

#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

namespace mujaz {

/// Why something could not be done. `name()` gives the word that JSON and the command line print.
enum class ErrorCode {
  bad_input,    ///< the input is not what the operation takes (the caller can mend it)
  unsupported,  ///< understood, but there is no rule or no backend for it
  not_found,    ///< a file, a voice, a model or an address is not there
  conflict,     ///< it would overwrite something newer or something else
  too_large,    ///< over a limit of size, depth, count or time
  unavailable,  ///< a disk, a server or a device does not answer; trying later may help
  internal,     ///< a fault of ours
};

const char* name(ErrorCode code);

/// The one exception that leaves the library. Third-party exceptions are translated where the third
/// party is called. `what()` is a whole sentence for people; `where()` names the place (a file, a
/// URL, `line 3`, a word) or is empty. Immutable, so it may be read from any thread.
class Error : public std::exception {
 public:
  Error(ErrorCode code, std::string what, std::string where = {});
  ErrorCode code() const { return code_; }
  const char* what() const noexcept override { return what_.c_str(); }
  const std::string& where() const { return where_; }

 private:
  ErrorCode code_;
  std::string what_;
  std::string where_;
};

/// A piece of a text: Unicode code points, counted from 0, `end` exclusive.
struct Span {
  std::size_t start = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - start; }
  bool empty() const { return start >= end; }
  bool contains(std::size_t at) const { return at >= start && at < end; }
  auto operator<=>(const Span&) const = default;
};

/// Asks long work to end early. One thread calls `request`, any number of threads call `check`.
class Stop {
 public:
  void request() { stopped_.store(true, std::memory_order_relaxed); }
  bool requested() const { return stopped_.load(std::memory_order_relaxed); }
  /// Throws Error{unavailable} once `request` was called.
  void check() const;

 private:
  std::atomic<bool> stopped_ = false;
};

/// Where the data lies. The application fills it in (from its own place on disk and the
/// environment); the library only reads it.
struct Places {
  std::filesystem::path lang;                 ///< the language's tables: `lang/ar`
  std::filesystem::path models;               ///< one folder a model, each with `manifest.json`
  std::vector<std::filesystem::path> voices;  ///< folders searched for voices, first found wins
  std::filesystem::path cache = {};      ///< keeps sound to use it again; empty: nothing is kept
  std::uint64_t cache_bytes = 1u << 30;  ///< what the cache may hold
};

/// Reads a whole file. Throws not_found, too_large (over `limit` bytes) or unavailable.
std::string read_file(const std::filesystem::path& path, std::size_t limit);

/// Writes a file through a temporary one beside it and a rename, so that a reader sees the old
/// content or the new, never half. Throws unavailable (disk full, no right) or conflict (a folder
/// stands there), and leaves nothing behind.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The same for a file that grows: it has its name only from `finish` on. One thread.
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path path);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  void add(std::string_view bytes);
  /// Writes over what was added before.
  void replace(std::size_t at, std::string_view bytes);
  /// `lasting`: on the disk, whatever happens to the machine afterwards.
  void finish(bool lasting = true);

 private:
  std::filesystem::path path_;
  std::string temporary_;  // empty once it has its name
  int file_ = -1;
};

}  // namespace mujaz
