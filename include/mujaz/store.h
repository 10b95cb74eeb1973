// SPDX-License-Identifier: GPL-3.0-or-later
// Where a newsroom's rows lie: SQLite in a folder, or PostgreSQL. The same SQL on both.
//
//   store->write([&](Transaction& rows) {
//     const Story story = Stories(rows).get("site", "id");
//     Stories(rows).save(newsroom.approve(story, …));
//   });
//
// Rows are reached through shelves (Sites, Stories, Jobs, People …), each made for one transaction.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/newsroom.h"
#include "mujaz/reading.h"

namespace mujaz {

class Blobs;        // mujaz/blobs.h
class Transaction;  // of the store's own making

struct StoreOptions {
  /// `postgresql://…` or libpq's `key=value …`; empty: SQLite, `mujaz.db` in `folder`.
  std::string database;
  std::filesystem::path folder;
  int connections = 8;  ///< at the most; who asks for one more waits
};

/// Any thread may use it.
class Store {
 public:
  /// Connects and brings the tables up to date, under a lock. Throws unavailable (no such server,
  /// no right, disk full), conflict (made by a newer program).
  static std::shared_ptr<Store> open(const StoreOptions& options);
  ~Store();
  /// Runs `work` on one snapshot. What it throws is passed on.
  void read(const std::function<void(Transaction&)>& work) const;
  /// Runs `work` in a transaction and commits; nothing of it stays where it throws. Where another
  /// transaction came between it is run again, so it must have no effect but its rows. Throws
  /// unavailable where the database does not answer or the disk is full.
  void write(const std::function<void(Transaction&)>& work) const;
  /// Whether the database answers; for /readyz.
  bool answers() const noexcept;
  bool is_postgresql() const;

 private:
  explicit Store(const StoreOptions& options);
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

/// A site: its policy and how it sounds.
struct Site {
  std::string name;  ///< 1 to 64 of a-z 0-9 . _ -
  HousePolicy policy;
  std::string voice;                                  ///< empty: the server's default
  std::string title_voice, quotation_voice;           ///< see Cast; empty: the same voice
  std::map<std::string, std::string> section_voices;  ///< by the article's section
  double speed = 1, pause = 0.7;                      ///< seconds of silence between points
  std::string between;  ///< a sound file in a folder for voices, heard between points; or empty
  bool say_title = false;
  std::string opening, closing;  ///< spoken, may be empty; see `filled`
  MonthNames months = MonthNames::as_written;
  bool both_month_names = false;
  std::string time_zone = "UTC";
  std::string page = "{}";  ///< JSON of what only pages and feeds show: titles, pictures, digits
};

/// All of a site but its name, as the contract's `Site` has it: an object of JSON.
std::string settings_json(const Site& site);
/// The site with what such an object says; a member that is absent stays as it was. Throws
/// bad_input, with the member's name.
Site with_settings(Site site, std::string_view settings);

class Sites {
 public:
  explicit Sites(Transaction& rows) : rows_(rows) {}
  std::vector<Site> all();
  std::optional<Site> find(const std::string& name);
  Site get(const std::string& name);  ///< throws not_found
  void put(const Site& site);         ///< a new one, or over the one of that name; bad_input

 private:
  Transaction& rows_;
};

struct StoryList {
  std::string site;
  std::optional<State> state;
  std::string after;  ///< the id behind which the page begins
  int limit = 50;     ///< 1 to 500
};
struct Revision {
  int number = 0;
  std::string hash;
  Time received{};
};
class Stories {
 public:
  explicit Stories(Transaction& rows) : rows_(rows) {}
  std::optional<Story> find(const std::string& site, const std::string& id);
  Story get(const std::string& site, const std::string& id);  ///< throws not_found
  /// As find; and until the transaction ends nobody else changes it.
  std::optional<Story> lock(const std::string& site, const std::string& id);
  std::vector<Story> list(const StoryList& which);  ///< by id
  /// What is public, newest first; of a section, an author, or all.
  std::vector<Story> published(const std::string& site, int limit, const std::string& section = {},
                               const std::string& byline = {});
  std::vector<Revision> revisions(const std::string& site, const std::string& id);
  Article article(const std::string& site, const std::string& id, int revision);
  /// Saves what a rule did: the story if it is still the one that the rule saw (else conflict), its
  /// jobs, events and log; `article` is the new revision's text where there is one. Gives the story
  /// with its new version; unchanged changes give it as it is.
  Story save(const Change& change, const Article* article = nullptr);

 private:
  Transaction& rows_;
};

/// Who may fetch a blob: what refers to it.
enum class BlobUse { none, draft, live, withdrawn };
struct BlobPlace {
  BlobUse use = BlobUse::none;
  std::string site, story;
};
class BlobUses {
 public:
  explicit BlobUses(Transaction& rows) : rows_(rows) {}
  /// The most public use of a blob.
  BlobPlace find(const std::string& hash);
  /// A blob is about to be put and referred to. Committed before it is put: the sweep then leaves
  /// it alone.
  void arriving(const std::string& hash, Time at);
  /// Blobs that nothing has referred to since `before`.
  std::vector<std::string> forgotten(Time before, int limit);
  /// Whether it is still forgotten; and until the transaction ends it stays so.
  bool let_go(const std::string& hash, Time before);

 private:
  Transaction& rows_;
};

/// Removes up to `limit` blobs that nothing has referred to since `before`; how many.
int sweep(const Store& store, Blobs& blobs, Time before, int limit = 100);

/// What happened, for desks that watch and for webhooks. Numbered without gaps in each site.
struct Happening {
  std::int64_t place = 0;
  std::string site, what, story;  ///< what: "article.published" and so on
  int revision = 0;
  Time at{};
};
class Happenings {
 public:
  explicit Happenings(Transaction& rows) : rows_(rows) {}
  std::int64_t last(const std::string& site);
  std::vector<Happening> after(const std::string& site, std::int64_t place, int limit = 100);
  void add(const std::string& site, const std::string& what, const std::string& story, int revision,
           Time at);
  void forget_before(Time at);

 private:
  Transaction& rows_;
};

class AuditLog {
 public:
  explicit AuditLog(Transaction& rows) : rows_(rows) {}
  /// Behind the last entry of its site; gives it its place and hashes.
  void add(Entry entry);
  std::vector<Entry> after(const std::string& site, std::int64_t place, int limit = 1000);
  std::vector<Entry> of_story(const std::string& site, const std::string& story);

 private:
  Transaction& rows_;
};

}  // namespace mujaz
