// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/sound_cache.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fstream>

#include "mujaz/core.h"

namespace mujaz::voice {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view kKind = "mujaz sound 1\n";
constexpr const char* kEnding = ".sound";
constexpr std::size_t kMostEntry = 64u << 20;
constexpr auto kForgotten = std::chrono::hours(1);  // a temporary file of a process that died

using Sum = std::array<unsigned char, 32>;

Sum sum_of(std::string_view bytes) {
  Sum sum{};
  crypto_generichash(sum.data(), sum.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  return sum;
}

std::string hex(const Sum& sum) {
  std::array<char, 2 * std::tuple_size_v<Sum> + 1> text{};
  sodium_bin2hex(text.data(), text.size(), sum.data(), sum.size());
  return text.data();
}

template <typename T>
void put(std::string& bytes, const T* values, std::size_t count) {
  bytes.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

/// Takes values off the front; false where there are not so many.
template <typename T>
bool take(std::string_view& bytes, T* values, std::size_t count) {
  if (count > bytes.size() / sizeof(T)) return false;
  bytes.copy(reinterpret_cast<char*>(values), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
  return true;
}

/// Kind, counts, places, samples, and a sum over these; as the machine writes numbers, since the
/// folder is this machine's.
std::string packed(const Uttered& uttered) {
  std::string bytes(kKind);
  const std::array<std::uint64_t, 2> counts{uttered.places.size(), uttered.samples.size()};
  put(bytes, counts.data(), counts.size());
  put(bytes, uttered.places.data(), uttered.places.size());
  put(bytes, uttered.samples.data(), uttered.samples.size());
  const Sum sum = sum_of(bytes);
  put(bytes, sum.data(), sum.size());
  return bytes;
}

std::optional<Uttered> unpacked(std::string_view bytes) {
  Sum sum{};
  if (bytes.size() < kKind.size() + sum.size() || !bytes.starts_with(kKind)) return {};
  std::memcpy(sum.data(), bytes.data() + bytes.size() - sum.size(), sum.size());
  bytes.remove_suffix(sum.size());
  if (sum_of(bytes) != sum) return {};
  bytes.remove_prefix(kKind.size());
  std::array<std::uint64_t, 2> counts{};
  if (!take(bytes, counts.data(), counts.size()) ||
      counts[0] > bytes.size() / sizeof(std::size_t) || counts[1] > bytes.size() / sizeof(float))
    return {};
  Uttered uttered;
  uttered.places.resize(counts[0]);
  uttered.samples.resize(counts[1]);
  if (!take(bytes, uttered.places.data(), uttered.places.size()) ||
      !take(bytes, uttered.samples.data(), uttered.samples.size()) || !bytes.empty())
    return {};
  return uttered;
}

}  // namespace

SoundCache::SoundCache(fs::path folder, std::uint64_t most_bytes)
    : folder_(std::move(folder)), most_bytes_(most_bytes) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error)
    throw Error(ErrorCode::unavailable, "The cache cannot be made: " + error.message() + ".",
                folder_.string());
  write_file(folder_ / "README",
             "Sound that mujaz has made, to be used again. It may be removed at any time.\n");
}

fs::path SoundCache::place_of(const std::string& asked) const {
  const std::string name = hex(sum_of(asked));
  return folder_ / name.substr(0, 2) / (name.substr(2) + kEnding);
}

std::optional<Uttered> SoundCache::find(const std::string& asked) const {
  const fs::path place = place_of(asked);
  std::error_code error;
  try {
    std::optional<Uttered> found = unpacked(read_file(place, kMostEntry));
    if (found)
      fs::last_write_time(place, fs::file_time_type::clock::now(), error);
    else
      fs::remove(place, error);
    return found;
  } catch (const Error&) {
    return std::nullopt;  // it is not there
  }
}

void SoundCache::keep(const std::string& asked, const Uttered& uttered) const {
  const std::string bytes = packed(uttered);
  if (bytes.size() > kMostEntry) return;
  const fs::path place = place_of(asked);
  try {
    std::error_code error;
    fs::create_directories(place.parent_path(), error);
    FileWriter file(place);
    file.add(bytes);
    file.finish(false);
  } catch (const Error&) {
    return;
  }
  const std::lock_guard lock(mutex_);
  if (bytes_) *bytes_ += bytes.size();
  if (!bytes_ || *bytes_ > most_bytes_) sweep();
}

/// Looks through the folder, and where it holds too much takes away what was used longest ago until
/// a tenth of the bound is free. Others may do the same at the same time.
void SoundCache::sweep() const {
  struct Entry {
    fs::file_time_type used;
    std::uint64_t bytes;
    fs::path path;
  };
  std::vector<Entry> entries;
  std::uint64_t all = 0;
  std::error_code error;
  const auto now = fs::file_time_type::clock::now();
  for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone) || at->path().parent_path() == folder_) continue;
    Entry entry{at->last_write_time(gone), at->file_size(gone), at->path()};
    if (gone) continue;
    if (entry.path.extension() == kEnding) {
      all += entry.bytes;
      entries.push_back(std::move(entry));
    } else if (now - entry.used > kForgotten) {
      fs::remove(entry.path, gone);
    }
  }
  if (all > most_bytes_) {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.used < b.used; });
    for (const Entry& entry : entries) {
      if (all <= most_bytes_ - most_bytes_ / 10) break;
      fs::remove(entry.path, error);
      all -= entry.bytes;
    }
  }
  bytes_ = all;
}

std::string sum_of_files(const std::vector<fs::path>& files) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, std::tuple_size_v<Sum>);
  for (const fs::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    std::array<char, 1 << 16> block{};
    while (file.read(block.data(), block.size()) || file.gcount() > 0)
      crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(block.data()),
                                static_cast<unsigned long long>(file.gcount()));
    if (!file.eof())
      throw Error(ErrorCode::unavailable, "The voice's file cannot be read.", path.string());
  }
  Sum sum{};
  crypto_generichash_final(&state, sum.data(), sum.size());
  return hex(sum);
}

}  // namespace mujaz::voice
