// SPDX-License-Identifier: GPL-3.0-or-later
// Stories and articles as JSON, in and out, for the store.
#include <nlohmann/json.hpp>

#include "mujaz/newsroom.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;

std::u32string text_of(const Json& json, const char* key) {
  return from_utf8_lossy(json.at(key).get<std::string>());
}

template <typename Kind>
Kind kind_of(const std::string& word, std::initializer_list<Kind> all) {
  for (const Kind kind : all)
    if (word == name(kind)) return kind;
  throw Error(ErrorCode::bad_input, "A story in the store has an unknown word.", word);
}

Json json_of(const Span& span) {
  return {span.start, span.end};
}
Span span_of(const Json& json) {
  return {json.at(0).get<std::size_t>(), json.at(1).get<std::size_t>()};
}

Json json_of(const std::optional<Time>& time) {
  return time ? Json(milliseconds(*time)) : Json(nullptr);
}
std::optional<Time> time_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return from_milliseconds(json.get<std::int64_t>());
}

Json json_of(const Piece& piece) {
  return {{"text", to_utf8(piece.text)}, {"from", name(piece.from)}, {"span", json_of(piece.span)}};
}
Piece piece_of(const Json& json) {
  return {text_of(json, "text"),
          kind_of(json.at("from").get<std::string>(),
                  {PieceSource::text, PieceSource::title, PieceSource::published}),
          span_of(json.at("span"))};
}

Json json_of(const Problem& problem) {
  Json json = {{"kind", name(problem.kind)},
               {"why", to_utf8(problem.why)},
               {"text", to_utf8(problem.text)},
               {"span", json_of(problem.span)},
               {"source", nullptr}};
  if (problem.source)
    json["source"] = {{"text", to_utf8(problem.source->text)},
                      {"span", json_of(problem.source->span)}};
  return json;
}
Problem problem_of(const Json& json) {
  using enum ProblemKind;
  Problem problem;
  problem.kind = kind_of(json.at("kind").get<std::string>(),
                         {number, unit, date, ProblemKind::name, negation, speaker, strength, quote,
                          order, merge, word, language});
  problem.why = text_of(json, "why");
  problem.text = text_of(json, "text");
  problem.span = span_of(json.at("span"));
  if (const Json& source = json.at("source"); !source.is_null())
    problem.source = {text_of(source, "text"), span_of(source.at("span"))};
  return problem;
}

Json json_of(const StoryPoint& point) {
  Json pieces = Json::array(), problems = Json::array(), reasons = Json::array();
  for (const Piece& piece : point.checked.point.pieces) pieces.push_back(json_of(piece));
  for (const Problem& problem : point.checked.problems) problems.push_back(json_of(problem));
  for (const std::u32string& reason : point.checked.point.reasons)
    reasons.push_back(to_utf8(reason));
  return {{"id", point.id},
          {"text", to_utf8(point.checked.point.text)},
          {"how", name(point.checked.point.how)},
          {"pieces", std::move(pieces)},
          {"reasons", std::move(reasons)},
          {"verdict", name(point.checked.verdict)},
          {"problems", std::move(problems)},
          {"look",
           {{"decision", name(point.look.decision)},
            {"by", point.look.by},
            {"reason", point.look.reason},
            {"at", milliseconds(point.look.at)}}}};
}
StoryPoint point_of(const Json& json) {
  StoryPoint out;
  out.id = json.at("id").get<std::string>();
  out.checked.point.text = text_of(json, "text");
  out.checked.point.how = kind_of(json.at("how").get<std::string>(),
                                  {How::kept, How::trimmed, How::joined, How::llm, How::editor});
  for (const Json& piece : json.at("pieces")) out.checked.point.pieces.push_back(piece_of(piece));
  for (const Json& reason : json.at("reasons"))
    out.checked.point.reasons.push_back(from_utf8_lossy(reason.get<std::string>()));
  out.checked.verdict = kind_of(json.at("verdict").get<std::string>(),
                                {Verdict::supported, Verdict::unsure, Verdict::unsupported});
  for (const Json& problem : json.at("problems"))
    out.checked.problems.push_back(problem_of(problem));
  const Json& look = json.at("look");
  out.look.decision =
      kind_of(look.at("decision").get<std::string>(),
              {Decision::none, Decision::approved, Decision::signed_for, Decision::overruled});
  out.look.by = look.at("by").get<std::string>();
  out.look.reason = look.at("reason").get<std::string>();
  out.look.at = from_milliseconds(look.at("at").get<std::int64_t>());
  return out;
}

Json json_of(const std::vector<StoryPoint>& points) {
  Json all = Json::array();
  for (const StoryPoint& point : points) all.push_back(json_of(point));
  return all;
}
std::vector<StoryPoint> points_of(const Json& json) {
  std::vector<StoryPoint> points;
  for (const Json& point : json) points.push_back(point_of(point));
  return points;
}

Json json_of(const Sound& sound) {
  return {{"key", sound.key},           {"mp3", sound.mp3},
          {"opus", sound.opus},         {"captions", sound.captions},
          {"times", sound.times},       {"mp3_bytes", sound.mp3_bytes},
          {"duration", sound.duration}, {"opus_bytes", sound.opus_bytes},
          {"voice", sound.voice}};
}
Sound sound_of(const Json& json) {
  Sound sound;
  json.at("key").get_to(sound.key);
  json.at("mp3").get_to(sound.mp3);
  json.at("opus").get_to(sound.opus);
  json.at("captions").get_to(sound.captions);
  json.at("times").get_to(sound.times);
  json.at("mp3_bytes").get_to(sound.mp3_bytes);
  json.at("opus_bytes").get_to(sound.opus_bytes);
  json.at("duration").get_to(sound.duration);
  json.at("voice").get_to(sound.voice);
  return sound;
}

Json json_of(const Live& live) {
  return {{"revision", live.revision},
          {"points", json_of(live.points)},
          {"sound", json_of(live.sound)},
          {"label", name(live.label)},
          {"first", milliseconds(live.first)},
          {"latest", milliseconds(live.latest)},
          {"hidden", live.hidden}};
}
Live live_of(const Json& json) {
  Live live;
  json.at("revision").get_to(live.revision);
  live.points = points_of(json.at("points"));
  live.sound = sound_of(json.at("sound"));
  live.label = kind_of(json.at("label").get<std::string>(), {Label::machine, Label::editor});
  live.first = from_milliseconds(json.at("first").get<std::int64_t>());
  live.latest = from_milliseconds(json.at("latest").get<std::int64_t>());
  json.at("hidden").get_to(live.hidden);
  return live;
}

Story story_of(const Json& json) {
  Story story;
  json.at("site").get_to(story.site);
  json.at("id").get_to(story.id);
  json.at("version").get_to(story.version);
  json.at("revision").get_to(story.revision);
  json.at("hash").get_to(story.hash);
  story.state = parse_state(json.at("state").get<std::string>());
  json.at("title").get_to(story.title);
  json.at("url").get_to(story.url);
  json.at("section").get_to(story.section);
  json.at("byline").get_to(story.byline);
  story.received = from_milliseconds(json.at("received").get<std::int64_t>());
  story.changed = from_milliseconds(json.at("changed").get<std::int64_t>());
  story.modified = time_of(json.at("modified"));
  story.publish_at = time_of(json.at("publish_at"));
  story.points = points_of(json.at("points"));
  json.at("next_point").get_to(story.next_point);
  json.at("reasons").get_to(story.reasons);
  if (!json.at("sound").is_null()) story.sound = sound_of(json.at("sound"));
  json.at("take").get_to(story.take);
  if (!json.at("live").is_null()) story.live = live_of(json.at("live"));
  for (const Json& one : json.at("corrections"))
    story.corrections.push_back(
        {text_of(one, "text"), from_milliseconds(one.at("at").get<std::int64_t>())});
  json.at("was_withdrawn").get_to(story.was_withdrawn);
  json.at("archive").get_to(story.archive);
  return story;
}

Article article_of(const Json& json) {
  const auto plain = [&](const char* key, std::optional<std::string>& value) {
    if (json.contains(key) && json[key].is_string()) value = json[key].get<std::string>();
  };
  const auto text = [&](const char* key, std::optional<std::u32string>& value) {
    if (json.contains(key) && json[key].is_string()) value = text_of(json, key);
  };
  Article article;
  plain("url", article.url);
  text("title", article.title);
  text("byline", article.byline);
  plain("published", article.published);
  plain("modified", article.modified);
  plain("language", article.language);
  text("section", article.section);
  text("publisher", article.publisher);
  plain("image", article.image);
  plain("kind", article.kind);
  if (json.contains("paywalled") && json["paywalled"].is_boolean())
    article.paywalled = json["paywalled"].get<bool>();
  if (json.contains("sources")) json["sources"].get_to(article.sources);
  for (const Json& one : json.at("paragraphs")) {
    Paragraph paragraph;
    paragraph.kind = kind_of(one.at("kind").get<std::string>(),
                             {ParagraphKind::text, ParagraphKind::heading, ParagraphKind::item,
                              ParagraphKind::quote, ParagraphKind::entry});
    paragraph.text = text_of(one, "text");
    if (one.contains("time")) paragraph.time = one["time"].get<std::string>();
    article.paragraphs.push_back(std::move(paragraph));
  }
  return article;
}

template <typename Read>
auto parsed(std::string_view bytes, const Read& read) {
  try {
    return read(Json::parse(bytes));
  } catch (const Json::exception& error) {
    throw Error(ErrorCode::bad_input, std::string("This is no JSON of ours: ") + error.what());
  }
}

}  // namespace

std::string to_json(const Story& story) {
  Json corrections = Json::array();
  for (const Correction& one : story.corrections)
    corrections.push_back({{"text", to_utf8(one.text)}, {"at", milliseconds(one.at)}});
  const Json json = {{"site", story.site},
                     {"id", story.id},
                     {"version", story.version},
                     {"revision", story.revision},
                     {"hash", story.hash},
                     {"state", name(story.state)},
                     {"title", story.title},
                     {"url", story.url},
                     {"section", story.section},
                     {"byline", story.byline},
                     {"received", milliseconds(story.received)},
                     {"changed", milliseconds(story.changed)},
                     {"modified", json_of(story.modified)},
                     {"publish_at", json_of(story.publish_at)},
                     {"points", json_of(story.points)},
                     {"next_point", story.next_point},
                     {"reasons", story.reasons},
                     {"sound", story.sound ? json_of(*story.sound) : Json(nullptr)},
                     {"take", story.take},
                     {"live", story.live ? json_of(*story.live) : Json(nullptr)},
                     {"corrections", std::move(corrections)},
                     {"was_withdrawn", story.was_withdrawn},
                     {"archive", story.archive}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Story parse_story(std::string_view json) {
  return parsed(json, [](const Json& one) { return story_of(one); });
}

Article parse_article(std::string_view json) {
  return parsed(json, [](const Json& one) { return article_of(one); });
}

}  // namespace mujaz
