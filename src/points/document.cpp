// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/document.h"

namespace mujaz::points {

Document read(const Article& article, const Prose& prose, const SentenceSplitter& splitter) {
  Document document;
  document.text = article.text();
  document.paragraphs = article.spans();
  document.words = prose.words(document.text, document.stems);
  if (article.title) document.title = prose.words(*article.title, document.stems);

  int story = 0;
  std::size_t place = 0, word = 0;
  document.story_words.push_back(0);
  const auto begin_story = [&] {
    if (document.story_words.back() == 0) return;  // nothing stands before it
    document.story_words.push_back(0);
    ++story;
    place = 0;
  };
  for (std::size_t p = 0; p < article.paragraphs.size(); ++p) {
    if (article.paragraphs[p].kind == ParagraphKind::heading) {
      begin_story();
      continue;
    }
    const std::size_t offset = document.paragraphs[p].start;
    for (const Span& span : splitter.split(article.paragraphs[p].text)) {
      Sentence sentence;
      sentence.span = {span.start + offset, span.end + offset};
      sentence.paragraph = p;
      while (word < document.words.size() && document.words[word].span.start < sentence.span.start)
        ++word;
      sentence.first = word;
      std::size_t spoken = 0;
      for (; word < document.words.size() && document.words[word].span.end <= sentence.span.end;
           ++word)
        spoken += document.words[word].spoken();
      sentence.last = word;
      if (spoken == 0) continue;
      sentence.opening =
          opening(prose, document.text, document.words, sentence.first, sentence.last);
      if (sentence.opening.shift) begin_story();
      sentence.story = story;
      sentence.place = place++;
      document.story_words.back() += spoken;
      document.sentences.push_back(std::move(sentence));
    }
  }
  if (document.story_words.back() == 0 && document.story_words.size() > 1)
    document.story_words.pop_back();
  return document;
}

}  // namespace mujaz::points
