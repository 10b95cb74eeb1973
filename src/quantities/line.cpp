// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/quantities.h"

#include <unicode/uchar.h>

namespace mujaz {

Line::Line(std::u32string_view whole) : text(whole) {
  for (const Token& token : mujaz::tokens(text)) {
    // Figures with a unit of several letters behind them (120km) are two tokens to us; a single
    // letter makes a name (5G), or behind money a million ($3m).
    std::size_t split = token.span.start;
    if (token.kind == TokenKind::latin)
      while (split < token.span.end && !is_latin_letter(text[split])) ++split;
    const bool money =
        token.span.start > 0 &&
        u_charType(static_cast<UChar32>(text[token.span.start - 1])) == U_CURRENCY_SYMBOL;
    if (split > token.span.start && (token.span.end - split > 1 || money)) {
      tokens.push_back({TokenKind::number, {token.span.start, split}});
      tokens.push_back({TokenKind::latin, {split, token.span.end}});
    } else {
      tokens.push_back(token);
    }
  }
  folded.reserve(tokens.size());
  for (const Token& token : tokens)
    folded.push_back(mujaz::folded(text.substr(token.span.start, token.span.size())));
}

Gap Line::gap(std::size_t i) const {
  if (i + 1 >= tokens.size()) return Gap::line_break;
  Gap gap = Gap::none;
  for (std::size_t k = tokens[i].span.end; k < tokens[i + 1].span.start; ++k) {
    if (text[k] == U'\n' || text[k] == U'\r' || text[k] == 0x2028 || text[k] == 0x2029)
      return Gap::line_break;
    gap = Gap::space;
  }
  return gap;
}

void Phrases::add(std::u32string_view phrase, int id) {
  const Line line(phrase);
  std::u32string key;
  for (std::size_t i = 0; i < line.size(); ++i) {
    key += line.folded[i];
    if (i + 1 < line.size()) {
      ids_.emplace(key, prefix);
      if (line.gap(i) == Gap::space) key += U' ';
    }
  }
  if (key.empty()) return;
  const auto [place, fresh] = ids_.emplace(key, id);
  if (!fresh && place->second == prefix)
    place->second = id;
  else if (!fresh && place->second != id && spelled_[key] != phrase)
    exact_.emplace(phrase, id);
  spelled_.emplace(key, phrase);
}

Phrases::Match Phrases::longest(const Line& line, std::size_t i, std::size_t skip) const {
  Match best;
  std::u32string key;
  for (std::size_t k = i; k < line.size(); ++k) {
    key += k == i ? line.folded[k].substr(std::min(skip, line.folded[k].size())) : line.folded[k];
    const auto found = ids_.find(key);
    if (found == ids_.end()) break;
    if (found->second != prefix) best = {found->second, k - i + 1};
    if (!exact_.empty() && found->second != prefix && skip == 0) {
      const Span span{line.tokens[i].span.start, line.tokens[k].span.end};
      const auto written = exact_.find(std::u32string(line.text.substr(span.start, span.size())));
      if (written != exact_.end()) best.id = written->second;
    }
    const Gap gap = line.gap(k);
    if (gap == Gap::line_break) break;
    if (gap == Gap::space) key += U' ';
  }
  return best;
}

std::vector<std::u32string> alternatives(std::u32string_view cell) {
  std::vector<std::u32string> parts;
  for (std::size_t start = 0; start < cell.size();) {
    std::size_t end = cell.find(U'|', start);
    if (end == cell.npos) end = cell.size();
    if (end > start) parts.emplace_back(cell.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::vector<std::u32string> counted_forms(std::u32string_view singular,
                                          std::u32string_view plural) {
  using namespace letters;
  const auto each = [](std::u32string_view phrase, auto change) {
    std::u32string out;
    bool inflects = true;  // the head, and the adjectives that end as it does
    for (std::size_t start = 0; start <= phrase.size();) {
      std::size_t end = phrase.find(U' ', start);
      if (end == phrase.npos) end = phrase.size();
      const std::u32string_view word = phrase.substr(start, end - start);
      inflects = inflects && !word.empty() && word.back() == marks::dammatan;
      std::u32string bare = without_marks(word);
      if (inflects) change(bare);
      if (!out.empty()) out += U' ';
      out += bare;
      start = end + 1;
    }
    return out;
  };
  const auto dual = [](std::u32string& word, char32_t sign) {
    if (word.back() == teh_marbuta) word.back() = teh;
    word += sign;
    word += noon;
  };
  std::vector<std::u32string> forms{without_marks(singular)};
  forms.push_back(each(singular, [](std::u32string& w) {
    if (w.back() != teh_marbuta) w += alef;
  }));
  forms.push_back(each(singular, [&](std::u32string& w) { dual(w, alef); }));
  forms.push_back(each(singular, [&](std::u32string& w) { dual(w, yeh); }));
  if (plural.empty()) return forms;
  forms.push_back(without_marks(plural));
  if (std::u32string oblique = forms.back(); oblique.ends_with(std::u32string{waw, noon})) {
    oblique[oblique.size() - 2] = yeh;
    forms.push_back(std::move(oblique));
  }
  return forms;
}

}  // namespace mujaz
