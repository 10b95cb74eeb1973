// SPDX-License-Identifier: GPL-3.0-or-later
// The stages in one warm process, for bench/speed.py: a line `PAGE<TAB>VOICE` in, a line of JSON
// with seconds a stage out.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mujaz/tell.h"
#include "reading/marking.h"
#include "reading/networks.h"

namespace {

using namespace mujaz;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Runs `work`, adds its seconds to `seconds`, and hands its result on.
template <class Work>
auto timed(double& seconds, Work work) {
  const double start = now();
  auto result = work();
  seconds += now() - start;
  return result;
}

Places places() {
  const std::filesystem::path root = MUJAZ_SOURCE;
  Places found{root / "lang/ar", root / "models", {root / "voices"}};
  if (const char* voices = std::getenv("MUJAZ_VOICES")) {
    std::istringstream list(voices);
    for (std::string folder; std::getline(list, folder, ':');) found.voices.emplace_back(folder);
  }
  return found;
}

}  // namespace

int main() {
  double load = 0;
  const Places data = places();
  Setup setup = timed(load, [&] { return load_setup(data); });
  const auto diacritiser = load_diacritiser(data);
  const reading::Libtashkeel libtashkeel(data.models / "libtashkeel");
  const reading::Rawi rawi(data.models / "rawi-v3");
  std::map<std::string, std::shared_ptr<const Voice>> voices{{"", setup.voice}};
  for (std::string line; std::getline(std::cin, line);) {
    const std::string path = line.substr(0, line.find('\t'));
    const std::string name = line.substr(line.find('\t') + 1);
    if (!voices[name]) voices[name] = load_voice(data, name);
    setup.voice = voices[name];
    const Page page{read_file(path, 20u << 20), {}, {}};
    double extract = 0, points = 0, reading = 0, diacritics = 0, networks = 0, voice = 0,
           mastering = 0, encoding = 0, telling = 0;
    const Article article = timed(extract, [&] { return setup.extractor->extract(page); });
    const Signed box = timed(points, [&] {
      return sign(setup.checker->check(setup.chooser->choose(article, setup.points), article));
    });
    const Script script = timed(reading, [&] { return script_of(article, box, setup); });
    std::size_t letters = 0;
    for (const KeyPoint& point : box.points()) {
      letters += point.text.size();
      timed(diacritics, [&] { return diacritiser->diacritise(point.text); });
      const std::vector<reading::Letter> text = reading::to_letters(point.text);
      timed(networks, [&] { return libtashkeel.shares(text); });
      timed(networks, [&] { return rawi.shares(text); });
    }
    const Speech speech = timed(voice, [&] { return setup.voice->say(script, setup.manner); });
    const Programme sound = timed(mastering, [&] { return master(speech); });
    timed(encoding, [&] { return encode(sound, SoundFormat::mp3); });
    timed(encoding, [&] { return encode(sound, SoundFormat::opus); });
    timed(telling, [&] { return tell(page, setup); });
    std::cout << nlohmann::json{{"extract", extract},
                                {"points", points},
                                {"reading", reading},
                                {"diacritics", diacritics},
                                {"networks", networks},
                                {"letters", letters},
                                {"voice", voice},
                                {"master", mastering},
                                {"encode", encoding},
                                {"tell", telling},
                                {"sound", sound.duration()},
                                {"voice_name", sound.voice},
                                {"load", load}}
                     .dump()
              << std::endl;
  }
}
