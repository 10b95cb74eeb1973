// SPDX-License-Identifier: GPL-3.0-or-later
// Sound that is kept: what was made before is not made again, and nothing wrong is ever taken for
// it.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <thread>

#include "mujaz/voice.h"
#include "support.h"
#include "voice/sound_cache.h"

namespace mujaz {
namespace {

namespace fs = std::filesystem;
using voice::SoundCache;
using voice::Uttered;

Uttered sound(float first, std::size_t samples = 1000) {
  Uttered made{std::vector<float>(samples, first), {1, 2, samples}};
  made.samples.back() = -0.125f;
  return made;
}

std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".sound") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

TEST(SoundCache, GivesBackWhatItKept) {
  const testing::Scratch scratch;
  const SoundCache cache(scratch.path / "a/b", 1 << 20);
  EXPECT_FALSE(cache.find("one"));
  cache.keep("one", sound(0.5f));
  cache.keep("two", sound(0.25f));
  const auto found = SoundCache(scratch.path / "a/b", 1 << 20).find("one");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->samples, sound(0.5f).samples);
  EXPECT_EQ(found->places, sound(0.5f).places);
  EXPECT_EQ(cache.find("two")->samples, sound(0.25f).samples);
  EXPECT_FALSE(cache.find("three"));
}

TEST(SoundCache, AWrongEntryIsRemoved) {
  const testing::Scratch scratch;
  const SoundCache cache(scratch.path, 1 << 20);
  cache.keep("one", sound(0.5f));
  const fs::path entry = entries(scratch.path).at(0);
  const std::string good = read_file(entry, 1 << 20);
  std::vector<std::string> wrong{"", "x", good.substr(0, good.size() / 2), good + "x",
                                 std::string(good.size(), '\0')};
  for (const std::size_t at : {std::size_t(3), std::size_t(20), good.size() / 2, good.size() - 1}) {
    wrong.push_back(good);
    wrong.back()[at] = static_cast<char>(wrong.back()[at] ^ 1);
  }
  for (const std::string& bytes : wrong) {
    write_file(entry, bytes);
    EXPECT_FALSE(cache.find("one"));
    EXPECT_FALSE(fs::exists(entry));
  }
  cache.keep("one", sound(0.5f));
  EXPECT_TRUE(cache.find("one"));
}

TEST(SoundCache, WhatWasNotUsedForLongestGoes) {
  const testing::Scratch scratch;
  const SoundCache cache(scratch.path, 50'000);  // about twelve entries
  const auto age = [&](const std::string& asked, int hours) {
    const auto before = entries(scratch.path);
    cache.keep(asked, sound(0.5f));
    for (const fs::path& entry : entries(scratch.path))
      if (std::find(before.begin(), before.end(), entry) == before.end())
        fs::last_write_time(entry, fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  for (int i = 0; i < 12; ++i) age("old " + std::to_string(i), 100 - i);
  EXPECT_TRUE(cache.find("old 0"));  // used now
  std::ofstream(scratch.path / "left over") << "by others";
  for (int i = 0; i < 6; ++i) cache.keep("new " + std::to_string(i), sound(0.25f));
  std::uintmax_t all = 0;
  for (const fs::path& entry : entries(scratch.path)) all += fs::file_size(entry);
  EXPECT_LE(all, 50'000u);
  EXPECT_TRUE(cache.find("old 0"));
  EXPECT_FALSE(cache.find("old 1"));
  EXPECT_TRUE(cache.find("new 5"));
  EXPECT_TRUE(fs::exists(scratch.path / "left over"));
}

TEST(SoundCache, ManyAtOnce) {
  const testing::Scratch scratch;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      const SoundCache cache(scratch.path, 40'000);  // each as if in a process of its own
      for (int i = 0; i < 60; ++i) {
        const std::string asked = std::to_string(i % 15);
        if (const auto found = cache.find(asked))
          EXPECT_EQ(found->samples[0], float(i % 15));
        else
          cache.keep(asked, sound(float(i % 15)));
      }
    });
  for (std::thread& thread : threads) thread.join();
}

TEST(SoundCache, AFolderThatCannotBeIsAnError) {
  const testing::Scratch scratch;
  write_file(scratch.path / "file", "x");
  EXPECT_THROW(SoundCache(scratch.path / "file", 1 << 20), Error);
}

// ---- a voice with a cache

std::shared_ptr<const PhoneTable> phone_table() {
  static const auto table = std::make_shared<const PhoneTable>(testing::language());
  return table;
}

Part part(int point, const std::vector<std::vector<const char*>>& words) {
  Part made{PartKind::point, point, {}, {}, {}, false};
  for (const auto& symbols : words) {
    SpokenWord& word = made.words.emplace_back();
    for (const char* symbol : symbols) word.phones.push_back({phone_table()->id(symbol)});
    word.written = {made.text.size(), made.text.size() + 1};
    made.text += U"x ";
  }
  made.words.back().after = Break::end;
  return made;
}

/// Each part's samples, from its first word to its last.
std::vector<std::vector<float>> sounds(const Speech& speech) {
  std::vector<std::vector<float>> found;
  for (auto word = speech.words.begin(); word != speech.words.end();) {
    const auto first = word;
    while (word != speech.words.end() && word->part == first->part) ++word;
    const auto at = [&](double time) {
      return speech.samples.begin() + std::lround(time * speech.rate);
    };
    found.emplace_back(at(first->start), at(std::prev(word)->end));
  }
  return found;
}

TEST(VoiceWithCache, ALexiconEditMakesAgainOnlyThePartsItTouches) {
  Places places = testing::places();
  places.voices.push_back(testing::source("tests/voices"));
  for (const VoiceInfo& voice : find_voices(places)) {
    if (!voice.problem.empty() || !voice.note.empty()) continue;
    SCOPED_TRACE(voice.name);
    const testing::Scratch scratch;
    places.cache = scratch.path;
    Script script{phone_table(),
                  {part(0, {{"m", "a", "d", "ii", "n", "a"}, {"b", "aa", "b"}}),
                   part(1, {{"k", "i", "t", "aa", "b"}, {"b", "aa", "b"}}),
                   part(2, {{"s", "a", "l", "aa", "m"}})}};
    const auto loaded = load_voice(places, voice.name);
    const auto before = sounds(loaded->say(script));
    EXPECT_EQ(entries(scratch.path).size(), 3u);
    EXPECT_EQ(sounds(loaded->say(script)), before);
    EXPECT_EQ(sounds(load_voice(places, voice.name)->say(script)), before) << "loaded anew";
    EXPECT_EQ(entries(scratch.path).size(), 3u) << "nothing was made again";

    script.parts[1].words[0].phones[1].id = phone_table()->id("u");
    const auto after = sounds(loaded->say(script));
    EXPECT_EQ(entries(scratch.path).size(), 4u) << "one was";
    ASSERT_EQ(after.size(), 3u);
    EXPECT_EQ(after[0], before[0]);
    EXPECT_NE(after[1], before[1]);
    EXPECT_EQ(after[2], before[2]);

    loaded->say(script, {1.5, 0.7});
    EXPECT_EQ(entries(scratch.path).size(), 7u) << "another manner is another sound";
    write_file(entries(scratch.path)[0], "spoiled");
    EXPECT_EQ(sounds(loaded->say(script)).size(), 3u);
  }
}

TEST(Say, TakesACache) {
  const testing::Scratch scratch;
  const std::string folder = (scratch.path / "cache").string();
  const auto say = [&](const std::string& file) {
    const std::string path = (scratch.path / file).string();
    const testing::Ran ran =
        testing::mujaz({"say", "مَرْحَبًا بِكُمْ", "-o", path, "--voice", "espeak", "--cache", folder});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return read_file(path, 1 << 20);
  };
  const std::string first = say("a.mp3");
  EXPECT_EQ(entries(folder).size(), 1u);
  EXPECT_EQ(say("b.mp3"), first);
  EXPECT_EQ(entries(folder).size(), 1u);
}

}  // namespace
}  // namespace mujaz
