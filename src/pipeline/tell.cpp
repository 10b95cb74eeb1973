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

}  // namespace

Setup load_setup(const Places& places, const std::string& voice, const ReaderSetup& reading) {
  const Language language(places.lang);
  Setup setup;
  setup.extractor = std::make_shared<Extractor>(language);
  setup.chooser = std::make_shared<Chooser>(language);
  setup.checker = std::make_shared<Checker>(language);
  setup.reader = std::make_shared<Reader>(language, load_diacritiser(places), reading);
  setup.voice = load_voice(places, voice);
  setup.publisher = std::make_shared<Publisher>(language);
  return setup;
}

Script script_of(const Article& article, const Signed& box, const Setup& setup) {
  const Reader& reader = *setup.reader;
  Script script{reader.phones(), {}};
  add(script, reader, PartKind::opening, -1, setup.opening);
  if (setup.title && article.title) add(script, reader, PartKind::title, -1, *article.title);
  for (std::size_t i = 0; i < box.points().size(); ++i)
    add(script, reader, PartKind::point, static_cast<int>(i), box.points()[i].text);
  add(script, reader, PartKind::closing, -1, setup.closing);
  return script;
}

Script script_of(const Article& article, const Setup& setup) {
  const Reader& reader = *setup.reader;
  Script script{reader.phones(), {}};
  if (article.title) add(script, reader, PartKind::title, -1, *article.title);
  for (std::size_t i = 0; i < article.paragraphs.size(); ++i)
    add(script, reader, PartKind::paragraph, static_cast<int>(i), article.paragraphs[i].text);
  return script;
}

Told tell(const Page& page, const Setup& setup) {
  begin(setup, "article");
  const Article article = setup.extractor->extract(page);
  begin(setup, "points");
  const KeyPoints points = setup.chooser->choose(article, setup.points);
  begin(setup, "check");
  const Checked checked = setup.checker->check(points, article);
  const Signed box = sign(checked);
  begin(setup, "reading");
  const Script script = script_of(article, box, setup);
  begin(setup, "voice");
  const Speech speech = setup.voice->say(script, setup.manner, setup.stop);
  begin(setup, "sound");
  const Programme sound = master(speech, setup.master);
  std::optional<Programme> full;
  if (setup.full) {
    begin(setup, "whole article");
    full =
        master(setup.voice->say(script_of(article, setup), setup.manner, setup.stop), setup.master);
  }
  begin(setup, "page");
  Episode episode = setup.publisher->publish(article, checked, box, sound, full ? &*full : nullptr);
  return {std::move(episode), checked, sound.duration(), sound.voice};
}

}  // namespace mujaz
