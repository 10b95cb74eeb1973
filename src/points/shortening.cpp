// SPDX-License-Identifier: GPL-3.0-or-later
// Where a sentence of news may be shortened, by its signs and by tables of words. There is no
// parser here: each rule asks for more evidence than it needs, and what is not sure is left alone.
#include "points/shortening.h"

namespace mujaz::points {
namespace {

constexpr std::size_t longest_aside = 14, longest_gloss = 6, longest_name = 4;  // words
constexpr std::size_t shortest_aside = 4;      // words; a shorter one goes with what is behind it
constexpr std::size_t longest_apposition = 8;  // tokens
constexpr std::size_t complete_before_condition = 7;  // words of a main clause before «إذا»
constexpr std::size_t longest_day = 4;                // tokens of «، اليوم الثلاثاء» and its like
constexpr std::size_t longest_dateline = 8;
constexpr std::size_t longest_opening = 30;  // tokens of an adjunct before the main clause
constexpr std::size_t shortest_clause = 3, whole_clause = 10,
                      long_clause = 14;        // tokens before a joint
constexpr std::size_t main_words = 5;          // words
constexpr std::size_t reach_of_word = 4;       // tokens read for each word that may stay
constexpr std::size_t shortest_quotation = 4;  // words; a shorter one is a name

bool has_article(std::u32string_view word) {
  return word.size() > 3 && word[0] == letters::alef && word[1] == letters::lam;
}

}  // namespace

Shortening::Shortening(const Prose& prose, const Document& document, const Sentence& sentence,
                       std::size_t longest)
    : prose_(prose),
      document_(document),
      first_(sentence.first),
      last_(sentence.last),
      leads_(sentence.place == 0),
      marks_(enclosed(document.words, sentence.first, sentence.last)),
      from_(sentence.opening.word),
      start_(sentence.opening.start) {
  if (const std::size_t behind = after_dateline(); behind > from_) {
    const Opening inner = opening(prose, document.text, words(), behind, last_);
    from_ = inner.word;
    start_ = inner.start;
  }
  reach_ = from_ + reach_of_word * longest;
  last_comma_ = bare_comma_ = from_;
  const bool says = prose.saying(words()[from_].folded) != nullptr;
  for (std::size_t i = from_; i < last_; ++i) {
    if (comma_at(i)) last_comma_ = i;
    const std::optional<Bond> kind = bond(i);
    if (kind == Bond::condition) conditions_.push_back(i);
    if (kind == Bond::negation && !denial_) denial_ = i;
    if (!says && i > from_ + shortest_clause && !enclosed_at(i) &&
        prose.attributions.at(words(), i, last_, true).words > 0)
      attribution_ = i;
  }
  // The comma before the naming of a source opens nothing that a cut could leave open.
  if (attribution_ && last_comma_ + 1 == *attribution_)
    while (--last_comma_ > from_ && !comma_at(last_comma_)) continue;
  for (std::size_t i = last_; i-- > from_ + 1 && bare_comma_ == from_;)
    if (comma_at(i - 1) && !only_adds(i)) bare_comma_ = i - 1;
  const Phrases::Hit opener = prose.openers.at(words(), from_, last_, true);
  topic_ = opener.words > 0 && prose.opener_classes[opener.row] == Opener::topic;
}

std::optional<Bond> Shortening::bond(std::size_t i) const {
  const Phrases::Hit hit = prose_.bonds.at(words(), i, last_, true);
  if (hit.words == 0) return std::nullopt;
  return prose_.bond_classes[hit.row];
}

/// «المدينة (الوكالة) - »: the first word behind a dateline, or the sentence's own.
std::size_t Shortening::after_dateline() const {
  const std::size_t end = std::min(last_, first_ + longest_dateline);
  bool bracket = false;
  for (std::size_t i = first_; i + 1 < end; ++i) {
    bracket |= words()[i].is(U')');
    const bool dash = words()[i].is(U'-') || words()[i].is(0x2013) || words()[i].is(0x2014);
    if (dash && bracket) return i + 1;
  }
  return first_;
}

/// The comma that closes what the comma at `open` opened, or the sentence's end.
std::size_t Shortening::closing_comma(std::size_t open) const {
  std::size_t close = open + 1;
  while (close < last_ && !is_comma(words()[close]) && close - open <= longest_aside) ++close;
  return close < last_ && comma_at(close) ? close : last_;
}

bool Shortening::is_plain(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i)
    if (words()[i].kind != TokenKind::word || bond(i) ||
        prose_.hedges.at(words(), i, last_, true).words > 0)
      return false;
  return true;
}

bool Shortening::is_name(std::size_t first, std::size_t last) const {
  if (last - first < 2 || last - first > longest_name) return false;
  for (std::size_t i = first; i < last; ++i)
    if (prose_.is_stop(words()[i].folded) || prose_.has_joining_waw(words()[i].folded) ||
        prose_.is_finite_verb(words()[i].folded) || has_article(words()[first].folded) ||
        is_object_or_owned(i))
      return false;
  return true;
}

/// «انخفاضًا», «بلاده»: no name is accusative, and none is somebody's.
bool Shortening::is_object_or_owned(std::size_t i) const {
  const Span& span = words()[i].span;
  const std::u32string_view written(document_.text.data() + span.start, span.size());
  constexpr char32_t god[] = {letters::lam, letters::lam, letters::heh, 0};
  return written.find(marks::fathatan) != written.npos ||
         (written.size() > 4 && written.back() == letters::heh && !written.ends_with(god));
}

/// Whether what begins behind a comma can only add to a clause: no object, no subject, no «أن».
bool Shortening::only_adds(std::size_t i) const {
  if (const Saying* saying = prose_.saying(words()[i].folded); saying && saying->participle)
    return true;
  if (const Phrases::Hit hit = prose_.joints.at(words(), i, last_, true); hit.words > 0)
    return prose_.joint_places[hit.row] != Behind::last;
  return prose_.needs.at(words(), i, last_, true).words > 0 ||
         prose_.attributions.at(words(), i, last_, true).words > 0 ||
         prose_.asides.at(words(), i, last_, false).words > 0 ||
         prose_.has_joining_waw(words()[i].folded);
}

/// What goes with the text between two commas: both, or the second alone where the first still
/// closes what stands before it.
Gap Shortening::between(std::size_t open, std::size_t close) const {
  bool first_needed = opens_with_adjunct();
  for (std::size_t i = from_; i < open; ++i) first_needed |= comma_at(i);
  return {open + first_needed, close + 1};
}

std::vector<Gap> Shortening::asides() const {
  std::vector<Gap> out;
  for (std::size_t i = from_ + 1; i + 1 < std::min(last_, reach_); ++i) {
    if (enclosed_at(i)) continue;
    if (words()[i].is(U'(')) {
      std::size_t close = i + 1;
      while (close < last_ && close - i <= longest_gloss && !words()[close].is(U')')) ++close;
      if (close + 1 >= last_ || !words()[close].is(U')')) continue;
      out.push_back({i, close + 1});
      i = close;
    } else if (is_comma(words()[i]) && prose_.asides.at(words(), i + 1, last_, false).words > 0) {
      const std::size_t close = closing_comma(i);
      if (close + 1 >= last_ || !is_plain(i + 1, close)) continue;
      // «في رسالة إلى الزعيم، فلان الفلاني، …»: the aside goes on.
      if (close - i > longest_day && has_article(words()[close - 1].folded) &&
          words()[close + 1].folded[0] != letters::beh && is_name(close + 1, closing_comma(close)))
        continue;
      out.push_back(between(i, close));
      i = close;
    }
  }
  return out;
}

bool Shortening::is_relative(std::size_t i) const {
  const Phrases::Hit hit = prose_.joints.at(words(), i, last_, true);
  return hit.words > 0 && prose_.joint_places[hit.row] == Behind::relative;
}

std::vector<Gap> Shortening::asides_and_appositions() const {
  std::vector<Gap> out = asides();
  bool speaker = prose_.saying(words()[from_].folded) != nullptr;
  for (std::size_t i = from_ + 2; i + 1 < std::min(last_, reach_); ++i) {
    speaker &= !opens_clause(words()[i]);
    if (!comma_at(i)) continue;
    const std::size_t close = closing_comma(i);
    const bool taken = std::any_of(out.begin(), out.end(),
                                   [&](const Gap& gap) { return gap.first <= i && i < gap.last; });
    if (taken || close + 1 >= last_ || !is_plain(i + 1, close)) continue;
    const bool relative = is_relative(i + 1);
    if (!relative && !(speaker && is_name(i + 1, close))) continue;
    // «والتي قتل فيها عشرات، إضافة إلى …» goes on behind the comma.
    const Phrases::Hit behind = prose_.joints.at(words(), close + 1, last_, true);
    if (relative && behind.words > 0 && prose_.joint_places[behind.row] == Behind::tail) continue;
    // The comma that closes it may open the next aside.
    const auto next = std::find_if(out.begin(), out.end(), [&](const Gap& gap) {
      return gap.first == close || gap.first == close + 1;
    });
    if (next == out.end())
      out.push_back(between(i, close));
    else
      next->first = between(i, close).first;
    i = close - 1;
  }
  std::sort(out.begin(), out.end(), [](const Gap& a, const Gap& b) { return a.first < b.first; });
  return out;
}

std::vector<Joint> Shortening::joints() const {
  std::vector<Joint> out;
  for (std::size_t i = std::min(last_, reach_); i-- > from_ + shortest_clause;) {
    if (enclosed_at(i) || !words()[i].spoken()) continue;
    Joint joint{i};
    if (is_joint(joint) && complete(joint)) out.push_back(joint);
  }
  return out;
}

/// Whether a clause that has begun may still wait for its verb at `at`.
bool Shortening::verb_may_come(std::size_t at) const {
  for (std::size_t i = at; i-- > from_ && !comma_at(i);)
    if (opens_clause(words()[i])) return !has_verb(i, at);
  return has_article(words()[from_].folded) && !has_verb(from_, at);
}

bool Shortening::has_verb(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i)
    if (prose_.is_finite_verb(words()[i].folded) || bond(i) == Bond::negation) return true;
  return false;
}

bool Shortening::is_joint(Joint& joint) const {
  const std::size_t i = joint.at;
  const bool comma = is_comma(words()[i - 1]);
  const bool whole = i >= from_ + whole_clause;
  const Word& word = words()[i];
  const Saying* saying = prose_.saying(word.folded);
  joint.participle = comma && saying && saying->participle;
  if (joint.participle) return true;
  if (bond(i) == Bond::condition) return false;
  // The last comma closes an aside where little stands between it and the one before.
  std::size_t segment = i - 1;
  while (segment > from_ && !comma_at(segment - 1)) --segment;
  const bool closes_aside =
      segment > from_ &&
      (i - 1 - segment < shortest_aside ||
       (!only_adds(segment) && !has_verb(segment, i - 1) && i - segment < longest_apposition));
  const bool behind_last = comma && i - 1 == last_comma_ && whole && !closes_aside;
  if (const Phrases::Hit hit = prose_.joints.at(words(), i, last_, comma); hit.words > 0) {
    switch (prose_.joint_places[hit.row]) {
      case Behind::any:
        return true;
      case Behind::comma:
        if (comma) return true;
        break;
      case Behind::last:
        if (comma) return behind_last;
        break;
      case Behind::tail:
        joint.adjunct = true;
        // «لن ينسحب، قبل …»: what is denied may hang on it.
        if (!comma) break;
        // Behind this many words the object has mostly come, though what stands behind a later
        // comma might be one: a story's lead is worth that risk.
        joint.need = i - 1 < bare_comma_;
        if (joint.need && !leads_) return false;
        return i >= from_ + (joint.need ? long_clause : whole_clause) && !closes_aside &&
               !verb_may_come(i) && !denied_before(i);
      case Behind::need:
        break;
      case Behind::relative:
        joint.adjunct = true;
        joint.need = !comma;
        // «الأمر الذي» is one joint.
        return (behind_last ||
                (!comma && prose_.joints.at(words(), i - 1, last_, false).words < 2)) &&
               whole && i > bare_comma_ && !verb_may_come(i);
    }
  }
  if (prose_.needs.at(words(), i, last_, comma).words > 0) {
    joint.adjunct = true;
    // «من خلال», «في الكلام أو خلال …»: the word before it wants one behind it.
    const bool apart = comma || !prose_.is_stop(words()[i - 1].folded);
    return apart && whole && i > bare_comma_ && !verb_may_come(i) && !denied_before(i);
  }
  const bool clitic =
      word.folded.size() > 3 && (word.folded[0] == letters::lam || word.folded[0] == letters::beh);
  if (clitic && behind_last) {
    joint.adjunct = true;
    return !verb_may_come(i);
  }
  if (!comma || !whole || !prose_.has_joining_waw(word.folded)) return false;
  const Phrases::Hit opener = prose_.openers.at(words(), i, last_, true);
  if (opener.words > 0 && prose_.opener_classes[opener.row] == Opener::leans) return false;
  for (std::size_t k = i - 1; k-- > from_ && !comma_at(k);)
    if (bond(k) == Bond::pair) return false;
  return true;
}

/// Whether [first, last) has what a verb of saying says: «أن…», a colon, a quotation.
bool Shortening::says_something(std::size_t first, std::size_t last) const {
  std::size_t quoted_words = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (words()[i].is(U':')) return true;
    if (opens_clause(words()[i]) && !quoted(i)) return i + 4 < last;
    quoted_words = quoted(i) ? quoted_words + words()[i].spoken() : 0;
    if (quoted_words >= shortest_quotation) return true;
  }
  return false;
}

/// «أكد الوزير، اليوم، استعداد بلاده …»: behind a comma stands what he said, in no clause.
bool Shortening::names_object(std::size_t last) const {
  std::size_t from = last;
  for (std::size_t i = last; i-- > from_ + 1;) {
    if (!comma_at(i)) continue;
    if (i + shortest_aside < from && !only_adds(i + 1) && !is_name(i + 1, from) &&
        !prose_.is_finite_verb(words()[i + 1].folded))
      return true;
    from = i;
  }
  return false;
}

/// «بعد أسبوع، …», «إذا …، فـ»: the main clause is still to come.
bool Shortening::opens_with_adjunct() const {
  const Phrases::Hit head = prose_.joints.at(words(), from_, last_, true);
  if (head.words == 0) return bond(from_) == Bond::condition;
  const Behind place = prose_.joint_places[head.row];
  return place == Behind::last || place == Behind::tail || place == Behind::need ||
         place == Behind::comma;
}

/// «أكد أن انسحاب القوات من القرى، …»: what is told of it is still to come.
bool Shortening::reported_lacks_verb(std::size_t at) const {
  std::size_t i = at;
  while (i > from_ + 1 && (quoted(i - 1) || !opens_clause(words()[i - 1]))) --i;
  if (i <= from_ + 1 || !comma_at(at - 1) || has_verb(i, at)) return false;
  for (std::size_t k = at; k + 1 < std::min(last_, reach_); ++k)
    if (comma_at(k) && prose_.is_finite_verb(words()[k + 1].folded)) return true;
  return prose_.is_finite_verb(words()[at].folded);
}

std::optional<Opening> Shortening::main_clause() const {
  const Phrases::Hit head = prose_.joints.at(words(), from_, last_, true);
  if (head.words == 0 || bond(from_)) return std::nullopt;
  const Behind place = prose_.joint_places[head.row];
  if (place != Behind::last && place != Behind::tail && place != Behind::need) return std::nullopt;
  for (std::size_t i = from_ + 1; i + 2 < std::min(last_, from_ + longest_opening); ++i) {
    if (!comma_at(i) || !prose_.is_finite_verb(words()[i + 1].folded) || bond(i + 1)) continue;
    const Opening inner = opening(prose_, document_.text, words(), i + 1, last_);
    if (inner.leans || !has_subject(prose_, words(), inner.word, last_)) return std::nullopt;
    return inner;
  }
  return std::nullopt;
}

/// A sentence that opens with an adjunct («بعد أسبوع، …») says nothing before its main clause.
bool Shortening::has_main_clause(std::size_t at) const {
  if (!opens_with_adjunct()) return true;
  for (std::size_t i = from_; i + 1 < at; ++i)
    if (comma_at(i) && prose_.joints.at(words(), i + 1, last_, true).words == 0 &&
        i + main_words < at && has_verb(i, at))
      return true;
  return false;
}

/// «ثلاثة أقسام هي: …»: what is counted up behind a colon is whole or not there.
bool Shortening::cuts_list(std::size_t at) const {
  for (std::size_t i = from_ + 1; i < at; ++i) {
    if (!words()[i].is(U':') || enclosed_at(i)) continue;
    const Phrases::Hit before = prose_.openers.at(words(), i - 1, i, true);
    if (before.words > 0 && prose_.opener_classes[before.row] == Opener::leans) return true;
  }
  return false;
}

/// «…، بعد توقف»: too little is left behind the last comma.
bool Shortening::leaves_stub(std::size_t at) const {
  for (std::size_t i = at - 1; i + shortest_clause >= at && i > from_; --i)
    if (comma_at(i)) return i + 1 != at;
  return false;
}

/// «قالت الصحيفة إن الوزير ذكر في بيانه»: what he said is cut off.
bool Shortening::breaks_off_speech(std::size_t at) const {
  for (std::size_t i = at; i-- > from_ + 1;) {
    const Saying* saying = prose_.saying(words()[i].folded);
    const bool verb = saying && saying->clause && !saying->participle;
    if (verb && !quoted(i) && !prose_.is_stop(words()[i].folded)) return !says_something(i + 1, at);
  }
  return false;
}

/// Whether what stands before the joint says a whole thing.
bool Shortening::complete(const Joint& joint) const {
  if (cuts_list(joint.at) || leaves_stub(joint.at) || breaks_off_speech(joint.at)) return false;
  if (topic_) {
    bool answered = false;
    for (std::size_t i = from_ + 1; i < joint.at; ++i)
      answered |= !quoted(i) && words()[i].folded[0] == letters::feh && is_comma(words()[i - 1]);
    if (!answered) return false;
  }
  for (const std::size_t condition : conditions_)
    if (condition < joint.at && !joint.participle && condition < from_ + complete_before_condition)
      return false;
  if (!has_main_clause(joint.at) || reported_lacks_verb(joint.at)) return false;
  std::u32string_view head = words()[from_].folded;
  const Saying* saying = prose_.saying(head);
  if (!saying || says_something(from_ + 1, joint.at)) return true;
  if (!saying->clause && names_object(joint.at)) return true;
  if (saying->clause || joint.adjunct) return false;  // it may be what he said or did
  // «أعلن الجيش، في بيان، أن…»: what he said is still to come.
  for (std::size_t i = joint.at; i < last_; ++i)
    if (comma_at(i - 1) && opens_clause(words()[i])) return false;
  return true;
}

}  // namespace mujaz::points
