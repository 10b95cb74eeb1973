// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/document.h"

namespace mujaz::points {
namespace {

constexpr std::size_t shortest_clause = 8;  // tokens
constexpr std::size_t entries_read = 5;     // of a live blog

/// The time from which on a live blog's entries are read; empty where all are.
std::string latest_from(const Article& article) {
  std::vector<std::string> times;
  for (const Paragraph& paragraph : article.paragraphs)
    if (paragraph.kind == ParagraphKind::entry && paragraph.time) times.push_back(*paragraph.time);
  std::sort(times.rbegin(), times.rend());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times.size() <= entries_read ? std::string() : times[entries_read - 1];
}

bool may_be_subject(const Prose& prose, const Word& word) {
  return word.kind == TokenKind::word && prose.may_be_subject(word.folded);
}

/// Where a clause that can stand alone begins at `i`, behind a comma: «وقال فلان», «فيما أعلنت
/// الوزارة», «بينما ارتفعت الأسعار».
bool begins_clause(const Prose& prose, const std::vector<Word>& words, std::size_t i,
                   std::size_t last, bool reported) {
  std::size_t verb = i;
  bool joined = prose.has_joining_waw(words[i].folded);
  bool meanwhile = false;
  const Phrases::Hit opener = prose.openers.at(words, i, last, true);
  if (opener.words > 0 && prose.opener_classes[opener.row] == Opener::meanwhile) {
    verb = i + opener.words;
    meanwhile = joined = true;
  }
  if (!joined || verb + 1 >= last || !may_be_subject(prose, words[verb + 1])) return false;
  const Saying* saying = prose.saying(words[verb].folded);
  if (saying) return !saying->participle;
  // What a speaker says may go on behind «فيما»; another verb with و may have the same subject.
  return meanwhile && !reported && prose.is_finite_verb(words[verb].folded);
}

/// A quotation mark at a sentence's end that closes nothing is a slip of the pen.
std::size_t without_stray_mark(const std::vector<Word>& words, std::size_t first,
                               std::size_t last) {
  for (std::size_t i = last; i-- > first + 1 && !words[i].spoken();)
    if (is_quotation_mark(words[i].folded.empty() ? U' ' : words[i].folded[0]) &&
        !enclosed(words, first, last).paired && enclosed(words, first, i).paired)
      return i;
  return last;
}

/// A sentence, or its clauses where one begins that can stand alone.
std::vector<std::pair<std::size_t, std::size_t>> clauses(const Prose& prose,
                                                         const std::vector<Word>& words,
                                                         std::size_t first, std::size_t last) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  const Enclosed marks = enclosed(words, first, last);
  std::size_t from = first;
  bool reported = false, in_speech = false;
  for (std::size_t i = first; i + 1 < last && marks.paired; ++i) {
    if (marks.quoted[i - first] || marks.bracketed[i - first]) continue;
    in_speech |= opens_clause(words[i]);
    // A writer who sets no commas still begins «وقالت الوزارة» anew.
    const bool apart = i > first && (is_comma(words[i - 1]) ||
                                     (!in_speech && prose.has_joining_waw(words[i].folded)));
    if (!apart || i < from + shortest_clause || last < i + shortest_clause ||
        !begins_clause(prose, words, i, last, reported)) {
      reported |= prose.saying(words[i].folded) != nullptr;
      continue;
    }
    reported = true;
    in_speech = false;
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
  const std::string from_time = latest_from(article);
  std::size_t in_items = 0;
  for (std::size_t p = 0; p < article.paragraphs.size(); ++p) {
    const Paragraph& paragraph = article.paragraphs[p];
    if (paragraph.kind == ParagraphKind::entry && paragraph.time && *paragraph.time < from_time)
      continue;
    if (paragraph.kind == ParagraphKind::heading) {
      begin_story();
      continue;
    }
    const std::size_t offset = document.paragraphs[p].start;
    for (const Span& span : splitter.split(paragraph.text)) {
      const Span whole{span.start + offset, span.end + offset};
      while (word < document.words.size() && document.words[word].span.start < whole.start) ++word;
      const std::size_t first = word;
      while (word < document.words.size() && document.words[word].span.end <= whole.end) ++word;
      const std::size_t last = without_stray_mark(document.words, first, word);
      for (const auto& [from, to] : clauses(prose, document.words, first, last)) {
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
        document.spoken += spoken;
        sentence.item = paragraph.kind == ParagraphKind::item;
        if (sentence.item) in_items += spoken;
        document.sentences.push_back(sentence);
      }
    }
  }
  document.is_list = 2 * in_items > document.spoken;
  find_speakers(prose, document.words, document.sentences);
  if (document.story_words.back() == 0 && document.story_words.size() > 1)
    document.story_words.pop_back();
  return document;
}

}  // namespace mujaz::points
