// SPDX-License-Identifier: GPL-3.0-or-later
// A server's voice. It is sent the spoken form, fully marked, so that it reads what we mean.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "mujaz/budget.h"
#include "mujaz/http.h"
#include "mujaz/sound_file.h"
#include "mujaz/voice.h"
#include "voice/estimate.h"
#include "voice/phrases.h"

namespace mujaz::voice {
namespace {

constexpr int kRate = 48'000, kPcmRate = 24'000;
constexpr std::size_t kMostLetters = 1500;     // of one request, marks counted
constexpr std::size_t kMostBytes = 64u << 20;  // of one answer
constexpr double kMostSeconds = 600;

std::chrono::milliseconds milliseconds_of(double seconds) {
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

/// The words as they are spoken, with a sign where the reader rests.
std::u32string text_of(const Part& part, std::size_t first, std::size_t end) {
  constexpr char32_t comma = 0x060C, question = 0x061F;
  std::u32string text;
  for (std::size_t i = first; i < end; ++i) {
    if (i > first) text += U' ';
    text += part.words[i].marked;
    if (i + 1 == part.words.size())
      text += part.question ? question : U'.';
    else if (part.words[i].after == Break::end)
      text += U'.';
    else if (part.words[i].after == Break::phrase)
      text += comma;
  }
  return text;
}

Samples from_pcm(const std::string& bytes) {
  if (double(bytes.size()) / 2 > kMostSeconds * kPcmRate)
    throw Error(ErrorCode::too_large, "The sound is too long.");
  Samples sound{kPcmRate, {}};
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto low = static_cast<unsigned char>(bytes[i]);
    const auto high = static_cast<unsigned char>(bytes[i + 1]);
    sound.samples.push_back(static_cast<float>(static_cast<std::int16_t>(low | high << 8)) / 32768);
  }
  return sound;
}

class RemoteVoice : public Voice {
 public:
  RemoteVoice(const RemoteSection& settings, std::filesystem::path budget)
      : settings_(settings), budget_(settings.characters_a_day, std::move(budget)) {
    if (settings.base_url.empty() || settings.model.empty())
      throw Error(
          ErrorCode::bad_input,
          "The voice `remote` needs remote.base_url and remote.model in the configuration.");
    const Url url = parse_url(settings.base_url);
    if (url.scheme != "http" && url.scheme != "https")
      throw Error(ErrorCode::bad_input, "remote.base_url is no http or https URL.", url.origin());
    if (settings.api_key.named()) settings.api_key.reveal();
    url_ = settings.base_url + (settings.base_url.ends_with('/') ? "" : "/") + "audio/speech";
  }

  const VoiceInfo& info() const override { return info_; }

  void stream(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next,
              const Manner& manner, const Hear& hear, const Stop* stop) const override {
    check(manner);
    Joined joined(kRate, info_.name);
    int number = 0;
    for (std::optional<Part> part = next(); part; part = next(), ++number) {
      if (part->words.empty()) continue;
      const Script script{phones, {std::move(*part)}};
      std::vector<PhoneTime> of_part;
      const std::vector<Phrase> requests = requests_of(script, manner);
      for (const Phrase& request : requests) {
        Speech piece =
            joined.add(fetched(script, request, stop), phones_of(script, request), request.rest, 0);
        piece.estimated = true;
        of_part.insert(of_part.end(), piece.phones.begin(), piece.phones.end());
        if (&request == &requests.back()) {
          piece.words = word_times(script, of_part);
          piece.marks = mark_times(script, of_part);
        }
        for (PhoneTime& phone : piece.phones) phone.part = number;
        for (WordTime& word : piece.words) word.part = number;
        hear(piece);
      }
    }
    if (number == 0) throw Error(ErrorCode::bad_input, "There is nothing to say: no word.");
  }

 private:
  /// A part in as few requests as the server takes: a text said in one has one melody.
  static std::vector<Phrase> requests_of(const Script& script, const Manner& manner) {
    std::vector<Phrase> requests;
    std::size_t letters = 0;
    for (const Sentence& sentence : sentences_of(script, 0, manner, 400)) {
      for (const Phrase& phrase : sentence) {
        const std::size_t more = text_of(script.parts[0], phrase.first, phrase.end).size();
        const bool follows = !requests.empty() && requests.back().speed == phrase.speed &&
                             letters + more <= kMostLetters;
        if (follows) {
          requests.back().end = phrase.end;
          requests.back().rest = phrase.rest;
          letters += more;
        } else {
          requests.push_back(phrase);
          letters = more;
        }
      }
    }
    return requests;
  }

  Uttered fetched(const Script& script, const Phrase& request, const Stop* stop) const {
    const Part& part = script.parts[0];
    const std::u32string text = text_of(part, request.first, request.end);
    if (!budget_.take(std::ssize(text), now()))
      throw Error(ErrorCode::unavailable,
                  "The day's " + std::to_string(settings_.characters_a_day) +
                      " characters for the server's voice are spent.",
                  info_.name);
    const std::string body = answer(to_utf8(text), request.speed, stop);
    try {
      const Samples sound = settings_.format == "pcm" ? from_pcm(body) : decode(body, kMostSeconds);
      return estimated(*script.phones, part, request.first, request.end, request.speed,
                       at_rate(sound, kRate), kRate);
    } catch (const Error& error) {
      throw Error(ErrorCode::unavailable, error.what(), parse_url(url_).origin());
    }
  }

  std::string answer(const std::string& text, double speed, const Stop* stop) const {
    HttpRequest request;
    request.method = "POST";
    request.url = url_;
    request.headers = {{"Content-Type", "application/json"}};
    if (settings_.api_key.named())
      request.headers.emplace_back("Authorization", "Bearer " + settings_.api_key.reveal());
    nlohmann::json body{
        {"model", settings_.model}, {"input", text}, {"response_format", settings_.format}};
    if (!settings_.voice.empty()) body["voice"] = settings_.voice;
    if (speed != 1) body["speed"] = speed;
    request.body = body.dump();
    request.limits.connect = milliseconds_of(settings_.connect_timeout);
    request.limits.total = milliseconds_of(settings_.timeout);
    request.limits.bytes = kMostBytes;
    request.limits.retries = settings_.retries;
    HttpResponse response = sent(request, stop);
    if (!response.good())
      throw Error(ErrorCode::unavailable,
                  "The server of the voice answered " + std::to_string(response.status) + ".",
                  parse_url(url_).origin());
    return std::move(response.body);
  }

  /// Whatever keeps the server from answering in time and measure, it is not there for us.
  static HttpResponse sent(const HttpRequest& request, const Stop* stop) {
    try {
      return send(request, stop);
    } catch (const Error& error) {
      if (stop) stop->check();
      throw Error(ErrorCode::unavailable, error.what(), parse_url(request.url).origin());
    }
  }

  VoiceInfo info_{"remote", VoiceKind::remote, {}, {}, {}};
  const RemoteSection settings_;
  mutable DayBudget budget_;
  std::string url_;
};

}  // namespace
}  // namespace mujaz::voice

namespace mujaz {

std::shared_ptr<const Voice> load_remote(const RemoteSection& settings,
                                         const std::filesystem::path& budget) {
  return std::make_shared<voice::RemoteVoice>(settings, budget);
}

}  // namespace mujaz
