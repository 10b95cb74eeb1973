// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdio>

#include "mujaz/intake.h"

namespace mujaz {
namespace {

/// As it stands between the quotes of JSON (RFC 8259). Piece by piece, so that a large text is not
/// held twice.
void append_escaped(std::string& out, std::u32string_view text) {
  constexpr std::size_t piece = 4096;
  while (!text.empty()) {
    const auto special =
        std::find_if(text.begin(), text.begin() + std::min(piece, text.size()),
                     [](char32_t c) { return c < 0x20 || c == U'"' || c == U'\\'; });
    const auto plain = static_cast<std::size_t>(special - text.begin());
    out += to_utf8(text.substr(0, plain));
    text.remove_prefix(plain);
    if (plain == piece || text.empty()) continue;
    std::array<char, 8> escape{};
    const char* form = text[0] < 0x20 ? "\\u%04x" : "\\%c";
    std::snprintf(escape.data(), escape.size(), form, static_cast<unsigned>(text[0]));
    out += text[0] == U'\n' ? "\\n" : escape.data();
    text.remove_prefix(1);
  }
}

}  // namespace

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
  std::string out;
  std::size_t signs = 0;
  for (const Paragraph& paragraph : article.paragraphs) signs += paragraph.text.size() + 32;
  out.reserve(4 * signs + 1024);  // Arabic takes two bytes a sign, and the text stands there twice
  const auto quoted = [&](std::u32string_view text) {
    out += '"';
    append_escaped(out, text);
    out += '"';
  };
  const auto text = [&](const char* key, const std::optional<std::u32string>& value) {
    out += (out.empty() ? "{\"" : ",\"") + std::string(key) + "\":";
    value ? quoted(*value) : void(out += "null");
  };
  const auto plain = [&](const char* key, const std::optional<std::string>& value) {
    text(key, value ? std::optional(from_utf8_lossy(*value)) : std::nullopt);
  };
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
  out += std::string(",\"paywalled\":") + (!article.paywalled   ? "null"
                                           : *article.paywalled ? "true"
                                                                : "false");
  out += ",\"sources\":{";
  for (const auto& [fact, from] : article.sources)
    out += (out.back() == '{' ? "\"" : ",\"") + fact + "\":\"" + from + '"';
  out += '}';
  out += ",\"paragraphs\":[";
  for (const Paragraph& paragraph : article.paragraphs) {
    if (&paragraph != &article.paragraphs.front()) out += ',';
    out += std::string("{\"kind\":\"") + name(paragraph.kind) + "\",\"text\":";
    quoted(paragraph.text);
    if (paragraph.time) {
      out += ",\"time\":";
      quoted(from_utf8_lossy(*paragraph.time));
    }
    out += '}';
  }
  // Piece by piece: a large article stands in memory once.
  out += "],\"text\":\"";
  for (const Paragraph& paragraph : article.paragraphs) {
    if (&paragraph != &article.paragraphs.front()) out += "\\n";
    append_escaped(out, paragraph.text);
  }
  out += "\"}";
  return out;
}

}  // namespace mujaz
