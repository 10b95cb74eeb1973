// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/piper_config.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include "mujaz/text.h"

namespace mujaz::voice {
namespace {

constexpr int kMostSpeakers = 10'000;
constexpr std::int64_t kMostId = 100'000;

[[noreturn]] void refuse(const std::string& what, const std::string& file) {
  throw Error(ErrorCode::bad_input, "This is not the description of a Piper voice: " + what + ".",
              file);
}

template <typename Number>
Number number(const nlohmann::json& object, const char* key, Number otherwise, Number least,
              Number most, const std::string& file) {
  const auto found = object.find(key);
  if (found == object.end()) return otherwise;
  if (!found->is_number()) refuse(std::string(key) + " is not a number", file);
  const double value = found->get<double>();
  if (!(value >= double(least) && value <= double(most)))
    refuse(std::string(key) + " is out of its range", file);
  return static_cast<Number>(value);
}

void read_ids(const nlohmann::json& map, PiperConfig& config, const std::string& file) {
  if (!map.is_object()) refuse("phoneme_id_map is not an object", file);
  for (const auto& [sign, ids] : map.items()) {
    const std::u32string signs = from_utf8(sign);
    if (signs.size() != 1 || !ids.is_array() || ids.empty() || ids.size() > 8)
      refuse("phoneme_id_map has a row that is not one sign and its numbers", file);
    for (const auto& id : ids) {
      if (!id.is_number_integer() || id.get<std::int64_t>() < 0 || id.get<std::int64_t>() > kMostId)
        refuse("phoneme_id_map has a number out of its range", file);
      config.ids[signs[0]].push_back(id.get<std::int64_t>());
    }
  }
  for (const char32_t sign : U"^$_ ")
    if (sign && !config.ids.contains(sign))
      refuse("phoneme_id_map lacks one of the signs ^ $ _ and space", file);
}

}  // namespace

PiperConfig read_piper_config(std::string_view text, const std::string& file) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) refuse("it is not a JSON object", file);
  const auto object = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_object() ? *found : nlohmann::json::object();
  };
  if (json.value("phoneme_type", nlohmann::json("espeak")) != "espeak")
    throw Error(ErrorCode::unsupported, "This Piper voice is fed letters, not IPA.", file);
  PiperConfig config;
  config.rate = number(object("audio"), "sample_rate", 0, 8'000, 96'000, file);
  if (config.rate == 0) refuse("audio.sample_rate is absent", file);
  const nlohmann::json language = object("espeak").value("voice", nlohmann::json());
  if (language.is_string()) config.language = language.get<std::string>();
  config.speakers = number(json, "num_speakers", 1, 1, kMostSpeakers, file);
  const nlohmann::json inference = object("inference");
  config.noise_scale = number(inference, "noise_scale", config.noise_scale, 0.0f, 2.0f, file);
  config.length_scale = number(inference, "length_scale", config.length_scale, 0.1f, 5.0f, file);
  config.noise_w = number(inference, "noise_w", config.noise_w, 0.0f, 2.0f, file);
  read_ids(json.value("phoneme_id_map", nlohmann::json()), config, file);
  return config;
}

std::vector<PiperPhone> piper_phones(const PiperConfig& config, const PhoneTable& table,
                                     const std::string& file) {
  std::vector<PiperPhone> phones;
  for (const PhoneTable::Row& row : table.rows()) {
    const std::u32string choices = from_utf8(row.piper);
    bool own = true, found = false;
    for (std::size_t start = 0; start < choices.size() && !found; own = false) {
      const std::size_t end = std::min(choices.find(U' ', start), choices.size());
      const std::u32string signs = choices.substr(start, end - start);
      found = std::all_of(signs.begin(), signs.end(),
                          [&](char32_t sign) { return config.ids.contains(sign); });
      if (found) phones.push_back({signs, !own});
      start = end + 1;
    }
    if (!found)
      throw Error(ErrorCode::bad_input,
                  "This Piper voice cannot say the phone \"" + row.ipa +
                      "\", and has nothing that may stand in for it.",
                  file);
  }
  return phones;
}

}  // namespace mujaz::voice
