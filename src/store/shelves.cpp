// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/shelves.h"

#include <algorithm>

#include "store/fresh_id.h"
#include "store/transaction.h"

namespace mujaz {
namespace {

using store::Row;

constexpr int lexicon_columns = 7;
const std::string lexicon_selected =
    "SELECT id, site, word, entry, author, moment, removed FROM lexicon";
LexiconEntry lexicon_of(const Row& row) {
  LexiconEntry entry{row.text(0), row.text(1), row.text(2),
                     row.text(3), row.text(4), from_milliseconds(row.number(5)),
                     {}};
  if (!row.null(6)) entry.removed = from_milliseconds(row.number(6));
  return entry;
}

constexpr int report_columns = 12;
const std::string report_selected =
    "SELECT id, site, story, revision, point, kind, word, note, span_start, span_end, moment,"
    " closed_by FROM reports";
Report report_of(const Row& row) {
  Report report;
  report.id = row.text(0);
  report.site = row.text(1);
  report.story = row.text(2);
  report.revision = static_cast<int>(row.number(3));
  report.point = row.text(4);
  report.kind = row.text(5);
  report.text = row.text(6);
  report.note = row.text(7);
  report.from = row.number(8);
  report.to = row.number(9);
  report.at = from_milliseconds(row.number(10));
  report.closed_by = row.text(11);
  return report;
}

}  // namespace

std::vector<LexiconEntry> LexiconShelf::all(const std::string& site, bool with_removed) {
  std::vector<LexiconEntry> out;
  const char* which = with_removed ? "" : " AND removed IS NULL";
  for (const Row& row :
       rows_.select(lexicon_columns,
                    lexicon_selected + " WHERE site = ?" + which + " ORDER BY moment, id", {site}))
    out.push_back(lexicon_of(row));
  return out;
}

std::optional<LexiconEntry> LexiconShelf::find(const std::string& site, const std::string& id) {
  const auto row =
      rows_.one(lexicon_columns, lexicon_selected + " WHERE site = ? AND id = ?", {site, id});
  if (!row) return std::nullopt;
  return lexicon_of(*row);
}

LexiconEntry LexiconShelf::add(LexiconEntry entry) {
  entry.id = store::fresh_id();
  rows_.run("UPDATE lexicon SET removed = ? WHERE site = ? AND word = ? AND removed IS NULL",
            {milliseconds(entry.at), entry.site, entry.word});
  rows_.run(
      "INSERT INTO lexicon (id, site, word, entry, author, moment, removed)"
      " VALUES (?, ?, ?, ?, ?, ?, NULL)",
      {entry.id, entry.site, entry.word, entry.entry, entry.by, milliseconds(entry.at)});
  return entry;
}

bool LexiconShelf::remove(const std::string& id, Time at) {
  return rows_.run("UPDATE lexicon SET removed = ? WHERE id = ? AND removed IS NULL",
                   {milliseconds(at), id}) == 1;
}

void Audience::heard(const std::string& site, const std::string& story, const std::string& day,
                     const std::string& what, std::int64_t times) {
  rows_.run(
      "INSERT INTO plays (site, story, day, what, times) VALUES (?, ?, ?, ?, ?)"
      " ON CONFLICT (site, story, day, what) DO UPDATE SET times = plays.times + excluded.times",
      {site, story, day, what, times});
}

std::vector<Count> Audience::counts(const std::string& site, const std::string& from,
                                    const std::string& to, const std::string& story) {
  std::string sql =
      "SELECT story, what, SUM(times) FROM plays WHERE site = ? AND day >= ? AND day <= ?";
  std::vector<store::Value> values = {site, from, to};
  if (!story.empty()) {
    sql += " AND story = ?";
    values.emplace_back(story);
  }
  std::vector<Count> out;
  for (const Row& row :
       rows_.select(3, sql + " GROUP BY story, what ORDER BY story, what", std::move(values)))
    out.push_back({row.text(0), row.text(1), row.number(2)});
  return out;
}

Report Audience::add(Report report) {
  report.id = store::fresh_id();
  rows_.run(
      "INSERT INTO reports (id, site, story, revision, point, kind, word, note, span_start,"
      " span_end, moment, closed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
      {report.id, report.site, report.story, std::int64_t{report.revision}, report.point,
       report.kind, report.text, report.note, report.from, report.to, milliseconds(report.at)});
  return report;
}

std::vector<Report> Audience::reports(const std::string& site, bool open_alone, int limit) {
  const char* which = open_alone ? " AND closed_by = ''" : "";
  std::vector<Report> out;
  for (const Row& row : rows_.select(
           report_columns,
           report_selected + " WHERE site = ?" + which + " ORDER BY moment DESC, id LIMIT ?",
           {site, std::int64_t{std::clamp(limit, 1, 1000)}}))
    out.push_back(report_of(row));
  return out;
}

bool Audience::close(const std::string& id, const std::string& by) {
  return rows_.run("UPDATE reports SET closed_by = ? WHERE id = ? AND closed_by = ''", {by, id}) ==
         1;
}

}  // namespace mujaz
