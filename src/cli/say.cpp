// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>

#include "cli/verbs.h"
#include "mujaz/publish.h"
#include "mujaz/reading.h"
#include "mujaz/tell.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  std::string text, output, format, captions, times, config, cache, compare;
  std::optional<std::string> voice;
  std::optional<double> speed;
  ReadingChoice reading;
  bool ssml = false;
};

// A line is one part; a longer one is several, each of whole sentences.
constexpr std::size_t kLongLine = 3000;  // letters

/// Where the part of a text that begins at `start` ends. Throws too_large for an endless word.
std::size_t end_of_part(const SentenceSplitter& splitter, const std::u32string& text,
                        std::size_t start) {
  const std::size_t end = std::min(text.find(U'\n', start), text.size());
  if (end - start <= kLongLine) return end;
  const std::u32string_view line(text.data() + start, kLongLine);
  const std::vector<Span> whole = splitter.split(line);
  if (whole.size() > 1) return start + whole.back().start;
  const std::size_t space = line.rfind(U' ');
  if (space == line.npos || space == 0)
    throw Error(ErrorCode::too_large,
                "A word of over " + std::to_string(kLongLine) + " letters cannot be spoken.",
                "code point " + std::to_string(start));
  return start + space;
}

/// The parts of what is to be said, read one after the other; `texts` gets the text of each.
NextPart parts_of(const Reader& reader, const Language& language, const Arguments& arguments,
                  std::vector<std::u32string>& texts) {
  if (arguments.ssml) {
    auto parts = std::make_shared<std::vector<Part>>(
        read_ssml(reader, arguments.text == "-" ? read_standard_input() : arguments.text, {})
            .parts);
    return [parts, &texts]() -> std::optional<Part> {
      if (texts.size() == parts->size()) return std::nullopt;
      texts.push_back((*parts)[texts.size()].text);
      return (*parts)[texts.size() - 1];
    };
  }
  auto text = std::make_shared<const std::u32string>(
      arguments.text == "-" ? load_text("-") : from_utf8(arguments.text));
  auto splitter = std::make_shared<const SentenceSplitter>(language);
  return
      [text, splitter, &reader, &texts, start = std::size_t{0}]() mutable -> std::optional<Part> {
        while (start < text->size()) {
          const std::size_t end = end_of_part(*splitter, *text, start);
          Part part = reader.part(PartKind::utterance, static_cast<int>(texts.size()),
                                  text->substr(start, end - start));
          start = end < text->size() && (*text)[end] == U'\n' ? end + 1 : end;
          if (part.words.empty()) continue;
          texts.push_back(part.text);
          return part;
        }
        return std::nullopt;
      };
}

/// The file, or standard output, that gets the sound as it is made.
class Output {
 public:
  Output(const std::string& path, SoundFormat format) : format_(format) {
    if (path != "-") file_.emplace(path);
  }
  void add(int rate, const Tags& tags, const float* samples, std::size_t count) {
    if (!encoder_)
      encoder_.emplace(format_, rate, tags, [this](std::string_view bytes) { write(bytes); });
    encoder_->add(samples, count);
  }
  void finish() {
    const std::vector<Encoder::Patch> patches = encoder_->finish();
    if (!file_) return;
    for (const Encoder::Patch& patch : patches) file_->replace(patch.at, patch.bytes);
    file_->finish();
  }

 private:
  void write(std::string_view bytes) {
    if (file_) return file_->add(bytes);
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() ||
        std::fflush(stdout) != 0)
      throw Error(ErrorCode::unavailable, "Standard output cannot be written.", "-");
  }
  SoundFormat format_;
  std::optional<FileWriter> file_;
  std::optional<Encoder> encoder_;
};

double run(const Arguments& arguments) {
  const bool piped = arguments.output == "-";
  if (piped == arguments.format.empty())
    throw Error(ErrorCode::bad_input,
                piped ? "Standard output needs a --format."
                      : "--format is for standard output; a file's ending says it.");
  const SoundFormat format = sound_format(piped ? "." + arguments.format : arguments.output);
  const Config config = configuration(arguments.config);
  const Manner manner{arguments.speed.value_or(config.voice.speed), config.voice.pause};
  Places data = places();
  if (!arguments.cache.empty()) data.cache = arguments.cache;
  const std::string named = arguments.voice.value_or(config.voice.name);
  const auto voice =
      named == name(VoiceKind::remote) ? server_voice(config, data) : load_voice(data, named);
  const Language language(data.lang);
  const Reader reader(language, load_diacritiser(data), reader_setup(arguments.reading, language));
  std::vector<std::u32string> texts;
  std::vector<std::string> noted;
  const Source source{reader.phones(), [&, next = parts_of(reader, language, arguments, texts)] {
                        std::optional<Part> part = next();
                        if (!part) return part;
                        for (const std::string& undone :
                             left_undone({reader.phones(), {*part}}, voice->info().kind))
                          if (std::find(noted.begin(), noted.end(), undone) == noted.end()) {
                            noted.push_back(undone);
                            std::fprintf(stderr, "mujaz: note: %s\n", undone.c_str());
                          }
                        return part;
                      }};
  Output output(arguments.output, format);
  Tags tags;
  const Streamed spoken = stream(
      *voice, source, manner, {}, piped,
      [&](int rate, const float* samples, std::size_t count) {
        if (tags.title.empty()) tags.title = to_utf8(texts.front().substr(0, 80));
        output.add(rate, tags, samples, count);
      },
      &interrupted());
  output.finish();
  for (const Flaw& flaw : spoken.flaws)
    std::fprintf(stderr, "Listen to it before you use it: %s\n", flaw.what.c_str());
  if (!arguments.captions.empty()) write_file(arguments.captions, captions(spoken.sound, texts));
  if (!arguments.times.empty()) write_file(arguments.times, times_json(spoken.sound));
  return spoken.sound.duration();
}

/// The same words by two voices, each in a file with its name before the ending.
void compare(const Arguments& arguments) {
  if (arguments.output == "-" || arguments.text == "-" || !arguments.voice ||
      !arguments.captions.empty() || !arguments.times.empty())
    throw Error(ErrorCode::bad_input,
                "--compare needs --voice, the words as an argument and a file for -o, and writes "
                "no captions or times.");
  for (const std::string& voice : {*arguments.voice, arguments.compare}) {
    Arguments one = arguments;
    one.voice = voice;
    const std::filesystem::path file = arguments.output;
    const std::string ending = "." + voice + file.extension().string();
    one.output = std::filesystem::path(file).replace_extension(ending).string();
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%.2f s", run(one));
    print(one.output + "\t" + seconds);
  }
}

}  // namespace

void add_say(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("say", "Speak a text into a sound file.");
  auto arguments = std::make_shared<Arguments>();
  verb->add_option("TEXT", arguments->text, "the words, or - for standard input")->required();
  verb->add_option("-o,--output", arguments->output,
                   "FILE.mp3, .opus, .wav or .flac, or - for standard output")
      ->required();
  verb->add_option("--format", arguments->format, "mp3, opus, wav or flac, for -o -")
      ->check(CLI::IsMember({"mp3", "opus", "wav", "flac"}));
  verb->add_option("--voice", arguments->voice, "a name that `mujaz voices` lists");
  verb->add_option("--speed", arguments->speed,
                   "times the voice's own pace; 1, or the configuration's")
      ->check(CLI::Range(0.5, 3.0));
  verb->add_option("--compare", arguments->compare,
                   "another voice: writes FILE.A.mp3 and FILE.B.mp3 and prints their lengths");
  add_config_option(verb, arguments->config);
  add_cache_option(verb, arguments->cache);
  verb->add_option("--captions", arguments->captions, "write WebVTT here");
  verb->add_option("--times", arguments->times, "write the time of each word here, as JSON");
  verb->add_flag("--ssml", arguments->ssml, "TEXT is one document of SSML 1.1");
  add_reader_setup(verb, arguments->reading);
  verb->callback([=, &exit] {
    if (arguments->compare.empty())
      run(*arguments);
    else
      compare(*arguments);
    exit = done;
  });
}

}  // namespace mujaz::cli
