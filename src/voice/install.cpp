// SPDX-License-Identifier: GPL-3.0-or-later
// `mujaz voices add`: a voice from the list, the web or the disk into the voices' folder.
#include <sodium.h>

#include <algorithm>
#include <fstream>

#include "mujaz/text.h"
#include "mujaz/voice.h"
#include "voice/download.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

/// Where a voice is to be had.
struct Source {
  std::string from, sha256;
};

bool is_url(const std::string& text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

/// A file's name at the end of a URL or path.
std::string file_name(const std::string& from) {
  const std::string path = is_url(from) ? from.substr(0, from.find_first_of("?#")) : from;
  return fs::path(path).filename().string();
}

/// Where a Piper voice's description lies.
std::string description_of(const std::string& from) {
  const std::size_t end =
      is_url(from) ? std::min(from.find_first_of("?#"), from.size()) : from.size();
  return from.substr(0, end) + ".json" + from.substr(end);
}

Source listed(const Language& language, const std::string& name) {
  const Table table = language.table("voices");
  std::string names;
  for (const auto& row : table.rows()) {
    const std::string one = to_utf8(row[table.column("name")]);
    if (one == name)
      return {to_utf8(row[table.column("url")]), to_utf8(row[table.column("sha256")])};
    names += (names.empty() ? "" : ", ") + one;
  }
  throw Error(ErrorCode::not_found,
              "This is no file, no URL, and no voice of the list, which has: " + names + ".", name);
}

std::string sha256_of(const fs::path& path) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::ifstream file(path, std::ios::binary);
  std::array<char, 1 << 16> bytes{};
  while (file.read(bytes.data(), bytes.size()) || file.gcount() > 0)
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                              static_cast<unsigned long long>(file.gcount()));
  if (!file.eof()) throw Error(ErrorCode::unavailable, "The file cannot be read.", path.string());
  std::array<unsigned char, crypto_hash_sha256_BYTES> sum{};
  crypto_hash_sha256_final(&state, sum.data());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), sum.data(), sum.size());
  return hex.data();
}

void bring(const std::string& from, const fs::path& to, const AddOptions& options) {
  if (is_url(from)) return voice::download(from, to, options);
  std::error_code error;
  if (!fs::is_regular_file(from, error))
    throw Error(ErrorCode::not_found, "There is no such file.", from);
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (error)
    throw Error(ErrorCode::unavailable, "The file cannot be copied: " + error.message() + ".",
                from);
}

/// The files of a voice on their way in: gone again unless all went well.
struct Arriving {
  std::vector<fs::path> files;
  bool kept = false;
  ~Arriving() {
    std::error_code error;
    for (const fs::path& file : files)
      if (!kept) fs::remove(file, error);
  }
};

}  // namespace

AddedVoice add_voice(const Places& places, const Language& language, const std::string& from,
                     const AddOptions& options) {
  if (places.voices.empty()) throw Error(ErrorCode::internal, "There is no folder for voices.");
  std::error_code error;
  const bool direct = is_url(from) || fs::is_regular_file(from, error);
  Source source = direct ? Source{from, {}} : listed(language, from);
  if (!options.sha256.empty()) source.sha256 = options.sha256;
  const std::string name = file_name(source.from);
  const bool piper = name.ends_with(".onnx");
  if (!piper && !name.ends_with(".htsvoice"))
    throw Error(ErrorCode::unsupported, "A voice's file ends in .onnx or .htsvoice.", source.from);
  const fs::path folder = places.voices.back(), incoming = folder / ".incoming";
  if (fs::exists(folder / name, error))
    throw Error(ErrorCode::conflict, "This voice is there; remove its file first to replace it.",
                (folder / name).string());
  fs::create_directories(incoming, error);
  if (error)
    throw Error(ErrorCode::unavailable,
                "The folder for voices cannot be made: " + error.message() + ".",
                incoming.string());
  std::vector<std::string> names = {name};
  if (piper) names.insert(names.begin(), name + ".json");
  Arriving arriving;
  for (const std::string& one : names) {
    bring(one == name ? source.from : description_of(source.from), incoming / one, options);
    arriving.files.push_back(incoming / one);
  }
  const std::string sum = sha256_of(incoming / name);
  if (!source.sha256.empty() && sum != source.sha256)
    throw Error(ErrorCode::bad_input,
                "The file is not the one that was promised: its sha256 is " + sum + ".",
                source.from);
  Places alone = places;
  alone.voices = {incoming};
  VoiceInfo info = load_voice(alone, fs::path(name).stem().string())->info();
  for (const std::string& one : names) fs::rename(incoming / one, folder / one);
  arriving.kept = true;
  fs::remove(incoming, error);
  info.file = folder / name;
  return {info, sum};
}

}  // namespace mujaz
