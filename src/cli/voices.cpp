// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verbs.h"
#include "mujaz/voice.h"

namespace mujaz::cli {

void add_voices(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("voices", "The voices there are, the default first.");
  verb->footer("Voices are looked for in $MUJAZ_VOICES (folders, with : between) and voices/.");
  verb->callback([&exit] {
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
