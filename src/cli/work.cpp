// SPDX-License-Identifier: GPL-3.0-or-later
// A worker alone: takes jobs from a newsroom's queue until it is stopped.
#include <cstdio>
#include <thread>

#include "cli/house.h"
#include "cli/verbs.h"
#include "mujaz/deliver.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  House house;
  std::string voice;
  std::vector<std::string> webhook_hosts;
  int threads = 0;
};

void run(Arguments arguments) {
  arguments.house = settled(arguments.house);
  if (arguments.webhook_hosts.empty())
    arguments.webhook_hosts = configuration(arguments.house.config).server.webhook_hosts;
  const Stop& stop = interrupted();
  DeskParts parts;
  parts.store = open_store(arguments.house);
  parts.blobs = open_blobs(arguments.house);
  const Language language(places().lang);
  parts.newsroom = std::make_shared<Newsroom>(language, std::make_shared<Checker>(language));
  parts.crafts = house_crafts(arguments.house, arguments.voice);
  Desk desk(std::move(parts));
  deliver_webhooks(desk, {{arguments.webhook_hosts}});
  const int threads = arguments.threads
                          ? arguments.threads
                          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  Workers workers(desk, threads, [](const std::string& what) {
    std::fprintf(stderr, "mujaz work: %s\n", what.c_str());
  });
  std::fprintf(stderr, "mujaz work: %d threads on %s\n", threads, arguments.house.data.c_str());
  while (!stop.requested()) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  std::fputs("mujaz work: handing back what is under way\n", stderr);
  workers.stop();
}

}  // namespace

void add_work(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand(
      "work", "A worker alone: makes the points and sound that a newsroom's articles wait for.");
  auto arguments = std::make_shared<Arguments>();
  add_house(verb, arguments->house);
  verb->add_option("--threads", arguments->threads, "how many jobs at once; by default the cores")
      ->check(CLI::Range(1, 256));
  verb->add_option("--voice", arguments->voice,
                   "of sites that name none: a name that `mujaz voices` lists");
  verb->add_option("--webhook-host", arguments->webhook_hosts,
                   "a host inside the house that webhooks may lie on; may be repeated");
  verb->footer(
      "The server works too; this is for more machines. They share --database and --blobs.\n"
      "Ctrl-C or SIGTERM hands back what is under way. A worker that is killed loses nothing:\n"
      "its jobs are given to another when their lease has run out, after a minute.\n"
      "Example: mujaz work --data /srv/mujaz --database 'host=db dbname=mujaz' "
      "--blobs https://s3.example/mujaz");
  verb->callback([=, &exit] {
    run(*arguments);
    exit = done;
  });
}

}  // namespace mujaz::cli
