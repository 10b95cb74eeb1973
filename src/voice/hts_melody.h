// SPDX-License-Identifier: GPL-3.0-or-later
// The melody of a phrase among those around it, which the trees of an HTS voice know nothing of.
#pragma once

#include <HTS_engine.h>

#include <optional>

#include "voice/phrases.h"

namespace mujaz::voice {

/// How a phrase is bent, in half tones.
struct Melody {
  double from = 0, to = 0;      ///< what is added at its beginning and at its end
  std::optional<double> close;  ///< where its last sound ends, from its middle
  bool falls = false;           ///< it ends as low as `close` or lower
  double slower = 1;            ///< times the length of its last word
};

/// A sentence sinks from its beginning to its end and starts anew with each sentence, highest where
/// a part begins, so that no point of a list begins as the last one ended. It falls at its end,
/// stays up at a comma, rises with a question, and its last word is slower.
Melody melody_of(const Script& script, const Sentence& sentence, std::size_t phrase);

/// Makes the states `first` up to `end` so many times as long, between the engine's first step and
/// its second. The engine's own speed takes most from the sounds that vary most, so that at 1.4
/// times the pace a long vowel was 1.3 times as long as a short one, and no longer 1.9 times: words
/// would become others.
void stretch(HTS_Engine& engine, std::size_t first, std::size_t end, double times);

/// Bends the pitch between the engine's second step and its third. The phrase's last sound ends
/// with frame `end`; from `close_from` on it goes to its close.
void bend(HTS_Engine& engine, const Melody& melody, std::size_t close_from, std::size_t end);

}  // namespace mujaz::voice
