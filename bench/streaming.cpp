// SPDX-License-Identifier: GPL-3.0-or-later
// A voice in one warm process, for bench/voice_speed.py: `streaming VOICE speak|memory N` with a
// text on standard input; a line of JSON out. Seconds of work are of the processor, all threads
// together.
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "mujaz/tell.h"

namespace {

using namespace mujaz;

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double work() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) { return double(t.tv_sec) + 1e-6 * double(t.tv_usec); };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Of this process, now, in MB.
double resident() {
  std::ifstream file("/proc/self/statm");
  double all = 0, pages = 0;
  file >> all >> pages;
  return pages * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

Places places() {
  const std::filesystem::path root = MUJAZ_SOURCE;
  Places found;
  found.lang = root / "lang/ar";
  found.models = root / "models";
  found.voices = {root / "voices", root / ".deps/voices"};
  if (const char* voices = std::getenv("MUJAZ_VOICES")) {
    std::istringstream list(voices);
    for (std::string folder; std::getline(list, folder, ':');) found.voices.emplace_back(folder);
  }
  return found;
}

Script script_of(const Reader& reader) {
  Script script{reader.phones(), {}};
  for (std::string line; std::getline(std::cin, line);) {
    Part part =
        reader.part(PartKind::utterance, static_cast<int>(script.parts.size()), from_utf8(line));
    if (!part.words.empty()) script.parts.push_back(std::move(part));
  }
  return script;
}

NextPart parts_of(const Script& script) {
  return [&script, at = std::size_t{0}]() mutable -> std::optional<Part> {
    if (at == script.parts.size()) return std::nullopt;
    return script.parts[at++];
  };
}

/// Seconds from the call to the first sound of a stream, and from a request to stop to its end.
std::pair<double, double> latencies(const Voice& voice, const Script& script) {
  voice.loudness(script.phones);
  Stop stop;
  const double start = seconds_now();
  double first = 0, asked = 0;
  std::thread later;
  try {
    stream(
        voice, {script.phones, parts_of(script)}, {}, {}, true,
        [&](int, const float*, std::size_t) {
          if (first > 0) return;
          first = seconds_now() - start;
          later = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(70));
            asked = seconds_now();
            stop.request();
          });
        },
        &stop);
  } catch (const Error&) {
  }
  const double end = seconds_now();
  if (later.joinable()) later.join();
  return {first, std::max(0.0, end - asked)};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const Places data = places();
  double start = seconds_now();
  const auto voice = load_voice(data, arguments[1]);
  const double load = seconds_now() - start;
  const Reader reader(Language(data.lang), load_diacritiser(data));
  const Script script = script_of(reader);
  if (std::string(arguments[2]) == "speak") {
    voice->say({script.phones, {script.parts.front()}});
    start = work();
    const Speech speech = voice->say(script);
    const double worked = work() - start;
    const auto [first, cancelled] = latencies(*voice, script);
    std::cout << nlohmann::json{{"load", load},
                                {"work", worked / speech.duration()},
                                {"sound", speech.duration()},
                                {"first", first},
                                {"cancelled", cancelled}}
              << std::endl;
    return 0;
  }
  // A programme is three of the text's parts, in turn.
  nlohmann::json out;
  const int programmes = count > 3 ? std::atoi(arguments[3]) : 500;
  for (int i = 1; i <= programmes; ++i) {
    Script one{script.phones, {}};
    for (int part = 0; part < 3; ++part)
      one.parts.push_back(
          script.parts[static_cast<std::size_t>(3 * i + part) % script.parts.size()]);
    const Programme sound = master(voice->say(one));
    encode(sound, SoundFormat::mp3);
    ::malloc_trim(0);
    if (i == programmes / 5) out["early"] = resident();
  }
  out["late"] = resident();
  std::cout << out << std::endl;
}
