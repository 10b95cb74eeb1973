// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a newsroom: what becomes of a story from the push of its text to the listener, who
// may move it, and what is written down. No input or output: a rule takes a story and gives the
// story after it, with what is to be done, told and written in the log. The store saves all of that
// in one transaction, if the story is still the one that the rule was given.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/audit.h"
#include "mujaz/clock.h"
#include "mujaz/story.h"

namespace mujaz {

enum class Event {
  push,      ///< a new revision: its points are to be made
  revise,    ///< a new revision under which every point stands
  unground,  ///< a new revision without a sentence that a public point stands on
  draft,     ///< the points were made
  hold,      ///< the policy stops the draft
  review,    ///< the policy sends the draft to an editor
  accept,    ///< the policy lets the draft pass
  edit,      ///< an editor changed, added, dropped or moved points
  sign,      ///< an editor looked at an unsure point and stands for it
  overrule,  ///< an editor publishes a point against the check, with a reason
  approve,   ///< an editor approved the box
  reject,    ///< an editor sent it back
  voice,     ///< the sound was made
  revoice,   ///< the sound is to be made again
  publish,   ///< the box became public
  fail,      ///< the work on it failed for good
  correct,   ///< a correction notice is shown
  withdraw,  ///< taken back
};
const char* name(Event event);

/// What somebody may do. `work` is the machine's own.
enum class Right {
  work,
  push,
  withdraw,
  read,
  edit,
  overrule,
  log,
  lexicon,
  jobs,
  webhooks,
  settings,
  people,
};
enum class Role { push, edit, overrule, admin, machine };
const char* name(Right right);
const char* name(Role role);
/// Throws bad_input; `machine` is no role that anybody is given.
Role parse_role(std::string_view word);
/// The one table of who may what.
bool may(Role role, Right right);

/// The one table of moves; every other move is a conflict.
struct Move {
  State from;
  Event event;
  Right right;
  State to;
};
const std::vector<Move>& moves();
/// The row for a state and an event, or null.
const Move* find_move(State from, Event event);

/// Who acts: the name goes into the log.
struct Actor {
  std::string name;
  Role role = Role::machine;
};

enum class Policy {
  review,   ///< nothing is public before an editor approves
  held,     ///< a draft whose points are all supported is published, any other waits whole
  publish,  ///< the supported points are published, the others wait
};
/// What is heard after a new revision took the ground from a public point.
enum class OnStale {
  hide,     ///< nothing until an editor approves
  correct,  ///< the corrected box, as soon as it has its sound
};
const char* name(Policy policy);
Policy parse_policy(std::string_view word);
const char* name(OnStale on_stale);
OnStale parse_on_stale(std::string_view word);
struct HousePolicy {
  Policy policy = Policy::review;
  std::map<std::string, Policy> sections;  ///< of the sections that differ
  OnStale on_stale = OnStale::hide;
  PointsOptions points;
  Policy of(const std::string& section) const;
};

enum class Task { draft, voice, publish };
const char* name(Task task);
struct ToDo {
  Task task;
  Time not_before{};  ///< of `publish`
};
/// What a rule did. `story.version` is still the old one: the store raises it as it saves.
struct Change {
  Story story;
  bool changed = false;  ///< else nothing else is filled in
  std::vector<ToDo> todo;
  std::vector<Entry> log;           ///< without place and hashes
  std::vector<std::string> events;  ///< "article.published" and so on, in order
};

/// What the CMS hands over.
struct Push {
  std::string site, id;
  Article article;
  std::string section;  ///< over the article's own where not empty
  std::optional<Time> modified, publish_at;
  bool archive = false;
};
struct Edit {
  enum class Kind { change, add, drop, move };
  Kind kind = Kind::change;
  std::string point;      ///< its id; of `add` empty
  std::u32string text;    ///< of `change` and `add`
  std::size_t place = 0;  ///< of `add` and `move`: from 0
};

/// The rules. Each throws conflict where the table has no such move, unsupported where the actor
/// has not the right, bad_input for what cannot be so (an unknown point, a reason missing).
/// Immutable: any thread may use it.
class Newsroom {
 public:
  Newsroom(const Language& language, std::shared_ptr<const Checker> checker);
  ~Newsroom();
  /// `previous` is the text of `before`'s revision. The same content again changes at most
  /// `publish_at`; an older `modified` is a conflict.
  Change push(const std::optional<Story>& before, const Article& previous, const Push& push,
              const Actor& actor, Time at) const;
  /// A result of the machine. Of an older revision, or of a box that is no longer so: unchanged.
  Change drafted(const Story& story, int revision, const Article& article, const Checked& made,
                 const HousePolicy& policy, Time at) const;
  Change voiced(const Story& story, int revision, const Sound& sound, const HousePolicy& policy,
                Time at) const;
  Change failed(const Story& story, int revision, const std::string& why, Time at) const;
  /// Publishes what is approved, has its sound and whose hour has come; else unchanged.
  Change due(const Story& story, Time at) const;

  Change edit(const Story& story, const Article& article, const std::vector<Edit>& edits,
              const Actor& actor, Time at) const;
  /// An unsure point is signed for; any other is overruled, which needs a reason.
  Change sign(const Story& story, const Article& article, const std::string& point,
              const std::string& reason, const Actor& actor, Time at) const;
  Change approve(const Story& story, const Article& article, const Actor& actor, Time at) const;
  Change reject(const Story& story, const std::string& reason, const Actor& actor, Time at) const;
  Change withdraw(const Story& story, const std::string& reason, const Actor& actor, Time at) const;
  Change correct(const Story& story, const std::u32string& notice, const Actor& actor,
                 Time at) const;
  Change revoice(const Story& story, const Actor& actor, Time at) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace mujaz
