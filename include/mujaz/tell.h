// SPDX-License-Identifier: GPL-3.0-or-later
// Where the stages meet: a page in, an episode out.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "mujaz/audio.h"
#include "mujaz/core.h"
#include "mujaz/intake.h"
#include "mujaz/llm.h"
#include "mujaz/points.h"
#include "mujaz/publish.h"
#include "mujaz/reading.h"
#include "mujaz/sound_file.h"
#include "mujaz/voice.h"

namespace mujaz {

/// Everything a telling needs, loaded once and shared.
struct Setup {
  std::shared_ptr<const Extractor> extractor;
  std::shared_ptr<const Chooser> chooser;
  std::shared_ptr<const Checker> checker;
  std::shared_ptr<const LlmWriter> llm;  ///< writes the points where the house wants that; or null
  std::shared_ptr<const Reader> reader;
  std::shared_ptr<const Voice> voice;
  std::shared_ptr<const Voice> spare;      ///< speaks where the gate stops the other; may be null
  std::shared_ptr<const Voice> frame;      ///< speaks the opening, the title, the closing; or null
  std::shared_ptr<const Voice> quotation;  ///< speaks what stands in quotation marks; or null
  std::shared_ptr<const Samples> between;  ///< sounds between two points; or null
  /// The voice for an article, by its section; null, or empty: `voice`.
  std::function<std::shared_ptr<const Voice>(const Article&)> voice_for;
  std::shared_ptr<const Publisher> publisher;
  PointsOptions points;
  Manner manner;
  MasterOptions master;
  bool title = false;      ///< the title is spoken first
  std::u32string opening;  ///< spoken before everything; with places for facts, see `filled`
  std::u32string closing;  ///< spoken after everything, the same
  bool full = false;       ///< the whole article is read too
  /// Called as each stage begins, with its name, in the calling thread; may be empty.
  std::function<void(const char* stage)> progress;
  const Stop* stop = nullptr;
};

/// Loads all of it. Throws not_found with what is missing and the command that brings it.
Setup load_setup(const Places& places, const std::string& voice = {},
                 const ReaderSetup& reading = {});

struct Told {
  Episode episode;
  Checked checked;            ///< with the points that the check stopped
  double duration = 0;        ///< seconds of the summary's sound
  std::string voice;          ///< that spoke
  std::vector<Flaw> stopped;  ///< why the gate stopped the first voice; empty where it did not
};

/// The setup's voice with those of parts, then its spare.
std::vector<std::shared_ptr<const Voice>> voices_of(const Setup& setup);

/// A script as a programme that has passed the gate.
struct Heard {
  Programme sound;
  std::vector<Flaw> stopped;  ///< what the gate found in the voice's own, where the spare spoke
};
/// Speaks a script, and once more with the spare voice where the gate stops the sound. Throws
/// internal, with what the gate found, where it stops that too: nothing is published by itself.
Heard speak(const Script& script, const Setup& setup);

/// Where a text comes from, part by part.
struct Source {
  std::shared_ptr<const PhoneTable> phones;
  NextPart next;
};
/// What was spoken into a stream.
struct Streamed {
  Timeline sound;
  std::vector<Flaw> flaws;  ///< what the gate would have stopped
};
/// Takes finished samples, in order.
using Take = std::function<void(int rate, const float* samples, std::size_t count)>;
/// Speaks a text in memory that does not grow with it. `at_once`: sound goes out as it is made, at
/// the level that the voice's own loudness gives; else see Mastering. Throws as Voice::stream does.
Streamed stream(const Voice& voice, const Source& source, const Manner& manner,
                const MasterOptions& master, bool at_once, const Take& take,
                const Stop* stop = nullptr);

/// Reads a whole article into sound files; as `speak` where the gate stops a voice.
Recording record(const Article& article, const Setup& setup);

/// Tells a page, or an article. Any thread may call them with the same Setup.
Told tell(const Page& page, const Setup& setup);
Told tell(const Article& article, const Setup& setup);

/// The points as a script, with the spoken title, opening and closing that the setup asks for.
Script script_of(const Article& article, const Signed& box, const Setup& setup);

}  // namespace mujaz
