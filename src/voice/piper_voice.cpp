// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/piper_voice.h"

#include <algorithm>

#include "voice/phrase_voice.h"
#include "voice/piper_config.h"
#include "voice/piper_network.h"

namespace mujaz::voice {
namespace {

const std::string kEngine = "piper 1 ";  // to be counted up when the same ids give other sound
constexpr std::size_t kMostConfig = 1 << 20;
constexpr std::size_t kMostPhones =
    400;  // in a phrase; the cost of attention grows with its square

std::filesystem::path config_of(const std::filesystem::path& file) {
  return file.string() + ".json";
}

/// A phrase as the network is fed: its numbers, and which phone of the phrase each belongs to;
/// those before the first belong to none (-1), as do those after the last (the number of phones).
struct Fed {
  std::vector<std::int64_t> ids;
  std::vector<int> phone;
};

class PiperVoice : public PhraseVoice {
 public:
  PiperVoice(const VoiceInfo& info, const std::shared_ptr<const SoundCache>& cache)
      : PhraseVoice(
            info, cache,
            cache ? kEngine + sum_of_files({info.file, config_of(info.file)}) : std::string()),
        config_(read_piper_config(read_file(config_of(info.file), kMostConfig),
                                  config_of(info.file).string())),
        network_(info.file) {
    for (const auto& [sign, ids] : config_.ids)
      for (const std::int64_t id : ids)
        if (static_cast<std::size_t>(id) >= network_.sounds())
          throw Error(ErrorCode::bad_input,
                      "The description of this Piper voice has the number " + std::to_string(id) +
                          " for a sign, and the network knows " +
                          std::to_string(network_.sounds()) + " of them.",
                      config_of(info.file).string());
  }

  Limits limits() const override { return {config_.rate, kMostPhones, network_.parallel()}; }

  std::vector<Request> requests(const Script& script, const Sentence& sentence) const override {
    const std::vector<PiperPhone> phones =
        piper_phones(config_, *script.phones, config_of(info().file).string());
    std::vector<Request> requests;
    for (const Phrase& phrase : sentence) {
      Fed fed = this->fed(script, phrase, phones);
      std::string asked = numbers({phrase.speed});
      for (const std::int64_t id : fed.ids) asked += std::to_string(id) + " ";
      requests.push_back({std::move(asked), [this, fed = std::move(fed), speed = phrase.speed](
                                                Halt& halt) { return utter(fed, speed, halt); }});
    }
    return requests;
  }

 private:
  /// As Piper's own trainer does: `^`, then each sign and a pad `_`, then `$`.
  void push(Fed& fed, char32_t sign, int phone) const {
    for (const char32_t c : {sign, U'_'})
      for (const std::int64_t id : config_.ids.at(c)) {
        fed.ids.push_back(id);
        fed.phone.push_back(phone);
      }
  }

  Fed fed(const Script& script, const Phrase& phrase, const std::vector<PiperPhone>& signs) const {
    const Part& part = script.parts[static_cast<std::size_t>(phrase.part)];
    Fed fed;
    push(fed, U'^', -1);
    int place = 0;
    for (std::size_t w = phrase.first; w < phrase.end; ++w) {
      if (w > phrase.first) push(fed, U' ', place - 1);
      for (const Phone& phone : part.words[w].phones) {
        const bool vowel = (*script.phones)[phone.id].vowel;
        if (vowel && phone.stressed && config_.ids.contains(0x02C8)) push(fed, 0x02C8, place);
        for (int times = phone.geminate && !vowel ? 2 : 1; times > 0; --times)
          for (const char32_t sign : signs[phone.id].signs) push(fed, sign, place);
        ++place;
      }
    }
    const bool last = phrase.end == part.words.size();
    const char32_t close = last && part.question                ? U'?'
                           : phrase.after == Break::end || last ? U'.'
                                                                : U',';
    if (config_.ids.contains(close)) push(fed, close, place);
    for (const std::int64_t id : config_.ids.at(U'$')) {
      fed.ids.push_back(id);
      fed.phone.push_back(place);
    }
    return fed;
  }

  Uttered utter(const Fed& fed, double speed, Halt& halt) const {
    PiperNetwork::Sound sound = network_.run(
        fed.ids,
        {config_.noise_scale, static_cast<float>(config_.length_scale / speed), config_.noise_w, 0},
        halt);
    Uttered uttered;
    std::size_t place = 0;
    for (std::size_t i = 0; i < fed.ids.size(); ++i) {
      while (std::ssize(uttered.places) <= fed.phone[i]) uttered.places.push_back(place);
      place += sound.lengths[i];
    }
    uttered.samples = std::move(sound.samples);
    return uttered;
  }

  PiperConfig config_;
  PiperNetwork network_;
};

}  // namespace

VoiceInfo look_at_piper(const std::filesystem::path& file) {
  VoiceInfo info{file.stem().string(), VoiceKind::piper, file, {}, {}};
  try {
    const std::filesystem::path config = config_of(file);
    const std::string language =
        read_piper_config(read_file(config, kMostConfig), config.string()).language;
    if (language != "ar") info.note = "learned another language (" + language + ")";
  } catch (const Error& error) {
    info.problem = error.what();
    if (info.problem.ends_with('.')) info.problem.pop_back();
  }
  return info;
}

std::vector<std::string> piper_stand_ins(const std::filesystem::path& file,
                                         const PhoneTable& table) {
  const std::string config = config_of(file).string();
  const auto phones =
      piper_phones(read_piper_config(read_file(config, kMostConfig), config), table, config);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < phones.size(); ++i)
    if (phones[i].stands_in) out.push_back(table.rows()[i].ipa + " as " + to_utf8(phones[i].signs));
  return out;
}

std::shared_ptr<const Voice> load_piper(const VoiceInfo& info,
                                        const std::shared_ptr<const SoundCache>& cache) {
  return std::make_shared<PiperVoice>(info, cache);
}

}  // namespace mujaz::voice
