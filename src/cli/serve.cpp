// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's server.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <thread>

#include "cli/house.h"
#include "cli/verbs.h"
#include "mujaz/config.h"
#include "mujaz/deliver.h"
#include "mujaz/people.h"
#include "mujaz/server.h"

namespace mujaz::cli {
namespace {

constexpr auto kBetweenTidyings = std::chrono::hours(1);

struct Serving {
  House house;
  std::string voice, listen;
  std::optional<int> workers;
  bool check = false;
  ServerOptions options;
};

void log(const std::string& line) {
  std::fprintf(stderr, "%s %s\n", rfc3339(now()).c_str(), line.c_str());
}

/// HOST:PORT, an IPv6 host in brackets.
void set_listen(ServerOptions& options, const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  std::string host = listen.substr(0, std::min(colon, listen.size()));
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const char* end = listen.data() + listen.size();
  const auto read = colon == listen.npos
                        ? std::from_chars_result{end, std::errc::invalid_argument}
                        : std::from_chars(listen.data() + colon + 1, end, options.port);
  if (read.ec != std::errc() || read.ptr != end)
    throw Error(ErrorCode::bad_input, "A server listens on HOST:PORT, as 127.0.0.1:8080.", listen);
  options.address = host == "localhost" ? "127.0.0.1" : host;
}

/// What no option says, the configuration does.
void settle(Serving& serving, const Config& config) {
  const ServerSection& said = config.server;
  ServerOptions& options = serving.options;
  if (serving.house.data.empty())
    serving.house.data = config.store.data.empty() ? "mujaz-data" : config.store.data;
  serving.house = settled(serving.house);
  if (serving.voice.empty()) serving.voice = config.voice.name;
  if (!serving.workers && said.workers >= 0) serving.workers = said.workers;
  if (options.certificate.empty()) options.certificate = said.certificate;
  if (options.key.empty()) options.key = said.key;
  if (options.proxies.empty()) options.proxies = said.proxies;
  if (options.webhook_hosts.empty()) options.webhook_hosts = said.webhook_hosts;
  options.requests_per_second = said.requests_per_second;
  options.queue = static_cast<std::size_t>(said.queue);
  options.stop = std::chrono::milliseconds(static_cast<std::int64_t>(said.stop * 1000));
  set_listen(options, serving.listen.empty() ? said.listen : serving.listen);
}

/// Thousands of connections are thousands of descriptors.
void raise_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// The first account of a new newsroom; its password is printed, this once.
void make_first_admin(const Store& store) {
  const std::string password = People::new_password(), hash = People::hash_password(password);
  bool made = false;
  store.write([&](Transaction& rows) {
    made = People(rows).accounts("*").empty();
    if (!made) return;
    Account account;
    account.name = "admin";
    account.role = Role::admin;
    account.site = "*";
    account.created = now();
    People(rows).put_account(account, hash);
  });
  if (!made) return;
  print("The first account is admin, its password " + password);
  print("It is shown this once; `mujaz admin user admin --new-password` makes another.");
}

/// Loads the reader when somebody first asks how a text is read.
std::function<std::u32string(const std::u32string&, ReadAs)> lazy_reader() {
  struct Loaded {
    std::once_flag once;
    std::unique_ptr<Reader> reader;
  };
  return [loaded = std::make_shared<Loaded>()](const std::u32string& text, ReadAs as) {
    std::call_once(loaded->once, [&] {
      const Places data = places();
      loaded->reader = std::make_unique<Reader>(Language(data.lang), load_diacritiser(data));
    });
    return loaded->reader->read(text, ReadOptions{as, {}});
  };
}

/// Until the end is asked for; what is old is removed from time to time.
void stay(Desk& desk) {
  auto tidied = std::chrono::steady_clock::now();
  while (!interrupted().requested()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (std::chrono::steady_clock::now() - tidied < kBetweenTidyings) continue;
    tidied = std::chrono::steady_clock::now();
    try {
      desk.tidy();
    } catch (const std::exception& error) {
      log(std::string("tidying: ") + error.what());
    }
  }
}

struct Opened {
  std::shared_ptr<Desk> desk;
  std::shared_ptr<const Checker> checker;
};

/// Everything that serving needs: the data's folder, the store, the networks, the voice.
Opened open(Serving& serving, const Language& language) {
  std::error_code error;
  if (std::filesystem::create_directories(serving.house.data, error))
    std::filesystem::permissions(serving.house.data, std::filesystem::perms::owner_all, error);
  if (error)
    throw Error(ErrorCode::unavailable, "The folder cannot be made: " + error.message() + ".",
                serving.house.data);
  Opened opened;
  opened.checker = std::make_shared<Checker>(language);
  DeskParts parts;
  parts.store = open_store(serving.house);
  parts.blobs = open_blobs(serving.house);
  parts.newsroom = std::make_shared<Newsroom>(language, opened.checker);
  parts.crafts = house_crafts(serving.house, serving.voice);
  opened.desk = std::make_shared<Desk>(std::move(parts));
  return opened;
}

void serve(Serving& serving) {
  interrupted();
  raise_descriptors();
  settle(serving, configuration(serving.house.config));
  const Places data = places();
  const Language language(data.lang);
  const Opened house = open(serving, language);
  if (serving.check) return print("Everything that the server needs is there.");
  make_first_admin(house.desk->store());
  deliver_webhooks(*house.desk, {{serving.options.webhook_hosts}});
  ServerParts parts;
  parts.desk = house.desk;
  parts.checker = house.checker;
  parts.extractor = std::make_shared<Extractor>(language);
  parts.read = lazy_reader();
  parts.pages = desk_page();
  parts.outlet = std::make_shared<Outlet>(language);
  parts.player = data.lang.parent_path().parent_path() / "web/player/dist/mujaz-player.js";
  parts.log = log;
  Server server(std::move(parts), serving.options);
  const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  Workers workers(*house.desk, serving.workers.value_or(cores), log);
  const std::string scheme = serving.options.certificate.empty() ? "http://" : "https://";
  const bool six = serving.options.address.find(':') != std::string::npos;
  const std::string origin = scheme + (six ? "[" : "") + serving.options.address +
                             (six ? "]:" : ":") + std::to_string(server.port());
  print("Listening on " + origin);
  print("The editors' desk is " + origin + "/desk/");
  std::fflush(stdout);
  stay(*house.desk);
  server.stop();
  workers.stop();
  server.wait();
}

}  // namespace

void add_serve(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand(
      "serve",
      "The newsroom's server, with its workers. Its data is in mujaz-data, unless "
      "--data names another folder.");
  auto serving = std::make_shared<Serving>();
  add_house(verb, serving->house);
  verb->add_option("--listen", serving->listen,
                   "HOST:PORT; by default server.listen, port 0 a free one");
  verb->add_option("--workers", serving->workers,
                   "threads that make points and sound; one a core, 0 leaves it to `mujaz work`")
      ->check(CLI::Range(0, 256));
  verb->add_option("--voice", serving->voice, "of sites that name none; the best there is");
  verb->add_option("--certificate", serving->options.certificate, "a PEM file, for TLS");
  verb->add_option("--key", serving->options.key, "the certificate's key, a PEM file");
  verb->add_option("--proxy", serving->options.proxies,
                   "an address or network whose X-Forwarded-For is believed; may be repeated");
  verb->add_option("--webhook-host", serving->options.webhook_hosts,
                   "a host inside the house that webhooks may lie on; may be repeated");
  verb->add_flag("--check", serving->check, "look whether all is there, then end");
  verb->footer("Example: mujaz serve --data newsroom --listen 127.0.0.1:8080");
  verb->callback([=, &exit] {
    serve(*serving);
    exit = done;
  });
}

}  // namespace mujaz::cli
