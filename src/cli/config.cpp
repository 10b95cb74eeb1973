// SPDX-License-Identifier: GPL-3.0-or-later
// The configuration that is in force, as a file to begin with.
#include "mujaz/config.h"

#include <unistd.h>

#include <cstdlib>

#include "cli/verbs.h"

namespace mujaz::cli {

void add_config_option(CLI::App* verb, std::string& file) {
  verb->add_option("--config", file,
                   "the configuration, a TOML file; by default $MUJAZ_CONFIG, else none");
}

Config configuration(const std::string& file) {
  Environment environment;
  for (char** one = environ; *one; ++one) {
    const std::string entry = *one;
    const std::size_t equals = entry.find('=');
    if (equals != entry.npos)
      environment.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  const auto named = environment.find("MUJAZ_CONFIG");
  return load_config(file.empty() && named != environment.end() ? named->second : file,
                     environment);
}

std::shared_ptr<const Voice> server_voice(const Sections& config, const Places& places) {
  std::error_code none;
  std::filesystem::create_directories(places.voices.back(), none);
  return load_remote(config.remote, places.voices.back() / ".remote-characters");
}

void add_config(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand(
      "config", "The configuration in force, as a file: every key, its meaning, its range.");
  auto file = std::make_shared<std::string>();
  add_config_option(verb, *file);
  verb->footer("Example: mujaz config > mujaz.toml");
  verb->callback([=, &exit] {
    std::string text = print_config(configuration(*file));
    text.pop_back();  // `print` ends the last line
    print(text);
    exit = done;
  });
}

}  // namespace mujaz::cli
