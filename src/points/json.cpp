// SPDX-License-Identifier: GPL-3.0-or-later
// Points as JSON, in and out, and the names of what stands in it.
#include <nlohmann/json.hpp>

#include "mujaz/points.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

constexpr std::size_t most_bytes = 1u << 20, most_points = 100, longest_point = 4000;

KeyPoint checked_length(KeyPoint point, const std::string& where) {
  if (point.text.size() > longest_point)
    throw Error(ErrorCode::bad_input,
                "A point has more than " + std::to_string(longest_point) + " characters.", where);
  return point;
}

PieceSource piece_source(const std::string& from, const std::string& where) {
  for (const PieceSource known : {PieceSource::text, PieceSource::title, PieceSource::published})
    if (from == name(known)) return known;
  throw Error(ErrorCode::bad_input, "A piece is from \"" + from + "\".", where);
}

How how_of(const std::string& how, const std::string& where) {
  for (const How known : {How::kept, How::trimmed, How::joined, How::llm, How::editor})
    if (how == name(known)) return known;
  throw Error(ErrorCode::bad_input, "A point was made \"" + how + "\".", where);
}

/// A place in a text: no fraction, not negative, not beyond what any text here has.
std::size_t place_in(const Json& piece, const char* key, const std::string& where) {
  constexpr std::size_t most = 1u << 30;
  const auto found = piece.find(key);
  if (found == piece.end()) return 0;
  if (!found->is_number_unsigned() || found->get<std::size_t>() > most)
    throw Error(ErrorCode::bad_input,
                std::string("A piece's \"") + key + "\" is no place in a text.", where);
  return found->get<std::size_t>();
}

Span span_of(const Json& piece, const std::string& where) {
  const Span span{place_in(piece, "start", where), place_in(piece, "end", where)};
  if (span.start > span.end)
    throw Error(ErrorCode::bad_input, "A piece ends before it begins.", where);
  return span;
}

KeyPoint point_of(const Json& json, const std::string& where) {
  KeyPoint point;
  point.how = How::editor;
  if (json.is_string()) {
    point.text = from_utf8(json.get<std::string>());
    return checked_length(std::move(point), where);
  }
  point.text = from_utf8(json.at("text").get<std::string>());
  if (json.contains("how")) point.how = how_of(json["how"].get<std::string>(), where);
  if (json.contains("pieces")) {
    const Json& pieces = json["pieces"];
    if (!pieces.is_array())
      throw Error(ErrorCode::bad_input, "The pieces of a point are no list.", where);
    for (const Json& piece : pieces)
      point.pieces.push_back({from_utf8(piece.at("text").get<std::string>()),
                              piece_source(piece.value("from", "text"), where),
                              span_of(piece, where)});
  }
  return checked_length(std::move(point), where);
}

KeyPoints from_json(const std::string& bytes) {
  KeyPoints out;
  std::size_t n = 0;
  const auto where = [&] { return "point " + std::to_string(n); };
  try {
    const Json json = Json::parse(bytes);
    const Json& points = json.is_object() ? json.at("points") : json;
    if (!points.is_array()) throw Error(ErrorCode::bad_input, "\"points\" is no list.");
    for (const Json& point : points) {
      ++n;
      out.points.push_back(point_of(point, where()));
    }
    if (json.is_object()) {
      out.over_budget = json.value("over_budget", false);
      out.too_short = json.value("too_short", false);
    }
  } catch (const Json::parse_error& error) {
    const std::size_t byte =
        std::min<std::size_t>(error.byte > 0 ? error.byte - 1 : 0, bytes.size());
    const auto line =
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(byte), '\n');
    throw Error(ErrorCode::bad_input, "The points are not JSON.",
                "line " + std::to_string(line + 1));
  } catch (const Json::exception&) {
    throw Error(ErrorCode::bad_input,
                "A point is a text or {\"text\", \"pieces\"}, as `mujaz points` prints it.",
                where());
  }
  return out;
}

/// A point a line; a bullet before it is none of its words.
KeyPoints from_lines(const std::string& bytes) {
  KeyPoints out;
  std::size_t number = 0;
  for (std::size_t start = 0; start < bytes.size();) {
    std::size_t end = bytes.find('\n', start);
    if (end == bytes.npos) end = bytes.size();
    const std::string where = "line " + std::to_string(++number);
    std::u32string text;
    try {
      text = from_utf8(std::string_view(bytes).substr(start, end - start));
    } catch (const Error&) {
      throw Error(ErrorCode::bad_input, "The points are not UTF-8.", where);
    }
    start = end + 1;
    const auto leads = [](char32_t c) {
      return is_space(c) || c == U'-' || c == U'*' || c == 0x2022 || c == 0x2013 || c == 0xFEFF;
    };
    std::size_t first = 0;
    while (first < text.size() && leads(text[first])) ++first;
    while (text.size() > first && is_space(text.back())) text.pop_back();
    if (first == text.size()) continue;
    KeyPoint point;
    point.how = How::editor;
    point.text = text.substr(first);
    out.points.push_back(checked_length(std::move(point), where));
  }
  return out;
}

Ordered json_of(const Span& span) {
  return {{"start", span.start}, {"end", span.end}};
}

Ordered json_of(const Problem& problem) {
  Ordered json = {
      {"kind", name(problem.kind)}, {"why", to_utf8(problem.why)}, {"text", to_utf8(problem.text)}};
  json.update(json_of(problem.span));
  json["source"] = nullptr;
  if (problem.source) {
    json["source"] = {{"text", to_utf8(problem.source->text)}};
    json["source"].update(json_of(problem.source->span));
  }
  return json;
}

Ordered json_of(const CheckedPoint& checked, bool explain) {
  const KeyPoint& point = checked.point;
  Ordered json = {
      {"text", to_utf8(point.text)}, {"words", count_words(point.text)}, {"how", name(point.how)}};
  json["pieces"] = Ordered::array();
  for (const Piece& piece : point.pieces) {
    Ordered one = {{"text", to_utf8(piece.text)}, {"from", name(piece.from)}};
    one.update(json_of(piece.span));
    json["pieces"].push_back(std::move(one));
  }
  json["verdict"] = name(checked.verdict);
  json["problems"] = Ordered::array();
  for (const Problem& problem : checked.problems) json["problems"].push_back(json_of(problem));
  if (explain) {
    json["reasons"] = Ordered::array();
    for (const std::u32string& reason : point.reasons) json["reasons"].push_back(to_utf8(reason));
  }
  return json;
}

}  // namespace

const char* name(PieceSource from) {
  switch (from) {
    case PieceSource::text:
      return "text";
    case PieceSource::title:
      return "title";
    case PieceSource::published:
      return "published";
  }
  return "";
}

const char* name(How how) {
  switch (how) {
    case How::kept:
      return "kept";
    case How::trimmed:
      return "trimmed";
    case How::joined:
      return "joined";
    case How::llm:
      return "llm";
    case How::editor:
      return "editor";
  }
  return "";
}

const char* name(Verdict verdict) {
  switch (verdict) {
    case Verdict::supported:
      return "supported";
    case Verdict::unsure:
      return "unsure";
    case Verdict::unsupported:
      return "unsupported";
  }
  return "";
}

const char* name(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::number:
      return "number";
    case ProblemKind::unit:
      return "unit";
    case ProblemKind::date:
      return "date";
    case ProblemKind::name:
      return "name";
    case ProblemKind::negation:
      return "negation";
    case ProblemKind::speaker:
      return "speaker";
    case ProblemKind::strength:
      return "strength";
    case ProblemKind::quote:
      return "quote";
    case ProblemKind::order:
      return "order";
    case ProblemKind::merge:
      return "merge";
    case ProblemKind::word:
      return "word";
    case ProblemKind::language:
      return "language";
  }
  return "";
}

KeyPoints parse_points(const std::string& bytes) {
  if (bytes.size() > most_bytes)
    throw Error(ErrorCode::too_large, "The points are over one megabyte.");
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != bytes.npos && (bytes[first] == '{' || bytes[first] == '[');
  KeyPoints points = json ? from_json(bytes.substr(first)) : from_lines(bytes);
  if (points.points.empty()) throw Error(ErrorCode::bad_input, "There is no point to check.");
  if (points.points.size() > most_points)
    throw Error(ErrorCode::bad_input,
                "There are more than " + std::to_string(most_points) + " points.");
  return points;
}

std::string to_json(const Checked& checked, const Article& article, bool explain) {
  Ordered json;
  Ordered& about = json["article"];
  about["title"] = article.title ? Ordered(to_utf8(*article.title)) : Ordered();
  about["url"] = article.url ? Ordered(*article.url) : Ordered();
  about["published"] = article.published ? Ordered(*article.published) : Ordered();
  json["points"] = Ordered::array();
  for (const CheckedPoint& point : checked.points)
    json["points"].push_back(json_of(point, explain));
  if (checked.over_budget) json["over_budget"] = true;
  if (checked.too_short) json["too_short"] = true;
  if (!checked.note.empty()) json["note"] = checked.note;
  return json.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

Signed sign(const Checked& checked, const std::vector<std::size_t>& by_editor) {
  Signed box;
  for (std::size_t i = 0; i < checked.points.size(); ++i)
    if (checked.points[i].verdict == Verdict::supported ||
        std::find(by_editor.begin(), by_editor.end(), i) != by_editor.end())
      box.points_.push_back(checked.points[i].point);
  if (box.points_.empty())
    throw Error(ErrorCode::bad_input, "The check supported none of the points.");
  return box;
}

}  // namespace mujaz
