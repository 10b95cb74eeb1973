// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include "core/config_keys.h"
#include "mujaz/config.h"

namespace mujaz {
namespace {

using core::Key;
using core::Section;

/// A basic string of TOML; what its values may hold needs two escapes alone.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string printed(const int* value) {
  return std::to_string(*value);
}
std::string printed(const double* value) {
  char text[400];  // the longest double without an exponent
  const auto end = std::to_chars(text, text + sizeof text, *value, std::chars_format::fixed).ptr;
  return {text, end};
}
std::string printed(const bool* value) {
  return *value ? "true" : "false";
}
std::string printed(const std::string* value) {
  return quoted(*value);
}
std::string printed(const Secret* value) {
  return quoted(value->variable());
}
std::string printed(const std::vector<std::string>* value) {
  std::string out = "[";
  for (const std::string& one : *value) out += (out.size() > 1 ? ", " : "") + quoted(one);
  return out + "]";
}

std::string value_of(const Key& key, Sections sections) {
  return key.name + " = " +
         std::visit([](const auto* value) { return printed(value); }, key.slot(sections));
}

/// The keys of a site that the house has otherwise.
std::string differing(const Section& section, const Sections& site, const Sections& house) {
  std::string out;
  for (const Key& key : section.keys)
    if (const std::string line = value_of(key, site); line != value_of(key, house))
      out += line + "\n";
  return out.empty() ? out : "[site." + section.name + "]\n" + out;
}

}  // namespace

std::string print_config(const Config& config) {
  std::string out =
      "# The configuration of mujaz. A key that begins with # has its default value.\n"
      "# Over this file stands the environment (MUJAZ_POINTS_COUNT=2), over both an option of the\n"
      "# command line.\n";
  for (const Section& section : core::config_sections()) {
    out += "\n# " + section.comment + "\n[" + section.name + "]\n";
    for (const Key& key : section.keys) {
      const std::string line = value_of(key, config);
      const char* mark = line == value_of(key, Sections{}) ? "#" : "";
      out += "# " + key.comment + "; " + core::allowed(key) + "\n" + mark + line + "\n";
    }
  }
  out +=
      "\n# A site of the house, as often as there are sites. It may have each section again, for "
      "what it\n# has otherwise: [site.points], [site.voice].\n";
  if (config.sites.empty())
    out +=
        "#[[site]]\n#name = \"sport\"\n#hosts = [\"sport.example.com\"]\n#[site.points]\n"
        "#count = 2\n";
  for (const SiteSection& site : config.sites) {
    out += "[[site]]\nname = " + quoted(site.name) + "\nhosts = " + printed(&site.hosts) + "\n";
    for (const Section& section : core::config_sections())
      out += differing(section, site.sections, config);
  }
  return out;
}

}  // namespace mujaz
