// SPDX-License-Identifier: GPL-3.0-or-later
// A story of a newsroom: the text's newest revision, its points and who stands for them, its sound,
// and what the public sees and hears.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/clock.h"
#include "mujaz/intake.h"
#include "mujaz/points.h"

namespace mujaz {

/// Where the work on a story's newest revision stands. What the public hears is `Story::live`.
enum class State {
  received,   ///< the text is there, its points are not
  drafted,    ///< the points are there, their sound is not
  held,       ///< the check, the gate for sound or an editor stopped it; `reasons` says why
  in_review,  ///< an editor's word is awaited
  approved,   ///< waits for its sound or for its hour
  published,  ///< what is public is of this revision
  stale,      ///< a new revision took the ground from a public point: nothing is public
  withdrawn,  ///< taken back
};
const char* name(State state);
/// Throws bad_input for a word that is no state.
State parse_state(std::string_view word);

enum class Decision { none, approved, signed_for, overruled };
const char* name(Decision decision);
/// Who looked at a point, when, and what was decided.
struct Look {
  Decision decision = Decision::none;
  std::string by, reason;
  Time at{};
};
struct StoryPoint {
  std::string id;  ///< of its story; stays when the point is edited or a revision keeps it
  CheckedPoint checked;
  Look look;
};
/// Supported; or unsure and signed for; or overruled.
bool publishable(const StoryPoint& point);

/// Who stands behind what is heard: `editor` where a person looked at every point of it.
enum class Label { machine, editor };
const char* name(Label label);

/// A box's sound, by the SHA-256 of each file.
struct Sound {
  std::string key;  ///< of the box that it says: `sound_key`
  std::string mp3, opus, captions, times;
  std::int64_t mp3_bytes = 0, opus_bytes = 0;
  double duration = 0;  ///< seconds
  std::string voice;
};
/// What the public sees and hears.
struct Live {
  int revision = 0;
  std::vector<StoryPoint> points;
  Sound sound;
  Label label = Label::machine;
  Time first{}, latest{};  ///< when it became public, and when it last changed
  bool hidden = false;     ///< its ground is gone or it was withdrawn: nobody is shown it
};
struct Correction {
  std::u32string text;  ///< empty: the machine's own, after a public point lost its ground
  Time at{};
};

struct Story {
  std::string site, id;
  std::int64_t version = 0;  ///< one more at each change; the ETag. 0: not stored yet
  int revision = 0;          ///< number of the newest revision, from 1
  std::string hash;          ///< of its content
  State state = State::received;
  std::string title, url, section, byline;
  Time received{}, changed{};
  std::optional<Time> modified, publish_at;
  std::vector<StoryPoint> points;    ///< of the newest revision, in the order they are heard
  int next_point = 1;                ///< the next point's id
  std::vector<std::string> reasons;  ///< why it is held
  std::optional<Sound> sound;        ///< of the points as they stood when it was made
  int take = 0;                      ///< one more each time the same box is to be voiced again
  std::optional<Live> live;
  std::vector<Correction> corrections;  ///< shown with the episode, oldest first
  bool was_withdrawn = false;           ///< then no policy publishes it by itself
  bool archive = false;                 ///< of an archive: nobody waits for it
};
/// The publishable points, in order: what is voiced and, once approved, public.
std::vector<StoryPoint> box_of(const Story& story);
Label label_of(const std::vector<StoryPoint>& box);
/// Names the sound of a story's box: the texts and the take.
std::string sound_key(const Story& story);
/// What the public is shown, or null.
const Live* visible(const Story& story);
/// Deterministic, with everything; and back. Throws bad_input.
std::string to_json(const Story& story);
Story parse_story(std::string_view json);
/// Back from what to_json(const Article&) gives. Throws bad_input.
Article parse_article(std::string_view json);
/// SHA-256 of what makes an article another one: title, byline, date, paragraphs.
std::string content_hash(const Article& article);

}  // namespace mujaz
