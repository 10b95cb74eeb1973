// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantities/number_words.h"

#include "quantities/figures.h"

namespace mujaz::quantities {
namespace {

using namespace letters;

constexpr char32_t al[] = {alef, lam, 0};
constexpr std::size_t longest_word = 24;  // letters; no number word has more

std::int64_t integer(std::u32string_view cell) {
  std::int64_t value = 0;
  for (const char32_t c : cell) value = value * 10 + std::max(digit_value(c), 0);
  return value;
}

}  // namespace

/// A cardinal as it is read word by word, from high to low: groups of hundreds, tens and units,
/// each with its scale.
struct NumberWords::Sum {
  std::int64_t total = 0;
  std::int64_t group = 0;          // below a thousand, before its scale word
  std::int64_t piece = 0;          // the part of `total` that the last scale word made
  std::int64_t scale = INT64_MAX;  // of the last scale word
  bool open = false;               // a group has begun

  /// Takes a word in, or says that the number has ended before it.
  bool take(const Word& word, bool first) {
    const auto [kind, value] = word.entry;
    const bool begins = first || word.joined;
    const std::int64_t below_hundred = group % 100;
    switch (kind) {
      case Class::unit:
      case Class::eleven:
        if (!begins || below_hundred != 0) return false;
        group += value;
        break;
      case Class::ten:
        if (!word.joined && !first && below_hundred >= 1 && below_hundred <= 9)
          group += value;  // eleven to nineteen
        else if (begins && below_hundred == 0)
          group += value;
        else
          return false;
        break;
      case Class::tens:
        if (!begins || below_hundred > 9) return false;
        group += value;
        break;
      case Class::hundred:
        if (!word.joined && !first && group >= 3 && group <= 9)
          group *= value;
        else if (begins && group == 0)
          group = value;
        else
          return false;
        break;
      case Class::hundreds:
        if (!begins || group != 0) return false;
        group = value;
        break;
      default:
        return take_scale(word, first);
    }
    open = true;
    return true;
  }

  bool take_scale(const Word& word, bool first) {
    const auto [kind, value] = word.entry;
    if (kind == Class::ordinal || kind == Class::part) return false;
    if (kind == Class::scale_dual ? open : kind == Class::scale_plural && !open) return false;
    if (!open && !first && !word.joined) {  // a thousand milliards
      if (piece == 0 || value <= scale || piece > largest / value) return false;
      total += piece * value - piece;
      piece *= value;
      scale = value;
      return true;
    }
    if (open ? word.joined && !first : !(first || word.joined)) return false;
    // «مئة ألف وألف»: the last one or two of the same scale.
    const bool same = value == scale && !open && (piece / value) % 100 == 0;
    if (value >= scale && !same) return false;
    const std::int64_t count = open ? group : kind == Class::scale_dual ? 2 : 1;
    piece = count * value;
    total += piece;
    scale = value;
    group = 0;
    open = false;
    return true;
  }
};

NumberWords::NumberWords(const Language& language) {
  const Table numbers = language.table("numbers");
  const std::size_t value = numbers.column("value");
  for (const auto& row : numbers.rows()) {
    const std::int64_t n = integer(row[value]);
    const Class kind = n < 10     ? Class::unit
                       : n == 10  ? Class::ten
                       : n < 100  ? Class::tens
                       : n == 100 ? Class::hundred
                                  : Class::hundreds;
    if (n > 10 && n < 20) continue;  // two words, put together by Sum
    for (const char* column : {"masculine", "feminine"})
      add_forms(row[numbers.column(column)], {kind, n});
    for (const char* column : {"ordinal_masculine", "ordinal_feminine"})
      if (n >= 1) add_forms(row[numbers.column(column)], {Class::ordinal, n});
  }
  // Eleven has units of its own: the first word of its row.
  for (const auto& row : numbers.rows()) {
    if (integer(row[value]) != 11) continue;
    for (const char* column : {"masculine", "feminine"}) {
      const std::u32string& both = row[numbers.column(column)];
      add(both.substr(0, both.find(U' ')), {Class::eleven, 1});
    }
    for (const char* column : {"ordinal_masculine", "ordinal_feminine"}) {
      const std::u32string& both = row[numbers.column(column)];
      add(both.substr(0, both.find(U' ')), {Class::ordinal, 1});
    }
  }
  const Table words = language.table("spoken_words");
  for (const auto& row : words.rows())
    if (row[words.column("key")] == U"after_hundred")
      after_ =
          folded(row[words.column("singular")].substr(0, row[words.column("singular")].find(U' ')));
  const Table scales = language.table("scales");
  for (const auto& row : scales.rows()) {
    const std::int64_t factor = integer(row[scales.column("value")]);
    const std::u32string singular = folded(row[scales.column("singular")]);
    add(singular, {Class::scale, factor});
    add(singular + alef, {Class::scale, factor});
    for (const std::u32string& other : alternatives(row[scales.column("also")]))
      add(other, {Class::scale, factor});
    for (const std::u32string& sign : alternatives(row[scales.column("signs")]))
      scale_signs_.emplace(sign, factor);
    add(singular + std::u32string{alef, noon}, {Class::scale_dual, factor});
    add(singular + std::u32string{yeh, noon}, {Class::scale_dual, factor});
    add(singular + yeh, {Class::scale_dual, factor});
    add(row[scales.column("plural")], {Class::scale_plural, factor});
  }
  const Table parts = language.table("fractions");
  for (const auto& row : parts.rows()) {
    const std::int64_t bottom = integer(row[parts.column("bottom")]);
    // From a fifth on the written forms are those of five to ten.
    if (integer(row[parts.column("top")]) != 1 || bottom > 4) continue;
    const std::u32string singular = folded(row[parts.column("singular")]);
    for (const std::u32string& form :
         {singular, singular + alef, singular + yeh, singular + std::u32string{alef, noon},
          singular + std::u32string{yeh, noon}, folded(row[parts.column("plural")])})
      add(form, {Class::part, bottom});
  }
}

void NumberWords::add(std::u32string_view written, Entry entry) {
  entries_.emplace(folded(written), entry);
}

/// The forms that a word of the table takes without marks, by its ending.
void NumberWords::add_forms(std::u32string_view dictionary, Entry entry) {
  const std::u32string bare = folded(dictionary);
  if (bare.empty() || bare.find(U' ') != bare.npos) return;
  add(bare, entry);
  const std::u32string stem = bare.substr(0, bare.size() - 2);
  const bool hundreds = entry.kind == Class::hundreds, tens = entry.kind == Class::tens;
  if (tens) {
    add(stem + std::u32string{yeh, noon}, entry);
  } else if (entry.value == 2 && entry.kind == Class::unit) {
    for (const std::u32string& end :
         {std::u32string{yeh, noon}, std::u32string{alef}, std::u32string{yeh}})
      add(stem + end, entry);
  } else if (entry.value == 200) {
    for (const std::u32string& end :
         {std::u32string{yeh, noon}, std::u32string{alef}, std::u32string{yeh}})
      add(stem + end, entry);
  } else if (dictionary.back() == marks::kasratan && !hundreds) {  // eight and second
    add(bare + yeh, entry);
    add(bare + std::u32string{yeh, alef}, entry);
  } else if (bare.back() != heh) {
    add(bare + alef, entry);
  }
  // The old spelling of the hundreds has a silent alef: the meem is followed by alef and yeh.
  if (const std::size_t at = bare.find(meem); entry.value % 100 == 0 && entry.value > 0) {
    std::vector<std::u32string> old;
    for (const auto& [form, known] : entries_)
      if (known.value == entry.value && known.kind == entry.kind) old.push_back(form);
    for (std::u32string form : old) {
      const std::size_t hundred = form.rfind(std::u32string{meem, yeh});
      if (at != bare.npos && hundred != form.npos) add(form.insert(hundred + 1, 1, alef), entry);
    }
  }
}

std::optional<NumberWords::Word> NumberWords::word(const Line& line, std::size_t i) const {
  if (!line.is(i, TokenKind::word) || line.folded[i].size() > longest_word) return std::nullopt;
  std::u32string_view rest = line.folded[i];
  Word found;
  const auto known = [&] {
    const auto place = entries_.find(std::u32string(rest));
    if (place == entries_.end()) return false;
    found.entry = place->second;
    return true;
  };
  // «وأحد» is not «واحد»: its hamza is written.
  const bool one_of = rest.size() == 4 && rest[0] == waw && rest[1] == alef &&
                      line.written(i).find(alef_hamza_above) != std::u32string_view::npos;
  if (!one_of && known()) return found;
  const auto cut = [&](std::size_t letters) {
    rest.remove_prefix(letters);
    found.clitics += letters;
  };
  if (rest.size() > 2 && (rest[0] == waw || rest[0] == feh)) {
    cut(1);
    found.joined = true;
    if (known()) return found;
  }
  // One clitic letter before a word of two letters is more often another word.
  if (rest.size() > 3 && (rest[0] == beh || rest[0] == lam || rest[0] == kaf)) {
    const bool article = rest[0] == lam && rest[1] == lam;
    cut(1);
    found.definite = article;
    found.governed = true;
    if (article) rest.remove_prefix(1);
    if (known()) return found;
  }
  if (!found.definite && rest.size() > 3 && rest.starts_with(al)) {
    rest.remove_prefix(2);
    found.definite = true;
    if (known()) return found;
  }
  return std::nullopt;
}

std::size_t NumberWords::half_at(const Line& line, std::size_t i, std::int64_t scale) const {
  const auto half = word(line, i);
  if (!half || !half->joined || half->definite || half->entry.kind != Class::part ||
      half->entry.value != 2)
    return 0;
  if (line.gap(i) != Gap::space) return 1;
  const auto of = word(line, i + 1);
  return of && !of->joined && of->entry.kind == Class::scale && of->entry.value == scale ? 2 : 1;
}

std::optional<NumberWords::Found> NumberWords::cardinal(const Line& line, std::size_t i) const {
  Sum sum;
  Found found;
  std::size_t k = i;
  for (; k == i || (k < line.size() && line.gap(k - 1) == Gap::space); ++k) {
    const auto next = word(line, k);
    if (!next || (next->governed && k > i) || !sum.take(*next, k == i)) break;
    const Class kind = next->entry.kind;
    if (kind == Class::scale || kind == Class::scale_plural || kind == Class::scale_dual)
      found.scale = line.written(k);
  }
  if (k == i) return std::nullopt;
  if (k == i + 1 && word(line, i)->entry.kind == Class::eleven) return std::nullopt;  // one of
  found.value.digits = sum.total + sum.group;
  if (k < line.size() && line.gap(k - 1) == Gap::space) {
    const bool scaled = sum.total > 0 && !sum.open;
    if (const std::size_t half = half_at(line, k, scaled ? sum.scale : 0)) {
      k += half;
      if (scaled) {
        found.value.digits += sum.scale / 2;
      } else {
        found.value.digits = found.value.digits * 10 + 5;
        found.value.scale = 1;
      }
    }
  }
  found.value.overflow = found.value.digits > largest;
  found.tokens = k - i;
  return found;
}

std::optional<NumberWords::Found> NumberWords::ordinal(const Line& line, std::size_t i) const {
  const auto first = word(line, i);
  const bool before_hundred = line.is(i + 1, TokenKind::word) && line.folded[i + 1] == after_;
  const bool twentieth =
      first && first->entry.kind == Class::tens && first->definite && before_hundred;
  if (!first || (first->entry.kind != Class::ordinal && !twentieth)) return std::nullopt;
  Found found;
  found.kind = Found::Kind::ordinal;
  found.value.digits = first->entry.value;
  found.tokens = 1;
  // First of all and primary differ only in their last letter.
  if (line.written(i).back() == yeh && first->entry.value == 1 && line.folded[i].back() == yeh &&
      !line.written(i).ends_with(std::u32string{dal, yeh}))
    return std::nullopt;
  // An indefinite second is the unit of time.
  if (!first->definite && first->entry.value == 2 && line.folded[i].back() == heh)
    return std::nullopt;
  if (line.gap(i) == Gap::space) {
    if (const auto ten = word(line, i + 1)) {
      const bool teen = ten->entry.kind == Class::ten && !ten->joined && !ten->definite;
      const bool tens = ten->entry.kind == Class::tens && ten->joined && ten->definite;
      if ((teen || tens) && first->entry.value < 10) {
        found.value.digits += ten->entry.value;
        found.tokens = 2;
      }
    }
  }
  // «الْأَوَّلُ بَعْدَ الْمِئَةِ»
  const std::size_t after = i + found.tokens;
  if (line.is(after, TokenKind::word) && line.folded[after] == after_) {
    const auto hundred = word(line, after + 1);
    if (hundred && hundred->definite && !hundred->joined && !hundred->governed &&
        (hundred->entry.kind == Class::hundred || hundred->entry.kind == Class::hundreds)) {
      found.value.digits += hundred->entry.value;
      found.tokens += 2;
    }
  }
  return found;
}

std::optional<NumberWords::Found> NumberWords::fraction(const Line& line, std::size_t i) const {
  const auto part = word(line, i);
  if (part && part->entry.kind == Class::part) {
    const std::u32string& form = line.folded[i];
    const bool two =
        form.size() > 3 && (form.back() == noon || form.back() == yeh) && part->entry.value > 2;
    Found found;
    found.kind = Found::Kind::fraction;
    found.value.digits = two ? 2 : 1;
    found.second.digits = part->entry.value;
    found.tokens = 1;
    const auto of = line.gap(i) == Gap::space ? word(line, i + 1) : std::nullopt;
    if (of && !of->joined && of->entry.kind == Class::scale &&
        of->entry.value * found.value.digits % part->entry.value == 0) {  // half a million
      found.kind = Found::Kind::cardinal;
      found.value.digits = of->entry.value / part->entry.value * found.value.digits;
      found.tokens = 2;
      found.second = {};
      found.scale = line.written(i + 1);
    }
    return found;
  }
  // Three quarters.
  if (!part || part->entry.kind != Class::unit || line.gap(i) != Gap::space) return std::nullopt;
  const auto parts = word(line, i + 1);
  if (!parts || parts->entry.kind != Class::part || parts->joined || part->entry.value < 3)
    return std::nullopt;
  Found found;
  found.kind = Found::Kind::fraction;
  found.value.digits = part->entry.value;
  found.second.digits = parts->entry.value;
  found.tokens = 2;
  return found;
}

std::optional<NumberWords::Found> NumberWords::at(const Line& line, std::size_t i) const {
  const auto first = word(line, i);
  if (!first) return std::nullopt;
  auto found = fraction(line, i);
  if (!found) found = ordinal(line, i);
  if (!found) found = cardinal(line, i);
  if (found) found->clitics = first->clitics;
  return found;
}

NumberWords::Scale NumberWords::scale_at(const Line& line, std::size_t i, bool money) const {
  Scale found;
  if (money && line.is(i, TokenKind::latin))
    if (const auto sign = scale_signs_.find(line.folded[i]); sign != scale_signs_.end())
      return {sign->second, 1, 1, std::u32string(line.written(i)), false};
  for (std::size_t k = i; found.tokens < 2; ++k) {
    const auto next = word(line, k);
    if (!next || next->joined || next->definite) break;
    const bool scale = next->entry.kind == Class::scale || next->entry.kind == Class::scale_plural;
    if (!scale || (found.tokens > 0 && next->entry.value <= found.factor)) break;
    if (found.factor > largest / next->entry.value) break;
    found.factor *= next->entry.value;
    found.scale = line.written(k);
    ++found.tokens;
    if (line.gap(k) != Gap::space) break;
  }
  found.words = found.tokens;
  if (found.tokens > 0 && line.gap(i + found.tokens - 1) == Gap::space) {
    if (const std::size_t half = half_at(line, i + found.tokens, found.factor)) {
      found.half = true;
      found.tokens += half;
    }
  }
  return found;
}

}  // namespace mujaz::quantities
