// SPDX-License-Identifier: GPL-3.0-or-later
// The CMS's calls: push, look, withdraw.
#include "mujaz/digest.h"
#include "mujaz/jobs.h"
#include "mujaz/people.h"
#include "mujaz/text.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/shelf.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

using std::chrono::seconds;

Push pushed_as_json(const Request& request, const Extractor& extractor) {
  const Input input(request);
  Push push;
  push.article = extractor.extract_given(parse_given(request.body));
  push.publish_at = input.time("publish_at");
  push.archive = input.flag_or("archive", false);
  return push;
}

Push push_of(const Request& request, const Extractor& extractor) {
  const std::string_view whole = request.headers.get("Content-Type");
  const std::string_view type = whole.substr(0, whole.find(';'));
  Push push;
  if (same_name(type, "text/html") || same_name(type, "text/plain")) {
    Page page{request.body, request.asked("url").value_or(""), std::string(whole)};
    push.article = extractor.extract(page);
  } else {
    push = pushed_as_json(request, extractor);
  }
  if (push.article.modified) push.modified = parse_time(*push.article.modified);
  push.site = request.parameter("site");
  push.id = request.parameter("id");
  return push;
}

/// The draft is there, or the story was stopped: nobody makes anything of it just now.
bool settled(const Story& story) {
  return story.state != State::received && story.state != State::drafted &&
         story.state != State::stale;
}

/// 429 where so much waits already that one more would wait too long.
void refuse_over(const Api& api) {
  std::int64_t waiting = 0;
  api.store().read([&](Transaction& rows) { waiting = Jobs(rows).count()[JobState::waiting]; });
  if (static_cast<std::size_t>(waiting) >= api.options.queue)
    throw Problem(429, "Too many articles are waiting to be worked on; push again later.");
}

/// The answer, at once or when the draft is there.
Response when_drafted(const ApiPtr& api, const Story& story, int status, std::int64_t wait) {
  if (wait == 0 || settled(story)) return story_response(story, status);
  Response response;
  response.body = Later{[api, site = story.site, id = story.id, status,
                         until = now() + seconds(wait)]() -> std::optional<Response> {
    Story there;
    api->store().read([&](Transaction& rows) { there = Stories(rows).get(site, id); });
    if (!settled(there) && now() < until) return std::nullopt;
    return story_response(there, status);
  }};
  return response;
}

Response put(const ApiPtr& api, const Request& request, const Visitor& visitor) {
  const std::int64_t wait = asked_whole(request, "wait", 0, 0, 60);
  const std::string key(request.headers.get("Idempotency-Key"));
  if (key.size() > 200) throw Problem(422, "The key is longer than 200 bytes.", "Idempotency-Key");
  const std::string& site = request.parameter("site");
  std::string all = request.path;
  const std::string asked =
      sha256(all.append("\n").append(request.query).append("\n").append(request.body));
  if (!key.empty()) {
    std::optional<Answer> given;
    api->store().read([&](Transaction& rows) { given = People(rows).answer(site, key); });
    if (given && given->request != asked)
      throw Problem(409, "The key was used for another request.", "Idempotency-Key");
    if (given) return text(given->body, "application/json", given->status);
  }
  refuse_over(*api);
  const Push push = push_of(request, *api->parts.extractor);
  const Desk::Pushed pushed = api->desk().push(push, visitor.actor);
  api->shelf->forget();
  const int status = pushed.changed ? 202 : 200;
  if (!key.empty()) {
    const Answer answer{asked, status, shown(pushed.story).dump()};
    api->store().write([&](Transaction& rows) { People(rows).remember(site, key, answer, now()); });
  }
  return when_drafted(api, pushed.story, status, wait);
}

Response list(const Api& api, const Request& request) {
  StoryList which;
  which.site = request.parameter("site");
  if (const auto state = request.asked("state")) which.state = parse_state(*state);
  which.after = request.asked("after").value_or("");
  which.limit = static_cast<int>(asked_whole(request, "limit", 50, 1, 500));
  std::vector<Story> stories;
  api.store().read([&](Transaction& rows) {
    Sites(rows).get(which.site);
    stories = Stories(rows).list(which);
  });
  Json all = Json::array();
  for (const Story& story : stories) {
    all.push_back(shown_in_list(story));
    all.back()["reasons"] = story.reasons;
    all.back()["count"] = story.points.size();
    all.back()["stopped"] = story.points.size() - box_of(story).size();
  }
  const bool more = stories.size() == static_cast<std::size_t>(which.limit);
  return json({{"articles", std::move(all)}, {"next", more ? Json(stories.back().id) : Json()}});
}

/// When each word of the sound is heard; null where the blobs do not answer: the rest can be seen
/// without.
Json words_of(const Api& api, const Sound& sound) {
  try {
    return Json::parse(api.desk().blobs().get(sound.times))["words"];
  } catch (const std::exception&) {
    return nullptr;
  }
}

Response look(const Api& api, const Request& request) {
  Story story;
  Article article;
  std::vector<Revision> revisions;
  api.store().read([&](Transaction& rows) {
    story = Stories(rows).get(request.parameter("site"), request.parameter("id"));
    article = Stories(rows).article(story.site, story.id, story.revision);
    revisions = Stories(rows).revisions(story.site, story.id);
  });
  Json out = shown(story);
  out["published"] = article.published ? Json(*article.published) : Json();
  out["paragraphs"] = Json::array();
  for (const Paragraph& one : article.paragraphs)
    out["paragraphs"].push_back({{"kind", name(one.kind)}, {"text", to_utf8(one.text)}});
  if (story.sound) {
    out["sound"]["fresh"] = story.sound->key == sound_key(story);
    out["sound"]["words"] = words_of(api, *story.sound);
  }
  out["revisions"] = Json::array();
  for (const Revision& one : revisions)
    out["revisions"].push_back(
        {{"number", one.number}, {"hash", one.hash}, {"received", rfc3339(one.received)}});
  Response response = json(out);
  response.headers.set("ETag", etag_of(story));
  return response;
}

}  // namespace

void add_articles(const ApiPtr& api, Handlers& handlers) {
  handlers.handlers["putArticle"] = [api](const Request& request, const Visitor& visitor) {
    return put(api, request, visitor);
  };
  handlers.handlers["getArticle"] = [api](const Request& request, const Visitor&) {
    return look(*api, request);
  };
  handlers.handlers["listArticles"] = [api](const Request& request, const Visitor&) {
    return list(*api, request);
  };
  handlers.handlers["deleteArticle"] = [api](const Request& request, const Visitor& visitor) {
    const Which which{request.parameter("site"), request.parameter("id")};
    const Story story = api->desk().withdraw(which, "", visitor.actor);
    api->shelf->forget();
    return story_response(story);
  };
}

}  // namespace mujaz::server
