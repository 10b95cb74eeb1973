// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/tell.h"
#include "mujaz/http.h"

#include <unistd.h>

#include <cstdio>

#include "cli/verbs.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  std::string source, output, config, cache;
  std::optional<int> count, words;
  std::optional<std::string> voice, opening, closing;
  std::optional<double> speed, seconds;
  ReadingChoice reading;
  bool title = false, full = false;
};

/// The voices of parts and sections, and the sound between points.
void set_cast(Setup& setup, const Sections& config, const Places& data) {
  const auto voice = [config, data](const std::string& named) {
    return named == name(VoiceKind::remote) ? server_voice(config, data) : load_voice(data, named);
  };
  if (!config.voice.title_voice.empty()) setup.frame = voice(config.voice.title_voice);
  if (!config.voice.quotation_voice.empty()) setup.quotation = voice(config.voice.quotation_voice);
  if (!config.voice.between.empty()) setup.between = load_between(data, config.voice.between);
  for (const std::string& pair : config.voice.section_voices)
    if (pair.find('=') == pair.npos)
      throw Error(ErrorCode::bad_input, "voice.section_voices has \"section=voice\" alone.", pair);
  setup.voice_for = [voice, pairs = config.voice.section_voices](
                        const Article& article) -> std::shared_ptr<const Voice> {
    const std::string section = to_utf8(article.section.value_or(U""));
    for (const std::string& pair : pairs)
      if (!section.empty() && pair.starts_with(section + "="))
        return voice(pair.substr(section.size() + 1));
    return nullptr;
  };
}

int run(const Arguments& arguments) {
  const Config house = configuration(arguments.config);
  const bool watched = ::isatty(STDERR_FILENO) != 0;
  const auto progress = [watched](const char* stage) {
    if (watched) std::fprintf(stderr, "\r\033[K%s …", stage);
  };
  // The output is looked at before the work, which takes seconds.
  if (std::filesystem::exists(arguments.output) && !std::filesystem::is_directory(arguments.output))
    throw Error(ErrorCode::conflict, "A file stands where the episode's folder should be.",
                arguments.output);
  progress("models");
  const Page page = load_page(arguments.source);
  const Sections& config = house.of_host(page.url.empty() ? "" : parse_url(page.url).host);
  Places data = places();
  if (!arguments.cache.empty()) data.cache = arguments.cache;
  const std::string voice = arguments.voice.value_or(config.voice.name);
  const bool remote = voice == name(VoiceKind::remote);
  Setup setup =
      load_setup(data, remote ? "" : voice, reader_setup(arguments.reading, Language(data.lang)));
  if (remote) setup.spare = std::exchange(setup.voice, server_voice(config, data));
  if (config.points.writer == "llm")
    setup.llm =
        std::make_shared<LlmWriter>(Language(data.lang), config.llm, setup.chooser, setup.checker);
  setup.points.count = arguments.count.value_or(config.points.count);
  setup.points.words = arguments.words.value_or(config.points.words);
  setup.points.months = arguments.reading.setup.months;
  setup.manner = {arguments.speed.value_or(config.voice.speed), config.voice.pause};
  if (arguments.seconds)
    setup.points.words = words_in(*arguments.seconds, setup.voice->info(), setup.manner.speed);
  setup.title = arguments.title || config.voice.title;
  setup.full = arguments.full;
  set_cast(setup, config, data);
  setup.opening = from_utf8(arguments.opening.value_or(config.voice.opening));
  setup.closing = from_utf8(arguments.closing.value_or(config.voice.closing));
  setup.progress = progress;
  setup.stop = &interrupted();
  const Told told = tell(page, setup);
  write_episode(told.episode, arguments.output);
  std::size_t stopped = 0;
  for (const CheckedPoint& point : told.checked.points)
    stopped += point.verdict != Verdict::supported;
  if (watched) std::fputs("\r\033[K", stderr);
  std::fprintf(stderr, "%s: %zu points, %.1f s, voice %s\n",
               (std::filesystem::path(arguments.output) / "index.html").c_str(),
               told.checked.points.size() - stopped, told.duration, told.voice.c_str());
  for (const Flaw& flaw : told.stopped)
    std::fprintf(stderr, "The voice %s was not used: %s\n", setup.voice->info().name.c_str(),
                 flaw.what.c_str());
  if (!told.checked.note.empty())
    std::fprintf(stderr, "mujaz: note: %s\n", told.checked.note.c_str());
  if (stopped > 0)
    std::fprintf(stderr,
                 "The check stopped %zu more; they stand in points.json with the reasons.\n",
                 stopped);
  return stopped > 0 ? points_stopped : done;
}

}  // namespace

void add_tell(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("tell", "An article in; points, sound and page out.");
  auto arguments = std::make_shared<Arguments>();
  verb->add_option("SOURCE", arguments->source,
                   "a file (HTML or text), an http(s) URL, or - for standard input")
      ->required();
  verb->add_option("-o,--output", arguments->output, "the episode's folder")->required();
  add_config_option(verb, arguments->config);
  add_cache_option(verb, arguments->cache);
  verb->add_option("--voice", arguments->voice, "a name that `mujaz voices` lists");
  verb->add_option("--speed", arguments->speed,
                   "times the voice's own pace; 1, or the configuration's")
      ->check(CLI::Range(0.5, 3.0));
  verb->add_option("--count", arguments->count, "points at the most; 3, or the configuration's")
      ->check(CLI::Range(1, 12));
  CLI::Option* words = verb->add_option("--words", arguments->words,
                                        "words of all points together; 60, or the configuration's")
                           ->check(CLI::Range(fewest_words, most_words));
  add_seconds(verb, arguments->seconds)->excludes(words);
  verb->add_flag("--title", arguments->title, "say the article's title first");
  verb->add_option("--opening", arguments->opening, "words to say before everything");
  verb->add_option("--closing", arguments->closing, "words to say after everything");
  verb->add_flag("--full", arguments->full, "read the whole article too: full.mp3 and its times");
  add_reader_setup(verb, arguments->reading);
  verb->footer(
      "Writes index.html article.json points.json summary.mp3 summary.opus captions.vtt "
      "times.json\n"
      "episode.jsonld; all of it or nothing.\n"
      "Example: mujaz tell examples/article.html -o out/");
  verb->callback([=, &exit] { exit = run(*arguments); });
}

}  // namespace mujaz::cli
