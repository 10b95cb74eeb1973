// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/rules.h"

namespace mujaz::points {

Finding finding(const Held& held, ProblemKind kind, bool wrong, std::string_view reason,
                std::size_t first, std::size_t last, std::optional<Span> source) {
  Finding out;
  out.wrong = wrong;
  out.problem.kind = kind;
  if (first < last) {
    out.problem.span = {held.words[first].span.start, held.words[last - 1].span.end};
    out.problem.text = held.text.substr(out.problem.span.start, out.problem.span.size());
  }
  std::u32string source_text;
  if (source) {
    source_text = held.known.document.text.substr(source->start, source->size());
    out.problem.source = Problem::Source{source_text, *source};
  }
  out.problem.why =
      held.known.strings.say(reason, {{U"{text}", out.problem.text}, {U"{source}", source_text}});
  return out;
}

std::optional<std::size_t> Held::placed_before(std::size_t word, std::size_t reach) const {
  for (std::size_t i = word; i-- > 0 && reach > 0;) {
    if (!words[i].spoken() || clues[i].keys.empty()) continue;
    if (places[i].likeness != Likeness::none) return i;
    --reach;
  }
  return std::nullopt;
}

std::optional<std::size_t> Held::placed_behind(std::size_t word, std::size_t reach) const {
  for (std::size_t i = word + 1; i < words.size() && reach > 0; ++i) {
    if (!words[i].spoken() || clues[i].keys.empty()) continue;
    if (places[i].likeness != Likeness::none) return i;
    --reach;
  }
  return std::nullopt;
}

std::optional<Stretch> stretch_around(const Held& held, std::size_t word, std::size_t margin) {
  constexpr std::size_t reach = 2, widest = 16;
  const auto before = held.placed_before(word, reach), behind = held.placed_behind(word, reach);
  const Evidence& evidence = held.known.evidence;
  const auto place = [&](std::optional<std::size_t> at) { return held.places[*at].word; };
  Stretch out;
  if (before && behind) {
    out.first = std::min(place(before), place(behind));
    out.last = std::max(place(before), place(behind)) + 1;
    if (evidence.sentence(out.first) != evidence.sentence(out.last - 1) ||
        out.last - out.first > widest)
      return std::nullopt;
  } else if (before || behind) {
    out.first = place(before ? before : behind);
    out.last = out.first + 1;
  } else {
    return std::nullopt;
  }
  const int sentence = evidence.sentence(out.first);
  for (std::size_t k = 0; k < margin; ++k) {
    if (out.first > 0 && evidence.sentence(out.first - 1) == sentence) --out.first;
    if (out.last < evidence.size() && evidence.sentence(out.last) == sentence) ++out.last;
  }
  return out;
}

std::optional<Stretch> gap(const Held& held, std::size_t i) {
  const auto& source = held.alignment.source;
  std::optional<std::size_t> before, behind;
  for (std::size_t k = i; k-- > 0 && !before;) before = source[k];
  for (std::size_t k = i + 1; k < source.size() && !behind; ++k) behind = source[k];
  const std::size_t first = before ? *before + 1 : held.alignment.first;
  const std::size_t last = behind ? *behind : held.alignment.last;
  constexpr std::size_t widest = 6;
  if (first >= last || last - first > widest) return std::nullopt;
  return Stretch{first, last};
}

std::optional<Stretch> usurped(const Held& held, std::size_t word) {
  constexpr std::size_t reach = 1, widest = 4, margin = 3;
  const Evidence& evidence = held.known.evidence;
  if (held.clues[word].keys.empty() || held.places[word].likeness < Likeness::stem)
    return std::nullopt;
  const auto before = held.placed_before(word, reach), behind = held.placed_behind(word, reach);
  if (!before || !behind) return std::nullopt;
  const Stretch inner{held.places[*before].word + 1, held.places[*behind].word};
  if (inner.first >= inner.last || inner.last - inner.first > widest ||
      evidence.sentence(inner.first - 1) != evidence.sentence(inner.last))
    return std::nullopt;
  const Stretch outer{inner.first > margin ? inner.first - margin : 0, inner.last + margin};
  for (const Place& place : evidence.places(held.clues[word]))
    if (place.word >= outer.first && place.word < outer.last) return std::nullopt;
  for (std::size_t k = inner.first; k < inner.last; ++k)
    if (evidence.word(k).spoken() && (evidence.word(k).stem != -1 || evidence.name(k).name >= 0))
      return inner;
  return std::nullopt;
}

namespace {

/// Controls, and signs that turn the direction of what follows: a reader would see another text
/// than the one that was checked.
bool hides_text(char32_t c) {
  constexpr char32_t delete_sign = 0x7F, last_control = 0x9F, embedding = 0x202A, override = 0x202E,
                     isolate = 0x2066, last_isolate = 0x2069;
  return c < U' ' || (c >= delete_sign && c <= last_control) || (c >= embedding && c <= override) ||
         (c >= isolate && c <= last_isolate);
}

}  // namespace

void check_language(const Held& held, Findings& out) {
  std::size_t arabic = 0, other = 0;
  for (const Word& word : held.words) {
    const std::u32string_view written(held.text.data() + word.span.start, word.span.size());
    arabic += word.kind == TokenKind::word &&
              std::any_of(written.begin(), written.end(), is_arabic_letter);
    other += word.kind == TokenKind::latin;
  }
  if (std::any_of(held.text.begin(), held.text.end(), hides_text))
    out.push_back(finding(held, ProblemKind::language, true, "control", 0, held.words.size()));
  if (arabic == 0 && other == 0)
    out.push_back(finding(held, ProblemKind::language, true, "empty", 0, 0));
  else if (arabic <= other)
    out.push_back(finding(held, ProblemKind::language, true, "language", 0, held.words.size()));
}

}  // namespace mujaz::points
