// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/say_as.h"

#include "reading/pronunciation_files.h"

namespace mujaz::reading {
namespace {

[[noreturn]] void fail(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::bad_input, what, where);
}

std::vector<Word> words_of(const Phrase& phrase) {
  std::vector<Word> out;
  for (const Spoken& spoken : phrase) {
    Word& word = out.emplace_back();
    word.text = spoken.text;
    word.fixed = true;
    word.bare = spoken.bare;
  }
  return out;
}

/// Gender and case, as `detail` says them.
struct Detail {
  bool given = false;
  bool feminine = false;
  Case wanted = Case::nominative;
};

Detail read_detail(std::string_view detail, const std::string& where) {
  Detail out;
  for (std::size_t start = 0; start < detail.size();) {
    const std::size_t end = std::min(detail.find(' ', start), detail.size());
    const std::string_view word = detail.substr(start, end - start);
    start = end + 1;
    if (word.empty()) continue;
    out.given = true;
    if (word == "f")
      out.feminine = true;
    else if (word == "acc")
      out.wanted = Case::accusative;
    else if (word == "gen")
      out.wanted = Case::genitive;
    else if (word != "m" && word != "nom")
      fail(in_quotes(word) + " is none of m, f, nom, acc, gen.", where);
  }
  return out;
}

/// A number of digits alone, or -1 where it is none or over 10^15.
std::int64_t whole_number(std::u32string_view text) {
  constexpr std::size_t most_digits = 15;
  if (text.empty() || text.size() > most_digits) return -1;
  std::int64_t value = 0;
  for (const char32_t c : text) {
    if (digit_value(c) < 0) return -1;
    value = value * 10 + digit_value(c);
  }
  return value;
}

/// The runs of digits of a text, and the letters behind the last of them.
struct Fields {
  std::vector<std::u32string> figures;
  std::u32string rest;
};
Fields fields_of(std::u32string_view text) {
  Fields out;
  bool inside = false;
  for (const char32_t c : text) {
    const bool digit = digit_value(c) >= 0;
    if (digit && !inside) out.figures.emplace_back();
    if (digit) out.figures.back().push_back(c);
    if (!digit && !is_space(c)) out.rest.push_back(c);
    inside = digit;
  }
  return out;
}

std::u32string figures_of(std::int64_t value) {
  return from_utf8(std::to_string(value));
}

}  // namespace

SayAs::SayAs(const Language& language, const Numerals& numerals, const Spelling& spelling)
    : numerals_(numerals), spelling_(spelling), words_(language), quantities_(language) {
  const Table table = language.table("months");
  for (const auto& row : table.rows()) {
    const std::int64_t month = whole_number(row[table.column("month")]);
    if (row[table.column("calendar")] == U"hijri" || month < 1 || month > 12) continue;
    std::u32string& name = months_[static_cast<std::size_t>(month) - 1];
    if (name.empty()) name = without_marks(row[table.column("name")]);
  }
}

Said SayAs::say(std::string_view kind, std::string_view format, std::string_view detail,
                std::u32string_view content, const std::string& where) const {
  if (kind == "cardinal") return number(detail, content, where);
  if (kind == "number") {
    if (format == "ordinal") return ordinal(detail, content, where);
    if (format == "telephone" || format == "digits") return digits(content, where);
    if (!format.empty() && format != "cardinal")
      fail("The format of a number is cardinal, ordinal, digits or telephone.", where);
    return number(detail, content, where);
  }
  if (kind == "ordinal") return ordinal(detail, content, where);
  if (kind == "digits" || kind == "telephone") return digits(content, where);
  if (kind == "characters" || kind == "spell-out") return characters(content, where);
  if (kind == "date") return date(format.empty() ? "dmy" : format, content, where);
  if (kind == "time") return time(content, where);
  if (kind == "currency") return currency(content, where);
  fail(in_quotes(kind) +
           " is none of cardinal, number, ordinal, digits, telephone, characters, spell-out, date, "
           "time, currency.",
       where);
}

/// Without a detail the figures are read where they stand.
Said SayAs::number(std::string_view detail, std::u32string_view content,
                   const std::string& where) const {
  const Detail wanted = read_detail(detail, where);
  const std::vector<Quantity> found = quantities_.find(content);
  if (found.size() != 1 || found[0].in_words || found[0].span != Span{0, content.size()})
    fail(in_quotes(content) + " is no number.", where);
  if (!wanted.given) return {std::u32string(content), {}};
  const Decimal& value = found[0].value;
  if (value.overflow || value.negative || value.scale > 0)
    fail("A number with a detail is whole, from 0 to 10^15.", where);
  return {{},
          words_of(numerals_.cardinal(value.digits, wanted.feminine,
                                      {wanted.wanted, State::indefinite}))};
}

Said SayAs::ordinal(std::string_view detail, std::u32string_view content,
                    const std::string& where) const {
  const Detail wanted = read_detail(detail, where);
  const std::int64_t value = whole_number(content);
  if (value < 1 || value > 999) fail("An ordinal is from 1 to 999.", where);
  return {{}, words_of(numerals_.ordinal(value, wanted.feminine, wanted.wanted))};
}

Said SayAs::date(std::string_view format, std::u32string_view content,
                 const std::string& where) const {
  const std::string wrong =
      in_quotes(content) + " is no date of the format " + std::string(format.substr(0, 20)) + ".";
  const Fields fields = fields_of(content);
  if (format.empty() || fields.figures.size() != format.size()) fail(wrong, where);
  std::int64_t day = 0, month = 0, year = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    std::int64_t& field = format[i] == 'd' ? day : format[i] == 'm' ? month : year;
    if ((format[i] != 'd' && format[i] != 'm' && format[i] != 'y') || field != 0)
      fail(wrong, where);
    field = whole_number(fields.figures[i]);
    if (field < 1) fail(wrong, where);
  }
  if (month > 12 || day > 31 || (day > 0 && year > 0 && month == 0) || (year > 0 && year < 100) ||
      year > 9999)
    fail(wrong, where);
  const std::u32string name =
      month > 0 ? months_[static_cast<std::size_t>(month) - 1] : std::u32string();
  if (day > 0 && month > 0 && year > 0)
    return {figures_of(day) + U'/' + figures_of(month) + U'/' + figures_of(year), {}};
  if (day > 0 && month > 0) return {figures_of(day) + U' ' + name, {}};
  if (day > 0) return {{}, words_of(numerals_.ordinal(day, false, Case::nominative))};
  std::u32string out = name;
  if (year > 0 && month == 0) out = without_marks(words_[U"year"]);
  if (year > 0) out += U' ' + figures_of(year);
  return {out, {}};
}

/// Hours, minutes and seconds; `a` or `p` behind them is the morning or the evening.
Said SayAs::time(std::u32string_view content, const std::string& where) const {
  const std::string wrong = in_quotes(content) + " is no time of the day.";
  const Fields fields = fields_of(content);
  std::u32string half;
  for (const char32_t c : fields.rest)
    if (is_latin_letter(c)) half.push_back(c | 0x20);
  if (fields.figures.empty() || fields.figures.size() > 3) fail(wrong, where);
  const auto field = [&](std::size_t i) {
    return i < fields.figures.size() ? whole_number(fields.figures[i]) : 0;
  };
  const std::int64_t hour = field(0), minute = field(1), second = field(2);
  const bool morning = half == U"a" || half == U"am", evening = half == U"p" || half == U"pm";
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59 ||
      (!half.empty() && (!morning && !evening)) || (!half.empty() && hour > 12))
    fail(wrong, where);
  std::u32string out = figures_of(hour) + U':' + (minute < 10 ? U"0" : U"") + figures_of(minute);
  if (second > 0)
    out += U' ' + words_[U"and"] + figures_of(second) + U' ' +
           without_marks(words_.noun(U"second").singular);
  if (morning || evening) out += U' ' + words_[morning ? U"morning" : U"evening"];
  return {out, {}};
}

Said SayAs::currency(std::u32string_view content, const std::string& where) const {
  const std::vector<Quantity> found = quantities_.find(content);
  if (found.size() != 1 || found[0].kind != QuantityKind::money ||
      found[0].span != Span{0, content.size()})
    fail(in_quotes(content) + " is no amount of a currency.", where);
  return {std::u32string(content), {}};
}

Said SayAs::digits(std::u32string_view content, const std::string& where) const {
  std::u32string figures;
  for (const char32_t c : content) {
    if (digit_value(c) >= 0 || c == U'+')
      figures.push_back(c);
    else if (!is_space(c) && std::u32string_view(U"-()./").find(c) == std::u32string_view::npos)
      fail(in_quotes(content) + " has something that is no digit.", where);
  }
  if (figures.empty()) fail("There is no digit.", where);
  return {{}, words_of(numerals_.digits(figures))};
}

Said SayAs::characters(std::u32string_view content, const std::string& where) const {
  std::size_t at = 0;
  const auto names = spelling_.names(content, at);
  if (!names) fail(in_quotes(content.substr(at, 1)) + " has no name to spell it by.", where);
  if (names->empty()) fail("There is no letter to spell.", where);
  std::vector<Word> out;
  for (const std::u32string& name : *names) {
    Word& word = out.emplace_back();
    word.text = name;
    word.fixed = word.bare = true;
  }
  return {{}, std::move(out)};
}

}  // namespace mujaz::reading
