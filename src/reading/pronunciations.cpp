// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/pronunciations.h"

#include <map>
#include <tuple>

#include "reading/pronunciation_files.h"
#include "reading/pronunciation_index.h"

namespace mujaz {

using namespace reading;

namespace {

std::string scope_of(const Pronunciation& entry) {
  return entry.scope + (entry.role.empty() ? "" : ", role " + entry.role);
}

bool is_date(std::string_view date) {
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return false;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char c : date.substr(from, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1) return false;
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[month - 1] + (month == 2 && leap);
}

/// Adds what is wrong with an entry, where something is.
bool has_error(const Pronunciation& entry, const EntryReader& reader, std::vector<Finding>& out) {
  const auto error = [&](FilePlace place, std::string what) {
    report(out, FindingKind::error, place, std::move(what));
    return true;
  };
  if (const auto fault = reader.fault(entry)) {
    FilePlace place = fault->in_written ? entry.place : entry.reading_place;
    if (place.line > 0) place.column += static_cast<int>(fault->at);
    const std::u32string& text = fault->in_written ? entry.written : entry.reading;
    std::string what = fault->what;
    if (!text.empty())
      what += " Letter " + std::to_string(fault->at + 1) + " of " + in_quotes(text) + ".";
    return error(place, std::move(what));
  }
  const auto has_space = [](const std::string& text) {
    return text.find_first_of(" \t\r\n") != text.npos;
  };
  if (entry.scope.empty() || has_space(entry.scope))
    return error(entry.place, "A scope is `all` or the name of a site, without a space.");
  if (has_space(entry.role)) return error(entry.place, "A role has no space.");
  if (!entry.date.empty() && !is_date(entry.date))
    return error(entry.place, "\"" + entry.date + "\" is no date such as 2024-10-24.");
  return false;
}

std::vector<Finding> check_with(const std::vector<Pronunciation>& entries,
                                const EntryReader& reader) {
  std::vector<Finding> out;
  std::map<std::tuple<std::u32string, std::string, std::string>, const Pronunciation*> seen;
  for (const Pronunciation& entry : entries) {
    if (has_error(entry, reader, out)) continue;
    const auto say = [&](FindingKind kind, std::string what) {
      report(out, kind, entry.place, std::move(what));
    };
    const auto [found, fresh] =
        seen.emplace(std::tuple(written_key(entry.written), entry.scope, entry.role), &entry);
    if (!fresh) {
      const Pronunciation& other = *found->second;
      const std::string where =
          other.place.line ? " in line " + std::to_string(other.place.line) : "";
      if (other.same_reading(entry))
        say(FindingKind::note, in_quotes(entry.written) + " stands here a second time.");
      else
        say(FindingKind::conflict, in_quotes(entry.written) + " (" + scope_of(entry) +
                                       ") is read " + in_quotes(entry.reading) + " here and " +
                                       in_quotes(other.reading) + where + ".");
    } else if (entry.form == ReadingForm::marked && without_marks(entry.reading) != entry.written) {
      say(FindingKind::note, "The letters of " + in_quotes(entry.reading) + " are not those of " +
                                 in_quotes(entry.written) + ".");
    }
  }
  return out;
}

}  // namespace

const char* name(ReadingForm form) {
  switch (form) {
    case ReadingForm::marked:
      return "marked";
    case ReadingForm::phones:
      return "phones";
    case ReadingForm::letters:
      return "letters";
  }
  return "marked";
}

const char* name(FindingKind kind) {
  switch (kind) {
    case FindingKind::error:
      return "error";
    case FindingKind::conflict:
      return "conflict";
    case FindingKind::note:
      return "note";
  }
  return "error";
}

std::vector<Finding> check(const std::vector<Pronunciation>& entries, const Language& language) {
  return check_with(entries, EntryReader(language));
}

Pronunciations::Pronunciations(const std::vector<Pronunciation>& entries, const Language& language,
                               std::string_view site) {
  const EntryReader reader(language);
  for (const Finding& finding : check_with(entries, reader))
    if (finding.kind != FindingKind::note)
      throw Error(ErrorCode::bad_input, finding.what, name_of(finding.place));
  index_ = std::make_unique<PronunciationIndex>(entries, reader, site);
}

Pronunciations::~Pronunciations() = default;

std::size_t Pronunciations::size() const {
  return index_->size();
}

std::shared_ptr<const Pronunciations> load_pronunciations(const std::filesystem::path& file,
                                                          const Language& language,
                                                          std::string_view site) {
  constexpr std::size_t limit = 8u << 20;
  const PronunciationFormat format = pronunciation_format(file.filename().string());
  const std::string bytes = read_file(file, limit);
  try {
    const PronunciationList list = read_pronunciations(bytes, format, language);
    for (const Finding& finding : list.findings)
      if (finding.kind != FindingKind::note)
        throw Error(ErrorCode::bad_input, finding.what, name_of(finding.place));
    return std::make_shared<Pronunciations>(list.entries, language, site);
  } catch (const Error& error) {
    throw Error(error.code(), error.what(),
                file.string() + (error.where().empty() ? "" : ", " + error.where()));
  }
}

}  // namespace mujaz
