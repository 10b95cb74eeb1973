// SPDX-License-Identifier: GPL-3.0-or-later
// An article as this stage sees it: words, sentences, stories.
#pragma once

#include <chrono>

#include "mujaz/intake.h"
#include "points/speakers.h"

namespace mujaz::points {

/// How a sentence opens, and where it may begin so that it stands alone.
struct Opening {
  std::size_t word = 0;   ///< the first word kept
  std::size_t start = 0;  ///< the first code point kept
  bool leans = false;     ///< it needs what stands before it
  bool background = false;
  bool shift = false;            ///< another story begins
  bool subject_missing = false;  ///< it leans for nothing but the subject of its verb of saying
};

struct Sentence {
  Span span;
  std::size_t first = 0, last = 0;  ///< its words
  std::size_t paragraph = 0;
  std::size_t place = 0;  ///< among its story's sentences
  int story = 0;
  bool item = false;  ///< of a list
  Opening opening;
  std::optional<Speaker> speaker;  ///< whose full form may go in
};

/// Words that point at a day: «اليوم», «أمس», «اليوم الثلاثاء».
struct PointedDay {
  std::size_t first = 0, last = 0;  ///< its words
  Span span;                        ///< in the article's text
  std::chrono::year_month_day day;
  std::u32string written;  ///< «الثلاثاء 24 تشرين الثاني»
};

struct Document {
  std::u32string text;
  std::vector<Span> paragraphs;
  std::vector<Word> words;
  std::vector<Word> title;  ///< its spans point into the title
  std::vector<Sentence> sentences;
  std::vector<std::size_t> story_words;  ///< how many words each story has
  std::vector<PointedDay> days;          ///< in order; set by who needs them
  Stems stems;
  std::size_t spoken = 0;  ///< words in all
  bool is_list = false;    ///< its items have most of its words
};

/// Reads texts, quotations, items and the latest entries of a live blog; a heading begins a story
/// and is no sentence itself.
Document read(const Article& article, const Prose& prose, const SentenceSplitter& splitter);

/// Of the words [first, last) of `text`.
Opening opening(const Prose& prose, std::u32string_view text, const std::vector<Word>& words,
                std::size_t first, std::size_t last);

/// Whether the verb at `at` has its subject behind it. A particle, a sign or the end says that the
/// subject stands in an earlier sentence.
bool has_subject(const Prose& prose, const std::vector<Word>& words, std::size_t at,
                 std::size_t last);

}  // namespace mujaz::points
