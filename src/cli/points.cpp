// SPDX-License-Identifier: GPL-3.0-or-later
// `points` makes key points and checks them; `check` checks the points it is given.
#include "mujaz/points.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "mujaz/llm.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  std::string source, jsonl, points, config;
  std::optional<int> count, words;
  std::optional<double> seconds;
  PointsOptions options;
  bool text = false;
};

struct Tools {
  Tools(const Language& language, const Config& config, bool writes)
      : extractor(language),
        chooser(std::make_shared<Chooser>(language)),
        checker(std::make_shared<Checker>(language)) {
    if (writes && config.points.writer == "llm")
      llm = std::make_unique<LlmWriter>(language, config.llm, chooser, checker);
  }
  Extractor extractor;
  std::shared_ptr<const Chooser> chooser;
  std::shared_ptr<const Checker> checker;
  std::unique_ptr<const LlmWriter> llm;
};

std::string for_people(const Checked& checked) {
  std::string out;
  for (const CheckedPoint& point : checked.points) {
    out += (out.empty() ? "- " : "\n- ") + to_utf8(point.point.text);
    if (point.verdict != Verdict::supported) out += std::string(" [") + name(point.verdict) + "]";
    for (const Problem& problem : point.problems)
      out += "\n    " + to_utf8(problem.why) + " (" + to_utf8(problem.text) + ")";
    for (const std::u32string& reason : point.point.reasons) out += "\n    " + to_utf8(reason);
  }
  return out;
}

bool all_supported(const Checked& checked) {
  for (const CheckedPoint& point : checked.points)
    if (point.verdict != Verdict::supported) return false;
  return true;
}

/// The points of an entry, its own or chosen; `given` is the JSON or text of its own.
Checked work(const Tools& tools, const Arguments& arguments, const Article& article,
             const std::string* given) {
  if (tools.llm) return tools.llm->write(article, arguments.options, &interrupted());
  return tools.checker->check(
      given ? parse_points(*given) : tools.chooser->choose(article, arguments.options), article);
}

int run(Arguments arguments, bool given) {
  const Config config = configuration(arguments.config);
  arguments.options.count = arguments.count.value_or(config.points.count);
  arguments.options.words = arguments.words.value_or(config.points.words);
  if (arguments.seconds)
    arguments.options.words =
        words_in(*arguments.seconds, chosen_voice(places(), config.voice.name), config.voice.speed);
  const Tools tools(Language(places().lang), config, !given);
  const bool explain = arguments.options.explain;
  if (!arguments.jsonl.empty()) {
    each_entry(arguments.jsonl, tools.extractor, [&](const Entry& entry) {
      if (given && entry.points.empty())
        throw Error(ErrorCode::bad_input, "The line has no \"points\" to check.");
      try {
        return to_json(work(tools, arguments, entry.article, given ? &entry.points : nullptr),
                       entry.article, explain);
      } catch (const Error& error) {
        if (error.code() != ErrorCode::bad_input || given) throw;
        // An article without a point that can stand is an answer too: none, and why.
        return nlohmann::json{{"points", nlohmann::json::array()},
                              {"error", {{"code", name(error.code())}, {"what", error.what()}}}}
            .dump();
      }
    });
    return done;
  }
  const Article article = tools.extractor.extract(load_page(arguments.source));
  std::string points;
  if (given)
    points =
        arguments.points == "-" ? read_standard_input() : read_file(arguments.points, 1u << 20);
  const Checked checked = work(tools, arguments, article, given ? &points : nullptr);
  print(arguments.text ? for_people(checked) : to_json(checked, article, explain));
  if (!checked.note.empty()) std::fprintf(stderr, "mujaz: note: %s\n", checked.note.c_str());
  return all_supported(checked) ? done : points_stopped;
}

std::shared_ptr<Arguments> add_common(CLI::App* verb) {
  auto arguments = std::make_shared<Arguments>();
  add_sources(verb, arguments->source, arguments->jsonl);
  add_config_option(verb, arguments->config);
  verb->add_flag("--text", arguments->text, "for people: a point a line");
  return arguments;
}

}  // namespace

void add_points(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("points", "Key points of an article, checked, as JSON.");
  const auto arguments = add_common(verb);
  verb->add_option("--count", arguments->count, "points at the most; 3, or the configuration's")
      ->check(CLI::Range(1, 12));
  CLI::Option* words =
      verb->add_option("--words", arguments->words,
                       "words of all points together, at the most; 60, or the configuration's")
          ->check(CLI::Range(fewest_words, most_words));
  add_seconds(verb, arguments->seconds)->excludes(words);
  add_months(verb, arguments->options.months);
  verb->add_flag("--explain", arguments->options.explain, "say why each point was taken");
  verb->footer("Example: mujaz points examples/article.html --text");
  verb->callback([=, &exit] {
    if (arguments->source.empty() && arguments->jsonl.empty())
      throw CLI::RequiredError("SOURCE or --jsonl");
    exit = run(*arguments, false);
  });
}

void add_check(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("check", "Hold points against an article, as JSON.");
  const auto arguments = add_common(verb);
  verb->add_option("--points", arguments->points,
                   "a file: what `mujaz points` prints, or text, a point a line");
  verb->footer("Example: mujaz check examples/article.html --points points.txt --text");
  verb->callback([=, &exit] {
    const bool one = !arguments->source.empty() && !arguments->points.empty();
    if (!one && arguments->jsonl.empty())
      throw CLI::RequiredError("SOURCE with --points FILE, or --jsonl FILE,");
    exit = run(*arguments, true);
  });
}

}  // namespace mujaz::cli
