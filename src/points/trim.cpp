// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence is shortened in order of risk: its opening goes, then glosses in brackets and asides
// between commas, and last its tail, cut before a joint that only adds to what was said. Nothing is
// taken out of a quotation, a tail stays where a condition or «أما … فـ» is not yet complete, and
// the naming of a source at the end stays behind the cut.
#include "points/shortening.h"

namespace mujaz::points {
namespace {

bool closes_nothing(const Word& word) {
  return is_comma(word) || word.is(U':') || word.is(U'.') || word.is(U'-') || word.is(0x2026) ||
         word.is(0x2013);
}

/// The words up to `end` without the gaps, which stand in order.
Form form_of(const Document& document, const Shortening& sentence, std::size_t end,
             const std::vector<Gap>& gaps) {
  const std::vector<Word>& words = document.words;
  const std::size_t from = sentence.from();
  while (end > from + 1 && closes_nothing(words[end - 1])) --end;
  Form out;
  std::size_t at = from;
  const auto add = [&](std::size_t to) {
    if (to <= at) return;
    const std::size_t begin = at == from ? sentence.start() : words[at].span.start;
    out.pieces.push_back({begin, words[to - 1].span.end});
    for (std::size_t i = at; i < to; ++i)
      if (words[i].spoken()) out.words.push_back(i);
  };
  for (const Gap& gap : gaps) {
    if (gap.first <= at || gap.last >= end) continue;
    add(gap.first);
    out.left_out.push_back({words[gap.first].span.start, words[gap.last - 1].span.end});
    at = gap.last;
  }
  add(end);
  for (const Span& piece : out.pieces)
    out.length += length_of(std::u32string_view(document.text).substr(piece.start, piece.size()));
  return out;
}

}  // namespace

int length_of(std::u32string_view text) {
  std::size_t runs = 0;
  bool inside = false;
  for (const char32_t c : text) {
    const bool space = is_space(c);
    runs += !space && !inside;
    inside = !space;
  }
  return static_cast<int>(std::max(runs, count_words(text)));
}

std::vector<Form> forms(const Prose& prose, const Document& document, const Sentence& sentence,
                        int shortest, int longest) {
  std::vector<Form> out;
  const Shortening shortening(prose, document, sentence, static_cast<std::size_t>(longest));

  const auto add = [&](std::optional<std::size_t> cut, std::vector<Gap> gaps) {
    std::size_t end = cut.value_or(shortening.last());
    if (cut && shortening.attribution() > cut) {
      std::erase_if(gaps, [&](const Gap& gap) { return gap.last > *cut; });
      gaps.push_back({*cut, *shortening.attribution()});
      end = shortening.last();
    }
    if (!enclosed(document.words, shortening.from(), end).paired) return;
    Form form = form_of(document, shortening, end, gaps);
    if (form.length < shortest || form.length > longest) return;
    const auto same = [&](const Form& other) { return other.pieces == form.pieces; };
    if (std::any_of(out.begin(), out.end(), same)) return;
    form.cut = cut;
    form.trimmed = cut || form.pieces.size() > 1;
    out.push_back(std::move(form));
  };
  const std::vector<Gap> asides = shortening.asides(), all = shortening.asides_and_appositions();
  const std::vector<Joint> joints = shortening.joints();
  const auto add_all = [&](bool need, const std::vector<Gap>& gaps) {
    for (const Joint& joint : joints) {
      if (joint.need != need) continue;
      add(joint.at, {});
      add(joint.at, gaps);
    }
  };
  add(std::nullopt, {});
  add(std::nullopt, asides);
  add(std::nullopt, all);
  add_all(false, asides);
  add_all(false, all);
  const bool too_little = std::none_of(
      out.begin(), out.end(), [&](const Form& form) { return form.length >= longest / 2; });
  if (too_little) add_all(true, all);
  return out;
}

}  // namespace mujaz::points
