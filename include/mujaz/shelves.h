// SPDX-License-Identifier: GPL-3.0-or-later
// The smaller shelves of the store: webhooks, the house's lexicon, what listeners did and said.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/clock.h"
#include "mujaz/store.h"

namespace mujaz {

/// What a webhook may be told.
const std::vector<std::string>& webhook_events();
/// An address that is told what happens.
struct Webhook {
  std::string id, site, url;
  std::string secret;               ///< `whsec_` and 32 random bytes in base64
  std::vector<std::string> events;  ///< of webhook_events; empty: all
  bool active = true;
  Time created{};
};
class Webhooks {
 public:
  explicit Webhooks(Transaction& rows) : rows_(rows) {}
  std::vector<Webhook> all(const std::string& site);
  std::optional<Webhook> find(const std::string& id);
  Webhook add(Webhook webhook);  ///< gives it its id and its secret
  bool set_active(const std::string& id, bool active);
  bool remove(const std::string& id);  ///< and what was to be delivered

 private:
  Transaction& rows_;
};

enum class TellingState { waiting, delivered, dead };
const char* name(TellingState state);
/// One telling: a job of kind "webhook" makes it.
struct Telling {
  std::string id, webhook, what, story;
  int revision = 0;
  std::string body;
  Time at{};
  TellingState state = TellingState::waiting;
  int attempts = 0;
  int status = 0;  ///< of the last answer, 0 without one
  std::string error;
  std::optional<Time> tried;
};
class Tellings {
 public:
  explicit Tellings(Transaction& rows) : rows_(rows) {}
  /// Tells every webhook of the story's site that asks for it, in this transaction.
  void announce(const Story& story, const std::string& what, Time at);
  std::optional<Telling> find(const std::string& id);
  std::vector<Telling> list(const std::string& webhook, std::optional<TellingState> state,
                            int limit = 100);                           ///< newest first
  void save(const Telling& delivery);                                   ///< how the last try went
  bool again(const std::string& id, const std::string& site, Time at);  ///< whatever became of it
  void forget_before(Time at);

 private:
  Transaction& rows_;
};

/// An entry of a site's lexicon. Never changed: a new one takes the place of the old, which can be
/// brought back.
struct LexiconEntry {
  std::string id, site;
  std::string word;   ///< one entry is in force for each
  std::string entry;  ///< a row of `mujaz lexicon` in CSV
  std::string by;
  Time at{};
  std::optional<Time> removed;
};
class LexiconShelf {
 public:
  explicit LexiconShelf(Transaction& rows) : rows_(rows) {}
  std::vector<LexiconEntry> all(const std::string& site, bool with_removed = false);
  std::optional<LexiconEntry> find(const std::string& site, const std::string& id);
  LexiconEntry add(LexiconEntry entry);  ///< gives it its id; one in force for that word goes
  bool remove(const std::string& id, Time at);

 private:
  Transaction& rows_;
};

/// How often something was heard: counts alone, of nobody.
struct Count {
  std::string story, what;  ///< what: "play", "point.2", "speed.1.25" …
  std::int64_t count = 0;
};
struct Report {
  std::string id, site, story;
  int revision = 0;
  std::string point, kind, text, note;  ///< kind: "reading" or "fact"; text: the word
  std::int64_t from = 0, to = 0;        ///< code points in the point's text
  Time at{};
  std::string closed_by;  ///< empty: open
};
class Audience {
 public:
  explicit Audience(Transaction& rows) : rows_(rows) {}
  void heard(const std::string& site, const std::string& story, const std::string& day,
             const std::string& what, std::int64_t times = 1);
  /// From day to day (YYYY-MM-DD), both with.
  std::vector<Count> counts(const std::string& site, const std::string& from, const std::string& to,
                            const std::string& story = {});
  Report add(Report report);  ///< gives it its id
  std::vector<Report> reports(const std::string& site, bool open_alone = true, int limit = 100);
  bool close(const std::string& id, const std::string& by);

 private:
  Transaction& rows_;
};

}  // namespace mujaz
