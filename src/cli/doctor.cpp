// SPDX-License-Identifier: GPL-3.0-or-later
// What the program stands on: each library, model and voice, its version, where it was found, and
// for what is missing the command that brings it.
#include <curl/curl.h>
#include <dlfcn.h>
#include <ebur128.h>
#include <espeak-ng/speak_lib.h>
#include <libxml/parser.h>
#include <opus.h>
#include <sndfile.h>
#include <sodium.h>
#include <soxr.h>
#include <taglib.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <openvino/core/version.hpp>

#include "cli/verbs.h"
#include "mujaz/voice.h"

namespace mujaz::cli {
namespace {

/// The shared object that a function lies in.
template <class Function>
std::string file_of(Function* function) {
  Dl_info about;
  if (::dladdr(reinterpret_cast<void*>(function), &about) == 0 || !about.dli_fname) return "?";
  std::error_code none;
  const auto path = std::filesystem::canonical(about.dli_fname, none);
  return none ? about.dli_fname : path.string();
}

void row(const std::string& kind, const std::string& name, const std::string& version,
         const std::string& place) {
  print(kind + "\t" + name + "\t" + version + "\t" + place);
}

void libraries() {
  UVersionInfo icu;
  u_getVersion(icu);
  char icu_text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(icu, icu_text);
  int major = 0, minor = 0, patch = 0;
  ebur128_get_version(&major, &minor, &patch);
  const std::string ebur =
      std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
  const std::string tag =
      std::to_string(TAGLIB_MAJOR_VERSION) + "." + std::to_string(TAGLIB_MINOR_VERSION);
  row("library", "openvino", ov::get_openvino_version().buildNumber,
      file_of(&ov::get_openvino_version));
  row("library", "libxml2", xmlParserVersion, file_of(&xmlInitParser));
  row("library", "icu", icu_text, file_of(&u_charType));
  row("library", "libcurl", curl_version_info(CURLVERSION_NOW)->version,
      file_of(&curl_version_info));
  row("library", "espeak-ng", espeak_Info(nullptr), file_of(&espeak_Info));
  row("library", "libsndfile", sf_version_string(), file_of(&sf_version_string));
  row("library", "opus", opus_get_version_string(), file_of(&opus_get_version_string));
  row("library", "soxr", soxr_version(), file_of(&soxr_version));
  row("library", "ebur128", ebur, file_of(&ebur128_get_version));
  row("library", "taglib", tag, "");
}

std::string sha256(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  char block[1 << 16];
  while (in.read(block, sizeof block), in.gcount() > 0)
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(block),
                              static_cast<unsigned long long>(in.gcount()));
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final(&state, digest);
  char hex[2 * sizeof digest + 1];
  sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
  return hex;
}

/// One model by its manifest; false where a file is missing or not what the manifest says.
bool model(const std::filesystem::path& folder) {
  const auto manifest =
      nlohmann::json::parse(read_file(folder / "manifest.json", 1u << 20), nullptr, false);
  if (!manifest.is_object() || !manifest.contains("files")) {
    row("model", folder.filename().string(), "broken", "manifest.json names no files");
    return false;
  }
  bool good = true;
  for (const auto& file : manifest["files"]) {
    const auto path = folder / file.value("name", "");
    const std::string label = folder.filename().string() + "/" + file.value("name", "");
    if (!std::filesystem::exists(path)) {
      row("model", label, "missing", "./run setup");
      good = false;
    } else if (sha256(path) != file.value("sha256", "")) {
      row("model", label, "changed",
          "its sha256 is not the manifest's: rm " + path.string() + " && ./run setup");
      good = false;
    } else {
      row("model", label, manifest.value("version", ""), path.string());
    }
  }
  return good;
}

bool models(const Places& data) {
  bool good = true;
  std::set<std::filesystem::path> folders;
  if (std::filesystem::is_directory(data.models))
    for (const auto& entry : std::filesystem::directory_iterator(data.models))
      if (std::filesystem::exists(entry.path() / "manifest.json")) folders.insert(entry.path());
  for (const auto& folder : folders) good = model(folder) && good;
  if (folders.empty()) {
    row("model", "-", "missing", "./run setup");
    good = false;
  }
  return good;
}

bool voices(const Places& data) {
  bool usable = false;
  for (const VoiceInfo& voice : find_voices(data)) {
    row("voice", voice.name, name(voice.kind),
        voice.problem.empty() ? voice.file.string() : voice.problem);
    usable = usable || voice.problem.empty();
  }
  if (!usable) row("voice", "-", "missing", "apt-get install espeak-ng-data");
  return usable;
}

}  // namespace

void add_doctor(CLI::App& app, int& exit) {
  CLI::App* verb =
      app.add_subcommand("doctor", "Libraries, models and voices: what is there, what is missing.");
  verb->footer(
      "A line each: kind, name, version or state, place or the command that brings it.\n"
      "Exit 1 when something that `tell` needs is missing.");
  verb->callback([&exit] {
    const Places data = places();
    libraries();
    const bool good_models = models(data);
    const bool good_voices = voices(data);
    exit = good_models && good_voices ? done : failed;
  });
}

}  // namespace mujaz::cli
