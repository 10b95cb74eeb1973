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
  bool json = false, ssml = false;
};

/// A text with each spoken word and where it was written.
std::string as_json(const Part& part, const std::u32string& read) {
  Json words = Json::array();
  for (const SpokenWord& word : part.words)
    words.push_back(
        {{"written", to_utf8(part.text.substr(word.written.start, word.written.size()))},
         {"start", word.written.start},
         {"end", word.written.end},
         {"marks", to_utf8(word.full)},
         {"spoken", to_utf8(word.marked)},
         {"confidence", word.confidence}});
  return Json{{"text", to_utf8(part.text)}, {"read", to_utf8(read)}, {"words", words}}.dump();
}

void read_lines(const Reader& reader, const Arguments& arguments) {
  each_line([&](const std::u32string& line) {
    const std::u32string read = reader.read(line, arguments.options);
    if (!arguments.json) return to_utf8(read);
    return as_json(reader.part(PartKind::utterance, 0, line, arguments.options.lone_case), read);
  });
}

void read_document(const Reader& reader, const Arguments& arguments) {
  const SsmlReading reading = read_ssml(reader, read_standard_input(), arguments.options.as);
  for (std::size_t i = 0; i < reading.parts.size(); ++i)
    print(arguments.json ? as_json(reading.parts[i], reading.lines[i]) : to_utf8(reading.lines[i]));
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
  verb->add_flag("--ssml", arguments->ssml,
                 "standard input is one document of SSML 1.1; a line out for each paragraph")
      ->excludes(lone_case);
  verb->footer("Example: echo '$100' | mujaz read --case nom");
  verb->callback([=, &exit] {
    if (lone_case->count() > 0) arguments->options.lone_case = *lone;
    const Places data = places();
    const Language language(data.lang);
    const Reader reader(language, load_diacritiser(data),
                        reader_setup(arguments->reading, language));
    if (arguments->ssml)
      read_document(reader, *arguments);
    else
      read_lines(reader, *arguments);
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
