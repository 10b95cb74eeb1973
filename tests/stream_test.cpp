// SPDX-License-Identifier: GPL-3.0-or-later
// Sound as it is made: the same as all at once, piece by piece, and ended when asked.
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "mujaz/tell.h"
#include "support.h"

namespace mujaz {
namespace {

std::shared_ptr<const PhoneTable> phone_table() {
  static const auto table = std::make_shared<const PhoneTable>(testing::language());
  return table;
}

/// A part of so many phrases, each of the same three words.
Part part(int number, int phrases) {
  Part made{PartKind::point, number, {}, {}, {}, false};
  for (int i = 0; i < 3 * phrases; ++i) {
    SpokenWord& word = made.words.emplace_back();
    for (const char* symbol : {"m", "a", "d", "ii", "n", "a"})
      word.phones.push_back({phone_table()->id(symbol)});
    word.written = {made.text.size(), made.text.size() + 1};
    word.after = i % 3 < 2 ? Break::none : i % 6 == 5 ? Break::end : Break::phrase;
    made.text += U"x ";
  }
  return made;
}

Script script(int parts, int phrases) {
  Script made{phone_table(), {}};
  for (int i = 0; i < parts; ++i) made.parts.push_back(part(i, phrases));
  return made;
}

NextPart parts_of(const Script& script, std::size_t& asked) {
  return [&]() -> std::optional<Part> {
    if (asked == script.parts.size()) return std::nullopt;
    return script.parts[asked++];
  };
}

/// The voices that any machine has, and the statistical one where it is.
std::vector<std::shared_ptr<const Voice>> voices() {
  Places tiny = testing::places();
  tiny.voices = {testing::source("tests/voices")};
  std::vector<std::shared_ptr<const Voice>> found{load_voice(tiny, "tiny"),
                                                  load_voice({}, "espeak")};
  for (const VoiceInfo& voice : find_voices(testing::places()))
    if (voice.kind == VoiceKind::hts) found.push_back(load_voice(testing::places(), voice.name));
  return found;
}

TEST(Stream, GivesWhatSayGives) {
  const Script said = script(3, 4);
  for (const auto& voice : voices()) {
    SCOPED_TRACE(voice->info().name);
    std::size_t asked = 0;
    Speech all;
    std::size_t pieces = 0;
    voice->stream(said.phones, parts_of(said, asked), {}, [&](const Speech& piece) {
      ++pieces;
      EXPECT_EQ(piece.voice, voice->info().name);
      for (const PhoneTime& phone : piece.phones) {
        EXPECT_GE(phone.start, double(all.samples.size()) / piece.rate - 1e-9);
        EXPECT_LE(phone.end, double(all.samples.size() + piece.samples.size()) / piece.rate + 1e-9);
      }
      all.rate = piece.rate;
      all.samples.insert(all.samples.end(), piece.samples.begin(), piece.samples.end());
      all.words.insert(all.words.end(), piece.words.begin(), piece.words.end());
    });
    EXPECT_EQ(pieces, 12u);
    ASSERT_EQ(all.words.size(), 36u);
    for (int i = 0; i < 36; ++i) EXPECT_EQ(all.words[static_cast<std::size_t>(i)].part, i / 12);
    if (voice->info().kind == VoiceKind::espeak) continue;  // which never repeats itself exactly
    const Speech whole = voice->say(said);
    EXPECT_EQ(whole.samples, all.samples);
    for (std::size_t i = 0; i < whole.words.size(); ++i)
      EXPECT_EQ(whole.words[i].start, all.words[i].start);
  }
}

TEST(Stream, AsksForAPartOnlyWhenItsTurnComes) {
  const Script said = script(14, 1);
  for (const auto& voice : voices()) {
    std::size_t asked = 0, heard = 0;
    voice->stream(said.phones, parts_of(said, asked), {}, [&](const Speech& piece) {
      heard += !piece.words.empty();
      EXPECT_LE(asked, heard + 9) << voice->info().name;
    });
    EXPECT_EQ(heard, 14u);
  }
}

TEST(Stream, EndsWhenAskedAndNothingMoreIsHeard) {
  const Script said = script(2, 20);
  for (const auto& voice : voices()) {
    Stop stop;
    std::size_t asked = 0, heard = 0;
    const auto hear = [&](const Speech&) {
      if (++heard == 3) stop.request();
    };
    try {
      voice->stream(said.phones, parts_of(said, asked), {}, hear, &stop);
      ADD_FAILURE() << "it went on";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::unavailable);
    }
    EXPECT_EQ(heard, 3u) << voice->info().name;
  }
}

TEST(Stream, WhatTheListenerThrowsComesOut) {
  const Script said = script(1, 20);
  struct Full {};
  for (const auto& voice : voices()) {
    std::size_t asked = 0;
    EXPECT_THROW(
        voice->stream(said.phones, parts_of(said, asked), {}, [](const Speech&) { throw Full(); }),
        Full);
  }
}

TEST(Stream, AWrongPartEndsItAndATextWithoutWordsIsRefused) {
  for (const auto& voice : voices()) {
    Script wrong = script(3, 1);
    wrong.parts[2].words[1].phones.clear();
    std::size_t asked = 0;
    EXPECT_THROW(voice->stream(wrong.phones, parts_of(wrong, asked), {}, [](const Speech&) {}),
                 Error);
    EXPECT_THROW(voice->say({phone_table(), {part(0, 0), part(1, 0)}}), Error);
  }
}

// ---- from speech to files

/// A buzz of words, `seconds` long in all.
Speech buzz(int seconds, float level = 0.1f) {
  Speech made{16'000, {}, {}, {}, "buzz"};
  for (int second = 0; second < seconds; ++second) {
    const double start = made.duration();
    for (int i = 0; i < 16'000; ++i)
      made.samples.push_back(
          i < 12'000 ? level * float(std::sin(0.05 * i) + 0.5 * std::sin(0.1 * i + second)) : 0);
    made.words.push_back(
        {0, 0, start, start + 0.75, std::size_t(2 * second), std::size_t(2 * second + 1)});
  }
  return made;
}

/// The speech in pieces of so many samples; all words come with the last.
std::pair<Timeline, std::vector<float>> mastered(const Speech& speech, std::size_t size,
                                                 std::optional<double> level) {
  std::vector<float> out;
  Mastering mastering(speech.rate, {}, level, [&](const float* samples, std::size_t count) {
    out.insert(out.end(), samples, samples + count);
  });
  for (std::size_t at = 0; at < speech.samples.size(); at += size) {
    const std::size_t end = std::min(at + size, speech.samples.size());
    Speech piece{
        speech.rate,
        {speech.samples.begin() + std::ptrdiff_t(at), speech.samples.begin() + std::ptrdiff_t(end)},
        {},
        {},
        speech.voice};
    if (at == 0) piece.phones = {{0, 0, 0, speech.words[0].start, speech.words[0].end}};
    if (end == speech.samples.size()) piece.words = speech.words;
    mastering.add(piece);
  }
  return {mastering.finish(), std::move(out)};
}

TEST(Mastering, AShortProgrammeIsTheSameHoweverItComes) {
  const Speech speech = buzz(20);
  const Programme whole = master(speech);
  for (const std::size_t size : {997ul, 16'000ul, 1'000'000ul}) {
    const auto [timeline, samples] = mastered(speech, size, {});
    EXPECT_EQ(samples, whole.samples) << size;
    EXPECT_EQ(timeline.length, samples.size());
    EXPECT_EQ(timeline.words[3].start, whole.words[3].start);
    EXPECT_EQ(timeline.loudness.integrated, whole.loudness.integrated);
  }
}

TEST(Mastering, ALongOneTakesItsLevelFromItsBeginning) {
  Speech speech = buzz(200);
  for (std::size_t i = 150 * 16'000; i < speech.samples.size(); ++i) speech.samples[i] *= 0.5f;
  const auto [timeline, samples] = mastered(speech, 16'000, {});
  EXPECT_NEAR(measure({samples.begin(), samples.begin() + 120 * 16'000}, 16'000).integrated, -16,
              0.1);
  EXPECT_NEAR(timeline.duration(), 200 - 0.25 + 0.4, 0.02);
  EXPECT_LE(timeline.loudness.true_peak, -1);
}

TEST(Mastering, WithAKnownLevelSoundGoesOutAsItComes) {
  const Speech speech = buzz(10);
  const double level = measure(speech.samples, speech.rate).integrated;
  std::size_t out = 0;
  Mastering mastering(speech.rate, {}, level,
                      [&](const float*, std::size_t count) { out += count; });
  for (std::size_t second = 0; second < 10; ++second) {
    Speech piece = buzz(1);
    mastering.add(piece);
    EXPECT_GT(out, (second + 1) * 16'000 - 9'000) << "half a second late at the most";
  }
  const auto [timeline, samples] = mastered(speech, 5000, level);
  EXPECT_NEAR(timeline.loudness.integrated, -16, 0.3);
  EXPECT_NEAR(timeline.words[0].start, 0.1, 0.001);
  const auto loud = std::find_if(samples.begin(), samples.end(),
                                 [](float sample) { return std::abs(sample) > 0.01f; });
  EXPECT_NEAR(double(loud - samples.begin()) / 16'000, 0.1, 0.005);
  // What is louder than the level says is held under the ceiling.
  const auto [louder, high] = mastered(buzz(10, 0.6f), 5000, level);
  EXPECT_LE(louder.loudness.true_peak, -1);
}

TEST(Encoder, TheSameBytesHoweverTheSoundIsCut) {
  const Programme programme = master(buzz(3));
  const Tags tags{"عنوان", "كاتب", {}, "2026-01-02", "ar", {}, {}};
  for (const SoundFormat format :
       {SoundFormat::mp3, SoundFormat::opus, SoundFormat::wav, SoundFormat::flac}) {
    std::vector<std::string> made;
    for (const std::size_t size : {333ul, 8'192ul, 1'000'000ul}) {
      std::string& bytes = made.emplace_back();
      std::size_t before_the_end = 0;
      Encoder encoder(format, programme.rate, tags, [&](std::string_view more) { bytes += more; });
      for (std::size_t at = 0; at < programme.samples.size(); at += size)
        encoder.add(&programme.samples[at], std::min(size, programme.samples.size() - at));
      before_the_end = bytes.size();
      for (const Encoder::Patch& patch : encoder.finish()) {
        ASSERT_LE(patch.at + patch.bytes.size(), bytes.size());
        bytes.replace(patch.at, patch.bytes.size(), patch.bytes);
      }
      EXPECT_GT(before_the_end, bytes.size() / 4) << "it is written as it comes";
    }
    EXPECT_EQ(made[0], made[1]) << mime_type(format);
    EXPECT_EQ(made[1], made[2]) << mime_type(format);
    if (format == SoundFormat::mp3) {
      EXPECT_EQ(encode(programme, format, tags), made[0]);
    }
  }
}

TEST(Encoder, TellsWhatItsTakerThrows) {
  struct Full {};
  const Programme programme = master(buzz(2));
  for (const SoundFormat format :
       {SoundFormat::mp3, SoundFormat::opus, SoundFormat::wav, SoundFormat::flac}) {
    std::size_t room = 6'000;
    EXPECT_THROW(
        {
          Encoder encoder(format, programme.rate, {}, [&](std::string_view more) {
            if (more.size() > room) throw Full();
            room -= more.size();
          });
          encoder.add(programme.samples.data(), programme.samples.size());
          encoder.finish();
        },
        Full)
        << mime_type(format);
  }
}

TEST(StreamSpeech, IsAtItsLevelAndPassesTheGate) {
  const Script said = script(4, 4);
  for (const auto& voice : voices()) {
    if (voice->info().name == "tiny") continue;  // which does not sound like speech
    std::size_t asked = 0, count = 0;
    const Streamed streamed = stream(*voice, {said.phones, parts_of(said, asked)}, {}, {}, true,
                                     [&](int, const float*, std::size_t more) { count += more; });
    EXPECT_EQ(streamed.sound.length, count);
    EXPECT_EQ(streamed.sound.words.size(), 48u);
    // Four times the same three words are not what a voice's level was measured of.
    EXPECT_NEAR(streamed.sound.loudness.integrated, -16, 2.5) << voice->info().name;
    for (const Flaw& flaw : streamed.flaws) EXPECT_EQ(flaw.fault, SoundFault::level) << flaw.what;
  }
}

TEST(Say, OneLetterEmojiAndAMillionLetters) {
  const auto say = [](const std::string& text) {
    const testing::Ran ran =
        testing::mujaz({"say", "-", "-o", "-", "--format", "wav", "--voice", "espeak"}, text);
    if (ran.exit == 0) {
      EXPECT_GT(ran.out.size(), 10'000u);
    } else {
      EXPECT_EQ(ran.exit, 1);
      EXPECT_TRUE(ran.out.empty()) << ran.out.size();
      EXPECT_NE(ran.err.find("mujaz: "), ran.err.npos) << ran.err;
    }
    return ran.exit;
  };
  EXPECT_EQ(say("ب"), 0);
  EXPECT_EQ(say("…!\n"), 1);
  say("😀🎉👍🏽");
  std::string letters;
  for (int i = 0; i < 1'000'000; ++i) letters += "ب";
  EXPECT_EQ(say(letters), 1) << "one word of a million letters";
}

TEST(Say, WritesToStandardOutput) {
  const testing::Ran whole = testing::mujaz(
      {"say", "-", "-o", "-", "--format", "wav", "--voice", "espeak"}, "مَرْحَبًا بِكُمْ\n");
  ASSERT_EQ(whole.exit, 0) << whole.err;
  EXPECT_TRUE(whole.out.starts_with("RIFF\xFF\xFF\xFF\xFF"));
  EXPECT_GT(whole.out.size(), 20'000u);
  EXPECT_NE(testing::mujaz({"say", "مَرْحَبًا", "-o", "-"}).exit, 0) << "without a format";
}

}  // namespace
}  // namespace mujaz
