// SPDX-License-Identifier: GPL-3.0-or-later
// `read` turns lines into what is spoken; `diacritise` only adds marks.
#include "mujaz/reading.h"

#include <nlohmann/json.hpp>

#include "cli/verbs.h"

namespace mujaz::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  ReadOptions options;
  ReadingChoice reading;
  bool json = false;
};

/// A line with each spoken word and where it was written.
std::string as_json(const Reader& reader, const std::u32string& line, const ReadOptions& options) {
  Json words = Json::array();
  const Part part = reader.part(PartKind::utterance, 0, line, options.lone_case);
  for (const SpokenWord& word : part.words)
    words.push_back({{"written", to_utf8(line.substr(word.written.start, word.written.size()))},
                     {"start", word.written.start},
                     {"end", word.written.end},
                     {"marks", to_utf8(word.full)},
                     {"spoken", to_utf8(word.marked)},
                     {"confidence", word.confidence}});
  return Json{
      {"text", to_utf8(line)}, {"read", to_utf8(reader.read(line, options))}, {"words", words}}
      .dump();
}

}  // namespace

void add_read(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("read", "Lines of standard input as they are spoken.");
  auto arguments = std::make_shared<Arguments>();
  auto lone = std::make_shared<Case>();
  verb->add_option(
          "--as", arguments->options.as,
          "words: numbers and signs in letters; marks: and diacritics; spoken (default): and "
          "pause and joining forms; phones")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, ReadAs>{{"words", ReadAs::words},
                                                                {"marks", ReadAs::marks},
                                                                {"spoken", ReadAs::spoken},
                                                                {"phones", ReadAs::phones}}));
  CLI::Option* lone_case =
      verb->add_option("--case", *lone, "the case of a number phrase that is alone on its line")
          ->transform(CLI::CheckedTransformer(std::map<std::string, Case>{
              {"nom", Case::nominative}, {"acc", Case::accusative}, {"gen", Case::genitive}}));
  add_reader_setup(verb, arguments->reading);
  verb->add_flag("--json", arguments->json, "an object a line, with each word's place");
  verb->footer("Example: echo '$100' | mujaz read --case nom");
  verb->callback([=, &exit] {
    if (lone_case->count() > 0) arguments->options.lone_case = *lone;
    const Places data = places();
    const Language language(data.lang);
    const Reader reader(language, load_diacritiser(data),
                        reader_setup(arguments->reading, language));
    each_line([&](const std::u32string& line) {
      return arguments->json ? as_json(reader, line, arguments->options)
                             : to_utf8(reader.read(line, arguments->options));
    });
    exit = done;
  });
}

void add_diacritise(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand("diacritise", "Adds marks to lines of standard input.");
  auto json = std::make_shared<bool>(false);
  verb->add_flag("--json", *json, "an object a line, with the confidence of each word");
  verb->footer(
      "No letter, digit or sign is touched, and the author's own marks are kept.\n"
      "Example: mujaz extract examples/article.html --text | mujaz diacritise");
  verb->callback([=, &exit] {
    const auto diacritiser = load_diacritiser(places());
    each_line([&](const std::u32string& line) {
      const Diacritiser::Result result = diacritiser->diacritise(line);
      if (!*json) return to_utf8(result.text);
      return Json{{"text", to_utf8(result.text)}, {"confidence", result.confidence}}.dump();
    });
    exit = done;
  });
}

}  // namespace mujaz::cli
