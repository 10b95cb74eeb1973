// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/tell.h"

namespace mujaz {
namespace {

void begin(const Setup& setup, const char* stage) {
  if (setup.stop) setup.stop->check();
  if (setup.progress) setup.progress(stage);
}

/// Adds a part unless the text holds nothing to say.
void add(Script& script, const Reader& reader, PartKind kind, int point, std::u32string text) {
  Part part = reader.part(kind, point, std::move(text));
  if (!part.words.empty()) script.parts.push_back(std::move(part));
}

/// Seconds of the sound between points in all of a script.
double between(const Script& script, const Setup& setup) {
  if (!setup.between) return 0;
  double seconds = 0;
  for (std::size_t i = 1; i < script.parts.size(); ++i)
    if (script.parts[i].kind == PartKind::point && script.parts[i - 1].kind == PartKind::point)
      seconds += double(setup.between->samples.size()) / setup.between->rate;
  return seconds;
}

}  // namespace

std::vector<std::shared_ptr<const Voice>> voices_of(const Setup& setup) {
  std::vector<std::shared_ptr<const Voice>> voices{
      cast_voice({setup.voice, setup.frame, setup.quotation, setup.between})};
  if (setup.spare) voices.push_back(cast_voice({setup.spare, nullptr, nullptr, setup.between}));
  return voices;
}

Setup load_setup(const Places& places, const std::string& voice, const ReaderSetup& reading) {
  const Language language(places.lang);
  Setup setup;
  setup.extractor = std::make_shared<Extractor>(language);
  setup.chooser = std::make_shared<Chooser>(language);
  setup.checker = std::make_shared<Checker>(language);
  setup.reader = std::make_shared<Reader>(language, load_diacritiser(places), reading);
  setup.voice = load_voice(places, voice);
  for (const VoiceInfo& info : find_voices(places))
    if (info.kind == VoiceKind::espeak && info.problem.empty() &&
        info.name != setup.voice->info().name)
      setup.spare = load_voice(places, info.name);
  setup.publisher = std::make_shared<Publisher>(language);
  return setup;
}

Script script_of(const Article& article, const Signed& box, const Setup& setup) {
  const Reader& reader = *setup.reader;
  Script script{reader.phones(), {}};
  add(script, reader, PartKind::opening, -1, filled(setup.opening, article));
  if (setup.title && article.title) add(script, reader, PartKind::title, -1, *article.title);
  for (std::size_t i = 0; i < box.points().size(); ++i)
    add(script, reader, PartKind::point, static_cast<int>(i), box.points()[i].text);
  add(script, reader, PartKind::closing, -1, filled(setup.closing, article));
  return script;
}

Heard speak(const Script& script, const Setup& setup) {
  Asked asked = asked_of(script, setup.manner, setup.master);
  asked.rests += between(script, setup);
  Heard heard;
  std::string found;
  for (const auto& voice : voices_of(setup)) {
    std::vector<Flaw> flaws;
    try {
      heard.sound = master(voice->say(script, setup.manner, setup.stop), setup.master);
      flaws = listen(heard.sound, asked);
    } catch (const Error& error) {
      if (setup.stop) setup.stop->check();
      // A server's voice may fail; one of this machine does not without a reason to mend.
      if (voice->info().kind != VoiceKind::remote) throw;
      flaws.push_back({SoundFault::absent, error.what(), 0});
    }
    heard.sound.note = found;
    if (flaws.empty()) return heard;
    found += (found.empty() ? "" : " ") + voice->info().name + ":";
    for (const Flaw& flaw : flaws) found += " " + flaw.what;
    if (heard.stopped.empty()) heard.stopped = std::move(flaws);
  }
  throw Error(ErrorCode::internal, "The sound is not fit to be published. " + found);
}

Told tell(const Page& page, const Setup& setup) {
  begin(setup, "article");
  return tell(setup.extractor->extract(page), setup);
}

Told tell(const Article& article, const Setup& given) {
  Setup setup = given;
  if (setup.voice_for)
    if (auto voice = setup.voice_for(article)) setup.voice = std::move(voice);
  begin(setup, "points");
  const Checked checked =
      setup.llm ? setup.llm->write(article, setup.points, setup.stop)
                : setup.checker->check(setup.chooser->choose(article, setup.points), article);
  const Signed box = sign(checked);
  begin(setup, "reading");
  const Script script = script_of(article, box, setup);
  begin(setup, "voice");
  const Heard heard = speak(script, setup);
  const Programme& sound = heard.sound;
  std::optional<Recording> full;
  if (setup.full) {
    begin(setup, "whole article");
    full = record(article, setup);
  }
  begin(setup, "page");
  Episode episode = setup.publisher->publish(article, checked, box, sound, full ? &*full : nullptr);
  return {std::move(episode), checked, sound.duration(), sound.voice, heard.stopped};
}

}  // namespace mujaz
