// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/watch.h"

#include <thread>

#include "cli/verbs.h"
#include "mujaz/hub_listener.h"
#include "mujaz/tell.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  std::vector<std::string> feeds;
  std::string output, server, site, token, state, callback;
  int shortest = 120, longest = 3600, callback_port = 8081;
  double gap = 2;
  bool once = false, no_robots = false;
};

/// Each article in a folder of its own, named by its id, written whole or not at all.
Watcher::Deliver into_folders(const std::string& output) {
  const Places data = places();
  auto setup = std::make_shared<Setup>(load_setup(data, "", reader_setup({}, Language(data.lang))));
  setup->stop = &interrupted();
  return [output, setup](const Sighting& found) {
    const Told told = tell(found.article, *setup);
    write_episode(told.episode, std::filesystem::path(output) / found.id.substr(0, 16));
  };
}

/// To a server's address for an article: the same one again for the same article.
Watcher::Deliver to_server(const Arguments& arguments) {
  std::string token = read_file(arguments.token, 1 << 16);
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) token.pop_back();
  const std::string base = arguments.server + "/v1/sites/" + arguments.site + "/articles/";
  return [base, token](const Sighting& found) {
    HttpRequest request;
    request.method = "PUT";
    request.url = base + found.id.substr(0, 32);
    request.headers = {{"Authorization", "Bearer " + token},
                       {"Content-Type", "application/json; charset=utf-8"}};
    request.body = to_json(found.article);
    request.limits.retries = 3;
    const HttpResponse response = send(request, &interrupted());
    if (response.good()) return;
    // What the server will not take as it is, it will not take tomorrow either.
    const bool refused = response.status == 400 || response.status == 409 ||
                         response.status == 413 || response.status == 422;
    throw Error(refused ? ErrorCode::bad_input : ErrorCode::unavailable,
                "The server answered HTTP " + std::to_string(response.status) + ".", request.url);
  };
}

/// A line of JSON an article.
void print_sighting(const Sighting& found) {
  print("{\"id\":\"" + found.id + "\",\"changed\":" + (found.changed ? "true" : "false") +
        ",\"article\":" + to_json(found.article) + "}");
}

void run(const Arguments& arguments) {
  WatchOptions options;
  options.feeds = arguments.feeds;
  options.state = arguments.state;
  options.shortest = std::chrono::seconds(arguments.shortest);
  options.longest = std::chrono::seconds(std::max(arguments.shortest, arguments.longest));
  options.host_gap = std::chrono::milliseconds(static_cast<int>(arguments.gap * 1000));
  options.robots = !arguments.no_robots;
  options.limits = fetch_limits();
  std::unique_ptr<HubListener> listener;
  if (!arguments.callback.empty()) {
    options.hubs = std::make_shared<Subscriptions>(arguments.callback, options.limits);
    listener = std::make_unique<HubListener>(options.hubs, "127.0.0.1", arguments.callback_port);
  }
  const Watcher::Deliver deliver = !arguments.output.empty()   ? into_folders(arguments.output)
                                   : !arguments.server.empty() ? to_server(arguments)
                                                               : print_sighting;
  Watcher watcher(std::make_shared<const Extractor>(Language(places().lang)), options, deliver,
                  [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); });
  while (!interrupted().requested()) {
    try {
      watcher.look(now(), &interrupted());
    } catch (const Error&) {
      if (!interrupted().requested()) throw;
    }
    if (arguments.once) return;
    while (now() < watcher.next() && !interrupted().requested())
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

}  // namespace

void add_watch(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("watch", "New and changed articles of feeds, as they come.");
  auto arguments = std::make_shared<Arguments>();
  verb->add_option("FEED", arguments->feeds, "addresses: RSS, Atom, JSON Feed, a news sitemap")
      ->required();
  verb->add_option("--state", arguments->state,
                   "a file that remembers what was seen across restarts");
  CLI::Option* output = verb->add_option("-o,--output", arguments->output,
                                         "an episode a folder in this folder, as `tell` writes it");
  CLI::Option* server =
      verb->add_option("--server", arguments->server, "push each article to this server of Mujaz");
  CLI::Option* site = verb->add_option("--site", arguments->site, "the site on that server");
  CLI::Option* token = verb->add_option("--token-file", arguments->token,
                                        "a file that holds the token for that server");
  server->needs(site)->needs(token)->excludes(output);
  site->needs(server);
  token->needs(server);
  verb->add_option("--shortest", arguments->shortest, "seconds between two looks, at least; 120")
      ->check(CLI::Range(1, 86400));
  verb->add_option("--longest", arguments->longest, "seconds between two looks, at most; 3600")
      ->check(CLI::Range(1, 604800));
  verb->add_option("--gap", arguments->gap, "seconds between two requests to one host; 2")
      ->check(CLI::Range(0.0, 3600.0));
  CLI::Option* callback = verb->add_option(
      "--callback", arguments->callback,
      "the address under which hubs of WebSub reach this program: a feed that names one is not "
      "waited for");
  verb->add_option("--callback-port", arguments->callback_port,
                   "the port on 127.0.0.1 that a proxy hands that address on to; 8081")
      ->check(CLI::Range(1, 65535))
      ->needs(callback);
  verb->add_flag("--once", arguments->once, "look once, then end");
  verb->add_flag("--ignore-robots", arguments->no_robots, "for your own site alone");
  verb->footer(
      "Without -o and --server it prints a line of JSON an article.\n"
      "Example: mujaz watch https://example.com/feed.xml --state watch.json -o episodes/");
  verb->callback([=, &exit] {
    run(*arguments);
    exit = done;
  });
}

}  // namespace mujaz::cli
