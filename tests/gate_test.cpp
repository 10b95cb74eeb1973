// SPDX-License-Identifier: GPL-3.0-or-later
// The gate for sound: a good programme passes, and each way to fail is found alone.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "mujaz/audio.h"
#include "mujaz/voice.h"
#include "support.h"

namespace mujaz {
namespace {

constexpr int kRate = 16000;

/// Four words of 0.3 s, a buzz of 120 Hz with its overtones, 0.2 s of rest between.
Speech speech() {
  Speech made;
  made.rate = kRate;
  made.voice = "buzz";
  for (int word = 0; word < 4; ++word) {
    const double start = double(made.samples.size()) / kRate;
    for (int i = 0; i < kRate * 3 / 10; ++i) {
      double sample = 0;
      for (int harmonic = 1; harmonic <= 20; ++harmonic)
        sample += std::sin(2 * M_PI * 120 * harmonic * i / kRate) / harmonic;
      made.samples.push_back(static_cast<float>(0.1 * sample));
    }
    made.words.push_back({0, 0, start, double(made.samples.size()) / kRate,
                          static_cast<std::size_t>(word * 2),
                          static_cast<std::size_t>(word * 2 + 1)});
    made.samples.resize(made.samples.size() + kRate / 5, 0.0f);
  }
  return made;
}

Asked asked() {
  return {{}, 16, 1, 0.6, 0.2};
}

std::vector<SoundFault> faults(const Programme& programme, const Asked& wanted = asked()) {
  std::vector<SoundFault> out;
  for (const Flaw& flaw : listen(programme, wanted)) {
    EXPECT_TRUE(flaw.what.ends_with('.')) << flaw.what;
    out.push_back(flaw.fault);
  }
  return out;
}

Programme good() {
  return master(speech());
}

using Faults = std::vector<SoundFault>;

TEST(Gate, PassesAGoodProgramme) {
  EXPECT_EQ(faults(good()), Faults{});
}

TEST(Gate, FindsAWrongLevel) {
  Programme quiet = good();
  for (float& sample : quiet.samples) sample *= 0.5f;
  quiet.loudness = measure(quiet.samples, quiet.rate);
  EXPECT_EQ(faults(quiet), Faults{SoundFault::level});
}

TEST(Gate, FindsClipping) {
  Programme clipped = good();
  for (std::size_t i = 8000; i < 8010; ++i) clipped.samples[i] = 1.0f;
  EXPECT_EQ(faults(clipped), Faults{SoundFault::clipping});
  Programme high = good();
  high.loudness.true_peak = -0.5;
  EXPECT_EQ(faults(high), Faults{SoundFault::clipping});
}

TEST(Gate, FindsASilenceThatNobodyAskedFor) {
  Programme broken = good();
  const auto middle = broken.samples.begin() + kRate;
  broken.samples.insert(middle, kRate, 0.0f);
  Asked wanted = asked();
  wanted.phones = 20;
  EXPECT_EQ(faults(broken, wanted), Faults{SoundFault::silence});
  wanted.longest_rest = 1.0;
  EXPECT_EQ(faults(broken, wanted), Faults{}) << "asked for";
}

TEST(Gate, FindsADroppedEndAndADrone) {
  Asked wanted = asked();
  wanted.phones = 200;
  EXPECT_EQ(faults(good(), wanted), Faults{SoundFault::length});
  wanted.phones = 3;
  EXPECT_EQ(faults(good(), wanted), Faults{SoundFault::length});
  wanted.phones = 0;
  EXPECT_EQ(faults(good(), wanted), Faults{}) << "unknown";
}

TEST(Gate, FindsNoise) {
  Speech hiss = speech();
  std::minstd_rand random(1);
  std::normal_distribution<float> normal(0, 0.1f);
  for (float& sample : hiss.samples) sample = sample != 0 ? normal(random) : 0;
  EXPECT_EQ(faults(master(hiss)), Faults{SoundFault::noise});
}

TEST(Gate, FindsAWordWithoutATimeOfItsOwn) {
  for (const auto& spoil : std::vector<void (*)(Programme&)>{
           [](Programme& p) { p.words[1].end = p.words[1].start + 0.01; },
           [](Programme& p) { p.words[2].start = p.words[0].start - 0.05; },
           [](Programme& p) { p.words[3].end = p.duration() + 1; }}) {
    Programme programme = good();
    spoil(programme);
    EXPECT_EQ(faults(programme), Faults{SoundFault::times});
  }
}

TEST(Gate, PassesTheVoicesThereAre) {
  const Language& language = testing::language();
  const auto table = std::make_shared<const PhoneTable>(language);
  Script script{table, {}};
  for (int point = 0; point < 3; ++point) {
    Part part{PartKind::point, point, U"x x x x x x", {}, {}, false};
    for (std::size_t i = 0; i < 6; ++i) {
      SpokenWord word;
      word.written = {2 * i, 2 * i + 1};
      word.after = i == 5 ? Break::end : i == 2 ? Break::phrase : Break::none;
      for (const char* symbol : {"m", "a", "d", "ii", "n", "a"})
        word.phones.push_back({table->id(symbol)});
      part.words.push_back(word);
    }
    script.parts.push_back(part);
  }
  for (const VoiceInfo& voice : find_voices(testing::places()))
    for (const double speed : {0.5, 1.0, 2.0, 3.0}) {
      if (!voice.problem.empty() || !voice.note.empty()) continue;
      const Manner manner{speed, 0.7};
      const Programme programme =
          master(load_voice(testing::places(), voice.name)->say(script, manner));
      EXPECT_EQ(faults(programme, asked_of(script, manner, {})), Faults{}) << voice.name << speed;
    }
}

}  // namespace
}  // namespace mujaz
