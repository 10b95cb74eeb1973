// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/page.h"

#include "mujaz/digest.h"
#include "publish/escape.h"
#include "publish/outlet.h"
#include "publish/page_files.h"
#include "publish/structured.h"

namespace mujaz {
namespace {

using Json = nlohmann::ordered_json;

/// The name by which a point links to a sentence of the article.
std::string anchor(const Span& sentence) {
  std::string id = "s";
  return id += std::to_string(sentence.start);
}

/// A paragraph's text as HTML, with the sentences that points come from as elements to link to.
std::string with_anchors(std::u32string_view text, std::size_t offset,
                         const std::vector<Span>& sources) {
  std::string out;
  std::size_t at = 0;
  for (const Span& source : sources) {
    if (source.start < offset + at || source.end > offset + text.size()) continue;
    const std::size_t start = source.start - offset;
    out += html(text.substr(at, start - at));
    out += "<span id=\"" + anchor(source) + "\">" + html(text.substr(start, source.size())) +
           "</span>";
    at = source.end - offset;
  }
  return out + html(text.substr(at));
}

std::string paragraph(ParagraphKind kind, const std::optional<std::string>& time,
                      const std::string& text) {
  switch (kind) {
    case ParagraphKind::heading:
      return "<h2 data-text>" + text + "</h2>\n";
    case ParagraphKind::item:
      return "<li data-text>" + text + "</li>\n";
    case ParagraphKind::quote:
      return "<blockquote><p data-text>" + text + "</p></blockquote>\n";
    case ParagraphKind::entry: {
      // RFC 3339 has the hour and minute at a fixed place; a date alone has none to show.
      std::string when;
      if (time && time->size() >= 16)
        when = "<time datetime=\"" + html(*time) + "\"><bdi>" + html(time->substr(11, 5)) +
               "</bdi></time>";
      return "<div class=\"entry\">" + when + "<p data-text>" + text + "</p></div>\n";
    }
    case ParagraphKind::text:
      break;
  }
  return "<p data-text>" + text + "</p>\n";
}

/// The article's body. `sources` are spans of Article::text(), sorted, none twice.
std::string story(const Article& article, const std::vector<Span>& sources) {
  std::string out;
  const std::vector<Span> spans = article.spans();
  bool in_list = false;
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
    const Paragraph& each = article.paragraphs[i];
    const bool item = each.kind == ParagraphKind::item;
    if (item != in_list) out += item ? "<ul>\n" : "</ul>\n";
    in_list = item;
    out += paragraph(each.kind, each.time, with_anchors(each.text, spans[i].start, sources));
  }
  return in_list ? out + "</ul>\n" : out;
}

std::string bdi(const std::string& text) {
  return "<bdi>" + text + "</bdi>";
}

}  // namespace

PageMaker::PageMaker(const Language& language) : sentences_(language) {
  const Table table = language.table("page_strings");
  const std::size_t key = table.column("key"), use = table.column("for"),
                    text = table.column("text");
  Json script = Json::object();
  for (const auto& row : table.rows()) {
    if (row[use] == U"script")
      script[to_utf8(row[key])] = to_utf8(row[text]);
    else
      strings_[to_utf8(row[key])] = html(row[text]);
  }
  script_strings_ = script.dump();
}

const std::string& PageMaker::string(const std::string& key) const {
  const auto found = strings_.find(key);
  if (found == strings_.end())
    throw Error(ErrorCode::internal, "The page's strings have no \"" + key + "\".",
                "page_strings.tsv");
  return found->second;
}

std::string PageMaker::fill(std::string_view page, const Slots& slots) const {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t open = page.find("{{", at);
    if (open == page.npos) return out.append(page.substr(at));
    const std::size_t close = page.find("}}", open);
    const std::string name(page.substr(open + 2, close - open - 2));
    out += page.substr(at, open - at);
    at = close + 2;
    if (name == "#full" && !slots.contains("full_length"))
      at = page.find("{{/full}}", at);
    else if (name.starts_with("string."))
      out += string(name.substr(7));
    else if (name != "#full" && name != "/full")
      out += slots.at(name);
  }
}

PageMaker::Source PageMaker::source(const KeyPoint& point, const Article& article) const {
  if (point.pieces.empty()) return {};
  // The first piece from the body, else the first piece.
  const Piece* piece = &point.pieces.front();
  for (const Piece& each : point.pieces)
    if (each.from == PieceSource::text) {
      piece = &each;
      break;
    }
  if (piece->from == PieceSource::title) return {"title", {}};
  if (piece->from == PieceSource::published) return {"published", {}};
  const std::vector<Span> spans = article.spans();
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (!spans[i].contains(piece->span.start)) continue;
    for (const Span& sentence : sentences_.split(article.paragraphs[i].text)) {
      const Span whole{spans[i].start + sentence.start, spans[i].start + sentence.end};
      if (whole.contains(piece->span.start)) return {anchor(whole), whole};
    }
  }
  throw Error(ErrorCode::internal, "A point's piece lies outside the article.",
              to_utf8(point.text));
}

std::string PageMaker::date(const std::string& published) const {
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) {
      if (i >= published.size() || published[i] < '0' || published[i] > '9') return 0;
      value = value * 10 + (published[i] - '0');
    }
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (!year || month < 1 || month > 12 || !day) return html(published);
  return std::to_string(day) + " " + string("month_" + std::to_string(month)) + " " +
         std::to_string(year);
}

std::string PageMaker::headline(const Article& article) const {
  std::string about;
  if (article.byline) about += "<span>" + html(*article.byline) + "</span>";
  if (article.published)
    about += "<time id=\"published\" datetime=\"" + html(*article.published) + "\">" +
             date(*article.published) + "</time>";
  if (article.url && is_web_address(*article.url))
    about += "<span><a href=\"" + html(*article.url) + "\" rel=\"noreferrer\">" +
             string("original") + "</a></span>";
  std::string out;
  if (article.title) out += "<h1 id=\"title\">" + html(*article.title) + "</h1>\n";
  if (!about.empty()) out += "<p class=\"about\">" + about + "</p>\n";
  return out.empty() ? out : "<header class=\"headline\">\n" + out + "</header>";
}

std::string PageMaker::points(const Signed& box, const std::vector<Source>& sources) const {
  std::string out;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    out += "<li><span data-text>" + html(box.points()[i].text) + "</span>";
    if (!sources[i].anchor.empty())
      out += " <a class=\"source\" href=\"#" + sources[i].anchor + "\">" + string("source") +
             " <span aria-hidden=\"true\">↓</span></a>";
    out += "</li>\n";
  }
  return out;
}

std::string PageMaker::transcript(const Signed& box, const Timeline& sound) const {
  std::string out;
  for (std::size_t i = 0; i < box.points().size(); ++i) {
    double start = 0;
    for (const WordTime& word : sound.words)
      if (word.point == static_cast<int>(i)) {
        start = word.start;
        break;
      }
    const std::string at = clock(start);
    out += "<li><button type=\"button\" data-from=\"" + Json(start).dump() +
           "\" disabled aria-label=\"" + string("hear_from") + " " + at + "\">" + bdi(at) +
           "</button><span>" + html(box.points()[i].text) + "</span></li>\n";
  }
  return out;
}

std::string PageMaker::make(const Article& article, const Signed& box, const PageSound& summary,
                            const PageSound* full, const std::string& json_ld) const {
  std::vector<Source> sources;
  std::vector<Span> anchors;
  for (const KeyPoint& point : box.points()) {
    sources.push_back(source(point, article));
    if (!sources.back().sentence.empty()) anchors.push_back(sources.back().sentence);
  }
  std::sort(anchors.begin(), anchors.end());
  anchors.erase(std::unique(anchors.begin(), anchors.end()), anchors.end());

  Json episode = {{"strings", Json::parse(script_strings_)}, {"summary", times(summary.sound)}};
  if (full) episode["full"] = times(full->sound);
  Slots slots = {
      {"style_hash", std::string(page_files::css_hash)},
      {"script_hash", std::string(page_files::js_hash)},
      {"style", std::string(page_files::css)},
      {"script", std::string(page_files::js)},
      {"page_title", article.title ? html(*article.title) : string("box")},
      {"json_ld", json_in_html(json_ld)},
      {"headline", headline(article)},
      {"box_level", article.title ? "2" : "1"},  // a page has one heading of the first level
      {"points", points(box, sources)},
      {"length", clock(summary.sound.duration())},
      {"captions", base64(summary.captions)},
      {"transcript", transcript(box, summary.sound)},
      {"story", story(article, anchors)},
      {"episode", json_in_html(episode.dump())},
  };
  if (full) {
    slots["full_length"] = clock(full->sound.duration());
    slots["full_captions"] = base64(full->captions);
  }
  return fill(page_files::html, slots);
}

}  // namespace mujaz
