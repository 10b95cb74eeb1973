// SPDX-License-Identifier: GPL-3.0-or-later
// Text in, finished sound out, as it is made.
#include <algorithm>

#include "mujaz/tell.h"

namespace mujaz {
namespace {

/// What is asked of the sound of one part more.
void add(Asked& asked, const Asked& part, double pause) {
  if (asked.phones > 0) {
    asked.rests += pause;
    asked.longest_rest = std::max(asked.longest_rest, pause);
  }
  asked.phones += part.phones;
  asked.rests += part.rests;
  asked.longest_rest = std::max(asked.longest_rest, part.longest_rest);
}

/// The article's title and paragraphs, those with something to say.
NextPart parts_of(const Article& article, const Reader& reader) {
  return [&article, &reader, next = std::size_t{0}]() mutable -> std::optional<Part> {
    while (next <= article.paragraphs.size()) {
      const std::size_t at = next++;
      Part part;
      if (at > 0)
        part = reader.part(PartKind::paragraph, static_cast<int>(at - 1),
                           article.paragraphs[at - 1].text);
      else if (article.title)
        part = reader.part(PartKind::title, -1, *article.title);
      if (!part.words.empty()) return part;
    }
    return std::nullopt;
  };
}

/// A sound on its way into the files of an episode.
struct Files {
  std::string mp3, opus;
  std::optional<Encoder> to_mp3, to_opus;

  void take(int rate, const Tags& tags, const float* samples, std::size_t count) {
    if (!to_mp3) {
      to_mp3.emplace(SoundFormat::mp3, rate, tags, [this](std::string_view more) { mp3 += more; });
      to_opus.emplace(SoundFormat::opus, rate, tags,
                      [this](std::string_view more) { opus += more; });
    }
    to_mp3->add(samples, count);
    to_opus->add(samples, count);
  }
  void finish() {
    for (const Encoder::Patch& patch : to_mp3->finish())
      mp3.replace(patch.at, patch.bytes.size(), patch.bytes);
    for (const Encoder::Patch& patch : to_opus->finish())
      opus.replace(patch.at, patch.bytes.size(), patch.bytes);
  }
};

// LU. A stream has its voice's level over many sentences, and one sentence may lie well off it.
constexpr double kStreamRoom = 5;

}  // namespace

Streamed stream(const Voice& voice, const Source& source, const Manner& manner,
                const MasterOptions& options, bool at_once, const Take& take, const Stop* stop) {
  Asked asked{options, 0, manner.speed, 0, 0, at_once ? kStreamRoom : 1};
  const NextPart next = [&] {
    std::optional<Part> part = source.next();
    if (part && !part->words.empty())
      add(asked, asked_of({source.phones, {*part}}, manner, options), manner.pause_after_part);
    return part;
  };
  std::optional<double> level;
  if (at_once) level = voice.loudness(source.phones);
  std::optional<Mastering> mastering;
  std::optional<Gate> gate;
  voice.stream(
      source.phones, next, manner,
      [&](const Speech& piece) {
        if (!mastering) {
          gate.emplace(piece.rate);
          mastering.emplace(piece.rate, options, level,
                            [&, rate = piece.rate](const float* samples, std::size_t count) {
                              gate->hear(samples, count);
                              take(rate, samples, count);
                            });
        }
        mastering->add(piece);
      },
      stop);
  Streamed streamed{mastering->finish(), {}};
  streamed.flaws = gate->flaws(streamed.sound, asked);
  return streamed;
}

Recording record(const Article& article, const Setup& setup) {
  const Tags tags = tags_of(article);
  std::string found;
  for (const auto& voice : voices_of(setup)) {
    Files files;
    Streamed streamed;
    try {
      streamed = stream(
          *voice, {setup.reader->phones(), parts_of(article, *setup.reader)}, setup.manner,
          setup.master, false,
          [&](int rate, const float* samples, std::size_t count) {
            files.take(rate, tags, samples, count);
          },
          setup.stop);
      files.finish();
    } catch (const Error& error) {
      if (setup.stop) setup.stop->check();
      if (voice->info().kind != VoiceKind::remote) throw;
      streamed.flaws.push_back({SoundFault::absent, error.what(), 0});
    }
    streamed.sound.note = found;
    if (streamed.flaws.empty())
      return {std::move(streamed.sound), std::move(files.mp3), std::move(files.opus)};
    found += (found.empty() ? "" : " ") + voice->info().name + ":";
    for (const Flaw& flaw : streamed.flaws) found += " " + flaw.what;
  }
  throw Error(ErrorCode::internal, "The sound is not fit to be published. " + found);
}

}  // namespace mujaz
