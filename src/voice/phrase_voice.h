// SPDX-License-Identifier: GPL-3.0-or-later
// What the voices share: a text is cut into phrases, an engine makes each, several at a time where
// it can, and they are joined in their order as they come.
#pragma once

#include <atomic>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <vector>

#include "mujaz/voice.h"
#include "voice/joined.h"
#include "voice/phrases.h"
#include "voice/sound_cache.h"

namespace mujaz::voice {

/// Ends an engine's work from another thread.
class Halt {
 public:
  void request();
  bool requested() const { return requested_; }
  /// Throws unavailable once `request` was called.
  void check() const;

  /// As long as this lives, `request` calls `end`, from its own thread.
  class During {
   public:
    During(Halt& halt, std::function<void()> end);
    ~During();
    During(const During&) = delete;
    During& operator=(const During&) = delete;

   private:
    Halt& halt_;
  };

 private:
  std::mutex mutex_;
  std::atomic<bool> requested_ = false;
  std::function<void()> end_;
};

/// What an engine is asked to make: one phrase.
struct Request {
  std::string asked;  ///< all that the engine is told, so that the same is asked by the same bytes
  std::function<Uttered(Halt&)> make;  ///< any thread may call it
};

/// Numbers as a part of what is asked, exactly.
std::string numbers(std::initializer_list<double> values);

/// How many threads have a core, at most 8.
std::size_t cores();

/// A voice that makes each phrase by itself.
class PhraseVoice : public Voice {
 public:
  const VoiceInfo& info() const override { return info_; }
  void stream(const std::shared_ptr<const PhoneTable>& phones, const NextPart& next,
              const Manner& manner, const Hear& hear, const Stop* stop) const final;

 protected:
  /// `known_as` stands for the engine and the voice's files in the keys of the cache, where there
  /// is one.
  explicit PhraseVoice(VoiceInfo info, std::shared_ptr<const SoundCache> cache = nullptr,
                       std::string known_as = {})
      : info_(std::move(info)), cache_(std::move(cache)), known_as_(std::move(known_as)) {}
  /// What a phrase can hold, and how many are made at a time.
  struct Limits {
    int rate = 0;                 ///< samples a second
    std::size_t most_phones = 0;  ///< in a phrase
    std::size_t at_once = 1;
  };
  virtual Limits limits() const = 0;
  /// A request for each phrase of the sentence. The script lives as long as the requests do.
  virtual std::vector<Request> requests(const Script& script, const Sentence& sentence) const = 0;

 private:
  Uttered made(const Request& request, Halt& halt) const;

  VoiceInfo info_;
  std::shared_ptr<const SoundCache> cache_;  // or null
  std::string known_as_;
};

}  // namespace mujaz::voice
