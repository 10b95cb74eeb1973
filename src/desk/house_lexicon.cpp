// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/house_lexicon.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "desk/inside.h"
#include "desk/rereading.h"

namespace mujaz {
namespace {

using Json = nlohmann::json;
using namespace desk;

constexpr int most_searched = 500, page = 100;
constexpr std::size_t most_parts = 100;

/// The entry as its row has it. Throws bad_input where it cannot be read.
HouseEntry judged(const Crafts& crafts, const Pronunciation& wish,
                  std::vector<std::string>* notes = nullptr) {
  Pronunciation plain = wish;
  plain.scope = "all";
  plain.date.clear();
  const PronunciationList list = entries_of(crafts, {row_of(plain)});
  for (const Finding& finding : list.findings) {
    if (finding.kind == FindingKind::note) {
      if (notes) notes->push_back(finding.what);
      continue;
    }
    const bool of_reading =
        !list.entries.empty() && finding.place.column >= list.entries.front().reading_place.column;
    throw Error(ErrorCode::bad_input, finding.what, of_reading ? "reading" : "written");
  }
  if (list.entries.size() != 1)
    throw Error(ErrorCode::bad_input, "There is nothing written.", "written");
  HouseEntry entry;
  entry.entry = list.entries.front();
  entry.row.word = key_of(entry.entry);
  entry.row.entry = row_of(entry.entry);
  return entry;
}

std::string row_in_force(const std::vector<LexiconEntry>& entries, const std::string& word) {
  for (const LexiconEntry& one : entries)
    if (one.word == word) return one.entry;
  return {};
}

/// The job that follows a change, in its transaction.
void follow(Transaction& rows, const std::string& site, const std::string& word,
            const std::string& before, const std::string& after, const Actor& actor, Time at) {
  NewJob job;
  job.kind = "lexicon";
  job.site = site;
  job.beside = true;
  job.body = Json{{"word", word},
                  {"before", before},
                  {"after", after},
                  {"by", actor.name},
                  {"role", name(actor.role)}}
                 .dump();
  Jobs(rows).add(job, at);
}

}  // namespace

std::vector<HouseEntry> HouseLexicon::list(const std::string& site, bool with_removed) const {
  std::vector<LexiconEntry> found;
  desk_.store().read([&](Transaction& rows) {
    Sites(rows).get(site);
    found = LexiconShelf(rows).all(site, with_removed);
  });
  std::vector<std::string> texts;
  for (const LexiconEntry& one : found) texts.push_back(one.entry);
  const std::vector<Pronunciation> entries = entries_of(desk_.crafts(), texts).entries;
  std::vector<HouseEntry> out;
  for (std::size_t i = 0; i < std::min(found.size(), entries.size()); ++i)
    out.push_back({std::move(found[i]), entries[i]});
  return out;
}

std::vector<SaidWord> HouseLexicon::read(const std::string& site_name,
                                         const std::u32string& text) const {
  Site site;
  std::vector<LexiconEntry> entries;
  desk_.store().read([&](Transaction& rows) {
    site = Sites(rows).get(site_name);
    entries = LexiconShelf(rows).all(site_name);
  });
  return desk_.crafts().read(text, site, entries);
}

LexiconPreview HouseLexicon::preview(const std::string& site_name,
                                     const Pronunciation& wish) const {
  LexiconPreview out;
  const HouseEntry entry = judged(desk_.crafts(), wish, &out.notes);
  Site site;
  std::vector<LexiconEntry> entries;
  std::vector<Story> stories;
  desk_.store().read([&](Transaction& rows) {
    site = Sites(rows).get(site_name);
    entries = LexiconShelf(rows).all(site_name);
    stories = Stories(rows).published(site_name, most_searched);
  });
  const std::string& word = entry.row.word;
  const Rereading rereading(desk_.crafts(), site, entries, word, row_in_force(entries, word),
                            entry.row.entry);
  const auto look = [&](const Story& story, const std::string& part, const std::u32string& text) {
    std::vector<SaidOtherwise> words = rereading.changed(text);
    if (!words.empty()) out.parts.push_back({story.id, story.title, part, text, std::move(words)});
  };
  look({}, "opening", from_utf8(site.opening));
  look({}, "closing", from_utf8(site.closing));
  for (const Story& story : stories) {
    if (out.parts.size() >= most_parts) break;
    ++out.searched;
    if (site.say_title) look(story, "title", from_utf8(story.title));
    for (const StoryPoint& point : visible(story)->points)
      look(story, point.id, point.checked.point.text);
  }
  out.whole = out.searched < most_searched && out.parts.size() < most_parts;
  return out;
}

HouseEntry HouseLexicon::put(const std::string& site, const Pronunciation& wish,
                             const Actor& actor) {
  HouseEntry entry = judged(desk_.crafts(), wish);
  entry.row.site = site;
  entry.row.by = actor.name;
  desk_.store().write([&](Transaction& rows) {
    Sites(rows).get(site);
    LexiconShelf shelf(rows);
    const std::vector<LexiconEntry> entries = shelf.all(site);
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const LexiconEntry& one) {
      return one.word == entry.row.word;
    });
    if (same != entries.end() && same->entry == entry.row.entry) {
      entry.row = *same;
      return;
    }
    entry.row.at = now();
    entry.row = shelf.add(entry.row);
    follow(rows, site, entry.row.word, same == entries.end() ? "" : same->entry, entry.row.entry,
           actor, entry.row.at);
  });
  return entry;
}

bool HouseLexicon::remove(const std::string& site, const std::string& id, const Actor& actor) {
  bool removed = false;
  desk_.store().write([&](Transaction& rows) {
    Sites(rows).get(site);
    LexiconShelf shelf(rows);
    const std::optional<LexiconEntry> entry = shelf.find(site, id);
    const Time at = now();
    removed = entry && shelf.remove(id, at);
    if (removed) follow(rows, site, entry->word, entry->entry, "", actor, at);
  });
  return removed;
}

std::optional<HouseEntry> HouseLexicon::restore(const std::string& site, const std::string& id,
                                                const Actor& actor) {
  std::optional<LexiconEntry> back;
  desk_.store().write([&](Transaction& rows) {
    Sites(rows).get(site);
    LexiconShelf shelf(rows);
    back = shelf.find(site, id);
    const std::string before = back ? row_in_force(shelf.all(site), back->word) : "";
    if (back && (!back->removed || before == back->entry)) back.reset();
    if (!back) return;
    back->by = actor.name;
    back->at = now();
    back->removed.reset();
    back = shelf.add(*back);
    follow(rows, site, back->word, before, back->entry, actor, back->at);
  });
  if (!back) return std::nullopt;
  return HouseEntry{*back, entries_of(desk_.crafts(), {back->entry}).entries.at(0)};
}

/// Looks through the site's stories and has the touched ones voiced again. Done twice, it asks for
/// sound that is there, and the voices' cache gives it.
void Desk::Inside::reread(const Job& job, const Stop& stop) {
  const Json asked = Json::parse(job.body);
  const auto text = [&](const char* member) { return asked.at(member).get<std::string>(); };
  const Actor actor{text("by"), parse_role(text("role"))};
  Site site;
  std::vector<LexiconEntry> entries;
  parts.store->read([&](Transaction& rows) {
    site = Sites(rows).get(job.site);
    entries = LexiconShelf(rows).all(job.site);
  });
  const Rereading rereading(parts.crafts, site, entries, text("word"), text("before"),
                            text("after"));
  StoryList which{job.site, {}, {}, page};
  std::vector<Story> stories;
  do {
    parts.store->read([&](Transaction& rows) { stories = Stories(rows).list(which); });
    for (const Story& story : stories) {
      stop.check();
      which.after = story.id;
      if (!find_move(story.state, Event::revoice) || !rereading.touches(story)) continue;
      try {
        change({job.site, story.id}, [&](const Story& now_is, const Article&, Time at) {
          return parts.newsroom->revoice(now_is, actor, at);
        });
      } catch (const Error& error) {
        // It moved on meanwhile: what becomes of it is voiced with the new entries.
        if (error.code() != ErrorCode::conflict && error.code() != ErrorCode::bad_input) throw;
      }
    }
  } while (static_cast<int>(stories.size()) == page);
}

}  // namespace mujaz
