// SPDX-License-Identifier: GPL-3.0-or-later
// A site's settings as JSON: the one shape that the store keeps and that the server shows and
// takes.
#include <nlohmann/json.hpp>

#include "mujaz/store.h"

namespace mujaz {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::pair<MonthNames, const char*> month_names[] = {
    {MonthNames::as_written, "as_written"},
    {MonthNames::egypt_gulf, "egypt_gulf"},
    {MonthNames::levant, "levant"},
    {MonthNames::tunisia_algeria, "tunisia_algeria"},
    {MonthNames::morocco, "morocco"}};
constexpr std::size_t most_sections = 200, longest_section = 200, longest_name = 100,
                      longest_spoken = 500, longest_zone = 60;

[[noreturn]] void wrong(const char* name, const std::string& what) {
  throw Error(ErrorCode::bad_input, "\"" + std::string(name) + "\" must be " + what + ".", name);
}

/// Members of an object, each laid over what was there; one that is absent or null changes nothing.
class Members {
 public:
  explicit Members(const Json& object) : object_(object) {}
  const Json* find(const char* name) const {
    const auto found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
  }
  void lay(const char* name, std::string& over, std::size_t most) const {
    const Json* value = find(name);
    if (!value) return;
    if (!value->is_string()) wrong(name, "a text");
    const auto& given = value->get_ref<const std::string&>();
    if (given.size() > most || given.find('\0') != given.npos)
      wrong(name, "of " + std::to_string(most) + " bytes at the most, without U+0000");
    over = given;
  }
  void lay(const char* name, bool& over) const {
    const Json* value = find(name);
    if (!value) return;
    if (!value->is_boolean()) wrong(name, "true or false");
    over = value->get<bool>();
  }
  void lay(const char* name, int& over) const {
    const Json* value = find(name);
    if (!value) return;
    constexpr std::int64_t far = 1'000'000;
    if (!value->is_number_integer() || *value > far || *value < -far) wrong(name, "a whole number");
    over = value->get<int>();
  }
  void lay(const char* name, double& over) const {
    const Json* value = find(name);
    if (!value) return;
    if (!value->is_number()) wrong(name, "a number");
    over = value->get<double>();
  }
  template <class Kind>
  void lay(const char* name, Kind& over, Kind (*parse)(std::string_view)) const {
    std::string word;
    lay(name, word, longest_name);
    if (word.empty()) return;
    try {
      over = parse(word);
    } catch (const Error& error) {
      throw Error(ErrorCode::bad_input, error.what(), name);
    }
  }

 private:
  const Json& object_;
};

MonthNames parse_months(std::string_view word) {
  std::string all;
  for (const auto& [known, name] : month_names) {
    if (word == name) return known;
    all += (all.empty() ? "" : ", ") + std::string(name);
  }
  throw Error(ErrorCode::bad_input, "Months are named " + all + ".");
}

void lay_sections(const Members& members, std::map<std::string, Policy>& over) {
  const Json* sections = members.find("sections");
  if (!sections) return;
  if (!sections->is_object() || sections->size() > most_sections)
    wrong("sections", "an object of " + std::to_string(most_sections) + " members at the most");
  over.clear();
  for (const auto& [section, policy] : sections->items()) {
    if (!policy.is_string() || section.size() > longest_section)
      wrong("sections", "names with the name of a policy each");
    try {
      over[section] = parse_policy(policy.get_ref<const std::string&>());
    } catch (const Error& error) {
      throw Error(ErrorCode::bad_input, error.what(), "sections");
    }
  }
}

void lay_voices(const Members& members, std::map<std::string, std::string>& over) {
  const Json* voices = members.find("section_voices");
  if (!voices) return;
  if (!voices->is_object() || voices->size() > most_sections)
    wrong("section_voices",
          "an object of " + std::to_string(most_sections) + " members at the most");
  over.clear();
  for (const auto& [section, voice] : voices->items()) {
    if (section.size() > longest_section || !voice.is_string() ||
        voice.get_ref<const std::string&>().size() > longest_name)
      wrong("section_voices", "names with the name of a voice each");
    over[section] = voice.get<std::string>();
  }
}

void lay_phrase(const Members& members, const char* name, std::string& over) {
  members.lay(name, over, longest_spoken);
  try {
    check_phrase(from_utf8(over));
  } catch (const Error& error) {
    throw Error(ErrorCode::bad_input, error.what(), name);
  }
}

}  // namespace

std::string settings_json(const Site& site) {
  Json sections = Json::object();
  for (const auto& [section, policy] : site.policy.sections) sections[section] = name(policy);
  Json section_voices = Json::object();
  for (const auto& [section, voice] : site.section_voices) section_voices[section] = voice;
  std::string months;
  for (const auto& [known, word] : month_names)
    if (known == site.months) months = word;
  const Json json = {{"policy", name(site.policy.policy)},
                     {"sections", std::move(sections)},
                     {"on_stale", name(site.policy.on_stale)},
                     {"count", site.policy.points.count},
                     {"words", site.policy.points.words},
                     {"voice", site.voice},
                     {"title_voice", site.title_voice},
                     {"quotation_voice", site.quotation_voice},
                     {"section_voices", std::move(section_voices)},
                     {"speed", site.speed},
                     {"pause", site.pause},
                     {"between", site.between},
                     {"say_title", site.say_title},
                     {"opening", site.opening},
                     {"closing", site.closing},
                     {"months", months},
                     {"both_month_names", site.both_month_names},
                     {"time_zone", site.time_zone},
                     {"page", Json::parse(site.page)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Site with_settings(Site site, std::string_view settings) {
  const Json json = Json::parse(settings, nullptr, false);
  if (!json.is_object()) throw Error(ErrorCode::bad_input, "Settings are an object of JSON.");
  const Members members(json);
  members.lay("policy", site.policy.policy, parse_policy);
  lay_sections(members, site.policy.sections);
  members.lay("on_stale", site.policy.on_stale, parse_on_stale);
  members.lay("count", site.policy.points.count);
  members.lay("words", site.policy.points.words);
  members.lay("voice", site.voice, longest_name);
  members.lay("title_voice", site.title_voice, longest_name);
  members.lay("quotation_voice", site.quotation_voice, longest_name);
  lay_voices(members, site.section_voices);
  members.lay("speed", site.speed);
  members.lay("pause", site.pause);
  members.lay("between", site.between, longest_name);
  members.lay("say_title", site.say_title);
  lay_phrase(members, "opening", site.opening);
  lay_phrase(members, "closing", site.closing);
  members.lay("months", site.months, parse_months);
  members.lay("both_month_names", site.both_month_names);
  members.lay("time_zone", site.time_zone, longest_zone);
  if (const Json* page = members.find("page")) {
    if (!page->is_object()) wrong("page", "an object");
    site.page = page->dump();
  }
  return site;
}

}  // namespace mujaz
