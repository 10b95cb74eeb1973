// SPDX-License-Identifier: GPL-3.0-or-later
// How a sentence of news opens: most begin with a connective («و», «كما», «من جهته»), which may go
// where nothing leans on it, and some cannot stand without the sentence before.
#include "points/document.h"

namespace mujaz::points {
namespace {

constexpr std::size_t longest_adjunct = 10;  // tokens
constexpr char32_t plural[] = {letters::waw, letters::alef, 0};
constexpr char32_t to_the[] = {letters::lam, letters::lam, 0};             // «للصحافيين»
constexpr char32_t to[] = {letters::alef, letters::lam, letters::yeh, 0};  // «إلى»
constexpr char32_t qad[] = {letters::qaf, letters::dal, 0};

/// «مجاهدوها», «صديقه»: whose it is stands before. Not a word with the article.
bool has_possessor(std::u32string_view text, const Word& word) {
  using namespace letters;
  const std::u32string_view folded = word.folded;
  if (word.kind != TokenKind::word || folded.size() < 4 || (folded[0] == alef && folded[1] == lam))
    return false;
  std::size_t last = word.span.end;
  while (last > word.span.start && is_mark(text[last - 1])) --last;
  const bool two = folded.ends_with(alef)
                       ? folded[folded.size() - 2] == heh
                       : folded.ends_with(meem) && folded[folded.size() - 2] == heh;
  return (two && folded.size() > 4) || (folded.size() > 4 && text[last - 1] == heh);
}

/// «هذا», «تلك»
bool points_back(const Prose& prose, const std::vector<Word>& words, std::size_t at,
                 std::size_t last) {
  const Phrases::Hit hit = prose.openers.at(words, at, last, false);
  if (hit.words == 0) return false;
  const Opener kind = prose.opener_classes[hit.row];
  return kind == Opener::hatha || kind == Opener::demonstrative;
}

bool is_present(std::u32string_view verb) {
  using namespace letters;
  return verb.size() > 2 && (verb[0] == yeh || verb[0] == teh || verb[0] == noon);
}

/// «دعا», «أكد» with or without و before it.
bool is_past_masculine(std::u32string_view verb) {
  if (verb.size() > 3 && (verb[0] == letters::waw || verb[0] == letters::feh) &&
      is_present(verb.substr(1)))
    return false;
  return !is_present(verb) && !verb.ends_with(letters::teh) && !verb.ends_with(letters::noon);
}

/// «الحكومة» behind such a verb is its object: «دعا الحكومة إلى …».
bool is_feminine_definite(std::u32string_view word) {
  using namespace letters;
  constexpr std::size_t shortest = 6;
  return word.size() >= shortest && word[0] == alef && word[1] == lam && word.ends_with(heh);
}

}  // namespace

bool has_subject(const Prose& prose, const std::vector<Word>& words, std::size_t at,
                 std::size_t last) {
  if (at + 1 >= last) return false;
  const Word& next = words[at + 1];
  if (is_quotation_mark(next.folded[0])) return true;  // "إرنا" as a subject; speech has a colon
  if (at + 2 < last && words[at + 2].folded == to && is_past_masculine(words[at].folded) &&
      is_feminine_definite(next.folded))
    return false;
  const bool to_somebody = next.folded.size() > 3 && next.folded.starts_with(to_the);
  return next.spoken() && !to_somebody && prose.may_be_subject(next.folded);
}

Opening opening(const Prose& prose, std::u32string_view text, const std::vector<Word>& words,
                std::size_t first, std::size_t last) {
  Opening out;
  std::size_t at = first;
  const auto skip_signs = [&] {
    while (at < last && (words[at].folded.empty() || is_comma(words[at]) || words[at].is(U':') ||
                         words[at].is(U'-') || words[at].is(letters::waw)))
      ++at;
  };
  skip_signs();
  for (int opener = 0; opener < 3 && at < last; ++opener) {
    const Phrases::Hit hit = prose.openers.at(words, at, last, true);
    if (hit.words == 0) break;
    const std::size_t behind = at + hit.words;
    const Opener kind = prose.opener_classes[hit.row];
    if (kind == Opener::topic || kind == Opener::none || behind >= last) break;
    if (kind == Opener::leans || kind == Opener::demonstrative) {
      out.leans = true;
      break;
    }
    if (kind == Opener::was) {
      out.leans = !has_subject(prose, words, at, last);
      out.background = true;
      break;
    }
    if (kind == Opener::meanwhile &&
        (!prose.is_finite_verb(words[behind].folded) || !has_subject(prose, words, behind, last))) {
      out.leans = true;
      break;
    }
    if (kind == Opener::hatha && !prose.has_joining_waw(words[behind].folded)) {
      out.leans = true;
      break;
    }
    out.background |= kind == Opener::background;
    out.shift |= kind == Opener::shift;
    at = behind;
    skip_signs();
  }
  if (at >= last) at = first, out.leans = true;
  out.word = at;
  out.start = words[at].span.start;
  std::u32string_view head = words[at].folded;
  if (!out.leans && words[at].kind == TokenKind::word &&
      (prose.has_joining_waw(head) || prose.has_joining_feh(head))) {
    head.remove_prefix(1);
    ++out.start;
    while (is_mark(text[out.start]) || text[out.start] == letters::tatweel) ++out.start;
  }
  if (head == qad && out.start != words[at].span.start && at + 1 < last &&
      words[at + 1].kind == TokenKind::word && !is_present(words[at + 1].folded)) {
    out.word = ++at;
    out.start = words[at].span.start;
    head = words[at].folded;
  }
  // «انتشل منها», «يأتي هذا الإعلان»: what it speaks of stands before.
  if (at + 1 < last && prose.is_stop(words[at + 1].folded)) {
    const Phrases::Hit next = prose.openers.at(words, at + 1, last, false);
    out.leans |= points_back(prose, words, at + 1, last) ||
                 (next.words > 0 && prose.opener_classes[next.row] == Opener::leans &&
                  !prose.saying(head) && prose.is_finite_verb(head));
  }
  // «فجر مجاهدوها …», «ختمت كلامها …»: of whom, stands before.
  out.leans |= at + 1 < last && prose.is_finite_verb(head) && has_possessor(text, words[at + 1]);
  // «في بيان أصدرته، أكدت أنها …»: behind an adjunct a verb of saying without who says it.
  for (std::size_t i = at + 1; i + 2 < last && i < at + longest_adjunct && !out.leans; ++i)
    if (is_comma(words[i]) && prose.joints.at(words, at, last, false).words > 0) {
      const Saying* late = prose.saying(words[i + 1].folded);
      out.leans = late && !late->participle && !has_subject(prose, words, i + 1, last);
      // «وفق فلان، يتفاقم هذا الإخفاق»
      out.leans |= points_back(prose, words, i + 2, last);
      break;
    }
  // «وصفوا»: who did it stands before.
  out.leans |= head.size() > 4 && head.ends_with(plural);
  if (const Saying* saying = prose.saying(head)) {
    const bool subject = has_subject(prose, words, at, last);
    out.subject_missing = !out.leans && !saying->participle && !subject;
    out.leans |= saying->participle || !subject;
  }
  return out;
}

}  // namespace mujaz::points
