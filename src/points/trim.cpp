// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence is shortened in order of risk: its opening goes, then glosses in brackets and asides
// between commas, and last its tail, cut before a joint that only adds to what was said. Nothing is
// taken out of a quotation, and a tail stays where a condition or «أما … فـ» is not yet complete.
#include "points/trim.h"

namespace mujaz::points {
namespace {

constexpr std::size_t longest_aside = 14, longest_gloss = 6;  // words
constexpr std::size_t complete_before_condition = 7;          // words of a main clause before «إذا»
constexpr std::size_t longest_dateline = 8;

/// A run of words that may be left out.
struct Gap {
  std::size_t first, last;
};

struct Shortening {
  const Prose& prose;
  const Document& document;
  const Sentence& sentence;
  Enclosed marks;
  std::vector<std::size_t> conditions;
  bool topic = false;  // opens with «أما»

  Shortening(const Prose& p, const Document& d, const Sentence& s)
      : prose(p), document(d), sentence(s), marks(enclosed(d.words, s.first, s.last)) {
    for (std::size_t i = s.first; i < s.last; ++i)
      if (const auto hit = bond(i); hit && *hit == Bond::condition) conditions.push_back(i);
    const Phrases::Hit opener = prose.openers.at(d.words, s.first, s.last, true);
    topic = opener.words > 0 && prose.opener_classes[opener.row] == Opener::topic;
  }

  const std::vector<Word>& words() const { return document.words; }
  bool quoted(std::size_t i) const { return marks.quoted[i - sentence.first]; }
  bool enclosed_at(std::size_t i) const { return quoted(i) || marks.bracketed[i - sentence.first]; }
  std::optional<Bond> bond(std::size_t i) const {
    const Phrases::Hit hit = prose.bonds.at(words(), i, sentence.last, true);
    if (hit.words == 0) return std::nullopt;
    return prose.bond_classes[hit.row];
  }

  std::size_t after_dateline() const;
  std::vector<Gap> gaps(std::size_t from) const;
  bool is_joint(std::size_t i, bool& participle) const;
  bool complete(std::size_t from, std::size_t cut, bool participle) const;
  Form form(std::size_t from, std::size_t start, std::size_t end,
            const std::vector<Gap>& gaps) const;
};

/// «المدينة (الوكالة) - »: the first word behind a dateline, or the sentence's own.
std::size_t Shortening::after_dateline() const {
  const std::size_t end = std::min(sentence.last, sentence.first + longest_dateline);
  bool bracket = false;
  for (std::size_t i = sentence.first; i + 1 < end; ++i) {
    bracket |= words()[i].is(U')');
    const bool dash = words()[i].is(U'-') || words()[i].is(0x2013) || words()[i].is(0x2014);
    if (dash && bracket) return i + 1;
  }
  return sentence.first;
}

/// Glosses in brackets, and asides between two commas that a table allows, with no figure,
/// quotation, negation or hedge inside.
std::vector<Gap> Shortening::gaps(std::size_t from) const {
  std::vector<Gap> out;
  for (std::size_t i = from + 1; i < sentence.last; ++i) {
    if (enclosed_at(i)) continue;
    if (words()[i].is(U'(')) {
      std::size_t close = i + 1;
      while (close < sentence.last && !words()[close].is(U')')) ++close;
      if (close < sentence.last && close - i <= longest_gloss + 1 && !quoted(close))
        out.push_back({i, close + 1});
    } else if (is_comma(words()[i]) && i + 1 < sentence.last &&
               prose.asides.at(words(), i + 1, sentence.last, false).words > 0) {
      bool plain = true;
      std::size_t close = i + 1;
      for (; close < sentence.last && !is_comma(words()[close]) && plain; ++close)
        plain = close - i <= longest_aside && words()[close].kind != TokenKind::number &&
                !words()[close].is(U':') && !is_quotation_mark(words()[close].folded[0]) &&
                !bond(close) && prose.hedges.at(words(), close, sentence.last, true).words == 0;
      if (!plain || close >= sentence.last || close + 1 >= sentence.last) continue;
      if (!out.empty() && out.back().last > i) continue;
      out.push_back({i, close + 1});
      i = close;
    }
  }
  return out;
}

bool Shortening::is_joint(std::size_t i, bool& participle) const {
  if (enclosed_at(i) || !words()[i].spoken()) return false;
  const bool comma = is_comma(words()[i - 1]);
  const Saying* saying = prose.saying(words()[i].folded);
  participle = saying && saying->participle;
  if (comma && participle) return true;
  const bool waw = prose.has_joining_waw(words()[i].folded);
  if (comma && waw && saying) return true;
  if (comma && waw && words()[i].folded.size() > 4 && words()[i].folded[1] == letters::yeh)
    return true;  // «، ويـ»: a verb in the present
  const Phrases::Hit hit = prose.joints.at(words(), i, sentence.last, comma);
  return hit.words > 0 && (comma || !prose.joint_needs_comma[hit.row]);
}

/// Whether what stands before `cut` says a whole thing.
bool Shortening::complete(std::size_t from, std::size_t cut, bool participle) const {
  if (topic) {
    bool answered = false;
    for (std::size_t i = from + 1; i < cut; ++i)
      answered |= !quoted(i) && words()[i].folded[0] == letters::feh && is_comma(words()[i - 1]);
    if (!answered) return false;
  }
  for (const std::size_t condition : conditions) {
    if (condition >= cut || condition < from) continue;
    if (!participle && condition < from + complete_before_condition) return false;
  }
  const Saying* saying = prose.saying(words()[from].folded);
  if (!saying || !saying->clause) return true;
  using namespace letters;
  for (std::size_t i = from + 1; i < cut; ++i) {
    if (words()[i].is(U':') || (words()[i].is(U'"') && i + 1 < cut && i > from + 2)) return true;
    const std::u32string& word = words()[i].folded;
    const bool an = word.size() >= 2 && word[0] == alef && word[1] == noon && word.size() <= 5;
    const bool bian = word.size() >= 3 && word[0] == beh && word[1] == alef && word[2] == noon;
    if (an || bian) return i + 4 < cut;
  }
  return false;
}

/// The words from `from` (whose kept part begins at code point `start`) to `end`, without the gaps.
Form Shortening::form(std::size_t from, std::size_t start, std::size_t end,
                      const std::vector<Gap>& gaps) const {
  const auto closes_nothing = [&](const Word& word) {
    return is_comma(word) || word.is(U':') || word.is(U'.') || word.is(U'-') || word.is(0x2026) ||
           word.is(0x2013);
  };
  while (end > from + 1 && closes_nothing(words()[end - 1])) --end;
  Form out;
  std::size_t at = from;
  const auto add = [&](std::size_t to) {
    if (to <= at) return;
    const std::size_t begin = at == from ? start : words()[at].span.start;
    out.pieces.push_back({begin, words()[to - 1].span.end});
    for (std::size_t i = at; i < to; ++i)
      if (words()[i].spoken()) out.words.push_back(i);
  };
  for (const Gap& gap : gaps) {
    if (gap.first <= at || gap.last >= end) continue;
    add(gap.first);
    out.left_out.push_back({words()[gap.first].span.start, words()[gap.last - 1].span.end});
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
  const Shortening shortening(prose, document, sentence);
  if (!shortening.marks.paired) return out;
  std::size_t from = sentence.opening.word, start = sentence.opening.start;
  if (const std::size_t behind = shortening.after_dateline(); behind > from) {
    const Opening inner = opening(prose, document.text, document.words, behind, sentence.last);
    from = inner.word;
    start = inner.start;
  }
  const std::vector<Gap> gaps = shortening.gaps(from);
  const auto keep = [&](Form form, std::optional<std::size_t> cut) {
    if (form.length < shortest || form.length > longest) return;
    form.cut = cut;
    form.trimmed = cut || form.pieces.size() > 1;
    out.push_back(std::move(form));
  };
  const auto with_and_without_gaps = [&](std::size_t end, std::optional<std::size_t> cut) {
    Form whole = shortening.form(from, start, end, {});
    Form short_one = shortening.form(from, start, end, gaps);
    const bool differ = short_one.pieces.size() > 1;
    keep(std::move(whole), cut);
    if (differ) keep(std::move(short_one), cut);
  };
  with_and_without_gaps(sentence.last, std::nullopt);
  // A later joint would leave too much before it, whatever is taken out.
  const std::size_t reach = from + 4 * static_cast<std::size_t>(longest);
  for (std::size_t i = std::min(sentence.last, reach); i-- > from + 3;) {
    bool participle = false;
    if (shortening.is_joint(i, participle) && shortening.complete(from, i, participle))
      with_and_without_gaps(i, i);
  }
  return out;
}

}  // namespace mujaz::points
