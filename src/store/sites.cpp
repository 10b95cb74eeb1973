// SPDX-License-Identifier: GPL-3.0-or-later
// Sites, and what is numbered within a site: happenings and the log.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "store/transaction.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;
using store::Row;

/// Rows of the first schema kept a number under another name, and the page as a text.
Site site_of(const std::string& name, const std::string& settings) {
  Json json = Json::parse(settings);
  if (json.contains("points")) json["count"] = json["points"];
  if (json.at("page").is_string()) json["page"] = Json::parse(json["page"].get<std::string>());
  Site site;
  site.name = name;
  return with_settings(std::move(site), json.dump());
}

void check(const Site& site) {
  const std::string& name = site.name;
  const bool fits = !name.empty() && name.size() <= 64 && name.front() != '.' &&
                    name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == name.npos;
  if (!fits)
    throw Error(ErrorCode::bad_input,
                "A site's name is 1 to 64 of a-z 0-9 . _ - and begins with no dot.",
                name.substr(0, 64));
  const PointsOptions& points = site.policy.points;
  if (points.count < 1 || points.count > 5 || points.words < 10 || points.words > 300)
    throw Error(ErrorCode::bad_input, "A box has 1 to 5 points of 10 to 300 words.", "count");
  if (!(site.pause >= 0 && site.pause <= 5))
    throw Error(ErrorCode::bad_input, "The pause between points is 0 to 5 seconds.", "pause");
  if (site.between.find_first_of("/\\") != site.between.npos || site.between.starts_with('.'))
    throw Error(ErrorCode::bad_input,
                "The sound between points is the name of a file in a folder for voices.",
                "between");
  if (!(site.speed >= 0.5 && site.speed <= 3))
    throw Error(ErrorCode::bad_input, "The speed is 0.5 to 3.", "speed");
  if (!Json::accept(site.page))
    throw Error(ErrorCode::bad_input, "The settings of pages are no JSON.", "page");
}

Entry entry_of(const Row& row) {
  const Json json = Json::parse(row.text(0));
  Entry entry;
  json.at("place").get_to(entry.place);
  entry.at = parse_time(json.at("at").get<std::string>());
  json.at("site").get_to(entry.site);
  json.at("story").get_to(entry.story);
  json.at("revision").get_to(entry.revision);
  json.at("who").get_to(entry.who);
  json.at("role").get_to(entry.role);
  json.at("action").get_to(entry.action);
  json.at("from").get_to(entry.from);
  json.at("to").get_to(entry.to);
  json.at("point").get_to(entry.point);
  json.at("text").get_to(entry.text);
  json.at("verdict").get_to(entry.verdict);
  json.at("sentence").get_to(entry.sentence);
  json.at("decision").get_to(entry.decision);
  json.at("reason").get_to(entry.reason);
  json.at("previous").get_to(entry.previous);
  entry.hash = row.text(1);
  return entry;
}

[[noreturn]] void no_site(const std::string& name) {
  throw Error(ErrorCode::not_found, "There is no such site.", name.substr(0, 64));
}

}  // namespace

std::vector<Site> Sites::all() {
  std::vector<Site> out;
  for (const Row& row : rows_.select(2, "SELECT name, settings FROM sites ORDER BY name"))
    out.push_back(site_of(row.text(0), row.text(1)));
  return out;
}

std::optional<Site> Sites::find(const std::string& name) {
  const auto row = rows_.one(1, "SELECT settings FROM sites WHERE name = ?", {name});
  if (!row) return std::nullopt;
  return site_of(name, row->text(0));
}

Site Sites::get(const std::string& name) {
  std::optional<Site> site = find(name);
  if (!site) no_site(name);
  return std::move(*site);
}

void Sites::put(const Site& site) {
  check(site);
  rows_.run(
      "INSERT INTO sites (name, settings, entries, last_hash, happenings) VALUES (?, ?, 0, ?, 0)"
      " ON CONFLICT (name) DO UPDATE SET settings = excluded.settings",
      {site.name, settings_json(site), std::string(64, '0')});
}

std::int64_t Happenings::last(const std::string& site) {
  const auto row = rows_.one(1, "SELECT happenings FROM sites WHERE name = ?", {site});
  return row ? row->number(0) : 0;
}

std::vector<Happening> Happenings::after(const std::string& site, std::int64_t place, int limit) {
  std::vector<Happening> out;
  for (const Row& row : rows_.select(5,
                                     "SELECT place, what, story, revision, moment FROM happenings"
                                     " WHERE site = ? AND place > ? ORDER BY place LIMIT ?",
                                     {site, place, std::int64_t{limit}})) {
    Happening one;
    one.place = row.number(0);
    one.site = site;
    one.what = row.text(1);
    one.story = row.text(2);
    one.revision = static_cast<int>(row.number(3));
    one.at = from_milliseconds(row.number(4));
    out.push_back(std::move(one));
  }
  return out;
}

void Happenings::add(const std::string& site, const std::string& what, const std::string& story,
                     int revision, Time at) {
  // The site's row is held until the commit: places have no gap and come in the order of commits.
  if (rows_.run("UPDATE sites SET happenings = happenings + 1 WHERE name = ?", {site}) == 0)
    no_site(site);
  rows_.run(
      "INSERT INTO happenings (site, place, what, story, revision, moment)"
      " SELECT name, happenings, ?, ?, ?, ? FROM sites WHERE name = ?",
      {what, story, std::int64_t{revision}, milliseconds(at), site});
}

void Happenings::forget_before(Time at) {
  rows_.run("DELETE FROM happenings WHERE moment < ?", {milliseconds(at)});
}

void AuditLog::add(Entry entry) {
  if (rows_.run("UPDATE sites SET entries = entries + 1 WHERE name = ?", {entry.site}) == 0)
    no_site(entry.site);
  const Row site =
      rows_.one(2, "SELECT entries, last_hash FROM sites WHERE name = ?", {entry.site}).value();
  std::optional<Entry> last;
  if (site.number(0) > 1) {
    last.emplace();
    last->place = site.number(0) - 1;
    last->hash = site.text(1);
  }
  chain(entry, last);
  rows_.run("INSERT INTO log (site, place, story, entry, hash) VALUES (?, ?, ?, ?, ?)",
            {entry.site, entry.place, entry.story, canonical(entry), entry.hash});
  rows_.run("UPDATE sites SET last_hash = ? WHERE name = ?", {entry.hash, entry.site});
}

std::vector<Entry> AuditLog::after(const std::string& site, std::int64_t place, int limit) {
  std::vector<Entry> out;
  for (const Row& row : rows_.select(2,
                                     "SELECT entry, hash FROM log WHERE site = ? AND place > ?"
                                     " ORDER BY place LIMIT ?",
                                     {site, place, std::int64_t{limit}}))
    out.push_back(entry_of(row));
  return out;
}

std::vector<Entry> AuditLog::of_story(const std::string& site, const std::string& story) {
  std::vector<Entry> out;
  for (const Row& row :
       rows_.select(2, "SELECT entry, hash FROM log WHERE site = ? AND story = ? ORDER BY place",
                    {site, story}))
    out.push_back(entry_of(row));
  return out;
}

}  // namespace mujaz
