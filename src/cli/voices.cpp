// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <cstdio>

#include "cli/verbs.h"
#include "mujaz/voice.h"

namespace mujaz::cli {

namespace {

std::string megabytes(std::uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", double(bytes) / 1e6);
  return text;
}

void add_add(CLI::App& voices, int& exit) {
  CLI::App* verb = voices.add_subcommand("add", "Bring a voice.");
  auto from = std::make_shared<std::string>();
  auto options = std::make_shared<AddOptions>();
  verb->add_option("VOICE", *from, "a name of lang/ar/voices.tsv, a URL, or a file")->required();
  verb->add_option("--sha256", options->sha256, "what the file's sum must be");
  verb->footer(
      "The voice is put into the last folder that `mujaz voices` looks in, after it was loaded "
      "once.\n"
      "A download that breaks off is gone on with by the same command. Read the voice's licence.\n"
      "Example: mujaz voices add ar_JO-kareem-medium");
  verb->callback([=, &exit] {
    const bool watched = ::isatty(STDERR_FILENO) != 0;
    if (watched)
      options->progress = [](std::uint64_t now, std::uint64_t total) {
        std::fprintf(stderr, "\r\033[K%s of %s", megabytes(now).c_str(),
                     total ? megabytes(total).c_str() : "?");
      };
    options->stop = &interrupted();
    const Places data = places();
    const AddedVoice added = add_voice(data, Language(data.lang), *from, *options);
    if (watched) std::fputs("\r\033[K", stderr);
    print(added.info.name + "\t" + added.info.file.string() + "\tsha256 " + added.sha256);
    exit = done;
  });
}

}  // namespace

void add_voices(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("voices", "The voices there are, the default first.");
  verb->footer("Voices are looked for in $MUJAZ_VOICES (folders, with : between) and voices/.");
  verb->require_subcommand(0, 1);
  add_add(*verb, exit);
  verb->callback([=, &exit] {
    if (!verb->get_subcommands().empty()) return;
    const PhoneTable phones{Language(places().lang)};
    for (const VoiceInfo& voice : find_voices(places())) {
      print(voice.name + "\t" + name(voice.kind) + "\t" +
            (voice.problem.empty() ? voice.file.string() : voice.problem) +
            (voice.note.empty() ? "" : "\t" + voice.note));
      if (!voice.problem.empty()) continue;
      for (const std::string& phone : stand_ins(voice, phones)) print("  says " + phone);
    }
    exit = done;
  });
}

}  // namespace mujaz::cli
