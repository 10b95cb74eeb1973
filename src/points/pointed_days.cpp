// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/pointed_days.h"

namespace mujaz::points {
namespace {

using namespace std::chrono;

constexpr int months_a_year = 12, days_a_week = 7;

std::vector<std::u32string> words_of(std::u32string_view phrase) {
  std::vector<std::u32string> out;
  for (const Token& token : tokens(phrase))
    out.push_back(folded(phrase.substr(token.span.start, token.span.size())));
  return out;
}

/// A number of `size` digits; -1 where there is none.
int number_at(std::string_view text, std::size_t from, std::size_t size) {
  if (text.size() < from + size) return -1;
  int out = 0;
  for (const char c : text.substr(from, size)) {
    if (c < '0' || c > '9') return -1;
    out = out * 10 + (c - '0');
  }
  return out;
}

/// East of Greenwich the next day may have begun: Arabic is written up to four hours from there.
bool is_open(const std::string& date) {
  constexpr std::size_t hour_at = 11;
  constexpr int last_hour = 20;
  const bool greenwich = date.ends_with('Z') || date.ends_with("+00:00");
  return greenwich && number_at(date, hour_at, 2) >= last_hour;
}

bool has_article(std::u32string_view word) {
  return word.size() > 3 && word[0] == letters::alef && word[1] == letters::lam;
}

/// «أعلن», «توجه»: a verb that tells of what has been. A present tense goes with «our times».
bool is_past(const Prose& prose, std::u32string_view word) {
  using namespace letters;
  if (prose.has_joining_waw(word)) word.remove_prefix(1);
  if (word.empty() || word[0] == yeh || word[0] == noon || word[0] == seen) return false;
  const Saying* saying = prose.saying(word);
  return saying ? !saying->participle && word[0] != teh : prose.is_finite_verb(word);
}

}  // namespace

std::optional<year_month_day> day_of(const std::string& date) {
  constexpr std::size_t month_at = 5, day_at = 8;
  const int y = number_at(date, 0, 4), m = number_at(date, month_at, 2),
            d = number_at(date, day_at, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  const year_month_day out{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!out.ok()) return std::nullopt;
  return out;
}

PointedDays::PointedDays(const Language& language) : months_(months_a_year) {
  const Table rows = language.table("pointed_days");
  for (std::size_t i = 0; i < rows.rows().size(); ++i) {
    const auto& row = rows.rows()[i];
    const std::string kind = to_utf8(row[rows.column("kind")]);
    const std::u32string& phrase = row[rows.column("phrase")];
    if (kind == "part")
      parts_.insert(folded(phrase));
    else if (kind == "before")
      before_.insert(folded(phrase));
    else if (kind == "behind")
      behind_.insert(folded(phrase));
    else if (kind == "day" || kind == "today")
      phrases_.push_back(
          {words_of(phrase), std::stoi(to_utf8(row[rows.column("days")])), kind == "today"});
    else
      throw Error(ErrorCode::bad_input, "The table has no kind \"" + kind + "\".",
                  rows.file() + ":" + std::to_string(rows.line(i)));
  }
  std::stable_sort(phrases_.begin(), phrases_.end(), [](const Phrase& a, const Phrase& b) {
    return a.words.size() > b.words.size();
  });
  const Table week = language.table("weekdays");
  for (const auto& row : week.rows()) {
    const std::vector<std::u32string> forms = alternatives(row[0]);
    for (const std::u32string& form : forms)
      weekdays_.emplace(folded(form), static_cast<int>(weekday_names_.size()));
    weekday_names_.push_back(forms.front());
  }
  const Table months = language.table("months");
  const std::pair<std::u32string_view, Region> regions[] = {{U"general", Region::general},
                                                            {U"levant", Region::levant},
                                                            {U"maghreb", Region::maghreb},
                                                            {U"morocco", Region::morocco}};
  for (const auto& row : months.rows()) {
    if (row[months.column("calendar")] != U"gregorian") continue;
    const auto number = static_cast<std::size_t>(std::stoi(to_utf8(row[months.column("month")])));
    for (const auto& [name, region] : regions) {
      if (row[months.column("region")] != name) continue;
      const std::u32string bare = without_marks(row[months.column("name")]);
      month_words_.insert(words_of(bare).front());
      months_.at(number - 1).at(static_cast<std::size_t>(region)) = bare;
      // The first word is enough to tell the region by, where it is surely a month's.
      if (row[months.column("alone")] == U"yes")
        month_regions_.emplace(words_of(bare).front(), region);
    }
  }
}

int PointedDays::weekday(std::u32string_view word) const {
  const auto found = weekdays_.find(word);
  return found == weekdays_.end() ? -1 : found->second;
}

bool PointedDays::is_today(const Reading& reading, const PointedDay& found) const {
  const std::vector<Word>& words = reading.document.words;
  const std::size_t last = reading.sentence.last;
  const bool has_next = found.last < last;
  if (has_next && has_article(words[found.last].folded)) return false;  // «اليوم التالي»
  const bool opens = found.first == reading.sentence.first;
  if (!opens && parts_.contains(words[found.first - 1].folded)) return true;
  if (!has_next) return false;
  if (is_comma(words[found.last])) return opens || is_comma(words[found.first - 1]);
  if (opens) return false;
  return opens_clause(words[found.last]) || is_past(reading.prose, words[found.first - 1].folded);
}

std::optional<PointedDay> PointedDays::at(const Reading& reading, std::size_t i) const {
  const Sentence& sentence = reading.sentence;
  const std::vector<Word>& words = reading.document.words;
  // «وأمس، أعلنت …»: the و of a sentence's first word goes.
  const std::u32string& head = words[i].folded;
  const bool joined = i == sentence.first && head.size() > 3 && head[0] == letters::waw;
  const auto phrase = std::find_if(phrases_.begin(), phrases_.end(), [&](const Phrase& one) {
    for (std::size_t k = 0; k < one.words.size(); ++k)
      if (i + k >= sentence.last ||
          std::u32string_view(words[i + k].folded).substr(joined && k == 0) != one.words[k])
        return false;
    return true;
  });
  if (phrase == phrases_.end()) return std::nullopt;
  PointedDay out{i, i + phrase->words.size(), {}, {}, {}};
  if ((i > sentence.first && before_.contains(words[i - 1].folded)) ||
      (out.last < sentence.last && behind_.contains(words[out.last].folded)))
    return std::nullopt;
  const sys_days day = reading.published + days(phrase->days);
  out.day = day;
  std::size_t next = out.last;
  if (next + 1 < sentence.last && is_comma(words[next])) ++next;
  const int named = next < sentence.last ? weekday(words[next].folded) : -1;
  if (named >= 0) {
    // The page's date and the article's own word must agree.
    if (named + 1 != static_cast<int>(std::chrono::weekday(day).iso_encoding()))
      return std::nullopt;
    out.last = next + 1;
  }
  // «أمس الاثنين 23 نوفمبر» has its date.
  const bool dated =
      out.last + 1 < sentence.last && words[out.last].kind == TokenKind::number &&
      (month_words_.contains(words[out.last + 1].folded) || words[out.last + 1].is(U'/'));
  if (dated || (out.last < sentence.last && words[out.last].is(U'('))) return std::nullopt;
  bool reported = false;
  for (std::size_t k = sentence.first; k < i; ++k)
    reported |= words[k].is(U':') || opens_clause(words[k]);
  // What somebody said may be of another day.
  if (named < 0 && (reported || (phrase->today && !is_today(reading, out)))) return std::nullopt;
  out.span = {words[out.first].span.start + joined, words[out.last - 1].span.end};
  return out;
}

std::vector<PointedDay> PointedDays::find(const Prose& prose, const Document& document,
                                          const Article& article) const {
  std::vector<PointedDay> out;
  for (const Sentence& sentence : document.sentences) {
    const std::optional<std::string>& time = article.paragraphs[sentence.paragraph].time;
    const std::optional<std::string>& date = time ? time : article.published;
    const auto day = date && !is_open(*date) ? day_of(*date) : std::nullopt;
    if (!day) continue;
    const Enclosed marks = enclosed(document.words, sentence.first, sentence.last);
    const Reading reading{prose, document, sentence, *day, marks};
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      if (marks.quoted[i - sentence.first] || marks.bracketed[i - sentence.first]) continue;
      if (auto found = at(reading, i)) {
        i = found->last - 1;
        out.push_back(std::move(*found));
      }
    }
  }
  return out;
}

PointedDays::Region PointedDays::region_of(const Document& document) const {
  for (const Word& word : document.words)
    if (const auto found = month_regions_.find(word.folded); found != month_regions_.end())
      return found->second;
  return Region::general;
}

std::u32string PointedDays::written(const year_month_day& day, MonthNames months,
                                    const Document& document) const {
  Region region = Region::general;
  switch (months) {
    case MonthNames::as_written:
      region = region_of(document);
      break;
    case MonthNames::egypt_gulf:
      break;
    case MonthNames::levant:
      region = Region::levant;
      break;
    case MonthNames::tunisia_algeria:
      region = Region::maghreb;
      break;
    case MonthNames::morocco:
      region = Region::morocco;
      break;
  }
  const auto& names = months_[static_cast<unsigned>(day.month()) - 1];
  const std::u32string& own = names[static_cast<std::size_t>(region)];
  const std::size_t week =
      (std::chrono::weekday(sys_days(day)).iso_encoding() + days_a_week - 1) % days_a_week;
  return weekday_names_[week] + U' ' + from_utf8(std::to_string(static_cast<unsigned>(day.day()))) +
         U' ' + (own.empty() ? names.front() : own);
}

std::vector<DayRun> written_days(const Meanings& meanings, const std::vector<Word>& words,
                                 const std::vector<PointedDay>& days) {
  constexpr int first_month = 10;  // among the words of a calendar
  std::vector<DayRun> out;
  for (std::size_t i = 0; i + 1 < words.size() && !days.empty(); ++i) {
    if (words[i].kind != TokenKind::number) continue;
    const bool has_second = i + 2 < words.size();
    const std::u32string_view second = has_second ? words[i + 2].folded : std::u32string_view();
    const int month = meanings.calendar(words[i + 1].folded, second).id - first_month + 1;
    if (month < 1) continue;
    // A month of two words is known by its first with the second alone.
    const bool two = has_second && meanings.calendar(words[i + 1].folded, {}).id < 0;
    const int named = i > 0 ? meanings.calendar(words[i - 1].folded, {}).id : -1;
    const bool has_weekday = named >= 0 && named < first_month;
    for (std::size_t k = 0; k < days.size(); ++k) {
      const auto week = std::chrono::weekday(sys_days(days[k].day)).iso_encoding();
      if (static_cast<int>(static_cast<unsigned>(days[k].day.month())) != month ||
          from_utf8(std::to_string(static_cast<unsigned>(days[k].day.day()))) != words[i].folded ||
          (has_weekday && named + 1 != static_cast<int>(week)))
        continue;
      out.push_back({i - has_weekday, i + 2 + two, k});
      break;
    }
  }
  return out;
}

}  // namespace mujaz::points
