// SPDX-License-Identifier: GPL-3.0-or-later
// Who said it and how strongly, contraries, quotations, and two sentences made into one.
#include "points/rules.h"

namespace mujaz::points {
namespace {

/// Whether one of two verbs of saying takes back what the other gives.
bool opposed(Strength a, Strength b) {
  const auto is = [&](Strength x, std::initializer_list<Strength> others) {
    return (a == x && std::find(others.begin(), others.end(), b) != others.end()) ||
           (b == x && std::find(others.begin(), others.end(), a) != others.end());
  };
  using enum Strength;
  return is(deny, {say, confirm, announce, claim}) || is(claim, {confirm, announce}) ||
         is(refuse, {agree, praise}) || is(praise, {blame});
}

/// Whether the point tells a word of the article too, in any form: «قتلى وجرحى».
bool is_told(const Held& held, std::size_t place) {
  for (const Clues& clues : held.clues)
    for (const Place& other : held.known.evidence.places(clues))
      if (other.word == place) return true;
  return false;
}

}  // namespace

/// A word in whose place the article has its contrary.
void check_contraries(const Held& held, Findings& out) {
  constexpr std::size_t margin = 2;
  const Evidence& evidence = held.known.evidence;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    if (held.words[i].kind != TokenKind::word || held.alignment.source[i] ||
        held.places[i].likeness >= Likeness::stem)
      continue;
    std::optional<Stretch> around = gap(held, i);
    if (!around) around = stretch_around(held, i, margin);
    for (std::size_t k = around ? around->first : 0; around && k < around->last; ++k) {
      if (!evidence.meanings.opposed(held.words[i].folded, evidence.word(k).folded) ||
          is_told(held, k))
        continue;
      out.push_back(finding(held, ProblemKind::word, held.strict, "contrary", i, i + 1,
                            evidence.span(k, k + 1)));
      break;
    }
  }
}

/// A verb of saying against those of the sentences that the point speaks of.
void check_verbs_of_saying(const Held& held, Findings& out) {
  const Evidence& evidence = held.known.evidence;
  const Prose& prose = held.known.prose;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    const Saying* here = held.words[i].spoken() ? prose.saying(held.words[i].folded) : nullptr;
    if (!here || held.alignment.source[i]) continue;
    std::set<int> sentences;
    if (held.close) {
      for (const auto& source : held.alignment.source)
        if (source) sentences.insert(evidence.sentence(*source));
    } else {
      constexpr std::size_t reach = 3;
      for (const auto at : {held.placed_before(i, reach), held.placed_behind(i, reach)})
        if (at) sentences.insert(evidence.sentence(held.places[*at].word));
    }
    bool compatible = false;
    std::optional<std::size_t> against;
    for (std::size_t k = 0; k < evidence.size(); ++k) {
      if (!evidence.word(k).spoken()) continue;
      const Saying* there = prose.saying(evidence.word(k).folded);
      if (!there) continue;
      compatible |= here->verb == there->verb;
      if (!sentences.contains(evidence.sentence(k))) continue;
      if (opposed(here->strength, there->strength))
        against = k;
      else
        compatible |= here->verb == there->verb || here->strength == there->strength ||
                      here->strength == Strength::say;
    }
    const std::optional<Stretch> place = gap(held, i);
    const bool in_place = against && place && *against >= place->first && *against < place->last;
    if (against && (in_place || !compatible))
      out.push_back(finding(held, ProblemKind::strength, true, "strength", i, i + 1,
                            evidence.span(*against, *against + 1)));
  }
}

namespace {

/// «أن», «إنه», «بأنها», a colon or a quotation mark: speech begins.
bool begins_speech(const Word& word) {
  using namespace letters;
  const std::u32string& text = word.folded;
  return text.starts_with(std::u32string{alef, noon}) ||
         text.starts_with(std::u32string{beh, alef, noon}) || word.is(U':') ||
         (text.size() == 1 && is_quotation_mark(text[0]));
}

/// Whether speech begins behind a verb of saying, up to a word.
bool is_followed_by_speech(const std::vector<Word>& words, std::size_t verb, std::size_t last) {
  for (std::size_t i = verb + 1; i <= last && i < words.size(); ++i)
    if (begins_speech(words[i])) return true;
  return false;
}

}  // namespace

/// A clause taken out of what somebody said or denied, without him.
void check_speaker(const Held& held, Findings& out) {
  if (!held.close) return;
  const Prose& prose = held.known.prose;
  std::optional<std::size_t> first;
  for (const auto& source : held.alignment.source)
    if (source && !first) first = source;
  if (!first) return;
  for (std::size_t i = 0; i < held.words.size(); ++i)
    if (held.words[i].spoken() &&
        (prose.saying(held.words[i].folded) ||
         prose.attributions.at(held.words, i, held.words.size(), true).words > 0))
      return;
  const std::vector<Word>& all = held.known.document.words;
  const std::vector<Sentence>& sentences = held.known.document.sentences;
  const auto sentence = std::find_if(sentences.begin(), sentences.end(), [&](const Sentence& s) {
    return *first >= s.first && *first < s.last;
  });
  if (sentence == sentences.end() || *first <= sentence->opening.word) return;
  for (std::size_t i = *first; i-- > sentence->opening.word;) {
    if (all[i].is(U'.') || all[i].is(U'!') || all[i].is(0x061F)) return;
    const Saying* saying = all[i].spoken() ? prose.saying(all[i].folded) : nullptr;
    if (!saying || !is_followed_by_speech(all, i, *first)) continue;
    const bool wrong = saying->strength == Strength::deny || saying->strength == Strength::claim;
    out.push_back(finding(held, ProblemKind::speaker, wrong, "speaker", 0, 1,
                          Span{all[i].span.start, all[*first].span.end}));
    return;
  }
}

namespace {

/// Whether a clause of the article may end before one of its words, or begin with it.
bool is_joint(const Held& held, std::size_t word) {
  const std::vector<Word>& words = held.known.document.words;
  if (word == 0 || word >= words.size() || !words[word - 1].spoken() || !words[word].spoken())
    return true;
  return held.known.evidence.sentence(word - 1) != held.known.evidence.sentence(word) ||
         held.known.prose.has_joining_waw(words[word].folded);
}

/// Whether a verb of saying joins two runs of a point: it tells who said the second.
bool is_attributed(const Held& held, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i <= last && i < held.words.size(); ++i)
    if (held.words[i].spoken() && held.known.prose.saying(held.words[i].folded)) return true;
  return false;
}

/// Where to look for the verb that joins a run to the next: before it too, where it may be the
/// speaker («قال | رئيس اللجنة | إن …»).
std::size_t speaker(const Run& run) {
  constexpr std::size_t longest = 12;  // words of a speaker's title and name
  return run.spoken <= longest && run.first > 0 ? run.first - 1 : run.last;
}

/// Whether a run is a verb of saying with its speaker, and the next what he says: not what the
/// article has somebody deny or claim.
bool is_speech(const Held& held, const Run& before, const Run& run) {
  const Prose& prose = held.known.prose;
  const Evidence& evidence = held.known.evidence;
  const Saying* verb = prose.saying(held.words[before.first].folded);
  if (!verb || !(begins_speech(held.words[run.first]) ||
                 (run.first > 0 && begins_speech(held.words[run.first - 1]))))
    return false;
  const int sentence = evidence.sentence(run.source_first);
  for (std::size_t k = run.source_first; k-- > 0 && evidence.sentence(k) == sentence;) {
    const Saying* there = prose.saying(evidence.word(k).folded);
    if (there && opposed(verb->strength, there->strength)) return false;
  }
  return true;
}

/// Whether runs of words taken over are all of the point.
bool is_whole(const Held& held, const std::vector<Run>& found) {
  constexpr std::size_t shortest = 3;
  std::size_t spoken = 0, taken = 0;
  for (const Word& word : held.words) spoken += word.spoken();
  for (const Run& run : found) taken += run.spoken >= shortest ? run.spoken : 0;
  return taken == spoken;
}

/// Whether one sentence has all the point's words, in order: others may have some of them too.
bool is_of_one_sentence(const Held& held) {
  std::optional<int> sentence;
  for (std::size_t i = 0; i < held.words.size(); ++i) {
    if (!held.words[i].spoken()) continue;
    const auto source = held.alignment.source[i];
    if (!source) return false;
    const int here = held.known.evidence.sentence(*source);
    if (sentence && *sentence != here) return false;
    sentence = here;
  }
  return true;
}

/// Whether one sentence of the article ends before a word and the other begins with the second: two
/// sentences told one after the other are no merger.
bool is_between_sentences(const Held& held, const Run& before, const Run& run) {
  const std::vector<Sentence>& sentences = held.known.document.sentences;
  const std::vector<Word>& words = held.known.document.words;
  const int left = held.known.evidence.sentence(before.source_last - 1);
  const int right = held.known.evidence.sentence(run.source_first);
  if (left < 0 || right < 0) return false;
  for (std::size_t k = before.source_last; k < sentences[static_cast<std::size_t>(left)].last; ++k)
    if (words[k].spoken()) return false;
  return run.source_first <= sentences[static_cast<std::size_t>(right)].opening.word;
}

/// Whether the first run names in full who speaks in the sentence of the second.
bool is_speaker(const Held& held, const Run& name, const Run& speech) {
  const std::vector<Sentence>& sentences = held.known.document.sentences;
  const int at = held.known.evidence.sentence(speech.source_first);
  if (at < 0 || static_cast<std::size_t>(at) >= sentences.size()) return false;
  const std::optional<Speaker>& speaker = sentences[static_cast<std::size_t>(at)].speaker;
  return speaker && name.source_first < speaker->last && name.source_last > speaker->first;
}

}  // namespace

/// Two sentences made into one claim: the point goes, word for word, from the middle of a clause of
/// one sentence into the middle of another's.
void check_merge(const Held& held, Findings& out) {
  constexpr std::size_t most_runs = 4, shortest = 3;
  if (is_of_one_sentence(held)) return;
  const std::vector<Run> found = runs(held.words, held.known.document.words, most_runs);
  const bool whole = is_whole(held, found);
  const Run* before = nullptr;
  for (const Run& run : found) {
    if (run.spoken < shortest) continue;
    if (before && run.source_first != before->source_last &&
        held.known.evidence.sentence(run.source_first) !=
            held.known.evidence.sentence(before->source_last - 1) &&
        !is_speaker(held, *before, run)) {
      const bool parted = held.known.prose.has_joining_waw(held.words[run.first].folded) ||
                          (run.first > 0 && !held.words[run.first - 1].spoken());
      const bool joints = is_joint(held, before->source_last) && is_joint(held, run.source_first);
      if (is_speech(held, *before, run)) {
        before = &run;
        continue;
      }
      if (whole ? !is_between_sentences(held, *before, run)
                : !joints && !parted && !is_attributed(held, speaker(*before), run.first)) {
        const std::size_t first = std::min(before->source_first, run.source_first);
        const std::size_t last = std::max(before->source_last, run.source_last);
        out.push_back(finding(held, ProblemKind::merge, whole && !joints, "merge", before->first,
                              run.last, held.known.evidence.span(first, last)));
        return;
      }
    }
    before = &run;
  }
}

}  // namespace mujaz::points
