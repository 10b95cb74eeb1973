// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of the program, one file each; what they share stands in app.cpp and lines.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <istream>
#include <string>

#include "mujaz/config.h"
#include "mujaz/core.h"
#include "mujaz/intake.h"
#include "mujaz/reading.h"
#include "mujaz/ssml.h"
#include "mujaz/text.h"
#include "mujaz/voice.h"

namespace mujaz::cli {

/// Exit codes.
enum Exit { done = 0, failed = 1, usage = 2, points_stopped = 3 };

/// Adds a verb; its callback leaves the exit code in `exit`.
void add_extract(CLI::App& app, int& exit);
void add_points(CLI::App& app, int& exit);
void add_check(CLI::App& app, int& exit);
void add_tell(CLI::App& app, int& exit);
void add_read(CLI::App& app, int& exit);
void add_diacritise(CLI::App& app, int& exit);
void add_say(CLI::App& app, int& exit);
void add_voices(CLI::App& app, int& exit);
void add_lexicon(CLI::App& app, int& exit);
void add_doctor(CLI::App& app, int& exit);
void add_watch(CLI::App& app, int& exit);
void add_config(CLI::App& app, int& exit);
void add_serve(CLI::App& app, int& exit);
void add_work(CLI::App& app, int& exit);
void add_push(CLI::App& app, int& exit);
void add_admin(CLI::App& app, int& exit);
void add_archive(CLI::App& app, int& exit);

/// The data of the checkout or of the installation, with $MUJAZ_HOME and $MUJAZ_VOICES over it.
Places places();
/// The folder of the desk's built page, of the checkout or of the installation.
std::filesystem::path desk_page();
/// The option --cache, over $MUJAZ_CACHE.
void add_cache_option(CLI::App* verb, std::string& folder);
/// The option --config, and what is in force: that file or $MUJAZ_CONFIG, with the environment over
/// it. No file is looked for by itself.
void add_config_option(CLI::App* verb, std::string& file);
Config configuration(const std::string& file);
/// The voice of the configuration's server, its day's characters counted in the folder for voices.
std::shared_ptr<const Voice> server_voice(const Sections& config, const Places& places);
/// A request to end, made by Ctrl-C or SIGTERM.
const Stop& interrupted();
/// The options that name what is worked on: one SOURCE, or many articles by `--jsonl`.
void add_sources(CLI::App* verb, std::string& source, std::string& jsonl);
/// What a budget of words may be.
inline constexpr int fewest_words = 10, most_words = 300;
/// The option --seconds: a budget of speech, in place of --words.
CLI::Option* add_seconds(CLI::App* verb, std::optional<double>& seconds);
/// How many words a voice says in them at a speed, within what a budget may be.
int words_in(double seconds, const VoiceInfo& voice, double speed);
/// The option --months.
void add_months(CLI::App* verb, MonthNames& months);
/// The voice of this name, or the best there is, unloaded. Throws not_found.
VoiceInfo chosen_voice(const Places& places, const std::string& name);
/// How texts are read, as the options say it.
struct ReadingChoice {
  ReaderSetup setup;
  std::string lexicon, site;
};
/// The options that say how texts are read: --months, --both-months, --strict, --lexicon, --site.
void add_reader_setup(CLI::App* verb, ReadingChoice& choice);
/// The setup with the lexicon's file read.
ReaderSetup reader_setup(const ReadingChoice& choice, const Language& language);
/// A document of SSML; lexicons that it names are looked for in the current folder. What is not
/// done as it asks is told on standard error.
SsmlReading read_ssml(const Reader& reader, const std::string& document, ReadAs as);
/// The limits of fetching, with the hosts that $MUJAZ_ALLOWED_HOSTS names.
FetchLimits fetch_limits();
/// A SOURCE: a file, `-` for standard input, or an http(s) URL.
Page load_page(const std::string& source);
/// All of standard input, at most 20 MB.
std::string read_standard_input();
/// Text of a file or standard input as code points; a byte order mark is left out.
std::u32string load_text(const std::string& source);
/// Prints a line to standard output, and throws unavailable when it cannot be written.
void print(const std::string& line);

/// An article of `--jsonl`: a line's `id` as JSON, and its fields.
struct Entry {
  std::string id;  ///< JSON: a string, a number or null
  Article article;
  std::string points;  ///< the JSON of "points", or empty
};
/// Runs `work` on each line of a JSONL file on all cores and prints its answers in order; an answer
/// is a JSON object, into which the line's id is put. A bad line becomes an error object.
void each_entry(const std::string& file, const Extractor& extractor,
                const std::function<std::string(const Entry&)>& work);

/// Runs `work` on each line of standard input and prints what it returns.
void each_line(const std::function<std::string(const std::u32string&)>& work);

}  // namespace mujaz::cli
