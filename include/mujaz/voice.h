// SPDX-License-Identifier: GPL-3.0-or-later
// Voices: a script in, samples and times out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/audio.h"
#include "mujaz/config.h"
#include "mujaz/core.h"
#include "mujaz/reading.h"
#include "mujaz/sound_file.h"

namespace mujaz {

/// How it is said.
struct Manner {
  double speed = 1;               ///< 0.5 to 3 times the voice's own pace
  double pause_after_part = 0.7;  ///< seconds of silence between parts
};

enum class VoiceKind { hts, espeak, piper, remote };
const char* name(VoiceKind kind);

struct VoiceInfo {
  std::string name;  ///< what `--voice` takes: the file's stem, or `espeak`
  VoiceKind kind = VoiceKind::espeak;
  std::filesystem::path file;  ///< empty for espeak
  std::string problem;         ///< why it cannot be used, or empty
  std::string
      note;  ///< why it is never chosen unless named (it learned another language), or empty
};

/// Gives the parts of a text, one after the other; nothing when there are no more. It is asked for
/// a part while those before it are spoken, in the thread that called.
using NextPart = std::function<std::optional<Part>()>;

/// Hears speech as it is made. A piece's samples follow those of the piece before, its times count
/// from the beginning of all; words and marks come with the piece that ends their part.
using Hear = std::function<void(const Speech& piece)>;

/// A voice, loaded once, used by any number of threads.
class Voice {
 public:
  virtual ~Voice() = default;
  virtual const VoiceInfo& info() const = 0;
  /// Speaks part after part and lets hear each phrase as soon as it is made, in memory that does
  /// not grow with the text. The sound of a part does not depend on the other parts. Throws
  /// bad_input for a text without words, unavailable within a tenth of a second after `stop` asks,
  /// internal when the engine fails; what was heard before is then not all.
  virtual void stream(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next,
                      const Manner& manner, const Hear& hear, const Stop* stop = nullptr) const = 0;
  /// Speaks every word of the script: all that `stream` gives, brought under full scale where a
  /// sample passes it. Never returns part of a script.
  Speech say(const Script& script, const Manner& manner = {}, const Stop* stop = nullptr) const;
  /// How loud this voice speaks by itself, in LUFS: measured once, of a few words.
  double loudness(const std::shared_ptr<const PhoneTable>& phones) const;

 private:
  mutable std::mutex measuring_;
  mutable std::optional<double> loudness_;
};

/// The voices that can be found, best first: Piper, then HTS, then espeak; then those with a note.
std::vector<VoiceInfo> find_voices(const Places& places);

/// Loads a voice by name, or the best one where the name is empty. Throws not_found (with the names
/// there are) or bad_input (a file that is not a voice, with what is wrong with it).
std::shared_ptr<const Voice> load_voice(const Places& places, const std::string& name = {});

/// The voice of a server that answers `POST {base_url}/audio/speech` as OpenAI's does; its name is
/// `remote`. It is sent the spoken form, fully marked, and its words' times are estimated from the
/// pauses of its sound (`Speech::estimated`). What was sent in a day is counted in the file
/// `budget`. `stream` throws unavailable where the server fails, sends something else than these
/// words' sound or over 64 MB, or the day's characters are spent. Throws bad_input for settings
/// that name no server, not_found where the key's variable is not set.
std::shared_ptr<const Voice> load_remote(const RemoteSection& settings,
                                         const std::filesystem::path& budget = {});

/// Who speaks what of a programme.
struct Cast {
  std::shared_ptr<const Voice> voice;      ///< all that no other one has
  std::shared_ptr<const Voice> frame;      ///< the opening, the title and the closing; or null
  std::shared_ptr<const Voice> quotation;  ///< four words and more in quotation marks; or null
  std::shared_ptr<const Samples> between;  ///< sounds between two points; or null
};
/// A cast as one voice, with the name of the one that speaks most; the others are brought to its
/// level, the sound 6 LU under it, in the middle of the rest. It streams as they do.
std::shared_ptr<const Voice> cast_voice(Cast cast);
/// A sound file in one of the folders for voices, by its name. Throws bad_input for another name, a
/// file that is no sound, over 5 seconds or over 4 MB; not_found.
std::shared_ptr<const Samples> load_between(const Places& places, const std::string& name);

/// Words a second that the voice says at its own pace, pauses inside a part counted in, as
/// `paces.tsv` has them: measured of it, or what it gives for voices that have not been.
double words_a_second(const Language& language, const VoiceInfo& voice);

struct AddOptions {
  std::string sha256;  ///< what the file's must be, in hex; over that of the list
  /// Called as bytes come, with how many there are and how many there will be (0: unknown).
  std::function<void(std::uint64_t now, std::uint64_t total)> progress;
  const Stop* stop = nullptr;
};
struct AddedVoice {
  VoiceInfo info;
  std::string sha256;
};
/// Brings a voice into the last of the folders for voices: `from` is a name of `voices.tsv`, a URL
/// or a file; a Piper voice's description is looked for beside it. Nothing is there until it was
/// loaded once. Throws not_found, bad_input (no voice, or not the promised one), conflict (it is
/// there), unavailable (the download broke off: the next call goes on), too_large, unsupported.
AddedVoice add_voice(const Places& places, const Language& language, const std::string& from,
                     const AddOptions& options = {});

/// What the gate for sound is told of a script said in a manner.
Asked asked_of(const Script& script, const Manner& manner, const MasterOptions& master);

/// The phones that a Piper voice lacks, each as «IPA as what it says instead»; empty for a voice
/// that has them all and for other kinds. Throws as load_voice does.
std::vector<std::string> stand_ins(const VoiceInfo& voice, const PhoneTable& table);

/// Word times from phone times: each written word from its first phone to its last, spoken words of
/// one written span joined; what the four voices share.
std::vector<WordTime> word_times(const Script& script, const std::vector<PhoneTime>& phones);

/// When each mark of the script is reached: the first phone of the word behind it begins, or the
/// last phone of the part ends.
std::vector<MarkTime> mark_times(const Script& script, const std::vector<PhoneTime>& phones);

/// What the words of a script ask for that a voice of this kind does not do, a sentence each.
std::vector<std::string> left_undone(const Script& script, VoiceKind kind);

}  // namespace mujaz
