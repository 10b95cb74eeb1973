// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "intake/clean.h"
#include "intake/moment.h"

namespace mujaz::intake {
namespace {

using nlohmann::json;

constexpr std::size_t script_limit = 4u << 20;  // bytes
constexpr std::size_t depth_limit = 64;         // of brackets
constexpr int search_depth = 6;                 // how deep an article may stand in other things

/// The script without comment wrappers; line breaks, which stand unescaped in the strings of many
/// pages, become spaces.
std::string as_json(std::string_view script) {
  const std::size_t from = script.find_first_of("{[");
  const std::size_t to = script.find_last_of("}]");
  if (from == script.npos || to == script.npos || to < from) return {};
  std::string text(script.substr(from, to + 1 - from));
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

bool too_deep(std::string_view text) {
  std::size_t depth = 0;
  for (const char c : text) {
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth) --depth;
    if (depth > depth_limit) return true;
  }
  return false;
}

/// The article kind of an object's `@type`, or nothing.
const char* kind_of(const json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return nullptr;
  if (type->is_string()) return kind_named(type->get_ref<const std::string&>());
  if (!type->is_array()) return nullptr;
  for (const json& one : *type)
    if (one.is_string())
      if (const char* found = kind_named(one.get_ref<const std::string&>())) return found;
  return nullptr;
}

const json* article_in(const json& value, int depth) {
  if (depth > search_depth) return nullptr;
  if (value.is_array()) {
    for (const json& one : value)
      if (const json* found = article_in(one, depth + 1)) return found;
  } else if (value.is_object()) {
    if (kind_of(value)) return &value;
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})
      if (const auto inner = value.find(key); inner != value.end())
        if (const json* found = article_in(*inner, depth + 1)) return found;
  }
  return nullptr;
}

/// A string, or the `name`, `url` or `@id` of an object, or those of an array's members.
std::string text_in(const json& value, const char* separator, int depth = 0) {
  if (value.is_string()) return clean_entities(value.get_ref<const std::string&>());
  if (depth > 3) return {};
  if (value.is_object()) {
    for (const char* key : {"name", "url", "contentUrl", "@id"})
      if (const auto inner = value.find(key); inner != value.end())
        if (std::string text = text_in(*inner, separator, depth + 1); !text.empty()) return text;
    return {};
  }
  std::string joined;
  if (!value.is_array()) return joined;
  for (const json& one : value) {
    const std::string text = text_in(one, separator, depth + 1);
    if (text.empty()) continue;
    if (!joined.empty() && !separator) break;
    if (!joined.empty()) joined += separator;
    joined += text;
  }
  return joined;
}

/// The thing that a value names by its `@id` alone, where the graph holds it; else the value.
const json& resolved(const json& value, const json& all) {
  if (value.is_array() && !value.empty())
    return value.size() == 1 ? resolved(value[0], all) : value;
  if (!value.is_object() || value.contains("name") || !value.contains("@id")) return value;
  const auto graph = all.is_object() ? all.find("@graph") : all.end();
  const json& things = all.is_object() && graph != all.end() ? *graph : all;
  if (!things.is_array()) return value;
  for (const json& one : things)
    if (one.is_object() && one.contains("@id") && one["@id"] == value["@id"]) return one;
  return value;
}

void take(Fact& fact, const json& article, const char* key, const char* separator = nullptr) {
  if (const auto value = article.find(key); value != article.end())
    fact.offer(text_in(*value, separator), "json-ld");
}

/// A name; an address is none.
void take_name(Fact& fact, const json& article, const char* key, const json& all) {
  const auto value = article.find(key);
  if (value == article.end()) return;
  std::string name = text_in(resolved(*value, all), "\xD8\x8C ");
  if (!name.starts_with("http") && !name.starts_with("#")) fact.offer(std::move(name), "json-ld");
}

std::optional<std::string> date_in(const json& object, const char* key) {
  const auto value = object.find(key);
  if (value == object.end() || !value->is_string()) return std::nullopt;
  return moment_of(value->get_ref<const std::string&>());
}

/// `false`, `"False"` and the like.
std::optional<bool> flag_in(const json& object, const char* key) {
  const auto value = object.find(key);
  if (value == object.end()) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  if (!value->is_string() || value->get_ref<const std::string&>().empty()) return std::nullopt;
  return (value->get_ref<const std::string&>()[0] | 32) == 't';
}

std::string line_in(const json& object, const char* key) {
  const auto value = object.find(key);
  return value != object.end() && value->is_string() ? value->get<std::string>() : std::string();
}

/// The entries of a live blog.
void take_updates(Facts& facts, const json& article) {
  const auto updates = article.find("liveBlogUpdate");
  if (updates == article.end() || !updates->is_array()) return;
  for (const json& one : *updates) {
    if (!one.is_object()) continue;
    Update update{clean_entities(line_in(one, "headline")), line_in(one, "articleBody"),
                  date_in(one, "datePublished")};
    if (!update.body.empty()) facts.updates.push_back(std::move(update));
  }
}

bool is_video(const json& value, int depth = 0) {
  if (depth > 2) return false;
  if (value.is_array())
    return std::any_of(value.begin(), value.end(),
                       [&](const json& one) { return is_video(one, depth + 1); });
  if (!value.is_object()) return false;
  if (const auto graph = value.find("@graph"); graph != value.end())
    return is_video(*graph, depth + 1);
  return line_in(value, "@type") == "VideoObject";
}

}  // namespace

const char* kind_named(std::string_view type) {
  type = type.substr(type.rfind('/') + 1);
  if (type == "LiveBlogPosting") return "live";
  if (type == "OpinionNewsArticle") return "opinion";
  constexpr std::string_view news[] = {
      "NewsArticle",           "Article",           "ReportageNewsArticle", "AnalysisNewsArticle",
      "BackgroundNewsArticle", "ReviewNewsArticle", "BlogPosting",          "Report"};
  return std::find(std::begin(news), std::end(news), type) != std::end(news) ? "news" : nullptr;
}

void add_json_ld(Facts& facts, std::string_view script) {
  if (script.size() > script_limit) return;
  const std::string text = as_json(script);
  if (text.empty() || too_deep(text)) return;
  const json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return;
  const json* article = article_in(parsed, 0);
  facts.video |= is_video(parsed);
  if (!article) return;
  facts.kind.offer(kind_of(*article), "json-ld");
  take(facts.title, *article, "headline");
  take(facts.title, *article, "name");
  take(facts.url, *article, "url");
  take_name(facts.byline, *article, "author", parsed);
  take(facts.section, *article, "articleSection");
  take_name(facts.publisher, *article, "publisher", parsed);
  take(facts.language, *article, "inLanguage");
  take(facts.image, *article, "image");
  if (const auto date = date_in(*article, "datePublished")) facts.published.offer(*date, "json-ld");
  if (const auto date = date_in(*article, "dateModified")) facts.modified.offer(*date, "json-ld");
  if (!facts.paywalled)
    if (const auto free = flag_in(*article, "isAccessibleForFree")) facts.paywalled = !*free;
  take_updates(facts, *article);
  if (const auto body = article->find("articleBody"); body != article->end() && body->is_string())
    if (facts.body.empty()) facts.body = body->get_ref<const std::string&>();
}

}  // namespace mujaz::intake
