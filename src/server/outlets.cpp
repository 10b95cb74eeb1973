// SPDX-License-Identifier: GPL-3.0-or-later
// What the public's programs read: the latest episodes, feeds, boxes, chapters, structured data.
#include <algorithm>

#include "mujaz/digest.h"
#include "server/input.h"
#include "server/problem.h"
#include "server/shelf.h"
#include "server/showing.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

constexpr int in_feed = 100;

/// One site's side of the public, as one request sees it.
struct View {
  Admitted admitted;
  std::vector<Story> stories;
  std::string origin;
  std::uint64_t mark = 0;
};

struct Wanted {
  int limit = in_feed;
  std::string section, author;
};

Wanted wanted_of(const Request& request) {
  Wanted wanted;
  wanted.section = request.asked("section").value_or("");
  wanted.author = request.asked("author").value_or("");
  return wanted;
}

View view_of(const Api& api, const Request& request, const Visitor& visitor, const Wanted& wanted) {
  View view;
  view.mark = api.shelf->mark();
  const std::string& site = request.parameter("site");
  api.store().read([&](Transaction& rows) {
    view.admitted = admit(rows, site, request, visitor);
    view.stories = Stories(rows).published(site, wanted.limit, wanted.section, wanted.author);
  });
  std::erase_if(view.stories, [](const Story& one) { return !visible(one); });
  std::stable_sort(view.stories.begin(), view.stories.end(), [](const Story& a, const Story& b) {
    return visible(a)->first > visible(b)->first;
  });
  view.origin = origin_of(request, view.admitted.front);
  return view;
}

/// The answer, kept for others where it does not hang on who asked and how. What it says hangs on
/// the Host where the site's front names no origin.
Response answer(const Api& api, const Request& request, const View& view, const char* type,
                std::string text, bool of_host = true) {
  const Front& front = view.admitted.front;
  auto body = std::make_shared<const std::string>(std::move(text));
  Shelf::Kept kept;
  kept.headers.set("Content-Type", type);
  kept.headers.set("Cache-Control",
                   front.personal ? "private, no-cache" : "public, max-age=15, must-revalidate");
  kept.headers.set("ETag", quoted(sha256(*body)));
  if (std::string_view(type).starts_with("text/html"))
    kept.headers.set("Content-Security-Policy",
                     "default-src 'none'; media-src 'self' " + view.origin);
  kept.body = std::move(body);
  if (!front.personal && request.query.empty() && (!of_host || !front.origin.empty()))
    api.shelf->keep(request.path, kept, view.mark);
  return given(kept);
}

/// Of one article that is public.
View view_of_one(const Api& api, const Request& request, const Visitor& visitor) {
  View view;
  view.mark = api.shelf->mark();
  const std::string& site = request.parameter("site");
  std::optional<Story> story;
  api.store().read([&](Transaction& rows) {
    view.admitted = admit(rows, site, request, visitor);
    story = Stories(rows).find(site, request.parameter("id"));
  });
  shown_of(story);
  view.stories.push_back(std::move(*story));
  view.origin = origin_of(request, view.admitted.front);
  return view;
}

Showing showing_of(const View& view) {
  return server::showing_of(view.stories.front(), view.admitted, view.origin);
}

/// In the shape that the player's queue reads; addresses are relative to this one.
Response episodes(const Api& api, const Request& request, const Visitor& visitor) {
  Wanted wanted = wanted_of(request);
  wanted.limit = static_cast<int>(asked_whole(request, "limit", 20, 1, 100));
  const View view = view_of(api, request, visitor, wanted);
  Json all = Json::array();
  for (const Story& story : view.stories) {
    const Live& live = *visible(story);
    const std::string title =
        story.title.empty() ? to_utf8(live.points.front().checked.point.text) : story.title;
    all.push_back({{"id", story.id},
                   {"title", title},
                   {"url", story.url},
                   {"episode", address("", view.admitted,
                                       "/v1/sites/" + percent_encoded(story.site) + "/articles/" +
                                           percent_encoded(story.id) + "/episode")},
                   {"duration", live.sound.duration},
                   {"revision", live.revision},
                   {"section", story.section},
                   {"byline", story.byline},
                   {"published", rfc3339(live.first)}});
  }
  const Json out = {{"episodes", std::move(all)}};
  return answer(api, request, view, "application/json",
                out.dump(-1, ' ', false, Json::error_handler_t::replace), false);
}

Response feed(const Api& api, const Request& request, const Visitor& visitor, bool atom) {
  const Wanted wanted = wanted_of(request);
  const View view = view_of(api, request, visitor, wanted);
  Channel channel = channel_of(view.admitted, view.origin);
  channel.section = wanted.section;
  channel.author = wanted.author;
  std::string path = request.path;
  for (const auto& [name, value] :
       {std::pair("section", &wanted.section), {"author", &wanted.author}})
    if (!value->empty())
      path += std::string(path.find('?') == path.npos ? "?" : "&") + name + "=" +
              percent_encoded(*value);
  channel.self = address(view.origin, view.admitted, path);
  const std::string place = view.origin + path;
  channel.guid =
      view.admitted.front.guid.empty() || !wanted.section.empty() || !wanted.author.empty()
          ? podcast_uuid(place.substr(place.find("://") + 3))
          : view.admitted.front.guid;
  std::vector<Showing> showings;
  for (const Story& story : view.stories)
    showings.push_back(server::showing_of(story, view.admitted, view.origin));
  const Outlet& outlet = *api.parts.outlet;
  return answer(api, request, view,
                atom ? "application/atom+xml; charset=utf-8" : "application/rss+xml; charset=utf-8",
                atom ? outlet.atom(channel, showings) : outlet.rss(channel, showings));
}

/// With what only the article's own record knows: when it was written, its picture.
Response json_ld(const Api& api, const Request& request, const Visitor& visitor) {
  const View view = view_of_one(api, request, visitor);
  const Story& story = view.stories.front();
  Article article;
  api.store().read([&](Transaction& rows) {
    article = Stories(rows).article(story.site, story.id, visible(story)->revision);
  });
  Showing showing = showing_of(view);
  showing.written = article.published.value_or("");
  showing.modified = article.modified ? *article.modified
                     : story.modified ? rfc3339(*story.modified)
                                      : "";
  showing.image = article.image.value_or("");
  return answer(api, request, view, "application/ld+json",
                api.parts.outlet->json_ld(channel_of(view.admitted, view.origin), showing));
}

}  // namespace

void add_outlets(const ApiPtr& api, Handlers& handlers) {
  const Quick quick = [shelf = api->shelf](const Request& request) -> std::optional<Response> {
    if (!request.query.empty()) return std::nullopt;
    return shelf->find(request.path);
  };
  const auto add = [&](const char* operation, Handler handler) {
    handlers.handlers[operation] = std::move(handler);
    handlers.quick[operation] = quick;
  };
  add("listEpisodes", [api](const Request& request, const Visitor& visitor) {
    return episodes(*api, request, visitor);
  });
  add("getRss", [api](const Request& request, const Visitor& visitor) {
    return feed(*api, request, visitor, false);
  });
  add("getAtom", [api](const Request& request, const Visitor& visitor) {
    return feed(*api, request, visitor, true);
  });
  add("getJsonLd", [api](const Request& request, const Visitor& visitor) {
    return json_ld(*api, request, visitor);
  });
  add("getBox", [api](const Request& request, const Visitor& visitor) {
    const View view = view_of_one(*api, request, visitor);
    return answer(*api, request, view, "text/html; charset=utf-8",
                  api->parts.outlet->box(showing_of(view)));
  });
  add("getChapters", [api](const Request& request, const Visitor& visitor) {
    const View view = view_of_one(*api, request, visitor);
    const std::string times = api->desk().blobs().get(visible(view.stories.front())->sound.times);
    return answer(*api, request, view, "application/json+chapters",
                  chapters_json(showing_of(view), times), false);
  });
}

}  // namespace mujaz::server
