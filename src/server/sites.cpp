// SPDX-License-Identifier: GPL-3.0-or-later
// Sites and how they sound.
#include "server/api.h"
#include "server/problem.h"
#include "server/shelf.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

const std::map<std::string, MonthNames>& month_names() {
  static const std::map<std::string, MonthNames> names = {
      {"as_written", MonthNames::as_written},
      {"egypt_gulf", MonthNames::egypt_gulf},
      {"levant", MonthNames::levant},
      {"tunisia_algeria", MonthNames::tunisia_algeria},
      {"morocco", MonthNames::morocco}};
  return names;
}

Json shown(const Site& site) {
  Json sections = Json::object();
  for (const auto& [section, policy] : site.policy.sections) sections[section] = name(policy);
  std::string months;
  for (const auto& [word, value] : month_names())
    if (value == site.months) months = word;
  return {{"name", site.name},
          {"policy", name(site.policy.policy)},
          {"sections", std::move(sections)},
          {"on_stale", name(site.policy.on_stale)},
          {"count", site.policy.points.count},
          {"words", site.policy.points.words},
          {"voice", site.voice},
          {"speed", site.speed},
          {"say_title", site.say_title},
          {"opening", site.opening},
          {"closing", site.closing},
          {"months", months},
          {"both_month_names", site.both_month_names},
          {"time_zone", site.time_zone},
          {"page", Json::parse(site.page)}};
}

/// What the body says over what there is: a member that is absent stays as it was.
Site changed(Site site, const Input& input) {
  site.policy.policy = parse_policy(input.text_or("policy", name(site.policy.policy)));
  site.policy.on_stale = parse_on_stale(input.text_or("on_stale", name(site.policy.on_stale)));
  if (input.has("sections")) {
    const Json& sections = input.get("sections");
    if (!sections.is_object() || sections.size() > 200)
      throw Problem(422, "\"sections\" must be an object of 200 members at the most.", "sections");
    site.policy.sections.clear();
    for (const auto& [section, policy] : sections.items()) {
      if (!policy.is_string() || section.size() > 200)
        throw Problem(422, "Each section's policy must be a text.", "sections");
      site.policy.sections[section] = parse_policy(policy.get<std::string>());
    }
  }
  PointsOptions& points = site.policy.points;
  points.count = static_cast<int>(input.whole_or("count", points.count, 1, 5));
  points.words = static_cast<int>(input.whole_or("words", points.words, 10, 150));
  site.voice = input.text_or("voice", site.voice, 100);
  site.speed = input.number_or("speed", site.speed, 0.5, 3);
  site.say_title = input.flag_or("say_title", site.say_title);
  site.opening = input.text_or("opening", site.opening, 500);
  site.closing = input.text_or("closing", site.closing, 500);
  if (input.has("months")) {
    const auto found = month_names().find(input.text("months"));
    if (found == month_names().end())
      throw Problem(
          422, "\"months\" must be as_written, egypt_gulf, levant, tunisia_algeria or morocco.",
          "months");
    site.months = found->second;
  }
  site.both_month_names = input.flag_or("both_month_names", site.both_month_names);
  site.time_zone = input.text_or("time_zone", site.time_zone, 60);
  if (input.has("page")) {
    if (!input.get("page").is_object()) throw Problem(422, "\"page\" must be an object.", "page");
    site.page = input.get("page").dump();
  }
  return site;
}

}  // namespace

void add_sites(const ApiPtr& api, Handlers& handlers) {
  handlers.handlers["listSites"] = [api](const Request&, const Visitor& visitor) {
    std::vector<Site> sites;
    api->store().read([&](Transaction& rows) { sites = Sites(rows).all(); });
    Json out = Json::array();
    for (const Site& site : sites)
      if (visitor.of(site.name)) out.push_back(site.name);
    return json({{"sites", std::move(out)}});
  };
  handlers.handlers["getSite"] = [api](const Request& request, const Visitor&) {
    Site site;
    api->store().read(
        [&](Transaction& rows) { site = Sites(rows).get(request.parameter("site")); });
    return json(shown(site));
  };
  handlers.handlers["putSite"] = [api](const Request& request, const Visitor& visitor) {
    const Input input(request);
    Site site;
    bool is_new = false;
    api->store().write([&](Transaction& rows) {
      const auto before = Sites(rows).find(request.parameter("site"));
      is_new = !before;
      if (is_new && visitor.site != "*")
        throw Problem(403, "A new site is made by one whose site is \"*\".");
      site = before.value_or(Site());
      site.name = request.parameter("site");
      site = changed(site, input);
      Sites(rows).put(site);
    });
    api->shelf->forget();
    return json(shown(site), is_new ? 201 : 200);
  };
}

}  // namespace mujaz::server
