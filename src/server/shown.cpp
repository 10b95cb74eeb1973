// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/shown.h"

#include "mujaz/text.h"

namespace mujaz::server {
namespace {

Json moment(const std::optional<Time>& time) {
  return time ? Json(rfc3339(*time)) : Json();
}

Json or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json shown(const Piece& piece) {
  return {{"text", to_utf8(piece.text)},
          {"from", name(piece.from)},
          {"start", piece.span.start},
          {"end", piece.span.end}};
}

Json shown(const StoryPoint& point) {
  Json out = {{"id", point.id}};
  out.update(server::shown(point.checked));
  out["publishable"] = publishable(point);
  out["look"] = point.look.decision == Decision::none
                    ? Json()
                    : Json{{"decision", name(point.look.decision)},
                           {"by", point.look.by},
                           {"reason", or_null(point.look.reason)},
                           {"at", rfc3339(point.look.at)}};
  return out;
}

Json audio_of(const Sound& sound) {
  return Json::array({{{"url", "/audio/" + sound.mp3 + ".mp3"},
                       {"type", "audio/mpeg"},
                       {"bytes", sound.mp3_bytes},
                       {"duration", sound.duration}},
                      {{"url", "/audio/" + sound.opus + ".opus"},
                       {"type", "audio/ogg; codecs=opus"},
                       {"bytes", sound.opus_bytes},
                       {"duration", sound.duration}}});
}

Json shown(const Sound& sound) {
  return {{"audio", audio_of(sound)},
          {"captions", "/captions/" + sound.captions + ".vtt"},
          {"duration", sound.duration},
          {"voice", sound.voice}};
}

Json corrections_of(const Story& story) {
  Json all = Json::array();
  for (const Correction& one : story.corrections)
    all.push_back(
        {{"text", one.text.empty() ? Json() : Json(to_utf8(one.text))}, {"at", rfc3339(one.at)}});
  return all;
}

}  // namespace

Json shown(const CheckedPoint& checked) {
  Json pieces = Json::array(), problems = Json::array();
  for (const Piece& piece : checked.point.pieces) pieces.push_back(shown(piece));
  for (const Problem& problem : checked.problems) {
    Json one = {{"kind", name(problem.kind)},    {"why", to_utf8(problem.why)},
                {"text", to_utf8(problem.text)}, {"start", problem.span.start},
                {"end", problem.span.end},       {"source", nullptr}};
    if (problem.source)
      one["source"] = {{"text", to_utf8(problem.source->text)},
                       {"start", problem.source->span.start},
                       {"end", problem.source->span.end}};
    problems.push_back(std::move(one));
  }
  return {{"text", to_utf8(checked.point.text)},
          {"how", name(checked.point.how)},
          {"pieces", std::move(pieces)},
          {"verdict", name(checked.verdict)},
          {"problems", std::move(problems)}};
}

Json shown_in_list(const Story& story) {
  return {{"site", story.site},
          {"id", story.id},
          {"state", name(story.state)},
          {"revision", story.revision},
          {"title", or_null(story.title)},
          {"section", or_null(story.section)},
          {"received", rfc3339(story.received)},
          {"changed", rfc3339(story.changed)},
          {"public", visible(story) != nullptr}};
}

Json shown(const Story& story) {
  Json out = shown_in_list(story);
  out["url"] = or_null(story.url);
  out["byline"] = or_null(story.byline);
  out["modified"] = moment(story.modified);
  out["publish_at"] = moment(story.publish_at);
  out["reasons"] = story.reasons;
  out["points"] = Json::array();
  for (const StoryPoint& point : story.points) out["points"].push_back(shown(point));
  out["sound"] = story.sound ? shown(*story.sound) : Json();
  out["live"] = nullptr;
  if (story.live)
    out["live"] = {{"revision", story.live->revision},
                   {"label", name(story.live->label)},
                   {"first", rfc3339(story.live->first)},
                   {"latest", rfc3339(story.live->latest)},
                   {"hidden", story.live->hidden}};
  out["corrections"] = corrections_of(story);
  return out;
}

std::string quoted(const std::string& text) {
  std::string out("\"");
  return out.append(text).append("\"");
}

std::string etag_of(const Story& story) {
  return quoted(std::to_string(story.version));
}

Response story_response(const Story& story, int status) {
  Response response = json(shown(story), status);
  response.headers.set("ETag", etag_of(story));
  return response;
}

std::string episode_json(const Story& story, const std::string& times) {
  const Live& live = *visible(story);
  Json points = Json::array();
  for (const StoryPoint& point : live.points) {
    Json pieces = Json::array();
    for (const Piece& piece : point.checked.point.pieces) pieces.push_back(shown(piece));
    points.push_back({{"id", point.id},
                      {"text", to_utf8(point.checked.point.text)},
                      {"pieces", std::move(pieces)}});
  }
  const Json out = {{"site", story.site},
                    {"id", story.id},
                    {"revision", live.revision},
                    {"title", or_null(story.title)},
                    {"url", or_null(story.url)},
                    {"published", rfc3339(live.first)},
                    {"changed", rfc3339(live.latest)},
                    {"label", name(live.label)},
                    {"points", std::move(points)},
                    {"audio", audio_of(live.sound)},
                    {"captions", "/captions/" + live.sound.captions + ".vtt"},
                    {"times", Json::parse(times)},
                    {"corrections", corrections_of(story)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mujaz::server
