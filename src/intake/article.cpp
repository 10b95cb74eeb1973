// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "mujaz/intake.h"

namespace mujaz {

const char* name(ParagraphKind kind) {
  switch (kind) {
    case ParagraphKind::text:
      return "text";
    case ParagraphKind::heading:
      return "heading";
    case ParagraphKind::item:
      return "item";
    case ParagraphKind::quote:
      return "quote";
    case ParagraphKind::entry:
      return "entry";
  }
  return "text";
}

std::u32string Article::text() const {
  std::u32string text;
  for (const Paragraph& paragraph : paragraphs) {
    if (&paragraph != &paragraphs.front()) text += U'\n';
    text += paragraph.text;
  }
  return text;
}

std::vector<Span> Article::spans() const {
  std::vector<Span> spans;
  std::size_t at = 0;
  for (const Paragraph& paragraph : paragraphs) {
    spans.push_back({at, at + paragraph.text.size()});
    at += paragraph.text.size() + 1;
  }
  return spans;
}

std::string to_json(const Article& article) {
  using nlohmann::ordered_json;
  const auto text = [](const std::optional<std::u32string>& value) {
    return value ? ordered_json(to_utf8(*value)) : ordered_json(nullptr);
  };
  const auto plain = [](const std::optional<std::string>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
  };
  ordered_json json;
  json["url"] = plain(article.url);
  json["title"] = text(article.title);
  json["byline"] = text(article.byline);
  json["published"] = plain(article.published);
  json["modified"] = plain(article.modified);
  json["language"] = plain(article.language);
  json["section"] = text(article.section);
  json["publisher"] = text(article.publisher);
  json["image"] = plain(article.image);
  json["kind"] = plain(article.kind);
  json["paragraphs"] = ordered_json::array();
  for (const Paragraph& paragraph : article.paragraphs) {
    ordered_json one;
    one["kind"] = name(paragraph.kind);
    one["text"] = to_utf8(paragraph.text);
    if (paragraph.time) one["time"] = *paragraph.time;
    json["paragraphs"].push_back(std::move(one));
  }
  json["text"] = to_utf8(article.text());
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace mujaz
