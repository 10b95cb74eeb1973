// SPDX-License-Identifier: GPL-3.0-or-later
// A change in the making: every move goes through the table of moves and into the log.
#pragma once

#include "mujaz/newsroom.h"

namespace mujaz::newsroom {

class Moving {
 public:
  Moving(const Story& story, Actor actor, Time at);

  Story& story() { return change_.story; }
  Time at() const { return at_; }
  /// Throws unsupported without the right, conflict where there is no such move.
  void check(Event event) const;
  /// Checks, moves and writes it down.
  void move(Event event, const std::string& reason = {});
  /// The same by the machine, as part of what somebody began.
  void follow(Event event, const std::string& reason = {});
  /// Who looked at which point against which sentence.
  void looked(Event event, const StoryPoint& point, const std::string& sentence);
  void todo(Task task, Time not_before = {});
  void tell(const char* what);
  /// The story after it.
  Change done();
  /// What a rule gives that found nothing to do.
  static Change unchanged(const Story& story);

 private:
  Entry entry(Event event, const Actor& actor) const;
  void go(Event event, const Actor& actor, const std::string& reason);
  Change change_;
  Actor actor_;
  Time at_;
};

/// The machine.
Actor machine();
/// Publishes where all is there and the hour has come; else asks for what is missing.
void release(Moving& moving);
/// From a draft on, as the policy says.
void settle(Moving& moving, const HousePolicy& policy);
/// Asks for the sound of the box unless it is there.
void want_sound(Moving& moving);
/// The id of a point that is new in its story.
std::string new_point_id(Story& story);
/// Whether the story's sound is that of its box.
bool has_sound(const Story& story);

}  // namespace mujaz::newsroom
