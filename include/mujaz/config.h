// SPDX-License-Identifier: GPL-3.0-or-later
// The configuration: one TOML file for the whole program, read once into typed values.
//
// What is in force, from the strongest: an option of the command line, the environment
// (MUJAZ_SECTION_KEY, as MUJAZ_POINTS_COUNT=2), the file, the default. `mujaz config` prints every
// key with its meaning, its range and its value. A new section is a struct here, a member of
// `Sections`, and a table of its keys in src/core/config_keys.cpp; printing, ranges, unknown keys
// and the environment follow from the table.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/core.h"

namespace mujaz {

/// Something that may stand in no file, log, error or page. The file names the variable of the
/// environment that holds it.
class Secret {
 public:
  Secret() = default;
  Secret(std::string variable, std::string value)
      : variable_(std::move(variable)), value_(std::move(value)) {}
  /// The name of the variable, or empty where the configuration names none.
  const std::string& variable() const { return variable_; }
  bool named() const { return !variable_.empty(); }
  /// The secret itself, for the one call that needs it; empty where none is named. Throws
  /// not_found, with the variable's name, where the environment does not have it.
  const std::string& reveal() const;

 private:
  friend class ConfigReader;
  std::string variable_, value_;
};

/// [points]: how key points are chosen, and who writes them.
struct PointsSection {
  int count = 3;
  int words = 60;
  std::string writer = "own";
};

/// [llm]: the language model that writes points where points.writer is "llm".
struct LlmSection {
  std::string base_url;
  std::string model;
  Secret api_key;
  double connect_timeout = 5;
  double timeout = 60;
  int retries = 2;
  int tokens_a_day = 500'000;
  std::string ledger;
};

/// [voice]: who speaks, and what is said around the points.
struct VoiceSection {
  std::string name;
  double speed = 1;
  double pause = 0.7;
  bool title = false;
  std::string opening;
  std::string closing;
  std::string title_voice;
  std::string quotation_voice;
  std::vector<std::string> section_voices;  ///< each «section=voice»
  std::string between;
};

/// [remote]: the voice of a server, which is `remote` where voice.name is.
struct RemoteSection {
  std::string base_url;
  std::string model;
  std::string voice;
  std::string format = "wav";
  Secret api_key;
  double connect_timeout = 5;
  double timeout = 60;
  int retries = 2;
  int characters_a_day = 200'000;
};

/// [server]: where `mujaz serve` listens, and what it bears.
struct ServerSection {
  std::string listen = "127.0.0.1:8080";
  int workers = -1;
  std::string certificate;
  std::string key;
  std::vector<std::string> proxies;
  double requests_per_second = 50;
  int queue = 10'000;
  double stop = 20;
  std::vector<std::string> webhook_hosts;
};

/// [store]: where a newsroom's rows and sound lie.
struct StoreSection {
  std::string data;
  std::string database;
  std::string blobs;
};

/// Everything that the file says. A site may have all otherwise than the house, but [server] and
/// [store].
struct Sections {
  PointsSection points;
  LlmSection llm;
  VoiceSection voice;
  RemoteSection remote;
  ServerSection server;
  StoreSection store;
};

/// [[site]]: one of the house's sites. What it does not say itself is the house's.
struct SiteSection {
  std::string name;                ///< letters, digits, `-` and `_`; no two sites have one
  std::vector<std::string> hosts;  ///< whose pages are this site's
  Sections sections;
};

struct Config : Sections {
  std::vector<SiteSection> sites;
  /// A site's settings, or the house's where there is no such site.
  const Sections& of(std::string_view site) const;
  /// Those of the site whose pages this host has, or the house's.
  const Sections& of_host(std::string_view host) const;
};

/// The environment, as the application hands it over: the library never reads it.
using Environment = std::map<std::string, std::string>;

/// Reads the file, of at most 1 MB, and lays the environment over it; with an empty path there is
/// the environment alone. A variable is looked at where its name begins with MUJAZ_, a section's
/// name and `_`. Throws not_found (no such file), too_large, bad_input (not TOML, a key or section
/// that is not known, given twice, of another type or out of its range), with the file and line, or
/// the variable, and what is allowed.
Config load_config(const std::filesystem::path& file, const Environment& environment);
/// The same from the file's bytes; `name` stands for the file in errors.
Config parse_config(std::string_view bytes, const std::string& name,
                    const Environment& environment);

/// The configuration as a file that `parse_config` reads: each key with a comment on its meaning
/// and range; a key that has its default value stands in a comment. Of a secret there is the name
/// of its variable. `print_config(Config{})` is the file to begin with.
std::string print_config(const Config& config);

}  // namespace mujaz
