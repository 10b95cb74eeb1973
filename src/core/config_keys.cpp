// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config_keys.h"

#include <cstdio>
#include <type_traits>

namespace mujaz::core {
namespace {

/// A key of a section: a number has its range, a text may have its choices.
template <class Part, class Value>
Key key(Part Sections::* part, Value Part::* value, const char* name, const char* comment,
        double least = 0, double most = 0) {
  return {name,  comment, [=](Sections& all) -> Slot { return &(all.*part.*value); },
          least, most,    {}};
}
template <class Part>
Key key(Part Sections::* part, std::string Part::* value, const char* name, const char* comment,
        std::vector<std::string> choices) {
  Key made = key(part, value, name, comment);
  made.choices = std::move(choices);
  return made;
}

Section points() {
  constexpr auto part = &Sections::points;
  using In = PointsSection;
  return {"points",
          "How key points are chosen, and who writes them.",
          {
              key(part, &In::count, "count",
                  "points at the most; a story that takes a fifth of the article has one anyhow", 1,
                  12),
              key(part, &In::words, "words", "words of all points together, at the most", 10, 300),
              key(part, &In::writer, "writer",
                  "who writes them: own chooses the article's own words; llm asks the model of "
                  "[llm], whose points pass the same check",
                  {"own", "llm"}),
          }};
}

Section llm() {
  constexpr auto part = &Sections::llm;
  using In = LlmSection;
  return {
      "llm",
      "The language model that writes points where points.writer is llm.",
      {
          key(part, &In::base_url, "base_url",
              "a server of the OpenAI chat API, as http://127.0.0.1:8000/v1"),
          key(part, &In::model, "model", "the model's name there"),
          key(part, &In::api_key, "api_key_env",
              "the environment's variable that holds the key; empty where it needs none"),
          key(part, &In::connect_timeout, "connect_timeout", "seconds to connect", 0.1, 60),
          key(part, &In::timeout, "timeout", "seconds for one answer, with connecting", 0.1, 600),
          key(part, &In::retries, "retries",
              "how often a request is made again where the server is busy or fails", 0, 10),
          key(part, &In::tokens_a_day, "tokens_a_day",
              "tokens of questions and answers in a day (UTC); then our own points are taken; "
              "0 for no limit",
              0, 1'000'000'000),
          key(part, &In::ledger, "ledger",
              "the file that keeps the day's count between runs and programs; empty: each "
              "process counts for itself"),
      }};
}

Section voice() {
  constexpr auto part = &Sections::voice;
  using In = VoiceSection;
  return {
      "voice",
      "Who speaks, and what is said around the points.",
      {
          key(part, &In::name, "name", "a name that `mujaz voices` lists; empty for the best one"),
          key(part, &In::speed, "speed", "times the voice's own pace", 0.5, 3),
          key(part, &In::pause, "pause", "seconds of silence between points", 0, 5),
          key(part, &In::title, "title", "whether the article's title is said first"),
          key(part, &In::opening, "opening",
              "words to say before everything; {title}, {publisher}, {section} and {byline} are "
              "the article's; of alternatives with | between, the first whose facts it has"),
          key(part, &In::closing, "closing", "words to say after everything, the same way"),
          key(part, &In::title_voice, "title_voice",
              "who says the opening, the title and the closing; empty: the same voice"),
          key(part, &In::quotation_voice, "quotation_voice",
              "who says four words and more in quotation marks; empty: the same voice"),
          key(part, &In::section_voices, "section_voices",
              "who speaks the articles of a section, each as \"section=voice\""),
          key(part, &In::between, "between",
              "a sound file in a folder for voices, heard between two points; at most 5 seconds"),
      }};
}

Section remote() {
  constexpr auto part = &Sections::remote;
  using In = RemoteSection;
  return {
      "remote",
      "A server's voice, which speaks where voice.name is remote; else a voice of this machine "
      "does.",
      {
          key(part, &In::base_url, "base_url",
              "a server of the OpenAI speech API, as http://127.0.0.1:8000/v1"),
          key(part, &In::model, "model", "the model's name there"),
          key(part, &In::voice, "voice", "the voice's name there"),
          key(part, &In::format, "format", "what it is asked for", {"wav", "flac", "mp3", "pcm"}),
          key(part, &In::api_key, "api_key_env",
              "the environment's variable that holds the key; empty where it needs none"),
          key(part, &In::connect_timeout, "connect_timeout", "seconds to connect", 0.1, 60),
          key(part, &In::timeout, "timeout", "seconds for one answer, with connecting", 0.1, 600),
          key(part, &In::retries, "retries",
              "how often a request is made again where the server is busy or fails", 0, 10),
          key(part, &In::characters_a_day, "characters_a_day",
              "characters sent in a day (UTC); then a voice of this machine speaks; 0 for no limit",
              0, 1'000'000'000),
      }};
}

Section server() {
  constexpr auto part = &Sections::server;
  using In = ServerSection;
  return {
      "server",
      "Where `mujaz serve` listens, and what it bears.",
      {
          key(part, &In::listen, "listen",
              "HOST:PORT, an IPv6 host in brackets; port 0 takes a free one"),
          key(part, &In::workers, "workers",
              "threads that make points and sound; -1 is one a core, 0 leaves it to `mujaz work`",
              -1, 256),
          key(part, &In::certificate, "certificate", "a PEM file, for TLS without a proxy"),
          key(part, &In::key, "key", "the certificate's key, a PEM file"),
          key(part, &In::proxies, "proxies",
              "addresses and networks whose X-Forwarded-For is believed"),
          key(part, &In::requests_per_second, "requests_per_second",
              "of one client; those of this machine are not counted", 1, 100'000),
          key(part, &In::queue, "queue", "jobs that may wait before a push is refused with 429", 1,
              10'000'000),
          key(part, &In::stop, "stop", "seconds for what is in flight when the end is asked for", 0,
              600),
          key(part, &In::webhook_hosts, "webhook_hosts",
              "hosts inside the house that webhooks may lie on, as cms.local or 10.0.0.7:8080"),
      },
      true};
}

Section store() {
  constexpr auto part = &Sections::store;
  using In = StoreSection;
  return {"store",
          "Where a newsroom's rows and sound lie.",
          {
              key(part, &In::data, "data",
                  "the folder of the data; `mujaz serve` takes mujaz-data where it is empty"),
              key(part, &In::database, "database",
                  "PostgreSQL, as libpq names it, its password in $PGPASSWORD or ~/.pgpass; empty: "
                  "SQLite in the folder"),
              key(part, &In::blobs, "blobs",
                  "a bucket of S3 for sound, https://HOST/BUCKET[/PREFIX], its key in "
                  "$AWS_ACCESS_KEY_ID and $AWS_SECRET_ACCESS_KEY; empty: a folder beside the rows"),
          },
          true};
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

}  // namespace

const std::vector<Section>& config_sections() {
  static const std::vector<Section> all = {points(), llm(), voice(), remote(), server(), store()};
  return all;
}

std::string variable_of(const std::string& section, const std::string& key) {
  std::string out = "MUJAZ_" + section + "_" + key;
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string allowed(const Key& key) {
  Sections none;
  const std::string range = " from " + number(key.least) + " to " + number(key.most);
  return std::visit(
      [&](auto* value) -> std::string {
        using Value = std::remove_pointer_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, int>) return "a whole number" + range;
        if constexpr (std::is_same_v<Value, double>) return "a number" + range;
        if constexpr (std::is_same_v<Value, bool>) return "true or false";
        if constexpr (std::is_same_v<Value, Secret>)
          return "the name of a variable of the environment (A-Z, 0-9 and _), never the secret "
                 "itself";
        if constexpr (std::is_same_v<Value, std::vector<std::string>>)
          return "a list of texts, at most 100";
        std::string out;
        for (std::size_t i = 0; i < key.choices.size(); ++i)
          out += (i == 0 ? "" : i + 1 < key.choices.size() ? ", " : " or ") + key.choices[i];
        return out.empty() ? "a text of at most 2000 bytes, without control characters" : out;
      },
      key.slot(none));
}

}  // namespace mujaz::core
