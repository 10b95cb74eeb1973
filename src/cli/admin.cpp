// SPDX-License-Identifier: GPL-3.0-or-later
// The keeper's verb: sites, tokens, accounts, the log. It works on the data beside a running
// server.
#include <cstdio>

#include "cli/house.h"
#include "cli/verbs.h"
#include "mujaz/people.h"

namespace mujaz::cli {
namespace {

const std::vector<std::string> policies = {"review", "held", "publish"};
const std::vector<std::string> roles = {"push", "edit", "overrule", "admin"};

struct SiteArguments {
  House house;
  std::string name, policy, on_stale, voice;
  std::vector<std::string> sections;
  int points = 0, words = 0;
  double speed = 0;
};

std::string described(const Site& site) {
  std::string text = site.name + "  policy " + name(site.policy.policy);
  for (const auto& [section, policy] : site.policy.sections)
    text += ", " + section + " " + name(policy);
  text += "; stale episodes: " + std::string(name(site.policy.on_stale)) + "; " +
          std::to_string(site.policy.points.count) + " points of " +
          std::to_string(site.policy.points.words) + " words";
  return text + (site.voice.empty() ? "" : "; voice " + site.voice);
}

void change(Site& site, const SiteArguments& arguments) {
  if (!arguments.policy.empty()) site.policy.policy = parse_policy(arguments.policy);
  if (!arguments.on_stale.empty()) site.policy.on_stale = parse_on_stale(arguments.on_stale);
  for (const std::string& one : arguments.sections) {
    const std::size_t equals = one.rfind('=');
    if (equals == one.npos) throw Error(ErrorCode::bad_input, "--section is NAME=POLICY.", one);
    site.policy.sections[one.substr(0, equals)] = parse_policy(one.substr(equals + 1));
  }
  if (!arguments.voice.empty()) site.voice = arguments.voice;
  if (arguments.points) site.policy.points.count = arguments.points;
  if (arguments.words) site.policy.points.words = arguments.words;
  if (arguments.speed > 0) site.speed = arguments.speed;
}

void run_site(const SiteArguments& arguments) {
  const auto store = open_store(arguments.house);
  std::vector<Site> shown;
  if (arguments.name.empty()) {
    store->read([&](Transaction& rows) { shown = Sites(rows).all(); });
  } else {
    store->write([&](Transaction& rows) {
      Sites sites(rows);
      Site site;
      site.name = arguments.name;
      if (std::optional<Site> known = sites.find(arguments.name)) site = std::move(*known);
      change(site, arguments);
      sites.put(site);
      shown = {site};
    });
  }
  for (const Site& site : shown) print(described(site));
}

void add_site(CLI::App* admin, int& exit) {
  CLI::App* verb = admin->add_subcommand("site", "Make a site, change it, or list them all.");
  auto arguments = std::make_shared<SiteArguments>();
  add_house(verb, arguments->house);
  verb->add_option("NAME", arguments->name, "a-z 0-9 . _ -; without it all sites are listed");
  verb->add_option("--policy", arguments->policy,
                   "review: an editor approves all (a new site's); held: a draft whose points are "
                   "all supported is published; publish: the supported points are, the others wait")
      ->check(one_of(policies));
  verb->add_option("--section", arguments->sections, "another policy for a section: NAME=POLICY");
  verb->add_option("--on-stale", arguments->on_stale,
                   "after a new text took the ground from a public point: hide until an editor "
                   "approves, or correct as soon as the new box has its sound")
      ->check(one_of({"hide", "correct"}));
  verb->add_option("--voice", arguments->voice, "a name that `mujaz voices` lists");
  verb->add_option("--speed", arguments->speed, "times the voice's own pace")
      ->check(CLI::Range(0.5, 3.0));
  verb->add_option("--count", arguments->points, "points at the most")->check(CLI::Range(1, 5));
  verb->add_option("--words", arguments->words, "words of all points together")
      ->check(CLI::Range(10, 300));
  verb->footer("Example: mujaz admin site --data /srv/mujaz nawras --policy held");
  verb->callback([=, &exit] {
    run_site(*arguments);
    exit = done;
  });
}

struct TokenArguments {
  House house;
  std::string site, role, note, revoke;
  int days = 0;
  bool list = false;
};

void run_token(const TokenArguments& arguments) {
  const auto store = open_store(arguments.house);
  if (!arguments.revoke.empty()) {
    bool found = false;
    store->write([&](Transaction& rows) { found = People(rows).revoke_token(arguments.revoke); });
    if (!found) throw Error(ErrorCode::not_found, "There is no such token.", arguments.revoke);
    return;
  }
  if (arguments.list) {
    std::vector<ApiToken> tokens;
    store->read([&](Transaction& rows) { tokens = People(rows).tokens(arguments.site); });
    for (const ApiToken& token : tokens)
      print(token.id + "  " + name(token.role) + "  made " + rfc3339(token.created) +
            (token.last_used ? "  used " + rfc3339(*token.last_used) : "  never used") +
            (token.expires ? "  until " + rfc3339(*token.expires) : "") +
            (token.note.empty() ? "" : "  " + token.note));
    return;
  }
  NewToken made;
  store->write([&](Transaction& rows) {
    if (arguments.site != "*") Sites(rows).get(arguments.site);
    const Time at = now();
    const std::optional<Time> expires =
        arguments.days ? std::optional<Time>(at + std::chrono::days(arguments.days)) : std::nullopt;
    made = People(rows).issue_token(arguments.site, parse_role(arguments.role), arguments.note, at,
                                    expires);
  });
  print(made.secret);
  std::fprintf(stderr, "Token %s. It is shown this once; the store keeps its hash.\n",
               made.token.id.c_str());
}

void add_token(CLI::App* admin, int& exit) {
  CLI::App* verb = admin->add_subcommand("token", "Issue a program's token, list or revoke them.");
  auto arguments = std::make_shared<TokenArguments>();
  add_house(verb, arguments->house);
  verb->add_option("--site", arguments->site, "the site it is for, or * for all");
  verb->add_option("--role", arguments->role,
                   "push: hands over and withdraws articles; edit: and reads drafts, edits, "
                   "approves; overrule: and publishes against the check, with a reason; admin: all")
      ->check(one_of(roles));
  verb->add_option("--note", arguments->note, "what it is for");
  verb->add_option("--days", arguments->days, "how long it is good; by default for ever")
      ->check(CLI::Range(1, 3650));
  CLI::Option* list = verb->add_flag("--list", arguments->list, "list a site's tokens");
  verb->add_option("--revoke", arguments->revoke, "the id of a token that is to be good no more")
      ->excludes(list);
  verb->footer("Example: mujaz admin token --data /srv/mujaz --site nawras --role push");
  verb->callback([=, &exit] {
    const bool needs_role = !arguments->list && arguments->revoke.empty();
    if (arguments->site.empty() && arguments->revoke.empty()) throw CLI::RequiredError("--site");
    if (needs_role && arguments->role.empty()) throw CLI::RequiredError("--role");
    run_token(*arguments);
    exit = done;
  });
}

struct UserArguments {
  House house;
  std::string name, role = "edit", site = "*";
  bool disable = false, new_password = false, clear_totp = false;
};

void run_user(const UserArguments& arguments) {
  const auto store = open_store(arguments.house);
  const auto unknown = [&] {
    return Error(ErrorCode::not_found, "There is no such account.", arguments.name);
  };
  if (arguments.disable) {
    bool found = false;
    store->write([&](Transaction& rows) { found = People(rows).disable(arguments.name); });
    if (!found) throw unknown();
    return;
  }
  if (arguments.clear_totp) {
    bool found = false;
    store->write([&](Transaction& rows) { found = People(rows).clear_totp(arguments.name); });
    if (!found)
      throw Error(ErrorCode::not_found, "There is no account of that name that asks for a code.",
                  arguments.name);
    return;
  }
  const std::string password = People::new_password(), hash = People::hash_password(password);
  store->write([&](Transaction& rows) {
    People people(rows);
    if (arguments.new_password) {
      if (!people.set_password(arguments.name, hash)) throw unknown();
      return;
    }
    if (people.account(arguments.name))
      throw Error(ErrorCode::conflict, "There is such an account; --new-password gives it another.",
                  arguments.name);
    if (arguments.site != "*") Sites(rows).get(arguments.site);
    Account account;
    account.name = arguments.name;
    account.role = parse_role(arguments.role);
    account.site = arguments.site;
    account.created = now();
    people.put_account(account, hash);
  });
  print(password);
  std::fputs("The password is shown this once.\n", stderr);
}

void add_user(CLI::App* admin, int& exit) {
  CLI::App* verb =
      admin->add_subcommand("user", "Make a person's account; its password is printed.");
  auto arguments = std::make_shared<UserArguments>();
  add_house(verb, arguments->house);
  verb->add_option("NAME", arguments->name, "how the person signs in")->required();
  verb->add_option("--role", arguments->role, "push, edit, overrule or admin")
      ->check(one_of(roles))
      ->capture_default_str();
  verb->add_option("--site", arguments->site, "the site, or * for all")->capture_default_str();
  CLI::Option* disable =
      verb->add_flag("--disable", arguments->disable, "let the account in no more");
  CLI::Option* password =
      verb->add_flag("--new-password", arguments->new_password, "give it another password")
          ->excludes(disable);
  verb->add_flag("--clear-totp", arguments->clear_totp,
                 "ask for no code of an authenticator program any more")
      ->excludes(disable)
      ->excludes(password);
  verb->footer("Example: mujaz admin user --data /srv/mujaz salma --role admin");
  verb->callback([=, &exit] {
    run_user(*arguments);
    exit = done;
  });
}

struct LogArguments {
  House house;
  std::string site, as = "json";
};

bool run_log(const LogArguments& arguments) {
  const auto store = open_store(arguments.house);
  std::vector<mujaz::Entry> log;
  store->read([&](Transaction& rows) {
    Sites(rows).get(arguments.site);
    constexpr int all = 10'000'000;
    log = AuditLog(rows).after(arguments.site, 0, all);
  });
  const std::optional<std::int64_t> wrong = broken(log);
  if (arguments.as == "csv") {
    std::string csv = log_csv(log);
    if (!csv.empty()) csv.pop_back();  // `print` ends the last line
    print(csv);
  }
  if (arguments.as == "json") print(log_json(log));
  if (wrong)
    std::fprintf(stderr, "The chain is broken at entry %lld.\n", static_cast<long long>(*wrong));
  else
    std::fprintf(stderr, "%zu entries, the chain is whole.\n", log.size());
  return !wrong;
}

void add_log(CLI::App* admin, int& exit) {
  CLI::App* verb = admin->add_subcommand(
      "log", "A site's log of decisions, with its chain of hashes verified (exit 1: broken).");
  auto arguments = std::make_shared<LogArguments>();
  add_house(verb, arguments->house);
  verb->add_option("--site", arguments->site, "the site")->required();
  verb->add_option("--as", arguments->as, "json, csv, or none to verify alone")
      ->check(one_of({"json", "csv", "none"}))
      ->capture_default_str();
  verb->footer("Example: mujaz admin log --data /srv/mujaz --site nawras --as csv > log.csv");
  verb->callback([=, &exit] { exit = run_log(*arguments) ? done : failed; });
}

}  // namespace

void add_admin(CLI::App& app, int& exit) {
  CLI::App* verb =
      app.add_subcommand("admin", "A newsroom's keeper: its sites, tokens, accounts and log.");
  verb->require_subcommand(1);
  verb->footer("All of it works while the server runs.");
  add_site(verb, exit);
  add_token(verb, exit);
  add_user(verb, exit);
  add_log(verb, exit);
}

}  // namespace mujaz::cli
