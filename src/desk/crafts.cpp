// SPDX-License-Identifier: GPL-3.0-or-later
// Points and sound by the stages, with what each site asks for: its voice, its months, its lexicon.
#include <algorithm>
#include <mutex>

#include "desk/speech.h"
#include "mujaz/desk.h"
#include "mujaz/digest.h"
#include "mujaz/pronunciations.h"

namespace mujaz {
namespace {

constexpr std::size_t most_readers = 16;
// Signs of the International Phonetic Alphabet.
constexpr const char *stress = "\u02C8", *length = "\u02D0";

/// Everything that is loaded once; readers of sites as they are needed.
class Studio {
 public:
  Studio(const Places& places, const CraftOptions& options)
      : places_(places),
        options_(options),
        language_(places.lang),
        base_(load_setup(places, is_remote(options.voice) ? "" : options.voice)) {
    if (is_remote(options.voice)) set_voice(base_, options.voice);
  }

  Checked points(const Article& article, const Site& site) const {
    return base_.checker->check(base_.chooser->choose(article, site.policy.points), article);
  }

  Clauses clauses(const Article& article) const { return base_.chooser->clauses(article); }

  BoxFiles sound(const Article& article, const Signed& box, const Site& site,
                 const std::vector<LexiconEntry>& lexicon, const Stop& stop) {
    Setup setup = base_;
    setup.reader = reader(site, lexicon);
    const auto of_section = site.section_voices.find(to_utf8(article.section.value_or(U"")));
    const std::string& named =
        of_section == site.section_voices.end() ? site.voice : of_section->second;
    if (!named.empty()) set_voice(setup, named);
    if (!site.title_voice.empty()) setup.frame = voice(site.title_voice);
    if (!site.quotation_voice.empty()) setup.quotation = voice(site.quotation_voice);
    if (!site.between.empty()) setup.between = load_between(places_, site.between);
    setup.manner = {site.speed, site.pause};
    setup.title = site.say_title;
    setup.opening = from_utf8(site.opening);
    setup.closing = from_utf8(site.closing);
    setup.stop = &stop;
    const Programme programme = speak(script_of(article, box, setup), setup).sound;
    BoxFiles made;
    for (EpisodeFile& file : setup.publisher->publish(article, {}, box, programme).files) {
      if (file.name == "summary.mp3") made.mp3 = std::move(file.bytes);
      if (file.name == "summary.opus") made.opus = std::move(file.bytes);
      if (file.name == "captions.vtt") made.captions = std::move(file.bytes);
      if (file.name == "times.json") made.times = std::move(file.bytes);
    }
    made.duration = programme.duration();
    made.voice = programme.voice;
    return made;
  }

  std::vector<SaidWord> read(const std::u32string& text, const Site& site,
                             const std::vector<LexiconEntry>& lexicon) {
    const std::shared_ptr<const Reader> reader = this->reader(site, lexicon);
    const std::shared_ptr<const PhoneTable> phones = reader->phones();
    std::vector<SaidWord> out;
    for (const SpokenWord& word : reader->part(PartKind::point, 0, text).words) {
      SaidWord said{word.written, to_utf8(word.full), {}};
      for (const Phone& phone : word.phones) {
        if (phone.starts_syllable && phone.stressed) said.ipa += stress;
        said.ipa += (*phones)[phone.id].ipa + (phone.geminate ? length : "");
      }
      out.push_back(std::move(said));
    }
    return out;
  }

  Speak ready(const Spoken& what, const Site& site, const std::vector<LexiconEntry>& lexicon) {
    const std::string& name = what.voice.empty() ? site.voice : what.voice;
    return made_ready(what, name.empty() ? base_.voice : voice(name), reader(site, lexicon));
  }

  std::vector<std::string> voices() const {
    std::vector<std::string> out;
    for (const VoiceInfo& one : find_voices(places_))
      if (one.problem.empty()) out.push_back(one.name);
    return out;
  }

  PronunciationList entries(const std::string& csv) const {
    return read_pronunciations(csv, PronunciationFormat::csv, language_);
  }

 private:
  static bool is_remote(const std::string& voice) { return voice == name(VoiceKind::remote); }

  /// Where a server speaks, the best voice of this machine stands in for it.
  void set_voice(Setup& setup, const std::string& named) {
    if (is_remote(named) && base_.voice->info().kind != VoiceKind::remote)
      setup.spare = base_.voice;
    setup.voice = voice(named);
  }

  std::shared_ptr<const Reader> reader(const Site& site, const std::vector<LexiconEntry>& lexicon) {
    if (lexicon.empty() && site.months == MonthNames::as_written && !site.both_month_names)
      return base_.reader;
    std::string table = "written,form,reading,scope,date,role\r\n";
    for (const LexiconEntry& entry : lexicon) table += entry.entry + "\r\n";
    const std::string key = sha256(std::to_string(static_cast<int>(site.months)) +
                                   (site.both_month_names ? "+" : "-") + site.name + "\n" + table);
    const std::lock_guard lock(mutex_);
    if (const auto known = readers_.find(key); known != readers_.end()) return known->second;
    ReaderSetup setup;
    setup.months = site.months;
    setup.both_month_names = site.both_month_names;
    if (!lexicon.empty())
      setup.pronunciations = std::make_shared<Pronunciations>(
          read_pronunciations(table, PronunciationFormat::csv, language_).entries, language_,
          site.name);
    if (!diacritiser_) diacritiser_ = load_diacritiser(places_);
    if (readers_.size() >= most_readers) readers_.clear();
    return readers_[key] = std::make_shared<Reader>(language_, diacritiser_, setup);
  }

  std::shared_ptr<const Voice> voice(const std::string& named) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<const Voice>& known = voices_[named];
    if (!known)
      known = is_remote(named) ? load_remote(options_.remote, options_.budget)
                               : load_voice(places_, named);
    return known;
  }

  Places places_;
  CraftOptions options_;
  Language language_;
  Setup base_;
  std::mutex mutex_;
  std::shared_ptr<const Diacritiser> diacritiser_;
  std::map<std::string, std::shared_ptr<const Reader>> readers_;
  std::map<std::string, std::shared_ptr<const Voice>> voices_;
};

}  // namespace

Crafts load_crafts(const Places& places, const CraftOptions& options) {
  const auto studio = std::make_shared<Studio>(places, options);
  return {
      [studio](const Article& article, const Site& site) { return studio->points(article, site); },
      [studio](const Article& article, const Signed& box, const Site& site,
               const std::vector<LexiconEntry>& lexicon,
               const Stop& stop) { return studio->sound(article, box, site, lexicon, stop); },
      [studio](const Article& article) { return studio->clauses(article); },
      [studio](const std::u32string& text, const Site& site,
               const std::vector<LexiconEntry>& lexicon) {
        return studio->read(text, site, lexicon);
      },
      [studio](const std::string& csv) { return studio->entries(csv); },
      [studio](const Spoken& what, const Site& site, const std::vector<LexiconEntry>& lexicon) {
        return studio->ready(what, site, lexicon);
      },
      [studio] { return studio->voices(); }};
}

}  // namespace mujaz
