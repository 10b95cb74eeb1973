// SPDX-License-Identifier: GPL-3.0-or-later
// «اليوم» and «أمس»: which day an article means by them.
#pragma once

#include <chrono>

#include "mujaz/quantities.h"
#include "points/document.h"
#include "points/meanings.h"

namespace mujaz::points {

/// Immutable after construction: any thread may use it.
class PointedDays {
 public:
  explicit PointedDays(const Language& language);

  /// The words of the document that point at a day, outside of what others said, in order. None
  /// where the article has no date, or one so near midnight of another zone that the day is open.
  std::vector<PointedDay> find(const Prose& prose, const Document& document,
                               const Article& article) const;
  /// «الثلاثاء 24 تشرين الثاني»: with the months of the region, or of the article as it has them.
  std::u32string written(const std::chrono::year_month_day& day, MonthNames months,
                         const Document& document) const;

 private:
  enum class Region { general, levant, maghreb, morocco };
  struct Phrase {
    std::vector<std::u32string> words;
    int days = 0;
    bool today = false;
  };
  struct Reading {
    const Prose& prose;
    const Document& document;
    const Sentence& sentence;
    std::chrono::sys_days published;
    const Enclosed& marks;
  };
  std::optional<PointedDay> at(const Reading& reading, std::size_t i) const;
  bool is_today(const Reading& reading, const PointedDay& found) const;
  int weekday(std::u32string_view folded) const;
  Region region_of(const Document& document) const;

  std::vector<Phrase> phrases_;  // the longest first
  TextSet parts_, before_, behind_;
  std::vector<std::u32string> weekday_names_;  // from Monday
  TextMap<int> weekdays_;
  std::vector<std::array<std::u32string, 4>> months_;  // of each month its name in each region
  TextSet month_words_;                                // the first of each name
  TextMap<Region> month_regions_;
};

/// A day of the document's, written out in a text.
struct DayRun {
  std::size_t first = 0, last = 0;  ///< its words there
  std::size_t day = 0;              ///< its place among the days
};
/// Where the text has one of the days: its day and month, and its day of the week before them.
std::vector<DayRun> written_days(const Meanings& meanings, const std::vector<Word>& words,
                                 const std::vector<PointedDay>& days);

/// The day of an RFC 3339 date, as it stands there. Nothing where it is none.
std::optional<std::chrono::year_month_day> day_of(const std::string& date);

}  // namespace mujaz::points
