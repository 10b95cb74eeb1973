// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/audio.h"
#include "mujaz/sound_file.h"

#include <gtest/gtest.h>
#include <sndfile.h>

#include <cmath>

#include "support.h"

namespace mujaz {
namespace {

std::vector<float> sine(double hertz, double level, double seconds, int rate, double phase = 0) {
  std::vector<float> samples(static_cast<std::size_t>(seconds * rate));
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<float>(level * std::sin(2 * M_PI * hertz * double(i) / rate + phase));
  return samples;
}

/// Something like speech: syllables of a buzz under a gliding tone with noise at their beginnings,
/// a word of `word` seconds and then a rest of a third of it, after `lead` seconds of silence.
Speech speech(int rate, int words, double level = 0.1, double lead = 0.5, double word = 0.3) {
  Speech made{rate, {}, {}, {}, "test"};
  std::uint32_t seed = 1;
  const auto noise = [&] {
    return double(seed = seed * 1664525u + 1013904223u) / 2147483648.0 - 1;
  };
  made.samples.assign(static_cast<std::size_t>(lead * rate), 0.0f);
  for (int w = 0; w < words; ++w) {
    const double start = made.duration();
    const auto length = static_cast<std::size_t>(word * rate);
    double phase = w;
    for (std::size_t i = 0; i < length; ++i) {
      const double at = double(i) / double(length);
      phase += 2 * M_PI * (110 + 30 * std::sin(3 * at + w)) / rate;
      double value = 0.6 * noise() * std::exp(-12 * at);
      for (int harmonic = 1; harmonic <= 20; ++harmonic)
        value += std::sin(phase * harmonic) / harmonic;
      made.samples.push_back(static_cast<float>(level * value * std::sin(M_PI * at)));
    }
    made.words.push_back(
        {0, 0, start, made.duration(), std::size_t(2 * w), std::size_t(2 * w + 1)});
    made.samples.insert(made.samples.end(), length / 3, 0.0f);
  }
  return made;
}

struct Decoded {
  int rate = 0;
  std::vector<float> samples;
};
Decoded decode(const std::string& bytes, const std::string& ending) {
  const testing::Scratch scratch;
  const std::filesystem::path file = scratch.path / ("sound." + ending);
  write_file(file, bytes);
  SF_INFO info{};
  SNDFILE* in = sf_open(file.c_str(), SFM_READ, &info);
  if (!in) return {};
  Decoded out{info.samplerate, std::vector<float>(static_cast<std::size_t>(info.frames))};
  out.samples.resize(static_cast<std::size_t>(sf_read_float(in, out.samples.data(), info.frames)));
  sf_close(in);
  return out;
}

/// Seconds by which `heard` comes after `given`, within 60 ms, where the two agree best.
double lag(const std::vector<float>& given, int rate, const Decoded& heard) {
  const int most = heard.rate * 60 / 1000;
  double best = -1;
  int best_lag = 0;
  for (int shift = -most; shift <= most; ++shift) {
    double sum = 0;
    for (std::size_t i = 0; i < heard.samples.size(); i += 7) {
      const auto at = static_cast<std::ptrdiff_t>((double(i) - shift) * rate / heard.rate);
      if (at >= 0 && at < std::ptrdiff_t(given.size()))
        sum += heard.samples[i] * given[static_cast<std::size_t>(at)];
    }
    if (sum > best) best = sum, best_lag = shift;
  }
  return double(best_lag) / heard.rate;
}

TEST(Measure, ASineAsTheStandardSays) {
  // EBU Tech 3341, case 1: 1 kHz at -23 dBFS on both channels is -23 LUFS.
  const Loudness loudness = measure(sine(1000, std::pow(10, -23 / 20.0), 20, 48'000), 48'000);
  EXPECT_NEAR(loudness.integrated, -23, 0.1);
  EXPECT_NEAR(loudness.true_peak, -23, 0.2);
}

TEST(Measure, PeaksBetweenSamples) {
  // A quarter of the rate, sampled at 45 degrees: the samples stay 3 dB under the wave's peak.
  const auto samples = sine(12'000, 0.5, 1, 48'000, M_PI / 4);
  EXPECT_NEAR(measure(samples, 48'000).true_peak, -6.02, 0.3);
}

TEST(Measure, SilenceAndNothing) {
  EXPECT_EQ(measure({}, 48'000).integrated, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(measure(std::vector<float>(48'000), 48'000).true_peak,
            -std::numeric_limits<double>::infinity());
}

TEST(Master, OneLoudnessWhateverTheLevel) {
  for (const int rate : {16'000, 22'050, 48'000})
    for (const double level : {0.001, 0.1, 0.4}) {
      const Programme programme = master(speech(rate, 12, level));
      EXPECT_NEAR(measure(programme.samples, rate).integrated, -16, 0.3) << rate << " " << level;
      EXPECT_LE(programme.loudness.true_peak, -1);
    }
}

TEST(Master, PeaksAreLimitedAndTheLoudnessHolds) {
  Speech peaky = speech(48'000, 20);
  for (std::size_t i = 30'000; i < peaky.samples.size(); i += 40'000)
    for (std::size_t j = 0; j < 20; ++j) peaky.samples[i + j] += j % 2 ? 0.9f : -0.9f;
  const Programme programme = master(peaky);
  EXPECT_NEAR(programme.loudness.integrated, -16, 0.3);
  EXPECT_LE(measure(programme.samples, 48'000).true_peak, -1);
  const Programme louder = master(speech(48'000, 20), {-9, -3});
  EXPECT_LE(louder.loudness.true_peak, -3);
}

TEST(Master, OneGainForTheWholeProgramme) {
  Speech two = speech(48'000, 10);
  const std::size_t half = two.samples.size() / 2;
  for (std::size_t i = half; i < two.samples.size(); ++i) two.samples[i] *= 0.5f;
  const Programme programme = master(two, {-23, -1});
  const auto at = [&](double seconds) {
    return programme.samples.begin() + long(seconds * 48'000);
  };
  const double middle = programme.duration() / 2;
  const auto first = measure({programme.samples.begin(), at(middle - 0.2)}, 48'000),
             second = measure({at(middle + 0.2), programme.samples.end()}, 48'000);
  EXPECT_NEAR(first.integrated - second.integrated, 6, 0.5);
}

TEST(Master, SilenceAtTheEndsAndTimesMovedWithIt) {
  for (const double lead : {0.0, 0.03, 0.1, 2.0}) {
    const Speech given = speech(48'000, 4, 0.1, lead);
    const Programme programme = master(given);
    ASSERT_EQ(programme.words.size(), 4u);
    EXPECT_NEAR(programme.words.front().start, 0.1, 0.012) << lead;
    EXPECT_NEAR(programme.duration() - programme.words.back().end, 0.3, 0.012) << lead;
    EXPECT_NEAR(programme.words[2].end - programme.words[0].start,
                given.words[2].end - given.words[0].start, 1e-9);
    EXPECT_EQ(programme.samples.front(), 0.0f);
    EXPECT_NEAR(programme.samples.back(), 0.0f, 1e-4);
    // The sound itself moved as far as its times did.
    const auto begin = programme.samples.begin();
    const auto loud = std::find_if(begin, programme.samples.end(),
                                   [](float sample) { return std::abs(sample) > 0.01f; });
    EXPECT_NEAR(double(loud - begin) / 48'000, programme.words.front().start, 0.02) << lead;
  }
}

TEST(Master, RefusesSilence) {
  Speech none{48'000, {}, {}, {}, "test"};
  EXPECT_THROW(master(none), Error);
  none.samples.assign(96'000, 0.0f);
  try {
    master(none);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::bad_input);
  }
  none.samples[5] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THROW(master(none), Error);
}

TEST(Master, TheShortestSound) {
  Speech click{48'000, std::vector<float>(48), {}, {}, "test"};
  click.samples[20] = 0.5f;
  const Programme programme = master(click);
  EXPECT_LE(programme.loudness.true_peak, -1);
  EXPECT_NEAR(programme.duration(), 0.4, 0.01);
}

const struct {
  SoundFormat format;
  const char* ending;
} kFormats[] = {{SoundFormat::mp3, "mp3"},
                {SoundFormat::opus, "opus"},
                {SoundFormat::wav, "wav"},
                {SoundFormat::flac, "flac"}};

TEST(Encode, TheSoundComesBackInItsPlace) {
  for (const int rate : {16'000, 22'050, 44'100, 48'000}) {
    const Programme programme = master(speech(rate, 20));
    for (const auto& [format, ending] : kFormats) {
      const Decoded heard = decode(encode(programme, format), ending);
      ASSERT_GT(heard.samples.size(), 0u) << ending << " " << rate;
      EXPECT_NEAR(double(heard.samples.size()) / heard.rate, programme.duration(), 0.03)
          << ending << " " << rate;
      EXPECT_LE(std::abs(lag(programme.samples, rate, heard)), 0.005) << ending << " " << rate;
      const Loudness loudness = measure(heard.samples, heard.rate);
      EXPECT_NEAR(loudness.integrated, -16, 0.4) << ending << " " << rate;
      EXPECT_LE(loudness.true_peak, -1) << ending << " " << rate;
    }
  }
}

TEST(Encode, TheSameBytesForTheSameInput) {
  const Programme programme = master(speech(22'050, 5));
  const Tags tags{"عنوان", "موجز", "برنامج", "2024-10-24T09:30:00Z", "ar", "ملاحظة", {}};
  for (const auto& [format, ending] : kFormats)
    EXPECT_EQ(encode(programme, format, tags), encode(programme, format, tags)) << ending;
}

TEST(Encode, BitRates) {
  const Programme programme = master(speech(48'000, 50));
  const auto rate = [&](SoundFormat format) {
    return double(encode(programme, format).size()) * 8 / programme.duration();
  };
  EXPECT_NEAR(rate(SoundFormat::mp3), 64'000, 1500);
  EXPECT_NEAR(rate(SoundFormat::opus), 32'000, 6000);
}

TEST(Encode, Tags) {
  const Programme programme = master(speech(48'000, 3));
  const Tags tags{"عنوان الخبر", "موجز", "برنامج", "2024-10-24T09:30:00Z", "ar", "ملاحظة", {}};
  const auto has = [](const std::string& bytes, const std::string& part) {
    return bytes.find(part) != std::string::npos;
  };
  const std::string mp3 = encode(programme, SoundFormat::mp3, tags);
  EXPECT_EQ(mp3.substr(0, 4), "ID3\x04");
  for (const char* part : {"TIT2", "عنوان الخبر", "TPE1", "موجز", "TALB", "برنامج", "TLAN", "ara",
                           "TDRC", "2024-10-24T09:30:00", "COMM", "ملاحظة"})
    EXPECT_TRUE(has(mp3, part)) << part;
  // The frame that tells players how much of the encoder's delay to leave out.
  EXPECT_TRUE(has(mp3, "Info"));
  EXPECT_TRUE(has(mp3, "LAME"));
  for (const SoundFormat format : {SoundFormat::opus, SoundFormat::flac})
    for (const char* part : {"TITLE=عنوان الخبر", "ARTIST=موجز", "ALBUM=برنامج", "LANGUAGE=ar",
                             "DATE=2024-10-24T09:30:00Z", "COMMENT=ملاحظة"})
      EXPECT_TRUE(has(encode(programme, format, tags), part)) << part;
  EXPECT_TRUE(has(encode(programme, SoundFormat::wav, tags), "عنوان الخبر"));
}

TEST(Encode, Chapters) {
  const Programme programme = master(speech(48'000, 3));
  Tags tags;
  tags.chapters = {{0.1, 1.5, "النقطة الأولى"}, {1.5, 3.2, "النقطة الثانية"}};
  const std::string mp3 = encode(programme, SoundFormat::mp3, tags);
  const auto number = [&](std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value = value * 256 + static_cast<unsigned char>(mp3[at + i]);
    return value;
  };
  const std::size_t second = mp3.find(std::string("point2\0", 7));
  ASSERT_NE(second, mp3.npos);
  EXPECT_EQ(mp3.substr(second - 10, 4), "CHAP");
  EXPECT_EQ(number(second + 7), 1500u);
  EXPECT_EQ(number(second + 11), 3200u);
  EXPECT_NE(mp3.find("CTOC"), mp3.npos);
  const std::string opus = encode(programme, SoundFormat::opus, tags);
  EXPECT_NE(opus.find("CHAPTER002=00:00:01.500"), opus.npos);
  EXPECT_NE(opus.find("CHAPTER002NAME=النقطة الثانية"), opus.npos);
}

TEST(Encode, RefusesNothing) {
  EXPECT_THROW(encode({}, SoundFormat::mp3), Error);
}

TEST(SoundFormatOf, Endings) {
  EXPECT_EQ(sound_format("a/b.MP3"), SoundFormat::mp3);
  EXPECT_EQ(sound_format("x.y.opus"), SoundFormat::opus);
  EXPECT_THROW(sound_format("x.aac"), Error);
  EXPECT_THROW(sound_format("mp3"), Error);
}

}  // namespace
}  // namespace mujaz
