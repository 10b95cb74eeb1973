// SPDX-License-Identifier: GPL-3.0-or-later
// A text spoken at once, as programs written for OpenAI's API ask for it.
#include "server/speech.h"

#include <algorithm>

#include "mujaz/digest.h"
#include "mujaz/text.h"
#include "server/api.h"
#include "server/input.h"
#include "server/problem.h"

namespace mujaz::server {
namespace {

constexpr std::size_t most_letters = 4096;
constexpr const char* own_model = "mujaz";
// What programs send unless they are told otherwise: they mean whatever speaks here.
constexpr const char* other_models[] = {"tts-1", "tts-1-hd", "gpt-4o-mini-tts"};
constexpr const char* other_voices[] = {"default", "alloy", "ash",     "ballad", "cedar",
                                        "coral",   "echo",  "fable",   "marin",  "nova",
                                        "onyx",    "sage",  "shimmer", "verse"};

template <typename List>
bool in(const List& list, const std::string& word) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](const auto& one) { return one == word; });
}

const char* type_of(const std::string& format) {
  if (format == "mp3") return "audio/mpeg";
  if (format == "opus") return "audio/ogg; codecs=opus";
  if (format == "flac") return "audio/flac";
  return format == "wav" ? "audio/wav" : "audio/pcm";
}

/// A name, or an object with an `id`.
std::string voice_of(const Input& input) {
  const Json& voice = input.get("voice");
  if (voice.is_object()) return Input(voice).text("id", 200);
  return input.text("voice", 200);
}

struct Asked {
  Spoken spoken;
  bool as_events = false;
};

Asked asked_of(const Api& api, const Request& request) {
  const Input input(request);
  Asked asked;
  const std::string model = input.text("model", 200);
  if (model != own_model && !in(other_models, model))
    throw Problem(404, "There is no model \"" + model + "\"; there is " + own_model + ".", "model");
  Spoken& spoken = asked.spoken;
  spoken.text = from_utf8(input.text("input", 4 * most_letters));
  if (spoken.text.size() > most_letters)
    throw Problem(400, "\"input\" must be of 4096 characters at the most.", "input");
  const std::string voice = voice_of(input);
  const std::vector<std::string> voices = api.desk().crafts().voices();
  if (in(voices, voice)) {
    spoken.voice = voice;
  } else if (!in(other_voices, voice)) {
    std::string names = "default";
    for (const std::string& one : voices) names += ", " + one;
    throw Problem(400, "There is no voice \"" + voice + "\"; there are " + names + ".", "voice");
  }
  spoken.format = input.text_or("response_format", "mp3", 20);
  if (!in(std::vector<std::string>{"mp3", "opus", "flac", "wav", "pcm"}, spoken.format))
    throw Problem(400, "\"response_format\" must be mp3, opus, flac, wav or pcm.",
                  "response_format");
  spoken.speed = input.number_or("speed", 1, 0.5, 3);
  input.text_or("instructions", "", 20'000);  // a voice here has one manner
  const std::string stream_format = input.text_or("stream_format", "audio", 20);
  if (stream_format != "audio" && stream_format != "sse")
    throw Problem(400, "\"stream_format\" must be audio or sse.", "stream_format");
  asked.as_events = stream_format == "sse";
  return asked;
}

/// Sends what is spoken as it is made, and ends the voice where nobody listens any more.
void produce(Stream& to, const Speak& speak, bool as_events) {
  Stop stop;
  const auto send = [&](std::string piece) {
    if (!to.send(std::move(piece))) stop.request();
  };
  speak(
      [&](std::string_view bytes) {
        if (!as_events) return send(std::string(bytes));
        const Json delta = {{"type", "speech.audio.delta"}, {"audio", base64(bytes)}};
        send(event("", "", delta.dump()));
      },
      stop);
  if (as_events)
    send(event(
        "", "",
        R"({"type":"speech.audio.done","usage":{"input_tokens":0,"output_tokens":0,"total_tokens":0}})"));
  to.finish();
}

Response speech(const ApiPtr& api, const Request& request, const Visitor& visitor) {
  const Asked asked = asked_of(*api, request);
  Site site;
  std::vector<LexiconEntry> lexicon;
  if (visitor.site != "*")
    api->store().read([&](Transaction& rows) {
      site = Sites(rows).get(visitor.site);
      lexicon = LexiconShelf(rows).all(visitor.site);
    });
  Speak speak = api->desk().crafts().speak(asked.spoken, site, lexicon);
  Response response;
  response.headers.set("Content-Type",
                       asked.as_events ? "text/event-stream" : type_of(asked.spoken.format));
  response.headers.set("Cache-Control", "no-store");
  response.body =
      Streaming{std::make_shared<Stream>(), [speak = std::move(speak), as_events = asked.as_events](
                                                Stream& to) { produce(to, speak, as_events); }};
  return response;
}

Json model_json(const std::string& id) {
  return {{"id", id}, {"object", "model"}, {"created", 0}, {"owned_by", "mujaz"}};
}

}  // namespace

bool in_openai_shape(const Call& call) {
  const std::string_view pattern = call.pattern;
  return pattern.starts_with("/v1/audio/") || pattern.starts_with("/v1/models");
}

Response openai_error(int status, const std::string& message, const std::string& param) {
  const bool of_request = status < 500 && status != 429;
  const Json error = {{"message", message},
                      {"type", of_request      ? "invalid_request_error"
                               : status == 429 ? "rate_limit_error"
                                               : "server_error"},
                      {"param", param.empty() ? Json() : Json(param)},
                      {"code", status == 401                       ? Json("invalid_api_key")
                               : status == 404 && param == "model" ? Json("model_not_found")
                                                                   : Json()}};
  Response response = json({{"error", error}}, status);
  if (status == 401) response.headers.set("WWW-Authenticate", "Bearer realm=\"mujaz\"");
  if (status == 429 || status == 503) response.headers.set("Retry-After", "2");
  return response;
}

void add_speech(const ApiPtr& api, Handlers& handlers) {
  auto& add = handlers.handlers;
  add["postSpeech"] = [api](const Request& request, const Visitor& visitor) {
    return speech(api, request, visitor);
  };
  add["listVoices"] = [api](const Request&, const Visitor&) {
    Json data = Json::array(), names = Json::array();
    for (const std::string& name : api->desk().crafts().voices()) {
      data.push_back({{"id", name}, {"object", "voice"}, {"name", name}});
      names.push_back(name);
    }
    return json({{"object", "list"}, {"data", std::move(data)}, {"voices", std::move(names)}});
  };
  add["listModels"] = [](const Request&, const Visitor&) {
    Json data = Json::array({model_json(own_model)});
    for (const char* one : other_models) data.push_back(model_json(one));
    return json({{"object", "list"}, {"data", std::move(data)}});
  };
  add["getModel"] = [](const Request& request, const Visitor&) {
    const std::string& id = request.parameter("model");
    if (id != own_model && !in(other_models, id))
      throw Problem(404, "There is no model \"" + id + "\".", "model");
    return json(model_json(id));
  };
}

}  // namespace mujaz::server
