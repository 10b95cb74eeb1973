// SPDX-License-Identifier: GPL-3.0-or-later
// points_observe LANG: reads articles with an editor's summary, a JSON object a line
// ({"title", "body": [paragraph…], "summary"}), and writes what the weights are learned from: for
// each word and pair of each article a row of 32-bit floats: article, 1 for a pair, 1 if the
// summary says it, then the features in the order that --names prints.
#include <iostream>
#include <nlohmann/json.hpp>

#include "points/weigh.h"

namespace {

using namespace mujaz;
using namespace mujaz::points;

void observe(const nlohmann::json& entry, float number, const Prose& prose,
             const SentenceSplitter& splitter, const Weigher& weigher) {
  Article article;
  article.title = from_utf8(entry.at("title").get<std::string>());
  for (const auto& text : entry.at("body")) {
    Paragraph& paragraph = article.paragraphs.emplace_back();
    paragraph.text = from_utf8(text.get<std::string>());
    std::replace(paragraph.text.begin(), paragraph.text.end(), U'\n', U' ');
  }
  const Document document = read(article, prose, splitter);
  Concepts all = concepts(document);
  weigher.weigh(all);

  std::set<std::u32string> said;
  std::set<std::pair<std::u32string, std::u32string>> said_pairs;
  std::u32string before;
  const std::u32string summary = from_utf8(entry.at("summary").get<std::string>());
  for (const Word& word : prose.words(summary, document.stems)) {
    if (!word.spoken()) continue;
    said.insert(word.folded);
    said_pairs.emplace(before, word.folded);
    before = word.folded;
  }
  std::vector<std::u32string> text(all.all.size());
  for (std::size_t i = 0; i < document.words.size(); ++i)
    if (all.word[i] >= 0) text[static_cast<std::size_t>(all.word[i])] = document.words[i].folded;
  for (std::size_t i = 0; i < all.all.size(); ++i) {
    const Concept& one = all.all[i];
    const bool is_said = one.pair ? said_pairs.contains({text[one.first], text[one.second]})
                                  : said.contains(text[i]);
    const float head[] = {number, one.pair ? 1.0f : 0.0f, is_said ? 1.0f : 0.0f};
    std::cout.write(reinterpret_cast<const char*>(head), sizeof head);
    std::cout.write(reinterpret_cast<const char*>(one.of.data()),
                    static_cast<std::streamsize>(sizeof(float) * features));
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 2 && std::string_view(arguments[1]) == "--names") {
    for (std::size_t i = 0; i < features; ++i) std::cout << name(static_cast<Feature>(i)) << '\n';
    return 0;
  }
  if (count != 2) {
    std::cerr << "usage: points_observe LANG < ARTICLES > ROWS, or points_observe --names\n";
    return 2;
  }
  const Language language(arguments[1]);
  const Prose prose(language);
  const SentenceSplitter splitter(language);
  const Weigher weigher(language);
  float number = 0;
  for (std::string line; std::getline(std::cin, line); ++number)
    observe(nlohmann::json::parse(line), number, prose, splitter, weigher);
  return 0;
}
