// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/speakers.h"

#include "points/document.h"

namespace mujaz::points {
namespace {

constexpr char32_t from[] = {letters::ain, letters::noon, 0};
constexpr std::size_t longest_title = 14, longest_name = 4, short_mention = 2;  // words

/// A subject as a sentence writes it.
struct Mention {
  std::size_t first = 0, last = 0;  // words
  bool feminine = false;
  bool known = false;  // it ends where a subject surely ends
};

bool has_article(std::u32string_view word) {
  return word.size() > 3 && word[0] == letters::alef && word[1] == letters::lam;
}

bool opens_speech(const Word& word) {
  return word.is(U':') || opens_clause(word);
}

bool is_feminine(std::u32string_view verb) {
  return verb.ends_with(letters::teh) ||
         (verb.starts_with(letters::teh) && !verb.ends_with(letters::alef));
}

/// «قالوا», «قالا»: the verb tells of more than one.
bool is_plural(std::u32string_view verb) {
  return verb.ends_with(letters::alef) || verb.ends_with(letters::noon);
}

/// A name between commas behind an office: «وزير الخارجية، فلان الفلاني، أن».
bool is_name(const Prose& prose, const std::vector<Word>& words, std::size_t first,
             std::size_t last) {
  if (last - first < 2 || last - first > longest_name) return false;
  for (std::size_t i = first; i < last; ++i)
    if (words[i].kind != TokenKind::word || prose.is_stop(words[i].folded) ||
        prose.has_joining_waw(words[i].folded) || prose.is_finite_verb(words[i].folded))
      return false;
  return true;
}

Mention subject_of(const Prose& prose, const std::vector<Word>& words, std::size_t verb,
                   std::size_t last) {
  Mention out;
  out.first = out.last = verb + 1;
  out.feminine = is_feminine(words[verb].folded);
  const std::size_t end = std::min(last, out.first + longest_title);
  for (std::size_t i = out.first; i < end; ++i) {
    out.last = i;
    const bool opens_quotation = is_quotation_mark(words[i].folded[0]) && i + 1 < end &&
                                 i > out.first && opens_speech(words[i + 1]);
    if (opens_speech(words[i]) || opens_quotation) {
      out.known = true;
      return out;
    }
    // «نقل فلان عن الوزير»: whose words he passes on.
    if (i > out.first && words[i].folded == from && !has_article(words[i - 1].folded)) return out;
    if (is_comma(words[i])) {
      std::size_t close = i + 1;
      while (close < end && !is_comma(words[close]) && !opens_speech(words[close])) ++close;
      if (close < end && is_name(prose, words, i + 1, close)) out.last = close;
      out.known = true;
      return out;
    }
    if (i > out.first && (prose.asides.at(words, i, last, false).words > 0 ||
                          prose.attributions.at(words, i, last, false).words > 0)) {
      out.known = true;
      return out;
    }
    const Saying* saying = prose.saying(words[i].folded);
    if (saying && saying->participle) {
      out.known = true;
      return out;
    }
    if (words[i].kind != TokenKind::word && !is_quotation_mark(words[i].folded[0])) return out;
  }
  return out;
}

/// Whether each word of the short mention stands in the long one.
bool names_same(const std::vector<Word>& words, const Mention& brief, const Mention& full) {
  for (std::size_t i = brief.first; i < brief.last; ++i) {
    bool found = false;
    for (std::size_t k = full.first; k < full.last; ++k)
      found |= words[k].folded == words[i].folded;
    if (!found) return false;
  }
  return brief.last > brief.first;
}

Speaker speaker_of(const std::vector<Word>& words, const Mention& full, std::size_t at,
                   std::size_t until) {
  return {{words[full.first].span.start, words[full.last - 1].span.end},
          full.first,
          full.last,
          at,
          until};
}

}  // namespace

void find_speakers(const Prose& prose, const std::vector<Word>& words,
                   std::vector<Sentence>& sentences) {
  std::vector<Mention> named;  // in full, in this story
  Mention before;              // who spoke in the sentence before; empty if nobody
  int story = 0;
  std::size_t paragraph = 0;
  for (Sentence& sentence : sentences) {
    if (sentence.story != story) {
      named.clear();
      before = {};
      story = sentence.story;
    }
    if (sentence.paragraph > paragraph + 1) before = {};
    paragraph = sentence.paragraph;
    const std::size_t verb = sentence.opening.word;
    const Saying* saying = words[verb].spoken() ? prose.saying(words[verb].folded) : nullptr;
    if (!saying || saying->participle || is_plural(words[verb].folded)) {
      if (!sentence.opening.leans) before = {};
      continue;
    }
    if (sentence.opening.subject_missing) {
      // «الصحيفة», «فلان» alone would lean themselves.
      if (before.known && before.last - before.first > 1 &&
          before.feminine == is_feminine(words[verb].folded)) {
        sentence.speaker = speaker_of(words, before, verb + 1, verb + 1);
        sentence.opening.leans = false;
      } else {
        before = {};
      }
      continue;
    }
    if (sentence.opening.leans) {
      before = {};
      continue;
    }
    const Mention mention = subject_of(prose, words, verb, sentence.last);
    before = {};
    // «ختم فلان إلى …»: what ends in a particle is no name.
    if (!mention.known || mention.last == mention.first ||
        prose.is_stop(words[mention.last - 1].folded) ||
        !enclosed(words, mention.first, mention.last).paired)
      continue;
    const auto full = std::find_if(named.begin(), named.end(), [&](const Mention& other) {
      return other.feminine == mention.feminine && names_same(words, mention, other);
    });
    const bool brief = mention.last - mention.first <= short_mention;
    if (full != named.end() && brief && full->last - full->first > mention.last - mention.first) {
      sentence.speaker = speaker_of(words, *full, mention.first, mention.last);
      before = *full;
    } else {
      before = mention;
      named.push_back(mention);
    }
  }
}

}  // namespace mujaz::points
