// SPDX-License-Identifier: GPL-3.0-or-later
// What a set of points can say of an article: each of its words and each pair of neighbours, with
// what tells how likely an editor is to say it too.
#pragma once

#include "points/document.h"

namespace mujaz::points {

/// What the learned weights look at; their names stand in `point_weights.tsv`.
enum class Feature {
  count,             ///< log(1 + how often the article says it)
  stem_count,        ///< the same of its stem; of a pair, of its commoner word
  in_title,          ///< 1 if the title says it
  stems_in_title,    ///< 0 or 1; of a pair up to 2
  stem_place,        ///< the earliest sentence of its stem; of a pair, of the later one
  sentences,         ///< how many sentences have it
  share,             ///< of the sentences
  article_length,    ///< sentences of the article
  place,             ///< of its first sentence in its story
  before,            ///< words before it in that sentence
  after,             ///< words behind it
  sentence_length,   ///< words
  title_words,       ///< stems of the title in that sentence
  title_share,       ///< of the title's stems
  title_rank,        ///< of that sentence among all by title_words
  like_lead,         ///< share of that sentence's stems that the first one has
  segment,           ///< commas before it
  segment_words,     ///< words of its segment, between commas
  segment_title,     ///< stems of the title in it
  best_title_words,  ///< title_words of its best sentence
  best_title_rank,
  best_segment_title,
  quoted,      ///< share of that sentence's tokens inside quotation marks
  numbers,     ///< numbers in that sentence
  title_size,  ///< stems of the title
  paragraph,
  background,  ///< 1 if that sentence tells what was known before
  first_word,  ///< of a pair: worth of its first word
  second_word,
  both_words,  ///< their product
  end
};
inline constexpr std::size_t features = static_cast<std::size_t>(Feature::end);
const char* name(Feature feature);

struct Concept {
  bool pair = false;
  std::size_t first = 0, second = 0;  ///< of a pair: the concepts of its words
  std::array<float, features> of{};   ///< its features
};

struct Concepts {
  std::vector<Concept> all;  ///< words before the pairs
  std::vector<int> word;     ///< of each word of the document; -1 for signs
  std::vector<int> pair;     ///< of each word with the spoken word before it in its sentence; or -1
  std::vector<std::size_t> before;  ///< that word
};

Concepts concepts(const Document& document);

}  // namespace mujaz::points
