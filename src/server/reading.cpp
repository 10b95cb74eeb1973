// SPDX-License-Identifier: GPL-3.0-or-later
// For the desk: what else a story says, what the check says of points, how words are read. Nothing
// is stored.
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

Json shown(const Span& span) {
  return {{"start", span.start}, {"end", span.end}};
}

/// Whether a point already says something of this sentence.
bool used(const std::vector<StoryPoint>& points, const Span& sentence) {
  for (const StoryPoint& point : points)
    for (const Piece& piece : point.checked.point.pieces)
      if (piece.from == PieceSource::text && piece.span.start < sentence.end &&
          sentence.start < piece.span.end)
        return true;
  return false;
}

/// The story of the article that a point tells of; null where an editor wrote it without pieces.
Json story_of(const StoryPoint& point, const std::vector<Span>& stories) {
  for (const Piece& piece : point.checked.point.pieces)
    for (std::size_t i = 0; i < stories.size(); ++i)
      if (piece.from == PieceSource::text && piece.span.start >= stories[i].start &&
          piece.span.start < stories[i].end)
        return i;
  return nullptr;
}

Response clauses(const Api& api, const Request& request) {
  const auto limit = static_cast<std::size_t>(asked_whole(request, "limit", 20, 1, 50));
  const std::int64_t only = asked_whole(request, "story", -1, 0, 1'000'000);
  Story story;
  Article article;
  api.store().read([&](Transaction& rows) {
    story = Stories(rows).get(request.parameter("site"), request.parameter("id"));
    article = Stories(rows).article(story.site, story.id, story.revision);
  });
  const Clauses found = api.desk().crafts().clauses(article);
  std::vector<const Clause*> others;
  KeyPoints points;
  for (const Clause& one : found.all) {
    if (used(story.points, one.sentence) || (only >= 0 && one.story != only)) continue;
    others.push_back(&one);
    points.points.push_back(one.point);
    if (others.size() == limit) break;
  }
  const Checked checked = api.parts.checker->check(points, article);
  const std::u32string whole = article.text();
  Json all = Json::array(), stories = Json::array(), mine = Json::array();
  for (std::size_t i = 0; i < others.size(); ++i) {
    const Span& sentence = others[i]->sentence;
    Json one = server::shown(checked.points[i]);
    one["words"] = count_words(checked.points[i].point.text);
    one["story"] = others[i]->story;
    one["sentence"] = shown(sentence);
    one["sentence"]["text"] = to_utf8(whole.substr(sentence.start, sentence.size()));
    all.push_back(std::move(one));
  }
  for (const Span& one : found.stories) stories.push_back(shown(one));
  for (const StoryPoint& point : story.points)
    mine.push_back({{"id", point.id}, {"story", story_of(point, found.stories)}});
  Response response = json({{"revision", story.revision},
                            {"clauses", std::move(all)},
                            {"stories", std::move(stories)},
                            {"points", std::move(mine)}});
  response.headers.set("ETag", etag_of(story));
  return response;
}

Response read(const Api& api, const Request& request) {
  static const std::map<std::string, ReadAs> forms = {{"words", ReadAs::words},
                                                      {"marks", ReadAs::marks},
                                                      {"spoken", ReadAs::spoken},
                                                      {"phones", ReadAs::phones}};
  const Input input(request);
  const std::u32string text = from_utf8(input.text("text", 2000));
  Json out = Json::object();
  for (const auto& [name, form] : forms) out[name] = to_utf8(api.parts.read(text, form));
  return json(out);
}

}  // namespace

void add_reading(const ApiPtr& api, Handlers& handlers) {
  handlers.handlers["getClauses"] = [api](const Request& request, const Visitor&) {
    return clauses(*api, request);
  };
  handlers.handlers["checkPoints"] = [api](const Request& request, const Visitor&) {
    return check(*api, request);
  };
  handlers.handlers["read"] = [api](const Request& request, const Visitor&) {
    return read(*api, request);
  };
}

}  // namespace mujaz::server
