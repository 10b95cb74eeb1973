// SPDX-License-Identifier: GPL-3.0-or-later
// Stories, their revisions, and the blobs that they refer to.
#include <algorithm>

#include "mujaz/blobs.h"
#include "mujaz/jobs.h"
#include "mujaz/shelves.h"
#include "store/transaction.h"

namespace mujaz {
namespace {

using store::Row;

std::vector<Story> stories_of(const std::vector<Row>& rows) {
  std::vector<Story> out;
  for (const Row& row : rows) out.push_back(parse_story(row.text(0)));
  return out;
}

/// What a story's row says of it beside the record, for looking it up.
struct Columns {
  std::string state, section, byline;
  std::int64_t live;
};
Columns columns_of(const Story& story) {
  const Live* live = visible(story);
  return {name(story.state), story.section, story.byline, live ? milliseconds(live->latest) : 0};
}

void write(Transaction& rows, const Story& story, std::int64_t before) {
  const Columns columns = columns_of(story);
  if (before == 0) {
    if (rows.run("INSERT INTO stories (site, id, version, state, section, byline, live, record)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                 {story.site, story.id, story.version, columns.state, columns.section,
                  columns.byline, columns.live, to_json(story)}) == 0)
      throw store::Again{};  // another push came first: the rule has to see its story
    return;
  }
  if (rows.run("UPDATE stories SET version = ?, state = ?, section = ?, byline = ?, live = ?,"
               " record = ? WHERE site = ? AND id = ? AND version = ?",
               {story.version, columns.state, columns.section, columns.byline, columns.live,
                to_json(story), story.site, story.id, before}) == 0)
    throw Error(ErrorCode::conflict, "The story was changed meanwhile.", story.id);
}

void refer(Transaction& rows, const Story& story, Time at) {
  std::map<std::string, BlobUse> uses;
  const auto use = [&uses](const Sound& sound, BlobUse kind) {
    for (const std::string& hash : {sound.mp3, sound.opus, sound.captions, sound.times})
      if (!hash.empty()) uses[hash] = std::max(uses[hash], kind);
  };
  if (story.sound) use(*story.sound, BlobUse::draft);
  if (story.live) {
    const bool gone = story.live->hidden && story.state == State::withdrawn;
    use(story.live->sound, gone                 ? BlobUse::withdrawn
                           : story.live->hidden ? BlobUse::draft
                                                : BlobUse::live);
  }
  std::map<std::string, BlobUse> had;
  for (const Row& row :
       rows.select(2, "SELECT hash, kind FROM blob_uses WHERE site = ? AND story = ?",
                   {story.site, story.id}))
    had[row.text(0)] = static_cast<BlobUse>(row.number(1));
  if (had == uses) return;
  // What is referred to no more is young again, so that it is swept a day from now.
  rows.run(
      "UPDATE blobs SET arrived = ? WHERE hash IN"
      " (SELECT hash FROM blob_uses WHERE site = ? AND story = ?)",
      {milliseconds(at), story.site, story.id});
  rows.run("DELETE FROM blob_uses WHERE site = ? AND story = ?", {story.site, story.id});
  for (const auto& [hash, kind] : uses)
    rows.run("INSERT INTO blob_uses (site, story, hash, kind) VALUES (?, ?, ?, ?)",
             {story.site, story.id, hash, static_cast<std::int64_t>(kind)});
}

}  // namespace

std::optional<Story> Stories::find(const std::string& site, const std::string& id) {
  const auto row = rows_.one(1, "SELECT record FROM stories WHERE site = ? AND id = ?", {site, id});
  if (!row) return std::nullopt;
  return parse_story(row->text(0));
}

Story Stories::get(const std::string& site, const std::string& id) {
  std::optional<Story> story = find(site, id);
  if (!story) throw Error(ErrorCode::not_found, "There is no such article.", id.substr(0, 64));
  return std::move(*story);
}

std::optional<Story> Stories::lock(const std::string& site, const std::string& id) {
  rows_.run("UPDATE stories SET version = version WHERE site = ? AND id = ?", {site, id});
  return find(site, id);
}

std::vector<Story> Stories::list(const StoryList& which) {
  const std::int64_t limit = std::clamp(which.limit, 1, 500);
  if (!which.state)
    return stories_of(
        rows_.select(1, "SELECT record FROM stories WHERE site = ? AND id > ? ORDER BY id LIMIT ?",
                     {which.site, which.after, limit}));
  return stories_of(
      rows_.select(1,
                   "SELECT record FROM stories WHERE site = ? AND state = ? AND id > ?"
                   " ORDER BY id LIMIT ?",
                   {which.site, std::string(name(*which.state)), which.after, limit}));
}

std::vector<Story> Stories::published(const std::string& site, int limit,
                                      const std::string& section, const std::string& byline) {
  std::string sql = "SELECT record FROM stories WHERE site = ? AND live > 0";
  std::vector<store::Value> values = {site};
  if (!section.empty()) {
    sql += " AND section = ?";
    values.emplace_back(section);
  }
  if (!byline.empty()) {
    sql += " AND byline = ?";
    values.emplace_back(byline);
  }
  values.emplace_back(std::int64_t{std::clamp(limit, 1, 500)});
  return stories_of(rows_.select(1, sql + " ORDER BY live DESC, id LIMIT ?", std::move(values)));
}

std::vector<Revision> Stories::revisions(const std::string& site, const std::string& id) {
  std::vector<Revision> out;
  for (const Row& row : rows_.select(3,
                                     "SELECT number, hash, received FROM revisions"
                                     " WHERE site = ? AND story = ? ORDER BY number",
                                     {site, id}))
    out.push_back({static_cast<int>(row.number(0)), row.text(1), from_milliseconds(row.number(2))});
  return out;
}

Article Stories::article(const std::string& site, const std::string& id, int revision) {
  const auto row =
      rows_.one(1, "SELECT article FROM revisions WHERE site = ? AND story = ? AND number = ?",
                {site, id, std::int64_t{revision}});
  if (!row) throw Error(ErrorCode::not_found, "There is no such revision.", id.substr(0, 64));
  return parse_article(row->text(0));
}

Story Stories::save(const Change& change, const Article* article) {
  if (!change.changed) return change.story;
  Story story = change.story;
  const std::int64_t before = story.version++;
  write(rows_, story, before);
  if (article)
    rows_.run(
        "INSERT INTO revisions (site, story, number, hash, received, article)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        {story.site, story.id, std::int64_t{story.revision}, story.hash,
         milliseconds(story.received), to_json(*article)});
  refer(rows_, story, story.changed);
  AuditLog log(rows_);
  for (const Entry& entry : change.log) log.add(entry);
  Happenings happenings(rows_);
  for (const std::string& what : change.events) {
    happenings.add(story.site, what, story.id, story.revision, story.changed);
    Tellings(rows_).announce(story, what, story.changed);
  }
  Jobs jobs(rows_);
  for (const ToDo& todo : change.todo) {
    NewJob job;
    job.kind = name(todo.task);
    job.site = story.site;
    job.story = story.id;
    job.revision = story.revision;
    job.urgency = story.archive ? Urgency::archive : Urgency::live;
    job.not_before = todo.not_before;
    jobs.add(job, story.changed);
  }
  return story;
}

BlobPlace BlobUses::find(const std::string& hash) {
  BlobPlace best;
  int rank = -1;
  for (const Row& row : rows_.select(
           3, "SELECT kind, site, story FROM blob_uses WHERE hash = ? ORDER BY kind LIMIT 1000",
           {hash})) {
    const auto use = static_cast<BlobUse>(row.number(0));
    const int open = use == BlobUse::live ? 2 : use == BlobUse::withdrawn ? 1 : 0;
    if (open <= rank) continue;
    rank = open;
    best = {use, row.text(1), row.text(2)};
  }
  return best;
}

void BlobUses::arriving(const std::string& hash, Time at) {
  rows_.run(
      "INSERT INTO blobs (hash, arrived) VALUES (?, ?)"
      " ON CONFLICT (hash) DO UPDATE SET arrived = excluded.arrived",
      {hash, milliseconds(at)});
}

std::vector<std::string> BlobUses::forgotten(Time before, int limit) {
  std::vector<std::string> out;
  for (const Row& row : rows_.select(1,
                                     "SELECT hash FROM blobs WHERE arrived < ? AND NOT EXISTS"
                                     " (SELECT 1 FROM blob_uses WHERE blob_uses.hash = blobs.hash)"
                                     " ORDER BY hash LIMIT ?",
                                     {milliseconds(before), std::int64_t{limit}}))
    out.push_back(row.text(0));
  return out;
}

bool BlobUses::let_go(const std::string& hash, Time before) {
  return rows_.run(
             "DELETE FROM blobs WHERE hash = ? AND arrived < ? AND NOT EXISTS"
             " (SELECT 1 FROM blob_uses WHERE blob_uses.hash = blobs.hash)",
             {hash, milliseconds(before)}) > 0;
}

int sweep(const Store& store, Blobs& blobs, Time before, int limit) {
  std::vector<std::string> names;
  store.read([&](Transaction& rows) { names = BlobUses(rows).forgotten(before, limit); });
  int removed = 0;
  for (const std::string& hash : names)
    // The blob goes while its row is held: who is about to put the same bytes waits for that.
    store.write([&](Transaction& rows) {
      if (!BlobUses(rows).let_go(hash, before)) return;
      blobs.remove(hash);
      ++removed;
    });
  return removed;
}

}  // namespace mujaz
