// SPDX-License-Identifier: GPL-3.0-or-later
// The diacritiser: the networks score the marks of each letter, the best readings of each word are
// kept, and the grammar chooses those that go together.
#include "mujaz/reading.h"
#include "reading/lattice.h"
#include "reading/names.h"
#include "reading/scorer.h"

namespace mujaz {
namespace reading {
namespace {

constexpr std::size_t window = 512;  // signs marked in one run
constexpr std::size_t context = 48;  // signs before and after them that the networks see too

void move(Marks marks, Letter& from, Letter& to) {
  from.marks &= static_cast<Marks>(~marks);
  to.marks |= marks;
}

/// The networks know tanwin fath on the letter before its alef. Where the author has it on the alef
/// it is moved; returns those alefs.
std::vector<std::size_t> move_tanwin_off_alef(std::vector<Letter>& text) {
  std::vector<std::size_t> alefs;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i].c != letters::alef && text[i].c != letters::alef_maksura) continue;
    if (text[i].marks != mark::fathatan || !is_arabic_letter(text[i - 1].c)) continue;
    if (text[i - 1].marks & mark::endings) continue;
    move(mark::fathatan, text[i], text[i - 1]);
    alefs.push_back(i);
  }
  return alefs;
}

/// Where to cut before `end`: after the last space of [start, end), else at `end`.
std::size_t cut(std::span<const Letter> text, std::size_t start, std::size_t end) {
  if (end >= text.size()) return text.size();
  for (std::size_t at = end; at > start; --at)
    if (is_space(text[at - 1].c)) return at;
  return end;
}

class GrammarDiacritiser : public Diacritiser {
 public:
  explicit GrammarDiacritiser(const Places& places)
      : scorer_(places.models),
        known_(Language(places.lang)),
        grammar_(Language(places.lang), places.models / "grammar") {}

  Result diacritise(std::u32string_view line) const override {
    std::vector<Letter> text = to_letters(line);
    const std::vector<std::size_t> alefs = move_tanwin_off_alef(text);
    std::vector<float> sure(text.size(), 1);
    std::vector<Letter> out = text;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = cut(text, start, start + window);
      const std::size_t from = start > context ? start - context : 0;
      const std::size_t to = std::min(text.size(), end + context);
      mark(std::span(text).subspan(from, to - from), start - from, end - from,
           std::span(out).subspan(from), std::span(sure).subspan(from));
      start = end;
    }
    for (const std::size_t alef : alefs) move(mark::fathatan, out[alef - 1], out[alef]);
    return {to_text(out), word_confidence(line, sure)};
  }

 private:
  /// Marks the letters [start, end) of a window.
  void mark(std::span<const Letter> text, std::size_t start, std::size_t end, std::span<Letter> out,
            std::span<float> sure) const {
    const Lattice words = lattice(text, scorer_.scores(text), known_, start, end);
    const std::vector<Grammar::Choice> choices = grammar_.choose(words.items);
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const std::vector<Reading>& readings = words.items[i].readings;
      if (readings.empty()) continue;
      const Span place = words.places[i];
      for (std::size_t k = 0; k < place.size(); ++k)
        out[place.start + k].marks = readings[choices[i].reading].marks[k];
      std::fill(sure.begin() + static_cast<std::ptrdiff_t>(place.start),
                sure.begin() + static_cast<std::ptrdiff_t>(place.end), choices[i].share);
    }
  }

  /// The least sure part of each word; `sure` holds one share for each sign of the line.
  static std::vector<double> word_confidence(std::u32string_view line,
                                             const std::vector<float>& sure) {
    const std::vector<std::size_t> sign = letter_places(line);
    std::vector<double> out;
    for (const Token& token : tokens(line)) {
      if (token.kind != TokenKind::word) continue;
      float least = 1;
      for (std::size_t i = token.span.start; i < token.span.end; ++i)
        least = std::min(least, sure[sign[i]]);
      out.push_back(least);
    }
    return out;
  }

  Scorer scorer_;
  WordReadings known_;
  Grammar grammar_;
};

}  // namespace
}  // namespace reading

std::shared_ptr<const Diacritiser> load_diacritiser(const Places& places) {
  return std::make_shared<reading::NamingDiacritiser>(
      Language(places.lang), std::make_shared<reading::GrammarDiacritiser>(places));
}

}  // namespace mujaz
