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
  const auto kind = [](const json& name) -> const char* {
    if (!name.is_string()) return nullptr;
    std::string_view word = name.get_ref<const std::string&>();
    word = word.substr(word.rfind('/') + 1);
    if (word == "LiveBlogPosting") return "live";
    if (word == "OpinionNewsArticle") return "opinion";
    constexpr std::string_view news[] = {
        "NewsArticle",           "Article",           "ReportageNewsArticle", "AnalysisNewsArticle",
        "BackgroundNewsArticle", "ReviewNewsArticle", "BlogPosting",          "Report"};
    return std::find(std::begin(news), std::end(news), word) != std::end(news) ? "news" : nullptr;
  };
  if (!type->is_array()) return kind(*type);
  for (const json& one : *type)
    if (const char* found = kind(one)) return found;
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

void take(std::optional<std::string>& fact, const json& article, const char* key,
          const char* separator = nullptr) {
  if (fact) return;
  const auto value = article.find(key);
  if (value == article.end()) return;
  if (std::string text = text_in(*value, separator); !text.empty()) fact = std::move(text);
}

void take_date(std::optional<std::string>& fact, const json& article, const char* key) {
  const auto value = article.find(key);
  if (fact || value == article.end() || !value->is_string()) return;
  fact = moment_of(value->get_ref<const std::string&>());
}

}  // namespace

void add_json_ld(Facts& facts, std::string_view script) {
  if (script.size() > script_limit) return;
  const std::string text = as_json(script);
  if (text.empty() || too_deep(text)) return;
  const json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return;
  const json* article = article_in(parsed, 0);
  if (!article) return;
  if (!facts.kind) facts.kind = kind_of(*article);
  take(facts.title, *article, "headline");
  take(facts.title, *article, "name");
  take(facts.url, *article, "url");
  take(facts.byline, *article, "author", "\xD8\x8C ");
  take(facts.section, *article, "articleSection");
  take(facts.publisher, *article, "publisher");
  take(facts.language, *article, "inLanguage");
  take(facts.image, *article, "image");
  take_date(facts.published, *article, "datePublished");
  take_date(facts.modified, *article, "dateModified");
  if (const auto body = article->find("articleBody"); body != article->end() && body->is_string())
    if (facts.body.empty()) facts.body = body->get_ref<const std::string&>();
}

}  // namespace mujaz::intake
