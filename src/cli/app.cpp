// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "cli/verbs.h"
#include "mujaz/pronunciations.h"

namespace mujaz::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t source_limit = 20u << 20;

Stop stop;

extern "C" void on_interrupt(int) {
  stop.request();
}

/// The folder that holds lang/ar: $MUJAZ_HOME, the checkout above the program, or its share folder.
fs::path home() {
  if (const char* set = std::getenv("MUJAZ_HOME")) return set;
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none);
  for (const fs::path& folder :
       {program.parent_path().parent_path(), program.parent_path().parent_path() / "share/mujaz"})
    if (fs::is_directory(folder / "lang/ar", none)) return folder;
  throw Error(ErrorCode::not_found,
              "The tables of the language (lang/ar) are not beside the program. Set MUJAZ_HOME to "
              "the folder that holds them.",
              program.string());
}

}  // namespace

Places places() {
  const fs::path root = home();
  Places found;
  found.lang = root / "lang/ar";
  found.models = root / "models";
  if (const char* voices = std::getenv("MUJAZ_VOICES")) {
    std::istringstream list(voices);
    for (std::string folder; std::getline(list, folder, ':');)
      if (!folder.empty()) found.voices.emplace_back(folder);
  }
  found.voices.push_back(root / "voices");
  if (const char* cache = std::getenv("MUJAZ_CACHE")) found.cache = cache;
  return found;
}

fs::path desk_page() {
  return home() / "web/desk/dist";
}

void add_cache_option(CLI::App* verb, std::string& folder) {
  verb->add_option(
      "--cache", folder,
      "a folder that keeps sound, so that the same is not made again; or $MUJAZ_CACHE");
}

const Stop& interrupted() {
  static const bool installed = [] {
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
    return true;
  }();
  (void)installed;
  return stop;
}

void add_sources(CLI::App* verb, std::string& source, std::string& jsonl) {
  CLI::Option* one = verb->add_option(
      "SOURCE", source, "a file (HTML or text), an http(s) URL, or - for standard input");
  CLI::Option* many =
      verb->add_option("--jsonl", jsonl, "many articles: a JSON object a line in, one a line out");
  one->excludes(many);
}

CLI::Option* add_seconds(CLI::App* verb, std::optional<double>& seconds) {
  return verb
      ->add_option("--seconds", seconds,
                   "instead of --words: seconds of the points' speech, about, by the voice's pace")
      ->check(CLI::Range(5.0, 150.0));
}

int words_in(double seconds, const VoiceInfo& voice, double speed) {
  const double pace = words_a_second(Language(places().lang), voice);
  return std::clamp(static_cast<int>(seconds * speed * pace), fewest_words, most_words);
}

VoiceInfo chosen_voice(const Places& places, const std::string& name) {
  const std::vector<VoiceInfo> voices = find_voices(places);
  const auto found = std::find_if(voices.begin(), voices.end(), [&](const VoiceInfo& voice) {
    return name.empty() ? voice.problem.empty() : voice.name == name;
  });
  if (found == voices.end())
    throw Error(ErrorCode::not_found, "There is no such voice; `mujaz voices` lists them.", name);
  return *found;
}

void add_months(CLI::App* verb, MonthNames& months) {
  const std::map<std::string, MonthNames> regions{{"as-written", MonthNames::as_written},
                                                  {"egypt-gulf", MonthNames::egypt_gulf},
                                                  {"levant", MonthNames::levant},
                                                  {"tunisia-algeria", MonthNames::tunisia_algeria},
                                                  {"morocco", MonthNames::morocco}};
  verb->add_option("--months", months,
                   "whose names of months are said: as-written (default), egypt-gulf, levant, "
                   "tunisia-algeria, morocco")
      ->transform(CLI::CheckedTransformer(regions));
}

void add_reader_setup(CLI::App* verb, ReadingChoice& choice) {
  ReaderSetup& setup = choice.setup;
  add_months(verb, setup.months);
  verb->add_flag("--both-months", setup.both_month_names,
                 "a month that is written with two names is said with both");
  verb->add_flag_callback(
      "--strict", [&setup] { setup.on_unknown = OnUnknown::stop; },
      "stop at a sign that no rule has, instead of saying what it is");
  verb->add_option("--lexicon", choice.lexicon,
                   "the house's own readings: a .tsv, .csv or .pls that `mujaz lexicon` keeps");
  verb->add_option("--site", choice.site, "the site whose readings of the lexicon are taken too");
}

ReaderSetup reader_setup(const ReadingChoice& choice, const Language& language) {
  ReaderSetup setup = choice.setup;
  if (!choice.lexicon.empty())
    setup.pronunciations = load_pronunciations(choice.lexicon, language, choice.site);
  return setup;
}

std::string read_standard_input() {
  std::string bytes;
  char block[1 << 16];
  for (std::size_t n; (n = std::fread(block, 1, sizeof block, stdin)) > 0;) {
    bytes.append(block, n);
    if (bytes.size() > source_limit)
      throw Error(ErrorCode::too_large, "Standard input is over the limit of 20 MB.", "-");
  }
  return bytes;
}

SsmlReading read_ssml(const Reader& reader, const std::string& document, ReadAs as) {
  SsmlReading reading = reader.ssml(document, {as, "."});
  for (const Finding& note : reading.notes)
    std::fprintf(stderr, "mujaz: note: line %d, column %d: %s\n", note.place.line,
                 note.place.column, note.what.c_str());
  return reading;
}

FetchLimits fetch_limits() {
  FetchLimits limits;
  if (const char* hosts = std::getenv("MUJAZ_ALLOWED_HOSTS")) {
    std::istringstream list(hosts);
    for (std::string host; std::getline(list, host, ',');) limits.allowed_hosts.push_back(host);
  }
  return limits;
}

Page load_page(const std::string& source) {
  if (source == "-") return {read_standard_input(), {}, {}};
  if (source.starts_with("http://") || source.starts_with("https://")) {
    return fetch(source, fetch_limits(), &interrupted());
  }
  return {read_file(source, source_limit), {}, {}};
}

std::u32string load_text(const std::string& source) {
  std::u32string text =
      from_utf8(source == "-" ? read_standard_input() : read_file(source, source_limit));
  if (text.starts_with(U'\uFEFF')) text.erase(0, 1);
  return text;
}

void print(const std::string& line) {
  if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size() ||
      std::fputc('\n', stdout) == EOF || std::fflush(stdout) != 0)
    throw Error(ErrorCode::unavailable, "Standard output cannot be written.", "-");
}

}  // namespace mujaz::cli
