// SPDX-License-Identifier: GPL-3.0-or-later
#include "audio/tags.h"

#include <chapterframe.h>
#include <commentsframe.h>
#include <flacfile.h>
#include <id3v2framefactory.h>
#include <id3v2tag.h>
#include <tableofcontentsframe.h>
#include <tbytevectorstream.h>
#include <textidentificationframe.h>
#include <wavfile.h>
#include <xiphcomment.h>

#include <cmath>
#include <cstdio>
#include <limits>

namespace mujaz::audio {
namespace {

using TagLib::String;

String wide(const std::string& text) {
  return {text, String::UTF8};
}

/// ID3 wants ISO 639-2 where HTML and our options say ISO 639-1.
std::string id3_language(const std::string& language) {
  return language == "ar" ? "ara" : language == "en" ? "eng" : language;
}

void add_text(TagLib::ID3v2::Tag& tag, const char* frame, const std::string& value) {
  if (value.empty()) return;
  auto* text = new TagLib::ID3v2::TextIdentificationFrame(frame, String::UTF8);
  text->setText(wide(value));
  tag.addFrame(text);  // which takes it over
}

void fill(TagLib::ID3v2::Tag& tag, const Tags& tags) {
  const std::string language = id3_language(tags.language);
  add_text(tag, "TIT2", tags.title);
  add_text(tag, "TPE1", tags.artist);
  add_text(tag, "TALB", tags.album);
  add_text(tag, "TLAN", language);
  add_text(tag, "TDRC", tags.date.substr(0, 19));  // a time to the second, without its zone
  if (tags.comment.empty()) return;
  auto* comment = new TagLib::ID3v2::CommentsFrame(String::UTF8);
  comment->setText(wide(tags.comment));
  if (language.size() == 3) comment->setLanguage(TagLib::ByteVector(language.data(), 3));
  tag.addFrame(comment);
}

/// ID3v2 Chapter Frame Addendum 1.0: a frame a chapter, and the list of them.
void add_chapters(TagLib::ID3v2::Tag& tag, const std::vector<Chapter>& chapters) {
  if (chapters.empty()) return;
  constexpr unsigned int no_offset = 0xFFFFFFFF;
  auto* contents = new TagLib::ID3v2::TableOfContentsFrame("toc");
  contents->setIsTopLevel(true);
  contents->setIsOrdered(true);
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    const std::string id = "point" + std::to_string(i + 1);
    const TagLib::ByteVector name(id.c_str());
    const auto milliseconds = [](double seconds) {
      return static_cast<unsigned int>(std::lround(seconds * 1000));
    };
    auto* title = new TagLib::ID3v2::TextIdentificationFrame("TIT2", String::UTF8);
    title->setText(wide(chapters[i].title));
    auto* chapter = new TagLib::ID3v2::ChapterFrame(
        name, milliseconds(chapters[i].start), milliseconds(chapters[i].end), no_offset, no_offset);
    chapter->addEmbeddedFrame(title);
    contents->addChildElement(name);
    tag.addFrame(chapter);
  }
  tag.addFrame(contents);
}

bool save(TagLib::IOStream& stream, SoundFormat format, const Tags& tags) {
  if (format == SoundFormat::flac) {
    TagLib::FLAC::File file(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
    if (!file.isValid()) return false;
    for (const auto& [key, value] : vorbis_comments(tags))
      file.xiphComment(true)->addField(key, wide(value));
    return file.save();
  }
  TagLib::RIFF::WAV::File file(&stream, false);
  if (!file.isValid()) return false;
  fill(*file.ID3v2Tag(), tags);
  return file.save();
}

}  // namespace

std::vector<std::pair<std::string, std::string>> vorbis_comments(const Tags& tags) {
  std::vector<std::pair<std::string, std::string>> comments;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) comments.emplace_back(key, value);
  };
  add("TITLE", tags.title);
  add("ARTIST", tags.artist);
  add("ALBUM", tags.album);
  add("DATE", tags.date);
  add("LANGUAGE", tags.language);
  add("COMMENT", tags.comment);
  for (std::size_t i = 0; i < tags.chapters.size() && i < 999; ++i) {
    char key[32], time[32];
    const auto start = std::lround(tags.chapters[i].start * 1000);
    std::snprintf(key, sizeof key, "CHAPTER%03zu", i + 1);
    std::snprintf(time, sizeof time, "%02ld:%02ld:%02ld.%03ld", start / 3600'000,
                  start / 60'000 % 60, start / 1000 % 60, start % 1000);
    comments.emplace_back(key, time);
    comments.emplace_back(std::string(key) + "NAME", tags.chapters[i].title);
  }
  return comments;
}

std::string id3(const Tags& tags) {
  TagLib::ID3v2::Tag tag;
  fill(tag, tags);
  add_chapters(tag, tags.chapters);
  const TagLib::ByteVector bytes = tag.render();
  return {bytes.data(), bytes.size()};
}

std::string tagged(const std::string& bytes, SoundFormat format, const Tags& tags) {
  if (bytes.size() > std::numeric_limits<unsigned int>::max() / 2)
    throw Error(ErrorCode::too_large, "The sound file is over 2 GB.");
  TagLib::ByteVectorStream stream(
      TagLib::ByteVector(bytes.data(), static_cast<unsigned int>(bytes.size())));
  if (!save(stream, format, tags))
    throw Error(ErrorCode::internal, "The tags could not be written.");
  return {stream.data()->data(), stream.data()->size()};
}

}  // namespace mujaz::audio
