// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include "cli/verbs.h"
#include "mujaz/publish.h"
#include "mujaz/reading.h"
#include "mujaz/voice.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  std::string text, output, captions, times, config;
  std::optional<std::string> voice;
  std::optional<double> speed;
  ReadingChoice reading;
  bool ssml = false;
};

/// A part for each line, or for each paragraph of a document.
Script script_of(const Reader& reader, const Arguments& arguments) {
  Script script{reader.phones(), {}};
  if (arguments.ssml) {
    script.parts =
        read_ssml(reader, arguments.text == "-" ? read_standard_input() : arguments.text, {}).parts;
    return script;
  }
  const std::u32string text = arguments.text == "-" ? load_text("-") : from_utf8(arguments.text);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', start), text.size());
    Part part = reader.part(PartKind::utterance, static_cast<int>(script.parts.size()),
                            text.substr(start, end - start));
    if (!part.words.empty()) script.parts.push_back(std::move(part));
    start = end + 1;
  }
  return script;
}

void run(const Arguments& arguments) {
  const Config config = configuration(arguments.config);
  const Manner manner{arguments.speed.value_or(config.voice.speed), config.voice.pause};
  const SoundFormat format = sound_format(arguments.output);
  const Places data = places();
  const auto voice = load_voice(data, arguments.voice.value_or(config.voice.name));
  const Language language(data.lang);
  const Reader reader(language, load_diacritiser(data), reader_setup(arguments.reading, language));
  const Script script = script_of(reader, arguments);
  if (script.parts.empty())
    throw Error(ErrorCode::bad_input, "There is no word to say in the text.");
  for (const std::string& undone : left_undone(script, voice->info().kind))
    std::fprintf(stderr, "mujaz: note: %s\n", undone.c_str());
  const Programme sound = master(voice->say(script, manner, &interrupted()));
  for (const Flaw& flaw : listen(sound, asked_of(script, manner, {})))
    std::fprintf(stderr, "Listen to it before you use it: %s\n", flaw.what.c_str());
  Tags tags;
  tags.title = to_utf8(script.parts.front().text.substr(0, 80));
  write_file(arguments.output, encode(sound, format, tags));
  std::vector<std::u32string> texts;
  for (const Part& part : script.parts) texts.push_back(part.text);
  if (!arguments.captions.empty()) write_file(arguments.captions, captions(sound, texts));
  if (!arguments.times.empty()) write_file(arguments.times, times_json(sound));
}

}  // namespace

void add_say(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("say", "Speak a text into a sound file.");
  auto arguments = std::make_shared<Arguments>();
  verb->add_option("TEXT", arguments->text, "the words, or - for standard input")->required();
  verb->add_option("-o,--output", arguments->output, "FILE.mp3, .opus, .wav or .flac")->required();
  verb->add_option("--voice", arguments->voice, "a name that `mujaz voices` lists");
  verb->add_option("--speed", arguments->speed,
                   "times the voice's own pace; 1, or the configuration's")
      ->check(CLI::Range(0.5, 3.0));
  add_config_option(verb, arguments->config);
  verb->add_option("--captions", arguments->captions, "write WebVTT here");
  verb->add_option("--times", arguments->times, "write the time of each word here, as JSON");
  verb->add_flag("--ssml", arguments->ssml, "TEXT is one document of SSML 1.1");
  add_reader_setup(verb, arguments->reading);
  verb->callback([=, &exit] {
    run(*arguments);
    exit = done;
  });
}

}  // namespace mujaz::cli
