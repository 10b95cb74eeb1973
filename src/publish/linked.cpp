// SPDX-License-Identifier: GPL-3.0-or-later
// What programs read as data: schema.org, oEmbed 1.0, chapters.
#include <cmath>
#include <nlohmann/json.hpp>

#include "publish/escape.h"
#include "publish/outlet.h"
#include "publish/xml.h"

namespace mujaz {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void put(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

Json audio(const SoundFile& file, const char* type, const Showing& episode,
           const std::string& language, const std::string& text) {
  Json out = {
      {"@type", "AudioObject"},
      {"contentUrl", file.url},
      {"encodingFormat", type},
      {"contentSize", std::to_string(file.bytes)},
      {"duration", iso_duration(episode.duration)},
      {"uploadDate", rfc3339(episode.changed)},
      {"inLanguage", language},
      {"transcript", text},
      {"caption",
       {{"@type", "MediaObject"},
        {"contentUrl", episode.captions},
        {"encodingFormat", "text/vtt"}}},
      // Marks and voice both come from trained models (IPTC NewsCodes, digital source type).
      {"digitalSourceType",
       "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},
      {"isAccessibleForFree", true}};
  put(out, "name", headline_of(episode));
  put(out, "embedUrl", episode.frame);
  return out;
}

std::string iframe(const Showing& episode, const Embedded& size) {
  return "<iframe src=\"" + html(episode.frame) + "\" title=\"" + html(headline_of(episode)) +
         "\" width=\"" + std::to_string(size.width) + "\" height=\"" + std::to_string(size.height) +
         "\" style=\"border:0;max-width:100%\" loading=\"lazy\"></iframe>";
}

constexpr int cache_age = 300;  // seconds

}  // namespace

std::string Outlet::json_ld(const Channel& channel, const Showing& episode) const {
  std::string text;
  for (const std::string& point : episode.points) text += (text.empty() ? "" : "\n") + point;
  Json page = {{"@context", "https://schema.org"}, {"@type", "NewsArticle"}};
  put(page, "headline", headline_of(episode));
  if (is_web_address(episode.page)) {
    page["url"] = episode.page;
    page["mainEntityOfPage"] = episode.page;
  }
  put(page, "datePublished", episode.written);
  put(page, "dateModified", episode.modified);
  page["inLanguage"] = channel.language;
  put(page, "articleSection", episode.section);
  if (!episode.author.empty()) page["author"] = {{"@type", "Person"}, {"name", episode.author}};
  page["publisher"] = {{"@type", "Organization"}, {"name", channel.site}};
  if (is_web_address(channel.link)) page["publisher"]["url"] = channel.link;
  if (is_web_address(episode.image)) page["image"] = episode.image;
  page["abstract"] = text;
  page["audio"] = {audio(episode.mp3, "audio/mpeg", episode, channel.language, text),
                   audio(episode.opus, "audio/ogg", episode, channel.language, text)};
  page["speakable"] = {{"@type", "SpeakableSpecification"},
                       {"cssSelector", {".mujaz-points", "mujaz-player"}}};
  for (const Notice& one : episode.notices)
    page["correction"].push_back({{"@type", "CorrectionComment"},
                                  {"text", one.text.empty() ? word("corrected") : one.text},
                                  {"datePublished", rfc3339(one.at)}});
  return json_in_html(dumped(page));
}

std::string oembed_json(const Channel& channel, const Showing& episode, const Embedded& size) {
  Json out = {{"type", "rich"}, {"version", "1.0"}};
  put(out, "title", headline_of(episode));
  put(out, "author_name", episode.author);
  out["provider_name"] = channel.site;
  put(out, "provider_url", channel.link);
  out["cache_age"] = cache_age;
  out["html"] = iframe(episode, size);
  out["width"] = size.width;
  out["height"] = size.height;
  return dumped(out);
}

std::string oembed_xml(const Channel& channel, const Showing& episode, const Embedded& size) {
  XmlWriter out;
  out.open("oembed");
  out.text("type", "rich");
  out.text("version", "1.0");
  out.text_if("title", headline_of(episode));
  out.text_if("author_name", episode.author);
  out.text("provider_name", channel.site);
  out.text_if("provider_url", channel.link);
  out.text("cache_age", std::to_string(cache_age));
  out.text("html", iframe(episode, size));
  out.text("width", std::to_string(size.width));
  out.text("height", std::to_string(size.height));
  return out.take();
}

std::string chapters_json(const Showing& episode, std::string_view times) {
  const Json json = Json::parse(times, nullptr, false);
  Json chapters = Json::array();
  std::size_t next = 0;
  if (const auto words = json.find("words"); words != json.end() && words->is_array())
    for (const Json& word : *words) {
      if (!word.is_object()) continue;
      const Json &point = word.value("point", Json()), &start = word.value("start", Json());
      if (!point.is_number_unsigned() || !start.is_number() || next >= episode.points.size() ||
          point.get<std::size_t>() < next || point.get<std::size_t>() >= episode.points.size())
        continue;
      next = point.get<std::size_t>() + 1;
      chapters.push_back({{"startTime", start}, {"title", episode.points[next - 1]}});
    }
  Json out = {{"version", "1.2.0"}};
  put(out, "title", headline_of(episode));
  out["chapters"] = std::move(chapters);
  return dumped(out);
}

}  // namespace mujaz
