// SPDX-License-Identifier: GPL-3.0-or-later
// Which voices there are, and the times of words, which all of them share.
#include <algorithm>

#include "mujaz/voice.h"
#include "voice/espeak_voice.h"
#include "voice/hts_voice.h"
#include "voice/piper_voice.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;

/// The files of one kind in the folders, by name; a name found before hides a later one.
void add_files(const Places& places, const char* ending, VoiceInfo (*look)(const fs::path&),
               std::vector<VoiceInfo>& voices) {
  for (const fs::path& folder : places.voices) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
      if (at->path().extension() == ending && at->is_regular_file(error))
        files.push_back(at->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      const std::string name = file.stem().string();
      const auto same = [&](const VoiceInfo& voice) { return voice.name == name; };
      if (std::none_of(voices.begin(), voices.end(), same)) voices.push_back(look(file));
    }
  }
}

VoiceInfo look_at_hts(const fs::path& file) {
  return {file.stem().string(), VoiceKind::hts, file, {}, {}};
}

std::string names_of(const std::vector<VoiceInfo>& voices) {
  std::string names;
  for (const VoiceInfo& voice : voices) names += (names.empty() ? "" : ", ") + voice.name;
  return names;
}

}  // namespace

const char* name(VoiceKind kind) {
  switch (kind) {
    case VoiceKind::hts:
      return "hts";
    case VoiceKind::espeak:
      return "espeak";
    case VoiceKind::piper:
      return "piper";
    case VoiceKind::remote:
      return "remote";
  }
  return "espeak";
}

std::vector<VoiceInfo> find_voices(const Places& places) {
  std::vector<VoiceInfo> voices;
  add_files(places, ".onnx", voice::look_at_piper, voices);
  add_files(places, ".htsvoice", look_at_hts, voices);
  voices.push_back({"espeak", VoiceKind::espeak, {}, voice::espeak_problem(), {}});
  std::stable_partition(voices.begin(), voices.end(),
                        [](const VoiceInfo& voice) { return voice.note.empty(); });
  return voices;
}

std::shared_ptr<const Voice> load_voice(const Places& places, const std::string& name) {
  const std::vector<VoiceInfo> voices = find_voices(places);
  const auto found = std::find_if(voices.begin(), voices.end(), [&](const VoiceInfo& voice) {
    return name.empty() ? voice.problem.empty() && voice.note.empty() : voice.name == name;
  });
  if (found == voices.end())
    throw Error(ErrorCode::not_found,
                name.empty() ? "There is no voice for Arabic: " + voice::espeak_problem() + "."
                             : "There is no such voice; there are: " + names_of(voices) + ".",
                name);
  std::shared_ptr<const voice::SoundCache> cache;
  if (!places.cache.empty())
    cache = std::make_shared<const voice::SoundCache>(places.cache, places.cache_bytes);
  switch (found->kind) {
    case VoiceKind::piper:
      return voice::load_piper(*found, cache);
    case VoiceKind::hts:
      return voice::load_hts(*found, cache);
    default:
      return voice::load_espeak(*found, cache);
  }
}

std::vector<std::string> stand_ins(const VoiceInfo& voice, const PhoneTable& table) {
  if (voice.kind != VoiceKind::piper) return {};
  return voice::piper_stand_ins(voice.file, table);
}

std::vector<MarkTime> mark_times(const Script& script, const std::vector<PhoneTime>& phones) {
  std::vector<MarkTime> times;
  auto phone = phones.begin();
  for (int part = 0; part < std::ssize(script.parts); ++part) {
    const Part& spoken = script.parts[static_cast<std::size_t>(part)];
    for (const SpokenMark& mark : spoken.marks) {
      while (phone != phones.end() &&
             (phone->part < part ||
              (phone->part == part && phone->word < static_cast<int>(mark.word))))
        ++phone;
      const bool is_there = phone != phones.end() && phone->part == part;
      if (!is_there && phone == phones.begin()) continue;
      times.push_back({mark.name, is_there ? phone->start : std::prev(phone)->end});
    }
  }
  return times;
}

std::vector<std::string> left_undone(const Script& script, VoiceKind kind) {
  if (kind == VoiceKind::hts || kind == VoiceKind::espeak) return {};
  for (const Part& part : script.parts)
    for (const SpokenWord& word : part.words)
      if (word.delivery.pitch != 0)
        return {std::string("A voice of the kind ") + name(kind) +
                " has one pitch; the document's is left out."};
  return {};
}

std::vector<WordTime> word_times(const Script& script, const std::vector<PhoneTime>& phones) {
  std::vector<WordTime> times;
  auto phone = phones.begin();
  for (int part = 0; part < std::ssize(script.parts); ++part) {
    const Part& spoken = script.parts[static_cast<std::size_t>(part)];
    for (int word = 0; word < std::ssize(spoken.words); ++word) {
      const SpokenWord& said = spoken.words[static_cast<std::size_t>(word)];
      const auto first = phone;
      while (phone != phones.end() && phone->part == part && phone->word == word) ++phone;
      if (first == phone)
        throw Error(ErrorCode::internal, "A word has no sound.", to_utf8(said.marked));
      const bool joined = word > 0 && !said.written.empty() &&
                          spoken.words[static_cast<std::size_t>(word) - 1].written == said.written;
      if (joined)
        times.back().end = std::prev(phone)->end;
      else
        times.push_back({spoken.point, part, first->start, std::prev(phone)->end,
                         said.written.start, said.written.end});
    }
  }
  return times;
}

}  // namespace mujaz
