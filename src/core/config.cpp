// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/config.h"

#include <toml++/toml.h>

#include <charconv>
#include <cmath>

#include "core/config_keys.h"

namespace mujaz {

using core::Key;
using core::Slot;

namespace {

constexpr std::size_t most_bytes = 1u << 20, most_text = 2000, most_items = 100, most_sites = 1000;
/// More dots than any key here has: a chain of thousands would be as many tables, each in another.
constexpr int most_dots = 64;

[[noreturn]] void fail(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::bad_input, what, where);
}

bool all_of(std::string_view text, std::string_view others) {
  return !text.empty() && text.size() <= 100 && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || others.find(c) != others.npos;
  });
}
bool is_variable(std::string_view text) {
  return all_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") && !(text[0] >= '0' && text[0] <= '9');
}
bool is_site_name(std::string_view text) {
  return all_of(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
  });
}

/// A value as it came, from the file or as text from the environment.
using Given = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// What a node of TOML holds; nothing for a table, a date or a mixed list.
std::optional<Given> given_in(const toml::node& node) {
  if (const auto* v = node.as_boolean()) return Given(v->get());
  if (const auto* v = node.as_integer()) return Given(v->get());
  if (const auto* v = node.as_floating_point()) return Given(v->get());
  if (const auto* v = node.as_string()) return Given(v->get());
  const auto* list = node.as_array();
  if (!list || list->size() > most_items) return {};
  std::vector<std::string> items;
  for (const toml::node& item : *list) {
    const auto* v = item.as_string();
    if (!v) return {};
    items.push_back(v->get());
  }
  return Given(std::move(items));
}

template <class Number>
std::optional<Number> number_in(const std::string& text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return {};
  return value;
}

/// What a variable of the environment holds, for a slot of this type.
std::optional<Given> given_in(const std::string& text, const Slot& slot) {
  if (std::holds_alternative<int*>(slot)) {
    if (const auto v = number_in<std::int64_t>(text)) return Given(*v);
    return {};
  }
  if (std::holds_alternative<double*>(slot)) {
    if (const auto v = number_in<double>(text)) return Given(*v);
    return {};
  }
  if (std::holds_alternative<bool*>(slot)) {
    if (text != "true" && text != "false") return {};
    return Given(text == "true");
  }
  if (!std::holds_alternative<std::vector<std::string>*>(slot)) return Given(text);
  std::vector<std::string> items;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    items.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return Given(std::move(items));
}

bool is_text(const std::string& text) {
  return text.size() <= most_text && !has_control(text);
}

}  // namespace

const std::string& Secret::reveal() const {
  if (named() && value_.empty())
    throw Error(ErrorCode::not_found,
                "The configuration names a variable of the environment that is not set or empty.",
                variable_);
  return value_;
}

const Sections& Config::of(std::string_view site) const {
  for (const SiteSection& one : sites)
    if (one.name == site) return one.sections;
  return *this;
}

const Sections& Config::of_host(std::string_view host) const {
  for (const SiteSection& one : sites)
    if (std::find(one.hosts.begin(), one.hosts.end(), host) != one.hosts.end()) return one.sections;
  return *this;
}

/// Puts what the file and the environment say into a Config.
class ConfigReader {
 public:
  ConfigReader(std::string file, const Environment& environment)
      : file_(std::move(file)), environment_(environment) {}

  Config read(std::string_view bytes) {
    const toml::table root = parsed(bytes);
    Config config;
    const toml::node* sites = nullptr;
    for (const auto& [name, node] : root) {
      if (name.str() == "site")
        sites = &node;
      else
        take_section(config, std::string(name.str()), node, name.source());
    }
    // A site begins with what the house has, the environment with it.
    take_environment(config);
    if (sites) take_sites(config, *sites);
    return config;
  }

 private:
  std::string at(const toml::source_region& source) const {
    return file_ + ":" + std::to_string(source.begin.line);
  }

  toml::table parsed(std::string_view bytes) const {
    int line = 1, dots = 0;
    for (const char c : bytes) {
      if (c == '\n') ++line, dots = 0;
      if (c == '.' && ++dots > most_dots)
        fail("The line has too many dots.", file_ + ":" + std::to_string(line));
    }
    try {
      return toml::parse(bytes, file_);
    } catch (const toml::parse_error& error) {
      fail("The file is not TOML: " + std::string(error.description()) + ".", at(error.source()));
    }
  }

  /// Puts a value into its place; false where it is not what the key takes.
  bool put(const Given& given, const Key& key, const Slot& slot) const {
    if (int* const* to = std::get_if<int*>(&slot)) {
      const auto* v = std::get_if<std::int64_t>(&given);
      if (!v || double(*v) < key.least || double(*v) > key.most) return false;
      **to = static_cast<int>(*v);
      return true;
    }
    if (double* const* to = std::get_if<double*>(&slot)) {
      const auto* whole = std::get_if<std::int64_t>(&given);
      const auto* broken = std::get_if<double>(&given);
      if (!whole && !broken) return false;
      const double v = whole ? double(*whole) : *broken;
      if (!std::isfinite(v) || v < key.least || v > key.most) return false;
      **to = v;
      return true;
    }
    if (bool* const* to = std::get_if<bool*>(&slot)) {
      const auto* v = std::get_if<bool>(&given);
      if (v) **to = *v;
      return v != nullptr;
    }
    if (auto* const* to = std::get_if<std::vector<std::string>*>(&slot)) {
      const auto* v = std::get_if<std::vector<std::string>>(&given);
      if (!v || v->size() > most_items || !std::all_of(v->begin(), v->end(), is_text)) return false;
      **to = *v;
      return true;
    }
    const auto* v = std::get_if<std::string>(&given);
    return v && put_text(*v, key, slot);
  }

  bool put_text(const std::string& text, const Key& key, const Slot& slot) const {
    if (Secret* const* to = std::get_if<Secret*>(&slot)) {
      if (!text.empty() && !is_variable(text)) return false;
      const auto found = environment_.find(text);
      **to = Secret(text, found == environment_.end() ? "" : found->second);
      return true;
    }
    const bool known = key.choices.empty() ||
                       std::find(key.choices.begin(), key.choices.end(), text) != key.choices.end();
    if (!known || !is_text(text)) return false;
    *std::get<std::string*>(slot) = text;
    return true;
  }

  void take_section(Sections& into, const std::string& name, const toml::node& node,
                    const toml::source_region& source, bool of_site = false) const {
    const auto& all = core::config_sections();
    const auto section =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    if (section == all.end()) {
      std::string there;
      for (const auto& one : all) there += "[" + one.name + "], ";
      fail("There is no section [" + shown(name) + "]. There are " + there + "[[site]].",
           at(source));
    }
    if (section->house_alone && of_site)
      fail("[" + name + "] is the house's; a site has none of its own.", at(source));
    if (!node.is_table()) fail("[" + name + "] must be a section.", at(source));
    for (const auto& [key_name, value] : *node.as_table()) {
      const std::string asked(key_name.str());
      const Key* key = find(*section, asked);
      if (!key) fail(unknown(*section, asked), at(key_name.source()));
      const auto given = given_in(value);
      if (!given || !put(*given, *key, key->slot(into)))
        fail(not_taken(*section, *key), at(key_name.source()));
    }
  }

  void take_environment(Sections& into) const {
    for (const auto& section : core::config_sections()) {
      const std::string begins = core::variable_of(section.name, "");
      for (auto one = environment_.lower_bound(begins);
           one != environment_.end() && one->first.starts_with(begins); ++one) {
        const auto key = std::find_if(section.keys.begin(), section.keys.end(), [&](const Key& k) {
          return core::variable_of(section.name, k.name) == one->first;
        });
        if (key == section.keys.end())
          fail(unknown(section, one->first.substr(begins.size())), one->first);
        const Slot slot = key->slot(into);
        const auto given = given_in(one->second, slot);
        if (!given || !put(*given, *key, slot)) fail(not_taken(section, *key), one->first);
      }
    }
  }

  void take_sites(Config& config, const toml::node& node) const {
    const auto* list = node.as_array();
    if (!list || !list->is_homogeneous(toml::node_type::table) || list->size() > most_sites)
      fail("Sites are written [[site]], each with a name, at most 1000.", at(node.source()));
    for (const toml::node& one : *list) {
      SiteSection site{{}, {}, config};
      const Key hosts{"hosts", {}, {}, 0, 0, {}};
      for (const auto& [name, value] : *one.as_table()) {
        const auto given = given_in(value);
        if (name.str() == "name") {
          site.name = value.value_or(std::string());
        } else if (name.str() == "hosts") {
          if (!given || !put(*given, hosts, &site.hosts))
            fail("A site's hosts must be a list of texts, at most 100.", at(name.source()));
        } else {
          take_section(site.sections, std::string(name.str()), value, name.source(), true);
        }
      }
      if (!is_site_name(site.name))
        fail("A site must have a name of the letters a to z, digits, - and _.", at(one.source()));
      for (const SiteSection& other : config.sites)
        if (other.name == site.name)
          fail("There are two sites of the name " + site.name + ".", at(one.source()));
      config.sites.push_back(std::move(site));
    }
  }

  static const Key* find(const core::Section& section, const std::string& name) {
    for (const Key& key : section.keys)
      if (key.name == name) return &key;
    return nullptr;
  }

  /// A name for an error: a secret may have been written where a name belongs.
  static std::string shown(const std::string& name) {
    return name.size() > 40 || has_control(name) ? "…" : name;
  }

  static std::string not_taken(const core::Section& section, const Key& key) {
    return section.name + "." + key.name + " must be " + core::allowed(key) + ".";
  }

  static std::string unknown(const core::Section& section, const std::string& asked) {
    std::string there;
    for (const Key& key : section.keys) there += (there.empty() ? "" : ", ") + key.name;
    return "There is no key " + shown(asked) + " in [" + section.name + "]. There are " + there +
           ".";
  }

  std::string file_;
  const Environment& environment_;
};

Config parse_config(std::string_view bytes, const std::string& name,
                    const Environment& environment) {
  if (bytes.size() > most_bytes)
    throw Error(ErrorCode::too_large, "The configuration is over the limit of 1 MB.", name);
  return ConfigReader(name, environment).read(bytes);
}

Config load_config(const std::filesystem::path& file, const Environment& environment) {
  return parse_config(file.empty() ? std::string() : read_file(file, most_bytes), file.string(),
                      environment);
}

}  // namespace mujaz
