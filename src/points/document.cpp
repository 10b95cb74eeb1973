// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/document.h"

namespace mujaz::points {
namespace {

constexpr std::size_t shortest_clause = 8;  // tokens

/// A sentence, or its clauses where «، وقال فلان» begins what can stand alone.
std::vector<std::pair<std::size_t, std::size_t>> clauses(const Prose& prose,
                                                         const std::vector<Word>& words,
                                                         std::size_t first, std::size_t last) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  const Enclosed marks = enclosed(words, first, last);
  std::size_t from = first;
  for (std::size_t i = first + 1; i + 1 < last && marks.paired; ++i) {
    if (marks.quoted[i - first] || marks.bracketed[i - first] || !is_comma(words[i - 1])) continue;
    const Saying* saying =
        prose.has_joining_waw(words[i].folded) ? prose.saying(words[i].folded) : nullptr;
    const Word& next = words[i + 1];
    if (!saying || saying->participle || next.kind != TokenKind::word ||
        !prose.may_be_subject(next.folded) || i < from + shortest_clause ||
        last < i + shortest_clause)
      continue;
    out.emplace_back(from, i);
    from = i;
  }
  out.emplace_back(from, last);
  return out;
}

}  // namespace

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
      const Span whole{span.start + offset, span.end + offset};
      while (word < document.words.size() && document.words[word].span.start < whole.start) ++word;
      const std::size_t first = word;
      while (word < document.words.size() && document.words[word].span.end <= whole.end) ++word;
      for (const auto& [from, to] : clauses(prose, document.words, first, word)) {
        Sentence sentence;
        sentence.first = from;
        sentence.last = to;
        sentence.span = {from == first ? whole.start : document.words[from].span.start,
                         to == word ? whole.end : document.words[to - 1].span.end};
        sentence.paragraph = p;
        std::size_t spoken = 0;
        for (std::size_t i = from; i < to; ++i) spoken += document.words[i].spoken();
        if (spoken == 0) continue;
        sentence.opening = opening(prose, document.text, document.words, from, to);
        // What only announces a list or a quotation tells nothing by itself.
        sentence.opening.leans |= document.words[to - 1].is(U':');
        if (sentence.opening.shift) begin_story();
        sentence.story = story;
        sentence.place = place++;
        document.story_words.back() += spoken;
        document.sentences.push_back(sentence);
      }
    }
  }
  if (document.story_words.back() == 0 && document.story_words.size() > 1)
    document.story_words.pop_back();
  return document;
}

}  // namespace mujaz::points
