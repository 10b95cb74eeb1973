// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verbs.h"

namespace mujaz::cli {
namespace {

struct Arguments {
  std::string source, jsonl;
  bool text = false;
};

std::string for_people(const Article& article) {
  std::string out;
  if (article.title) out += to_utf8(*article.title) + "\n\n";
  return out + to_utf8(article.text());
}

void run(const Arguments& arguments) {
  const Extractor extractor{Language(places().lang)};
  if (!arguments.jsonl.empty()) {
    each_entry(arguments.jsonl, extractor,
               [](const Entry& entry) { return to_json(entry.article); });
    return;
  }
  const Article article = extractor.extract(load_page(arguments.source));
  print(arguments.text ? for_people(article) : to_json(article));
}

}  // namespace

void add_extract(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("extract", "The article of a page, as JSON.");
  auto arguments = std::make_shared<Arguments>();
  add_sources(verb, arguments->source, arguments->jsonl);
  verb->add_flag("--text", arguments->text, "for people: the title and the paragraphs");
  verb->footer("Example: mujaz extract examples/article.html --text");
  verb->callback([=, &exit] {
    if (arguments->source.empty() && arguments->jsonl.empty())
      throw CLI::RequiredError("SOURCE or --jsonl");
    run(*arguments);
    exit = done;
  });
}

}  // namespace mujaz::cli
