// SPDX-License-Identifier: GPL-3.0-or-later
// The attributes of `prosody` and the levels of `emphasis` (SSML 1.1, 3.2.4 and 3.2.2) as rate,
// half tones and decibels.
#include <charconv>
#include <limits>

#include "reading/ssml.h"

namespace mujaz::reading {
namespace {

constexpr double least_rate = 0.5, most_rate = 3, most_pitch = 8, least_volume = -60,
                 most_volume = 12;

struct Label {
  std::string_view name;
  double value;
};
constexpr Label rates[] = {{"x-slow", 0.6}, {"slow", 0.8},   {"medium", 1},
                           {"fast", 1.25},  {"x-fast", 1.6}, {"default", 1}};
constexpr Label pitches[] = {{"x-low", -4}, {"low", -2},   {"medium", 0},
                             {"high", 2},   {"x-high", 4}, {"default", 0}};
constexpr Label volumes[] = {{"silent", -std::numeric_limits<double>::infinity()},
                             {"x-soft", -12},
                             {"soft", -6},
                             {"medium", 0},
                             {"loud", 4},
                             {"x-loud", 8},
                             {"default", 0}};

template <std::size_t n>
const double* labelled(const Label (&labels)[n], std::string_view text) {
  for (const Label& label : labels)
    if (label.name == text) return &label.value;
  return nullptr;
}

/// A number with a unit behind it; a plus sign may stand before it.
std::optional<double> number_with(std::string_view text, std::string_view unit) {
  if (!text.ends_with(unit)) return std::nullopt;
  text.remove_suffix(unit.size());
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

bool is_signed(std::string_view text) {
  return text.starts_with('+') || text.starts_with('-');
}

/// «80%» is the pace itself, «-20%» its change; a bare number is a factor (SSML 1.0).
std::optional<double> rate_of(std::string_view text) {
  if (const double* label = labelled(rates, text)) return *label;
  if (const auto percent = number_with(text, "%"))
    return is_signed(text) ? 1 + *percent / 100 : *percent / 100;
  return is_signed(text) ? std::nullopt : number_with(text, "");
}

std::optional<double> pitch_of(std::string_view text) {
  if (const double* label = labelled(pitches, text)) return *label;
  if (!is_signed(text)) return std::nullopt;
  if (const auto half_tones = number_with(text, "st")) return half_tones;
  const auto percent = number_with(text, "%");
  if (!percent || *percent <= -100) return std::nullopt;
  return 12 * std::log2(1 + *percent / 100);
}

std::optional<double> volume_of(std::string_view text) {
  if (const double* label = labelled(volumes, text)) return *label;
  return is_signed(text) ? number_with(text, "dB") : std::nullopt;
}

}  // namespace

Delivery with_prosody(Delivery outer,
                      const std::vector<std::pair<std::string, std::string>>& values,
                      const std::function<void(std::string)>& note) {
  const auto bounded = [&](const std::string& name, double value, double least, double most) {
    const double kept = std::clamp(value, least, most);
    if (kept != value) note("The " + name + " is brought within what voices can do.");
    return kept;
  };
  for (const auto& [name, value] : values) {
    if (name != "rate" && name != "pitch" && name != "volume") {
      note("No voice here can do \"" + name + "\" of prosody.");
      continue;
    }
    const std::optional<double> asked = name == "rate"    ? rate_of(value)
                                        : name == "pitch" ? pitch_of(value)
                                                          : volume_of(value);
    if (!asked || std::isnan(*asked))
      note("No voice here can do the " + name + " \"" + value.substr(0, 40) + "\".");
    else if (name == "rate")
      outer.rate = bounded(name, outer.rate * *asked, least_rate, most_rate);
    else if (name == "pitch")
      outer.pitch = bounded(name, outer.pitch + *asked, -most_pitch, most_pitch);
    else if (std::isinf(*asked) || std::isinf(outer.volume))
      outer.volume = -std::numeric_limits<double>::infinity();
    else
      outer.volume = bounded(name, outer.volume + *asked, least_volume, most_volume);
  }
  return outer;
}

std::optional<Delivery> with_emphasis(Delivery outer, std::string_view level) {
  double rate = 1, pitch = 0, volume = 0;
  if (level == "strong") {
    rate = 0.85;
    pitch = 2;
    volume = 3;
  } else if (level == "moderate") {
    rate = 0.92;
    pitch = 1;
    volume = 1.5;
  } else if (level == "reduced") {
    rate = 1.1;
    pitch = -1;
    volume = -3;
  } else if (level != "none") {
    return std::nullopt;
  }
  outer.rate = std::clamp(outer.rate * rate, least_rate, most_rate);
  outer.pitch = std::clamp(outer.pitch + pitch, -most_pitch, most_pitch);
  if (!std::isinf(outer.volume))
    outer.volume = std::clamp(outer.volume + volume, least_volume, most_volume);
  return outer;
}

}  // namespace mujaz::reading
