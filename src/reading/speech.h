// SPDX-License-Identifier: GPL-3.0-or-later
// The list of words to be spoken, as it grows: clitics are put on the next word, punctuation on the
// words beside it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/numerals.h"
#include "reading/source_text.h"
#include "reading/words.h"

namespace mujaz::reading {

class Speech {
 public:
  explicit Speech(const SourceText& source) : source_(source) {}

  /// A word that rules have marked in full.
  void fixed(std::u32string_view text, Span span, bool bare = false);
  /// Each word of a phrase; all were written in one span.
  void fixed_phrase(std::u32string_view words, Span span, bool bare = false);
  /// A number with the spans of its noun. A noun that was guessed at, with a confidence under 1, is
  /// left to the diacritiser but for its ending.
  void phrase(const Phrase& words, Span number, const std::vector<Span>& noun,
              double confidence = 1);
  /// A word that the house or a document has made; the clitics are put before it.
  void given(Word word, Span span);
  /// A word that is left to the diacritiser, with the marks that it has.
  void plain(std::u32string_view text, Span span);
  /// Letters with their vowels that belong to the next word.
  void clitic(std::u32string_view marked, Span span);
  bool has_clitic() const { return !clitic_.empty(); }
  /// Whether letters wait for their word, be it only the article of a number, which has no sound.
  bool waits() const { return !clitic_span_.empty(); }
  void opening(char32_t sign);
  void closing(char32_t sign);
  /// Clitics that no word came for are said alone.
  std::vector<Word> take();
  /// The places of the words whose ending is asked for.
  std::vector<std::size_t> asked() const { return asked_; }

 private:
  void add(std::u32string_view text, Span span, bool fixed, bool bare);
  void add(Word word, Span span);

  const SourceText& source_;
  std::vector<Word> words_;
  std::vector<std::size_t> asked_;
  std::u32string clitic_, before_;
  Span clitic_span_;
};

}  // namespace mujaz::reading
