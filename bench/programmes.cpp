// SPDX-License-Identifier: GPL-3.0-or-later
// Programmes in one warm process, for bench/sound.py: a line of JSON in, {"text", "voice", "speed",
// "loudness", "wav"?, "lossy"?}; a line out, with the times of its phones, and how loud the
// programme is, as it was made and as it is heard from its MP3 and its Opus. A phone is [symbol,
// whether it is a vowel, a long one, begins a syllable, is stressed, its word's place, start, end],
// a word [as spoken, the break after it].
#include <sndfile.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mujaz/tell.h"

namespace {

using namespace mujaz;
using nlohmann::json;

Places places() {
  const std::filesystem::path root = MUJAZ_SOURCE;
  Places found{root / "lang/ar", root / "models", {root / "voices"}};
  if (const char* voices = std::getenv("MUJAZ_VOICES")) {
    std::istringstream list(voices);
    for (std::string folder; std::getline(list, folder, ':');) found.voices.emplace_back(folder);
  }
  return found;
}

struct Memory {
  std::string_view bytes;
  sf_count_t at = 0;
};

/// The samples of a sound file in memory.
std::vector<float> decoded(const std::string& bytes, int& rate) {
  Memory memory{bytes};
  SF_VIRTUAL_IO io{};
  io.get_filelen = [](void* user) {
    return static_cast<sf_count_t>(static_cast<Memory*>(user)->bytes.size());
  };
  io.seek = [](sf_count_t offset, int whence, void* user) {
    Memory& file = *static_cast<Memory*>(user);
    const auto size = static_cast<sf_count_t>(file.bytes.size());
    file.at = offset + (whence == SEEK_CUR ? file.at : whence == SEEK_END ? size : 0);
    return file.at;
  };
  io.read = [](void* to, sf_count_t count, void* user) {
    Memory& file = *static_cast<Memory*>(user);
    const sf_count_t left = static_cast<sf_count_t>(file.bytes.size()) - file.at;
    const sf_count_t got = std::max<sf_count_t>(0, std::min(count, left));
    std::memcpy(to, file.bytes.data() + file.at, static_cast<std::size_t>(got));
    file.at += got;
    return got;
  };
  io.tell = [](void* user) { return static_cast<Memory*>(user)->at; };
  SF_INFO info{};
  SNDFILE* file = sf_open_virtual(&io, SFM_READ, &info, &memory);
  if (!file) throw Error(ErrorCode::internal, sf_strerror(nullptr));
  sf_command(file, SFC_SET_CLIPPING, nullptr, SF_FALSE);
  std::vector<float> samples, some(1 << 16);
  for (sf_count_t got; (got = sf_read_float(file, some.data(), std::ssize(some))) > 0;)
    samples.insert(samples.end(), some.begin(), some.begin() + got);
  sf_close(file);
  rate = info.samplerate;
  return samples;
}

json heard(const std::vector<float>& samples, int rate) {
  const Loudness loudness = measure(samples, rate);
  return {loudness.integrated, loudness.true_peak, double(samples.size()) / rate};
}

class Programmes {
 public:
  json make(const json& line) {
    const auto& voice = voice_named(line.at("voice"));
    Script script{reader_.phones(), {}};
    script.parts.push_back(
        reader_.part(PartKind::point, 0, from_utf8(line.at("text").get<std::string>())));
    Manner manner;
    manner.speed = line.value("speed", 1.0);
    MasterOptions options;
    options.loudness = line.value("loudness", options.loudness);
    const Speech speech = voice.say(script, manner);
    const Programme programme = master(speech, options);
    json out{{"seconds", programme.duration()},
             {"sound", heard(programme.samples, programme.rate)},
             {"flaws", json::array()}};
    for (const Flaw& flaw : listen(programme, asked_of(script, manner, options)))
      out["flaws"].push_back(flaw.what);
    if (line.contains("wav"))
      write_file(line["wav"].get<std::string>(), encode(programme, SoundFormat::wav));
    if (line.value("lossy", false))
      for (const auto& [name, format] :
           {std::pair{"mp3", SoundFormat::mp3}, std::pair{"opus", SoundFormat::opus}}) {
        int rate = 0;
        const std::vector<float> samples = decoded(encode(programme, format), rate);
        out[name] = heard(samples, rate);
      }
    add_times(out, script, speech, programme.words.front().start - speech.words.front().start);
    return out;
  }

 private:
  const Voice& voice_named(const std::string& name) {
    auto& voice = voices_[name];
    if (!voice) voice = load_voice(places_, name);
    return *voice;
  }

  void add_times(json& out, const Script& script, const Speech& speech, double shift) const {
    for (const PhoneTime& time : speech.phones) {
      const SpokenWord& word = script.parts[0].words[static_cast<std::size_t>(time.word)];
      const Phone& phone = word.phones[static_cast<std::size_t>(time.phone)];
      const PhoneTable::Row& row = (*script.phones)[phone.id];
      out["phones"].push_back({row.symbol, row.vowel, row.is_long, phone.starts_syllable,
                               phone.stressed, time.word, time.start + shift, time.end + shift});
    }
    for (const SpokenWord& word : script.parts[0].words)
      out["words"].push_back({to_utf8(word.marked), static_cast<int>(word.after)});
    out["question"] = script.parts[0].question;
  }

  Places places_ = places();
  Language language_{places_.lang};
  Reader reader_{language_, load_diacritiser(places_)};
  std::map<std::string, std::shared_ptr<const Voice>> voices_;
};

}  // namespace

int main() {
  Programmes programmes;
  for (std::string line; std::getline(std::cin, line);)
    std::cout << programmes.make(json::parse(line)).dump() << std::endl;
}
