// SPDX-License-Identifier: GPL-3.0-or-later
// How often a number written in figures is read in the case that its sentence asks for. Takes texts
// in full diacritics with numbers in words (files, a sentence a line), puts the numbers into
// figures, reads each sentence without its marks, and compares the case that the number is given.
//   number_case [--show] FILE…        prints right, compared, and the share for each kind
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "mujaz/quantities.h"
#include "mujaz/reading.h"

namespace {

using namespace mujaz;

enum Cases : unsigned { none = 0, nominative = 1, accusative = 2, genitive = 4 };
constexpr unsigned oblique = accusative | genitive;

/// The cases that a number word's own form can stand for; none where it shows nothing.
unsigned cases_of(std::u32string_view word) {
  using namespace letters;
  const std::u32string bare = without_marks(word);
  if (bare.size() < 2) return none;
  const char32_t last = bare.back(), before = bare[bare.size() - 2];
  const bool long_end = last == noon && (before == waw || before == alef || before == yeh);
  if (long_end) return before == yeh ? oblique : nominative;
  const std::size_t meem_at = bare.rfind(meem);
  const bool hundreds = last == teh_marbuta && meem_at != bare.npos && meem_at > 1 &&
                        bare.size() > 5;  // three hundred and its like: the unit has the case
  std::size_t mark_at = word.size();
  if (hundreds) mark_at = word.rfind(meem);
  while (mark_at > 0 && word[mark_at - 1] == marks::shadda) --mark_at;
  if (mark_at == 0) return none;
  switch (word[mark_at - 1]) {
    case marks::damma:
    case marks::dammatan:
      return nominative;
    case marks::fatha:
    case marks::fathatan:
      return accusative;
    case marks::kasra:
    case marks::kasratan:
      return genitive;
    default:
      break;
  }
  if (last == alef && word[word.size() - 2] == marks::fatha)
    return nominative;  // a dual without its noon
  if (last == yeh) return oblique;
  return none;
}

std::vector<std::u32string_view> words_of(std::u32string_view text) {
  std::vector<std::u32string_view> out;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find(U' ', start), text.size());
    if (end > start) out.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

struct Item {
  Span marked, bare;      ///< of the number in the line with and without marks
  std::u32string digits;  ///< what is written instead
  unsigned wanted;
  const char* kind;
};

/// The places of the letters of a line without marks in the line with them.
std::vector<std::size_t> places(std::u32string_view marked) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < marked.size(); ++i)
    if (!is_mark(marked[i])) out.push_back(i);
  out.push_back(marked.size());
  return out;
}

const char* kind_of(std::int64_t n) {
  if (n == 2) return "2";
  if (n <= 10) return "3-10";
  if (n < 100) return "11-99";
  return n < 1000 ? "100-999" : "1000-";
}

class Bench {
 public:
  explicit Bench(bool show)
      : language_(std::filesystem::path(MUJAZ_SOURCE) / "lang/ar"),
        quantities_(language_),
        reader_(language_, load_diacritiser({std::filesystem::path(MUJAZ_SOURCE) / "lang/ar",
                                             std::filesystem::path(MUJAZ_SOURCE) / "models",
                                             {}})),
        show_(show) {
    for (const char* name : {"nouns", "units"}) {
      const Table table = language_.table(name);
      for (const auto& row : table.rows()) {
        const std::u32string& singular = row[table.column("singular")];
        if (row[table.column("gender")].empty() || singular.find(U' ') != singular.npos) continue;
        const auto forms = counted_forms(singular, row[table.column("plural")]);
        for (const std::size_t form : {2u, 3u})
          duals_.emplace(forms[form], Dual{forms[0], singular[1]});
      }
    }
    const Table scales = language_.table("scales");
    for (const auto& row : scales.rows())
      scales_.emplace_back(std::stoll(to_utf8(row[scales.column("value")])),
                           without_marks(row[scales.column("singular")]));
  }

  /// A number as news writes it: round thousands and millions with their word.
  std::u32string figures(std::int64_t n) const {
    for (const auto& [factor, word] : scales_)
      if (n >= 10 * factor / (factor > 1000 ? 10 : 1) && n % factor == 0)
        return from_utf8(std::to_string(n / factor)) + U' ' + word;
    return from_utf8(std::to_string(n));
  }

  void line(const std::u32string& marked) {
    const std::u32string bare = without_marks(marked);
    for (const Item& item : items(marked, bare)) compare(marked, bare, item);
  }

  void print() const {
    int right = 0, all = 0;
    for (const auto& [kind, counts] : counts_) {
      std::cout << kind << "\t" << counts.first << " of " << counts.second << "\n";
      right += counts.first;
      all += counts.second;
    }
    std::cout << "all\t" << right << " of " << all << "\t" << 100.0 * right / std::max(all, 1)
              << " %\n";
  }

 private:
  std::vector<Item> items(const std::u32string& marked, const std::u32string& bare) const {
    const std::vector<std::size_t> at = places(marked);
    std::vector<Item> out;
    for (const Quantity& q : quantities_.find(bare)) {
      const bool counts = q.kind == QuantityKind::number || q.kind == QuantityKind::measure ||
                          q.kind == QuantityKind::money || q.kind == QuantityKind::percent;
      if (!q.in_words || !counts || q.value.scale > 0 || q.value.digits < 3) continue;
      if (is_part(bare, q)) continue;
      const Span span{at[q.digits.start], at[q.digits.end - 1] + 1};
      Span whole = span;  // with the marks of its last letter
      while (whole.end < marked.size() && is_mark(marked[whole.end])) ++whole.end;
      const auto words = words_of(std::u32string_view(marked).substr(whole.start, whole.size()));
      if (words.empty() || words[0].starts_with(std::u32string{letters::alef, letters::lam}))
        continue;
      const std::int64_t teen = q.value.digits;
      if (teen > 10 && teen < 20 && teen != 12) continue;
      if (const unsigned wanted = cases_of(words[0]))
        out.push_back({whole, q.digits, figures(q.value.digits), wanted, kind_of(q.value.digits)});
    }
    for (const Token& token : tokens(bare)) {
      const auto dual = duals_.find(bare.substr(token.span.start, token.span.size()));
      if (dual == duals_.end()) continue;
      const std::size_t noon = at[token.span.end - 1], before = at[token.span.end - 2];
      const bool is_dual = noon + 1 < marked.size() && marked[noon + 1] == marks::kasra &&
                           before > 0 && marked[before - 1] == marks::fatha &&
                           marked[at[token.span.start] + 1] == dual->second.vowel;
      if (!is_dual) continue;
      out.push_back({{at[token.span.start], noon + 2},
                     token.span,
                     U"2 " + dual->second.singular,
                     marked[before] == letters::yeh ? oblique : unsigned{nominative},
                     "2"});
    }
    return out;
  }

  /// Whether the number is a scale word alone, whose figures the text has lost, or stands beside
  /// another number: a decimal, a number in two pieces.
  bool is_part(const std::u32string& bare, const Quantity& q) const {
    constexpr std::size_t reach = 3;
    const std::u32string written = bare.substr(q.digits.start, q.digits.size());
    for (const auto& [factor, word] : scales_)
      if (written == word || written == word + letters::alef) return true;
    for (const Quantity& other : quantities_.find(bare)) {
      if (other.span == q.span) continue;
      if (other.span.end <= q.span.start && q.span.start - other.span.end <= reach) return true;
      if (q.span.end <= other.span.start && other.span.start - q.span.end <= reach) return true;
    }
    return false;
  }

  void compare(const std::u32string& marked, const std::u32string& bare, const Item& item) {
    const std::u32string text =
        bare.substr(0, item.bare.start) + item.digits + bare.substr(item.bare.end);
    const Span digits{item.bare.start, item.bare.start + item.digits.size()};
    unsigned got = none;
    std::u32string said;
    for (const SpokenWord& word : reader_.part(PartKind::utterance, 0, text).words) {
      if (word.written.end <= digits.start || word.written.start >= digits.end) continue;
      if (got == none) got = cases_of(word.full);
      said += word.full + U' ';
    }
    if (!seen_.insert(around(bare, item)).second) return;
    auto& [right, all] = counts_[item.kind];
    ++all;
    if (got & item.wanted) {
      ++right;
    } else if (show_) {
      const std::size_t from = item.bare.start > 60 ? item.bare.start - 60 : 0;
      std::cout << to_utf8(text.substr(from, 60 + item.digits.size() + 40)) << "\n  "
                << to_utf8(marked.substr(item.marked.start, item.marked.size())) << " <> "
                << to_utf8(said) << "\n";
    }
  }

  /// The letters beside a number: texts that repeat count once.
  static std::u32string around(const std::u32string& bare, const Item& item) {
    constexpr std::size_t reach = 30;
    const std::size_t from = item.bare.start > reach ? item.bare.start - reach : 0;
    std::u32string out;
    for (const char32_t c : bare.substr(from, item.bare.end + reach - from))
      if (is_arabic_letter(c)) out += c;
    return out;
  }

  Language language_;
  Quantities quantities_;
  Reader reader_;
  bool show_;
  struct Dual {
    std::u32string singular;
    char32_t vowel;  ///< of its first letter: not every word in -an is a dual
  };
  std::map<std::u32string, Dual> duals_;
  std::vector<std::pair<std::int64_t, std::u32string>> scales_;  ///< from high to low
  std::set<std::u32string> seen_;
  std::map<std::string, std::pair<int, int>> counts_;
};

}  // namespace

int main(int argc, char** argv) {
  const bool show = argc > 1 && std::string(argv[1]) == "--show";
  Bench bench(show);
  for (int i = show ? 2 : 1; i < argc; ++i) {
    std::ifstream in(argv[i]);
    for (std::string line; std::getline(in, line);) bench.line(from_utf8_lossy(line));
  }
  bench.print();
}
