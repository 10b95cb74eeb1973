// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support.h"

namespace mujaz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Config read(const std::string& text, const Environment& environment = {}) {
  return parse_config(text, "m.toml", environment);
}

/// What is wrong with a file, as «code where: what».
std::string error_of(const std::string& text, const Environment& environment = {}) {
  try {
    read(text, environment);
  } catch (const Error& error) {
    return std::string(name(error.code())) + " " + error.where() + ": " + error.what();
  }
  return "none";
}

TEST(Config, TakesWhatTheFileSays) {
  const Config config = read(
      "[points]\ncount = 2\nwriter = \"llm\"\n[llm]\nbase_url = \"http://localhost:1/v1\"\n"
      "timeout = 7\n[voice]\nspeed = 1.25\ntitle = true\nopening = \"أهلا بكم\"\n"
      "section_voices = [\"رياضة=ours\"]\nbetween = \"bell.wav\"\n");
  EXPECT_EQ(config.points.count, 2);
  EXPECT_EQ(config.points.words, 60);
  EXPECT_EQ(config.points.writer, "llm");
  EXPECT_EQ(config.llm.base_url, "http://localhost:1/v1");
  EXPECT_EQ(config.llm.timeout, 7);
  EXPECT_EQ(config.voice.speed, 1.25);
  EXPECT_TRUE(config.voice.title);
  EXPECT_EQ(config.voice.opening, "أهلا بكم");
  EXPECT_EQ(config.voice.section_voices, std::vector<std::string>{"رياضة=ours"});
  EXPECT_EQ(config.voice.between, "bell.wav");
}

TEST(Config, TheServerAndItsStoreAreTheHouses) {
  const Config config = read(
      "[server]\nlisten = \"[::1]:80\"\nworkers = 0\nproxies = [\"10.0.0.0/8\"]\n"
      "[store]\ndata = \"/srv/mujaz\"\n",
      {{"MUJAZ_SERVER_QUEUE", "7"}, {"MUJAZ_SERVER_WEBHOOK_HOSTS", "cms.local,10.0.0.7:8080"}});
  EXPECT_EQ(config.server.listen, "[::1]:80");
  EXPECT_EQ(config.server.workers, 0);
  EXPECT_EQ(config.server.proxies, std::vector<std::string>{"10.0.0.0/8"});
  EXPECT_EQ(config.server.queue, 7);
  EXPECT_EQ(config.server.webhook_hosts.size(), 2u);
  EXPECT_EQ(config.store.data, "/srv/mujaz");
  EXPECT_EQ(error_of("[[site]]\nname = \"a\"\n[site.store]\ndata = \"x\"\n"),
            "bad_input m.toml:3: [store] is the house's; a site has none of its own.");
  EXPECT_THAT(error_of("[server]\nport = 80\n"),
              HasSubstr("m.toml:2: There is no key port in [server]. There are listen, workers,"));
  EXPECT_THAT(print_config(Config{}), HasSubstr("[store]\n# the folder of the data; "));
}

TEST(Config, SaysWhereAFaultIsAndWhatIsAllowed) {
  EXPECT_EQ(error_of("[points]\n\ncount = 40\n"),
            "bad_input m.toml:3: points.count must be a whole number from 1 to 12.");
  EXPECT_EQ(error_of("[points]\ncount = 3.0\n"),
            "bad_input m.toml:2: points.count must be a whole number from 1 to 12.");
  EXPECT_EQ(
      error_of("[points]\ncuont = 3\n"),
      "bad_input m.toml:2: There is no key cuont in [points]. There are count, words, writer.");
  EXPECT_EQ(error_of("[points]\nwriter = \"gpt\"\n"),
            "bad_input m.toml:2: points.writer must be own or llm.");
  EXPECT_THAT(error_of("[point]\n"),
              HasSubstr("m.toml:1: There is no section [point]. There are [points], [llm], "));
  EXPECT_EQ(error_of("points = 3\n"), "bad_input m.toml:1: [points] must be a section.");
  for (const char* speed : {"nan", "inf", "0.4", "\"1\"", "3.01", "[1]", "true", "1979-05-27"})
    EXPECT_EQ(error_of("[voice]\nspeed = " + std::string(speed) + "\n"),
              "bad_input m.toml:2: voice.speed must be a number from 0.5 to 3.")
        << speed;
  EXPECT_THAT(error_of("[voice]\ntitle = 1\n"), HasSubstr("voice.title must be true or false."));
  EXPECT_THAT(error_of("[voice]\nname = \"a\\u0000b\"\n"), HasSubstr("voice.name must be a text"));
  EXPECT_THAT(error_of("[voice]\nname = \"" + std::string(2001, 'x') + "\"\n"),
              HasSubstr("voice.name must be a text"));
}

TEST(Config, LaysTheEnvironmentOverTheFile) {
  const Environment environment{{"MUJAZ_POINTS_COUNT", "5"},   {"MUJAZ_VOICE_SPEED", "0.75"},
                                {"MUJAZ_VOICE_TITLE", "true"}, {"MUJAZ_VOICES", "/somewhere"},
                                {"MUJAZ_HOME", "/"},           {"POINTS_COUNT", "9"}};
  const Config config = read("[points]\ncount = 2\nwords = 40\n", environment);
  EXPECT_EQ(config.points.count, 5);
  EXPECT_EQ(config.points.words, 40);
  EXPECT_EQ(config.voice.speed, 0.75);
  EXPECT_TRUE(config.voice.title);
  EXPECT_EQ(error_of("", {{"MUJAZ_POINTS_COUNT", "5x"}}),
            "bad_input MUJAZ_POINTS_COUNT: points.count must be a whole number from 1 to 12.");
  EXPECT_THAT(error_of("", {{"MUJAZ_POINTS_CUONT", "5"}}),
              HasSubstr("MUJAZ_POINTS_CUONT: There is no key CUONT in [points]."));
}

TEST(Config, KeepsASecretOutOfEverythingPrinted) {
  const Environment environment{{"MY_KEY", "hush-hush"}};
  const Config config = read("[llm]\napi_key_env = \"MY_KEY\"\n", environment);
  EXPECT_EQ(config.llm.api_key.reveal(), "hush-hush");
  EXPECT_THAT(print_config(config), HasSubstr("\napi_key_env = \"MY_KEY\"\n"));
  EXPECT_THAT(print_config(config), Not(HasSubstr("hush")));
  EXPECT_EQ(Config{}.llm.api_key.reveal(), "");
  // The key itself where its variable belongs is refused and not repeated.
  const std::string error = error_of("[llm]\napi_key_env = \"sk-hush-hush\"\n");
  EXPECT_THAT(error, HasSubstr("m.toml:2: llm.api_key_env must be the name of a variable"));
  EXPECT_THAT(error, Not(HasSubstr("hush")));
  const Config unset = read("[llm]\napi_key_env = \"NOT_THERE\"\n");
  try {
    unset.llm.api_key.reveal();
    ADD_FAILURE();
  } catch (const Error& missing) {
    EXPECT_EQ(missing.code(), ErrorCode::not_found);
    EXPECT_EQ(missing.where(), "NOT_THERE");
  }
}

TEST(Config, GivesASiteWhatTheHouseHas) {
  const std::string text =
      "[points]\ncount = 4\n[[site]]\nname = \"sport\"\nhosts = [\"s.example.com\"]\n"
      "[site.points]\nwords = 30\n[[site]]\nname = \"arts\"\n";
  const Config config = read(text, {{"MUJAZ_VOICE_NAME", "v"}});
  ASSERT_EQ(config.sites.size(), 2u);
  EXPECT_EQ(config.of("sport").points.count, 4);
  EXPECT_EQ(config.of("sport").points.words, 30);
  EXPECT_EQ(config.of("sport").voice.name, "v");
  EXPECT_EQ(config.of("arts").points.words, 60);
  EXPECT_EQ(config.of("none").points.count, 4);
  EXPECT_EQ(config.sites[0].hosts, std::vector<std::string>{"s.example.com"});
  EXPECT_EQ(&config.of_host("s.example.com"), &config.sites[0].sections);
  EXPECT_EQ(&config.of_host("example.com"), &config);
  EXPECT_EQ(&config.of_host(""), &config);
  EXPECT_THAT(error_of(text + "[[site]]\nname = \"arts\"\n"), HasSubstr("two sites of the name"));
  EXPECT_THAT(error_of("[[site]]\n"), HasSubstr("m.toml:1: A site must have a name"));
  EXPECT_THAT(error_of("[[site]]\nname = \"../x\"\n"), HasSubstr("A site must have a name"));
  EXPECT_THAT(error_of("[[site]]\nname = 7\n"), HasSubstr("A site must have a name"));
  EXPECT_THAT(error_of("[site]\nname = \"x\"\n"), HasSubstr("written [[site]]"));
  EXPECT_THAT(error_of("[[site]]\nname = \"x\"\nhosts = [1]\n"), HasSubstr("hosts must be a list"));
  EXPECT_THAT(error_of("[[site]]\nname = \"x\"\n[site.site]\n"), HasSubstr("no section [site]"));
}

TEST(Config, PrintsWhatItReads) {
  const std::string first = print_config(Config{});
  EXPECT_THAT(first, HasSubstr("\n[points]\n"));
  EXPECT_THAT(first, HasSubstr("\n#count = 3\n"));
  EXPECT_EQ(print_config(read(first)), first);
  std::string bare;  // every example in it is right: without the # the values are the same
  for (std::size_t at = 0; at < first.size(); ++at)
    if (first[at] != '#' || (at > 0 && first[at - 1] != '\n') || first[at + 1] == ' ')
      bare += first[at];
  EXPECT_EQ(read(bare).sites.at(0).sections.points.count, 2);
  const Config odd = read(
      "[voice]\nopening = \"a \\\"b\\\" \\\\ ج\"\nspeed = 1.1\n[[site]]\nname = \"x\"\n"
      "hosts = [\"h\", \"i\"]\n[site.voice]\npause = 0.1\n");
  EXPECT_EQ(print_config(read(print_config(odd))), print_config(odd));
  EXPECT_EQ(read(print_config(odd)).of("x").voice.pause, 0.1);
  EXPECT_EQ(read(print_config(odd)).voice.opening, odd.voice.opening);
}

TEST(Config, BoundsHostileFiles) {
  std::string dots = "a";
  for (int i = 0; i < 100'000; ++i) dots += ".a";
  EXPECT_EQ(error_of(dots + " = 1\n"), "bad_input m.toml:1: The line has too many dots.");
  EXPECT_THAT(error_of("[llm]\nmodel = " + std::string(200'000, '[')), HasSubstr("not TOML"));
  std::string tables = "x = ";
  for (int i = 0; i < 10'000; ++i) tables += "{a=";
  EXPECT_THAT(error_of(tables), HasSubstr("not TOML"));
  std::string both;  // deep in each of the two ways at once, over many lines
  for (int i = 0; i < 250; ++i) both += "[{a" + dots.substr(1, 120) + " = \n";
  EXPECT_THAT(error_of("x = " + both), HasSubstr("bad_input"));
  EXPECT_THAT(error_of(std::string((1u << 20) + 1, '#')), HasSubstr("too_large m.toml"));
  EXPECT_THAT(error_of("[points]\ncount = \"\xff\xfe\"\n"), HasSubstr("not TOML"));
  EXPECT_THAT(error_of(std::string("[points]\0\ncount = 1", 19)), HasSubstr("not TOML"));
  EXPECT_THAT(error_of("[points]\ncount = 1\ncount = 2\n"), HasSubstr("m.toml:3: "));
  EXPECT_THAT(error_of("[points]\n[points]\n"), HasSubstr("m.toml:2: "));
  EXPECT_THAT(error_of("[points]\ncount = 99999999999999999999\n"), HasSubstr("not TOML"));
  std::string sites;
  for (int i = 0; i < 1001; ++i) sites += "[[site]]\nname = \"s" + std::to_string(i) + "\"\n";
  EXPECT_THAT(error_of(sites), HasSubstr("at most 1000"));
  EXPECT_EQ(error_of(""), "none");
  EXPECT_EQ(error_of("\xEF\xBB\xBF[points]\r\ncount = 1\r\n"), "none");
}

TEST(Config, OfTheProgram) {
  const testing::Scratch scratch;
  const auto file = scratch.path / "m.toml";
  std::ofstream(file) << "[points]\ncount = 1\n";
  const std::string article = testing::source("examples/article.html");
  const auto points = [&](std::vector<std::string> more, std::vector<std::string> environment) {
    more.insert(more.begin(), {"points", article, "--text", "--words", "300"});
    const testing::Ran ran = testing::mujaz(more, {}, environment);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return std::count(ran.out.begin(), ran.out.end(), '\n');
  };
  const auto usual = points({}, {});
  EXPECT_GT(usual, 1);
  EXPECT_LT(points({"--config", file}, {}), usual);
  EXPECT_LT(points({}, {"MUJAZ_CONFIG=" + file.string()}), usual);
  EXPECT_EQ(points({"--config", file, "--count", "3"}, {}), usual);
  EXPECT_EQ(points({"--config", file}, {"MUJAZ_POINTS_COUNT=3"}), usual);
  const testing::Ran printed = testing::mujaz({"config", "--config", file});
  EXPECT_EQ(printed.exit, 0);
  EXPECT_THAT(printed.out, HasSubstr("\ncount = 1\n"));
  const testing::Ran missing = testing::mujaz({"config", "--config", scratch.path / "none"});
  EXPECT_EQ(missing.exit, 1);
  EXPECT_THAT(missing.err, HasSubstr("mujaz: not_found: "));
  std::ofstream(file) << "[points]\ncount = 0\n";
  const testing::Ran wrong = testing::mujaz({"config", "--config", file});
  EXPECT_EQ(wrong.exit, 1);
  EXPECT_THAT(wrong.err, HasSubstr("m.toml:2"));
}

}  // namespace
}  // namespace mujaz
