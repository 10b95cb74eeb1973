// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the months: as written, or as the region of the site has them; one or both of two.
#include "reading/sentence.h"

namespace mujaz::reading {
namespace {

constexpr std::u32string_view first_region = U"general";

std::u32string_view region(MonthNames names) {
  switch (names) {
    case MonthNames::levant:
      return U"levant";
    case MonthNames::tunisia_algeria:
      return U"maghreb";
    case MonthNames::morocco:
      return U"morocco";
    case MonthNames::as_written:
    case MonthNames::egypt_gulf:
      break;
  }
  return first_region;
}

}  // namespace

/// The month that begins at token i, with a second name behind a stroke or in brackets.
Sentence::NamedMonth Sentence::month_at(std::size_t i) const {
  NamedMonth named;
  Phrases::Match first = tables_.month_phrases.longest(line_, i);
  const std::u32string& word = line_.folded[i];
  for (std::size_t cut = 1; first.tokens == 0 && cut <= 2 && cut + 2 < word.size(); ++cut) {
    const auto clitic = tables_.clitics.find(word.substr(0, cut));
    if (clitic == tables_.clitics.end() || clitic->second.article) continue;
    named.clitic = cut;
    first = tables_.month_phrases.longest(line_, i, cut);
  }
  if (first.tokens == 0) return named;
  named.at = i;
  named.first = first.id;
  named.next = i + first.tokens;
  const bool bracket = line_.is(named.next, U'(');
  if (!bracket && !line_.is(named.next, U'/')) return named;
  const auto second = tables_.month_phrases.longest(line_, named.next + 1);
  const std::size_t end = named.next + 1 + second.tokens;
  if (second.tokens == 0 || (bracket && !line_.is(end, U')'))) return named;
  const auto& months = tables_.months;
  if (months[static_cast<std::size_t>(first.id)].number !=
      months[static_cast<std::size_t>(second.id)].number)
    return named;
  named.second = second.id;
  named.second_at = named.next + 1;
  named.next = end + bracket;
  return named;
}

/// A month outside a day's date that is given two names, or that the region calls otherwise.
bool Sentence::month() {
  const NamedMonth named = month_at(at_);
  if (named.first < 0) return false;
  if (named.second < 0) {
    const Quantity* q = in_words_at(named.next - 1);
    if (setup_.months == MonthNames::as_written || !q || q->kind != QuantityKind::date)
      return false;
  }
  const Ruled found = ruled(at_);
  Case wanted = found.sure ? found.wanted : Case::genitive;
  if (named.clitic > 0) {
    const auto& clitic = tables_.clitics.at(line_.folded[at_].substr(0, named.clitic));
    speech_.clitic(clitic.read, line_.tokens[at_].span);
    if (clitic.genitive) wanted = Case::genitive;
  }
  say_month(named, wanted);
  at_ = named.next;
  head_ = {};
  return true;
}

void Sentence::say_month(const NamedMonth& named, Case wanted) {
  const Tables::Month& first = tables_.months[static_cast<std::size_t>(named.first)];
  const bool both = named.second >= 0 && setup_.both_month_names;
  const bool as_written = both || first.hijri || setup_.months == MonthNames::as_written;
  const std::u32string& name = as_written ? first.name : month_name(first.number, false);
  const std::size_t end = both ? named.second_at - 1 : named.next;
  speech_.fixed_phrase(inflect(name, wanted, State::indefinite), span(named.at, end));
  if (!both) return;
  speech_.closing(0x060C);
  const Tables::Month& second = tables_.months[static_cast<std::size_t>(named.second)];
  const std::size_t last = named.next - (line_.is(named.next - 1, U')') ? 1 : 0);
  speech_.fixed_phrase(inflect(second.name, wanted, State::indefinite),
                       span(named.second_at, last));
}

/// The name that the setup's region has for a month of 1 to 12.
const std::u32string& Sentence::month_name(int number, bool hijri) const {
  const std::u32string* general = &tables_.months.front().name;
  for (const Tables::Month& month : tables_.months) {
    if (month.number != number || month.hijri != hijri) continue;
    if (month.region == region(setup_.months)) return month.name;
    if (month.region == first_region) general = &month.name;
  }
  return *general;
}

}  // namespace mujaz::reading
