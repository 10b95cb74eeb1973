// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/rereading.h"

#include <algorithm>

#include "mujaz/text.h"

namespace mujaz::desk {
namespace {

// `read_pronunciations` reads tables, these are rows.
const std::string header = "written,form,reading,scope,date,role\r\n";

/// What stands in a text wherever the words do, clitics and the article in whatever shape: the
/// longest word without its article, folded. Empty where that would be too short to tell anything.
std::u32string sought_for(const Pronunciation& entry) {
  std::u32string longest;
  const std::u32string text = folded(entry.written);
  for (const Token& token : tokens(text)) {
    std::u32string word = text.substr(token.span.start, token.span.size());
    if (word.size() > 2 && word[0] == letters::alef && word[1] == letters::lam) word.erase(0, 2);
    if (word.size() > longest.size()) longest = std::move(word);
  }
  return longest;
}

/// The words of both readings side by side: those with the same place in the text belong together.
std::vector<SaidOtherwise> differences(const std::vector<SaidWord>& before,
                                       const std::vector<SaidWord>& after) {
  std::vector<SaidOtherwise> out;
  std::size_t i = 0, k = 0;
  while (i < before.size() || k < after.size()) {
    // A run of words on both sides that ends at the same place of the text.
    SaidOtherwise one;
    std::size_t end_before = 0, end_after = 0;
    const auto take = [&one](const SaidWord& word, std::string& marks, std::string& ipa) {
      one.written.start = one.written.end == 0 ? word.written.start
                                               : std::min(one.written.start, word.written.start);
      one.written.end = std::max(one.written.end, word.written.end);
      marks += (marks.empty() ? "" : " ") + word.marks;
      ipa += (ipa.empty() ? "" : " ") + word.ipa;
    };
    const auto take_before = [&] {
      end_before = std::max(end_before, before[i].written.end);
      take(before[i++], one.before, one.ipa_before);
    };
    const auto take_after = [&] {
      end_after = std::max(end_after, after[k].written.end);
      take(after[k++], one.after, one.ipa_after);
    };
    if (i < before.size()) take_before();
    if (k < after.size()) take_after();
    while (end_before != end_after) {
      if (end_before < end_after && i < before.size())
        take_before();
      else if (end_after < end_before && k < after.size())
        take_after();
      else
        break;
    }
    const std::size_t end = std::max(end_before, end_after);
    while (i < before.size() && before[i].written.end <= end) take_before();
    while (k < after.size() && after[k].written.end <= end) take_after();
    if (one.before != one.after || one.ipa_before != one.ipa_after) out.push_back(std::move(one));
  }
  return out;
}

/// The rows in force with that of one word as it was, or as it is to be.
std::vector<LexiconEntry> with(std::vector<LexiconEntry> entries, const std::string& word,
                               const std::string& row) {
  std::erase_if(entries, [&](const LexiconEntry& one) { return one.word == word; });
  if (!row.empty()) {
    entries.emplace_back();
    entries.back().word = word;
    entries.back().entry = row;
  }
  return entries;
}

}  // namespace

PronunciationList entries_of(const Crafts& crafts, const std::vector<std::string>& rows) {
  std::string table = header;
  for (const std::string& row : rows) table += row + "\r\n";
  return crafts.entries(table);
}

std::string row_of(const Pronunciation& entry) {
  std::string table = write_pronunciations({entry}, PronunciationFormat::csv);
  table.erase(0, table.find('\n') + 1);  // the names of the columns
  while (table.ends_with('\n') || table.ends_with('\r')) table.pop_back();
  return table;
}

std::string key_of(const Pronunciation& entry) {
  return to_utf8(without_marks(entry.written)) + (entry.role.empty() ? "" : "\t" + entry.role);
}

Rereading::Rereading(const Crafts& crafts, Site site, const std::vector<LexiconEntry>& entries,
                     const std::string& word, const std::string& before, const std::string& after)
    : crafts_(crafts),
      site_(std::move(site)),
      before_(with(entries, word, before)),
      after_(with(entries, word, after)) {
  for (const std::string& row : {before, after})
    if (!row.empty())
      for (const Pronunciation& entry : entries_of(crafts, {row}).entries)
        sought_.push_back(sought_for(entry));
  around_ =
      !changed(from_utf8(site_.opening)).empty() || !changed(from_utf8(site_.closing)).empty();
}

std::vector<SaidOtherwise> Rereading::changed(const std::u32string& text) const {
  const std::u32string searched = folded(text);
  if (std::none_of(sought_.begin(), sought_.end(),
                   [&](const std::u32string& one) { return searched.find(one) != searched.npos; }))
    return {};
  return differences(crafts_.read(text, site_, before_), crafts_.read(text, site_, after_));
}

bool Rereading::touches(const Story& story) const {
  std::vector<StoryPoint> points = box_of(story);
  if (const Live* live = visible(story))
    points.insert(points.end(), live->points.begin(), live->points.end());
  if (points.empty()) return false;
  if (around_ || (site_.say_title && !changed(from_utf8(story.title)).empty())) return true;
  return std::any_of(points.begin(), points.end(), [this](const StoryPoint& point) {
    return !changed(point.checked.point.text).empty();
  });
}

}  // namespace mujaz::desk
