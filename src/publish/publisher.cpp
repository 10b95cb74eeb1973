// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/page.h"

namespace mujaz {
namespace {

/// A chapter a point, from its first word to the next point's.
std::vector<Chapter> chapters_of(const Timeline& sound, const std::vector<std::u32string>& points) {
  std::vector<Chapter> chapters;
  int last = -1;
  for (const WordTime& word : sound.words) {
    if (word.point < 0 || word.point == last) continue;
    last = word.point;
    if (!chapters.empty()) chapters.back().end = word.start;
    chapters.push_back(
        {word.start, sound.duration(), to_utf8(points.at(static_cast<std::size_t>(word.point)))});
  }
  return chapters;
}

/// The sound as MP3, Opus, captions and times, under names that begin with `summary` or `full`.
struct SoundFiles {
  std::string mp3, opus, captions, times;

  SoundFiles(const Programme& sound, const Tags& tags, const std::vector<std::u32string>& texts)
      : mp3(encode(sound, SoundFormat::mp3, tags)),
        opus(encode(sound, SoundFormat::opus, tags)),
        captions(mujaz::captions(sound, texts)),
        times(times_json(sound) + "\n") {}
  SoundFiles(const Recording& sound, const std::vector<std::u32string>& texts)
      : mp3(sound.mp3),
        opus(sound.opus),
        captions(mujaz::captions(sound, texts)),
        times(times_json(sound) + "\n") {}
};

}  // namespace

Tags tags_of(const Article& article) {
  Tags tags;
  if (article.title) tags.title = to_utf8(*article.title);
  if (article.byline) tags.artist = to_utf8(*article.byline);
  if (article.publisher) tags.album = to_utf8(*article.publisher);
  if (article.published) tags.date = *article.published;
  return tags;
}

struct Publisher::Rules {
  explicit Rules(const Language& language) : page(language) {}
  PageMaker page;
};

Publisher::Publisher(const Language& language) : rules_(std::make_unique<Rules>(language)) {}
Publisher::~Publisher() = default;

Episode Publisher::publish(const Article& article, const Checked& checked, const Signed& box,
                           const Programme& sound, const Recording* full) const {
  const Tags tags = tags_of(article);
  std::vector<std::u32string> points, paragraphs;
  for (const KeyPoint& point : box.points()) points.push_back(point.text);
  Tags with_chapters = tags;
  with_chapters.chapters = chapters_of(sound, points);
  SoundFiles summary(sound, with_chapters, points);
  const std::string structured = json_ld(article, box, sound, summary.mp3.size());
  std::optional<SoundFiles> whole;
  std::optional<PageSound> whole_on_page;
  if (full) {
    for (const Paragraph& paragraph : article.paragraphs) paragraphs.push_back(paragraph.text);
    whole.emplace(*full, paragraphs);
    whole_on_page.emplace(PageSound{*full, whole->captions});
  }
  Episode episode;
  const auto add = [&](const char* name, std::string bytes) {
    episode.files.push_back({name, std::move(bytes)});
  };
  add("index.html", rules_->page.make(article, box, {sound, summary.captions},
                                      whole_on_page ? &*whole_on_page : nullptr, structured));
  add("article.json", to_json(article) + "\n");
  add("points.json", to_json(checked, article) + "\n");
  add("summary.mp3", std::move(summary.mp3));
  add("summary.opus", std::move(summary.opus));
  add("captions.vtt", std::move(summary.captions));
  add("times.json", std::move(summary.times));
  add("episode.jsonld", structured + "\n");
  if (whole) {
    add("full.mp3", std::move(whole->mp3));
    add("full.opus", std::move(whole->opus));
    add("full.vtt", std::move(whole->captions));
    add("full.times.json", std::move(whole->times));
  }
  return episode;
}

}  // namespace mujaz
