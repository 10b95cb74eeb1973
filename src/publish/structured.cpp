// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/structured.h"

#include <cmath>
#include <cstdio>

#include "publish/outlet.h"

namespace mujaz {
namespace {

using Json = nlohmann::ordered_json;

double to_milliseconds(double seconds) {
  return std::round(seconds * 1000) / 1000;
}

std::string spoken_text(const Signed& box) {
  std::string text;
  for (const KeyPoint& point : box.points()) {
    if (!text.empty()) text += '\n';
    text += to_utf8(point.text);
  }
  return text;
}

void put(Json& object, const char* key, const std::optional<std::string>& value) {
  if (value) object[key] = *value;
}

}  // namespace

std::string iso_duration(double seconds) {
  const long tenths = std::lround(seconds * 10), minutes = tenths / 600;
  char text[48];
  std::snprintf(text, sizeof text, "PT%ldM%ld.%ldS", minutes, tenths / 10 % 60, tenths % 10);
  return minutes ? text : "PT" + std::string(text).substr(4);
}

Json times(const Timeline& sound) {
  Json words = Json::array();
  for (const WordTime& word : sound.words) {
    if (word.point < 0) continue;
    const double start = to_milliseconds(word.start);
    const double end = std::max(to_milliseconds(word.end), to_milliseconds(start + 0.001));
    words.push_back({{"point", word.point},
                     {"start", start},
                     {"end", end},
                     {"from", word.from},
                     {"to", word.to}});
  }
  Json out{{"duration", to_milliseconds(sound.duration())}, {"words", std::move(words)}};
  if (sound.estimated) out["estimated"] = true;
  if (!sound.note.empty()) out["note"] = sound.note;
  for (const MarkTime& mark : sound.marks)
    out["marks"].push_back({{"name", mark.name}, {"time", to_milliseconds(mark.time)}});
  return out;
}

std::string times_json(const Timeline& sound) {
  return times(sound).dump();
}

std::string json_ld(const Article& article, const Signed& box, const Timeline& sound,
                    std::size_t mp3_bytes) {
  const std::string language = article.language.value_or("ar");
  const std::string text = spoken_text(box);
  Json audio = {
      {"@type", "AudioObject"},
      {"contentUrl", "summary.mp3"},
      {"encodingFormat", mime_type(SoundFormat::mp3)},
      {"duration", iso_duration(sound.duration())},
      {"contentSize", std::to_string(mp3_bytes)},
      {"inLanguage", language},
      {"transcript", text},
      // Marks and voice both come from trained models (IPTC NewsCodes, digital source type).
      {"digitalSourceType",
       "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"},
  };
  Json page = {{"@context", "https://schema.org"}, {"@type", "NewsArticle"}};
  if (article.title) page["headline"] = to_utf8(*article.title);
  put(page, "url", article.url);
  put(page, "datePublished", article.published);
  put(page, "dateModified", article.modified);
  page["inLanguage"] = language;
  if (article.section) page["articleSection"] = to_utf8(*article.section);
  if (article.publisher)
    page["publisher"] = {{"@type", "Organization"}, {"name", to_utf8(*article.publisher)}};
  put(page, "image", article.image);
  page["abstract"] = text;
  page["audio"] = std::move(audio);
  return page.dump(2);
}

}  // namespace mujaz
