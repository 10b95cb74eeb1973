// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <exception>

#include "cli/verbs.h"

namespace {

int run(int argc, char** argv) {
  using namespace mujaz::cli;
  int exit = done;
  CLI::App app("Mujaz: key points of an Arabic news article, checked, read aloud, on a page.",
               "mujaz");
  app.footer(
      "An article in, the box above it out:\n"
      "  mujaz tell article.html -o out/\n"
      "Each verb has --help. Exit: 0 done, 1 failed, 2 usage, 3 the check stopped a point.");
  app.set_version_flag("--version", "mujaz " MUJAZ_VERSION);
  app.require_subcommand(1);
  add_tell(app, exit);
  add_extract(app, exit);
  add_points(app, exit);
  add_check(app, exit);
  add_read(app, exit);
  add_diacritise(app, exit);
  add_say(app, exit);
  add_lexicon(app, exit);
  add_voices(app, exit);
  add_serve(app, exit);
  add_work(app, exit);
  add_admin(app, exit);
  add_archive(app, exit);
  add_doctor(app, exit);
  add_watch(app, exit);
  add_push(app, exit);
  add_config(app, exit);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done : usage;
  }
  return exit;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const mujaz::Error& error) {
    std::fprintf(stderr, "mujaz: %s: %s%s%s\n", name(error.code()), error.what(),
                 error.where().empty() ? "" : " At: ", error.where().c_str());
  } catch (const std::bad_alloc&) {
    std::fputs("mujaz: too_large: There is not enough memory for this input.\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "mujaz: internal: %s\n", error.what());
  }
  return mujaz::cli::failed;
}
