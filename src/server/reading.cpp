// SPDX-License-Identifier: GPL-3.0-or-later
// For the desk: what the check says of points, how words are read. Nothing is stored.
#include "mujaz/text.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

Response check(const Api& api, const Request& request) {
  const Json given = Input(request).get("points");
  if (!given.is_array() || given.empty() || given.size() > 20)
    throw Problem(422, "\"points\" must be a list of 1 to 20 texts.", "points");
  KeyPoints points;
  for (const Json& one : given) {
    if (!one.is_string() || one.get_ref<const std::string&>().size() > 4000)
      throw Problem(422, "Each point must be a text of 4000 bytes at the most.", "points");
    points.points.push_back({from_utf8(one.get<std::string>()), {}, How::editor, {}});
  }
  Article article;
  api.store().read([&](Transaction& rows) {
    const Story story = Stories(rows).get(request.parameter("site"), request.parameter("id"));
    article = Stories(rows).article(story.site, story.id, story.revision);
  });
  Json out = Json::array();
  for (const CheckedPoint& one : api.parts.checker->check(points, article).points)
    out.push_back(shown(one));
  return json({{"points", std::move(out)}});
}

Response read(const Api& api, const Request& request) {
  static const std::map<std::string, ReadAs> forms = {{"words", ReadAs::words},
                                                      {"marks", ReadAs::marks},
                                                      {"spoken", ReadAs::spoken},
                                                      {"phones", ReadAs::phones}};
  const Input input(request);
  const std::u32string text = from_utf8(input.text("text", 20'000));
  Json out = Json::object();
  for (const auto& [name, form] : forms) out[name] = to_utf8(api.parts.read(text, form));
  return json(out);
}

}  // namespace

void add_reading(const ApiPtr& api, Handlers& handlers) {
  handlers.handlers["checkPoints"] = [api](const Request& request, const Visitor&) {
    return check(*api, request);
  };
  handlers.handlers["read"] = [api](const Request& request, const Visitor&) {
    return read(*api, request);
  };
}

}  // namespace mujaz::server
