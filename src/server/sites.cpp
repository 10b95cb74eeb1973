// SPDX-License-Identifier: GPL-3.0-or-later
// Sites and how they sound.
#include "mujaz/store.h"

#include "server/api.h"
#include "server/problem.h"
#include "server/shelf.h"
#include "server/showing.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

Json shown(const Site& site) {
  Json out = {{"name", site.name}};
  out.update(Json::parse(settings_json(site)));
  return out;
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
    const std::string settings = Input(request).all();
    Site site;
    bool is_new = false;
    api->store().write([&](Transaction& rows) {
      const auto before = Sites(rows).find(request.parameter("site"));
      is_new = !before;
      if (is_new && visitor.site != "*")
        throw Problem(403, "A new site is made by one whose site is \"*\".");
      site = before.value_or(Site());
      site.name = request.parameter("site");
      site = with_settings(site, settings);
      front_of(site);  // what pages could not show is refused here
      Sites(rows).put(site);
    });
    api->shelf->forget();
    return json(shown(site), is_new ? 201 : 200);
  };
}

}  // namespace mujaz::server
