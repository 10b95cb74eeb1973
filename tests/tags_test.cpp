// SPDX-License-Identifier: GPL-3.0-or-later
// What another reader finds in our files: walkers of ID3v2.4 and of Ogg by their specifications,
// which share nothing with what wrote them.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "mujaz/sound_file.h"

namespace mujaz {
namespace {

Programme programme() {
  Programme made;
  made.rate = 48'000;
  for (int i = 0; i < made.rate * 4; ++i)
    made.samples.push_back(static_cast<float>(0.2 * std::sin(2 * M_PI * 220 * i / made.rate)));
  made.length = made.samples.size();
  return made;
}

Tags tags() {
  Tags made{"عنوان الخبر", "موجز", "برنامج", "2024-10-24T09:30:00Z", "ar", "ملاحظة", {}};
  made.chapters = {{0.1, 1.5, "النقطة الأولى"}, {1.5, 3.2, "النقطة الثانية"}, {3.2, 3.9, "خاتمة"}};
  return made;
}

std::uint32_t number(const std::string& bytes, std::size_t at, int bits) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto byte = static_cast<unsigned char>(bytes.at(at + i));
    EXPECT_LT(byte, 1 << bits) << "a synchsafe size";
    value = value << bits | byte;
  }
  return value;
}

struct Frame {
  std::string id, body;
};

/// The frames of a stretch, which they must fill but for zeroes (ID3v2.4, 4).
std::vector<Frame> frames(const std::string& bytes) {
  std::vector<Frame> found;
  for (std::size_t at = 0; at + 10 <= bytes.size() && bytes[at] != '\0';) {
    const std::size_t size = number(bytes, at + 4, 7);
    EXPECT_EQ(bytes.substr(at + 8, 2), std::string(2, '\0')) << "flags";
    EXPECT_LE(at + 10 + size, bytes.size());
    found.push_back({bytes.substr(at, 4), bytes.substr(at + 10, size)});
    at += 10 + size;
  }
  return found;
}

/// The text of a frame: an encoding, 3 for UTF-8, then the letters.
std::string text(const std::string& body) {
  EXPECT_EQ(body.at(0), '\3');
  std::string letters = body.substr(1);
  while (!letters.empty() && letters.back() == '\0') letters.pop_back();
  return letters;
}

TEST(Id3, EveryFrameAndChapterAsTheSpecificationsSay) {
  const std::string file = encode(programme(), SoundFormat::mp3, tags());
  ASSERT_EQ(file.substr(0, 5), std::string("ID3\4\0", 5));
  const std::size_t size = number(file, 6, 7);
  std::map<std::string, std::string> texts;
  std::vector<std::string> order, children;
  std::map<std::string, Chapter> chapters;
  for (const Frame& frame : frames(file.substr(10, size))) {
    if (frame.id[0] == 'T') texts[frame.id] = text(frame.body);
    if (frame.id == "CTOC") {
      const std::size_t name = frame.body.find('\0');
      EXPECT_EQ(frame.body.at(name + 1), 3) << "top and ordered";
      std::size_t at = name + 3;
      for (int left = frame.body.at(name + 2); left > 0; --left) {
        const std::size_t end = frame.body.find('\0', at);
        children.push_back(frame.body.substr(at, end - at));
        at = end + 1;
      }
      EXPECT_EQ(at, frame.body.size());
    }
    if (frame.id == "CHAP") {
      const std::size_t end = frame.body.find('\0');
      const std::string name = frame.body.substr(0, end);
      order.push_back(name);
      EXPECT_EQ(number(frame.body, end + 9, 8), 0xFFFFFFFFu);
      EXPECT_EQ(number(frame.body, end + 13, 8), 0xFFFFFFFFu);
      const auto inside = frames(frame.body.substr(end + 17));
      ASSERT_EQ(inside.size(), 1u);
      EXPECT_EQ(inside[0].id, "TIT2");
      chapters[name] = {number(frame.body, end + 1, 8) / 1000.0,
                        number(frame.body, end + 5, 8) / 1000.0, text(inside[0].body)};
    }
  }
  EXPECT_EQ(texts["TIT2"], "عنوان الخبر");
  EXPECT_EQ(texts["TPE1"], "موجز");
  EXPECT_EQ(texts["TALB"], "برنامج");
  EXPECT_EQ(texts["TLAN"], "ara");
  EXPECT_EQ(texts["TDRC"], "2024-10-24T09:30:00");
  EXPECT_EQ(children, order);
  ASSERT_EQ(order.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    const Chapter &is = chapters[order[i]], should = tags().chapters[i];
    EXPECT_EQ(is.title, should.title);
    EXPECT_NEAR(is.start, should.start, 0.0006);
    EXPECT_NEAR(is.end, should.end, 0.0006);
  }
  // The sound begins where the tag ends.
  EXPECT_EQ(static_cast<unsigned char>(file.at(10 + size)), 0xFF);
}

/// The packets of an Ogg stream (RFC 3533), lacing undone.
std::vector<std::string> packets(const std::string& file) {
  std::vector<std::string> found(1);
  for (std::size_t at = 0; at < file.size();) {
    EXPECT_EQ(file.substr(at, 4), "OggS");
    const auto segments = static_cast<std::size_t>(static_cast<unsigned char>(file.at(at + 26)));
    std::size_t body = at + 27 + segments;
    for (std::size_t i = 0; i < segments; ++i) {
      const auto size = static_cast<std::size_t>(static_cast<unsigned char>(file.at(at + 27 + i)));
      found.back() += file.substr(body, size);
      body += size;
      if (size < 255) found.emplace_back();
    }
    at = body;
  }
  return found;
}

TEST(Opus, HeadAndCommentsAsTheSpecificationsSay) {
  const auto stream = packets(encode(programme(), SoundFormat::opus, tags()));
  ASSERT_GT(stream.size(), 3u);
  EXPECT_EQ(stream[0].substr(0, 10), std::string("OpusHead\1\1", 10)) << "version 1, one channel";
  const std::string& list = stream[1];
  ASSERT_EQ(list.substr(0, 8), "OpusTags");
  std::size_t at = 8;
  const auto take = [&] {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
      value = value << 8 | static_cast<unsigned char>(list.at(at + i));
    at += 4;
    return static_cast<std::size_t>(value);
  };
  const auto letters = [&] {
    const std::size_t size = take();
    at += size;
    EXPECT_LE(at, list.size());
    return list.substr(at - size, size);
  };
  letters();  // who wrote it
  std::map<std::string, std::string> comments;
  for (std::size_t left = take(); left > 0; --left) {
    const std::string one = letters();
    comments[one.substr(0, one.find('='))] = one.substr(one.find('=') + 1);
  }
  EXPECT_EQ(comments["TITLE"], "عنوان الخبر");
  EXPECT_EQ(comments["LANGUAGE"], "ar");
  EXPECT_EQ(comments["CHAPTER001"], "00:00:00.100");
  EXPECT_EQ(comments["CHAPTER003"], "00:00:03.200");
  EXPECT_EQ(comments["CHAPTER003NAME"], "خاتمة");
}

}  // namespace
}  // namespace mujaz
