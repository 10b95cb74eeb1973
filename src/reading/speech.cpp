// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/speech.h"

#include <utility>

namespace mujaz::reading {
namespace {

constexpr char32_t article_letters[] = {letters::alef, letters::lam};
constexpr std::u32string_view article(article_letters, 2);
constexpr char32_t from_letters[] = {letters::meem, marks::kasra, letters::noon, marks::sukun};
constexpr std::u32string_view from(from_letters, 4);

std::size_t letters_in(std::u32string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_arabic_letter));
}

}  // namespace

void Speech::add(std::u32string_view text, Span span, bool fixed, bool bare) {
  Word word;
  word.text = text;
  word.fixed = fixed;
  word.bare = bare;
  add(std::move(word), span);
}

void Speech::add(Word word, Span span) {
  if (word.text.empty()) return;
  const std::size_t own_letters = letters_in(word.text);
  const bool has_article = word.text.starts_with(article);
  if ((word.fixed || word.open || has_article) && clitic_.ends_with(article)) {
    clitic_.resize(clitic_.size() - article.size());
    word.text = joined(clitic_, has_article ? word.text : definite(word.text));
    clitic_ += article;
  } else {
    word.text = joined(clitic_, word.text);
  }
  word.letters_before = letters_in(word.text) - own_letters;
  if (waits())
    span = {std::min(clitic_span_.start, span.start), std::max(clitic_span_.end, span.end)};
  // «مِنْ» takes a fatha before the article.
  if (!words_.empty() && words_.back().text == from && words_.back().after.empty() &&
      word.text.starts_with(article))
    words_.back().text.back() = marks::fatha;
  word.written = source_.written(span);
  word.before = std::move(before_);
  before_.clear();
  clitic_.clear();
  clitic_span_ = {};
  words_.push_back(std::move(word));
}

void Speech::fixed(std::u32string_view text, Span span, bool bare) {
  add(text, span, true, bare);
}

void Speech::fixed_phrase(std::u32string_view words, Span span, bool bare) {
  for (std::size_t start = 0; start < words.size();) {
    const std::size_t end = std::min(words.find(U' ', start), words.size());
    add(words.substr(start, end - start), span, true, bare);
    start = end + 1;
  }
}

void Speech::phrase(const Phrase& words, Span number, const std::vector<Span>& noun,
                    double confidence) {
  std::size_t nouns = 0;
  for (const Spoken& spoken : words) nouns += spoken.noun;
  const bool one_to_one = nouns == noun.size();
  const Span whole = noun.empty() ? number : Span{noun.front().start, noun.back().end};
  const bool swallowed = nouns == words.size() && !noun.empty();  // the dual
  std::size_t at = 0;
  for (const Spoken& spoken : words) {
    Span span = number;
    if (spoken.noun) span = one_to_one ? noun[at++] : whole;
    if (swallowed) span = {std::min(number.start, span.start), std::max(number.end, span.end)};
    Word word;
    word.text = spoken.asked ? without_marks(spoken.text) : spoken.text;
    // A noun that was guessed at has only its ending.
    word.fixed = !spoken.asked && !(spoken.noun && confidence < 1);
    word.bare = spoken.bare;
    word.confidence = confidence;
    if (spoken.asked) asked_.push_back(words_.size());
    add(std::move(word), span);
  }
}

void Speech::given(Word word, Span span) {
  add(std::move(word), span);
}

void Speech::plain(std::u32string_view text, Span span) {
  add(text, span, false, false);
}

void Speech::clitic(std::u32string_view marked, Span span) {
  if (!waits()) clitic_span_ = span;
  clitic_span_.end = span.end;
  clitic_ += marked;
}

void Speech::opening(char32_t sign) {
  before_ += sign;
}

void Speech::closing(char32_t sign) {
  if (words_.empty() || !before_.empty() || !clitic_.empty())
    before_ += sign;
  else
    words_.back().after += sign;
}

std::vector<Word> Speech::take() {
  if (!clitic_.empty()) {
    const std::u32string alone = std::move(clitic_);
    clitic_.clear();
    const Span where = std::exchange(clitic_span_, {});
    add(alone, where, false, false);
  }
  if (!words_.empty()) words_.back().after += before_;
  return std::move(words_);
}

}  // namespace mujaz::reading
