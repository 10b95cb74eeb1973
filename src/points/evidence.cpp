// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/evidence.h"

#include "points/skeleton.h"

namespace mujaz::points {
namespace {

// What a key is, as the first letter of its text in the index.
constexpr char32_t form_tag = 1, stem_tag = 2, root_tag = 3, group_tag = 4, name_tag = 5;
constexpr std::size_t most_places = 60;  // of one key: bounds the work on a word that is everywhere
constexpr std::size_t shortest_root = 3;

std::u32string tagged(char32_t tag, std::u32string_view text) {
  std::u32string out(1, tag);
  out += text;
  return out;
}

std::u32string numbered(int id) {
  return {static_cast<char32_t>(id + 1)};
}

}  // namespace

Evidence::Evidence(const Document& read, const Meanings& known)
    : document(read), meanings(known), title_first(read.words.size()) {
  sentences_.assign(size(), -1);
  for (std::size_t s = 0; s < document.sentences.size(); ++s)
    for (std::size_t i = document.sentences[s].first; i < document.sentences[s].last; ++i)
      sentences_[i] = static_cast<int>(s);
  for (std::size_t i = title_first; i < size(); ++i)
    sentences_[i] = static_cast<int>(document.sentences.size());

  name_hits_.resize(size());
  for (std::size_t i = 0; i < size(); ++i) {
    const std::vector<Word>& words = i < title_first ? document.words : document.title;
    const std::size_t at = i < title_first ? i : i - title_first;
    if (!words[at].spoken()) continue;
    name_hits_[i] = meanings.name_at(words, at);
    if (name_hits_[i].name >= 0) names_.insert(name_hits_[i].name);
    const std::u32string_view next =
        at + 1 < words.size() ? std::u32string_view(words[at + 1].folded) : std::u32string_view();
    dates_.insert(meanings.calendar(words[at].folded, next).id);
    measures_.insert(meanings.measure(words[at].folded).unit);
    if (words[at].stem == -1 && name_hits_[i].name < 0) continue;
    const auto add = [&](char32_t tag, std::u32string_view text) {
      const auto id = ids_.try_emplace(tagged(tag, text), static_cast<int>(places_.size()));
      if (id.second) places_.emplace_back();
      std::vector<std::size_t>& places = places_[static_cast<std::size_t>(id.first->second)];
      if (places.size() < most_places && (places.empty() || places.back() != i))
        places.push_back(i);
    };
    const std::u32string& word = words[at].folded;
    add(form_tag, without_proclitics(word));
    if (name_hits_[i].name >= 0) add(name_tag, numbered(name_hits_[i].name));
    if (words[at].kind != TokenKind::word) continue;
    add(stem_tag, light_stem(word));
    const std::u32string root = skeleton(word);
    if (root.size() >= shortest_root) add(root_tag, root);
    std::vector<int> groups;
    meanings.groups(word, groups);
    for (const int group : groups) add(group_tag, numbered(group));
  }
}

int Evidence::find(char32_t tag, std::u32string_view text) const {
  const auto found = ids_.find(tagged(tag, text));
  return found == ids_.end() ? -1 : found->second;
}

std::vector<std::pair<Likeness, int>> Evidence::keys(const Word& word, const NameHit& name) const {
  std::vector<std::pair<Likeness, int>> out;
  const auto add = [&](Likeness likeness, int id) {
    if (id >= 0) out.emplace_back(likeness, id);
  };
  add(Likeness::same, find(form_tag, without_proclitics(word.folded)));
  if (word.kind == TokenKind::word) add(Likeness::stem, find(stem_tag, light_stem(word.folded)));
  if (name.name >= 0) add(Likeness::name, find(name_tag, numbered(name.name)));
  if (word.kind != TokenKind::word) return out;
  std::vector<int> groups;
  meanings.groups(word.folded, groups);
  for (const int group : groups) add(Likeness::synonym, find(group_tag, numbered(group)));
  const std::u32string root = skeleton(word.folded);
  if (root.size() >= shortest_root) add(Likeness::root, find(root_tag, root));
  return out;
}

std::vector<Clues> Evidence::clues(const std::vector<Word>& words) const {
  std::vector<Clues> out(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].spoken()) continue;
    out[i].name = meanings.name_at(words, i);
    if (words[i].stem == -1 && out[i].name.name < 0) continue;
    out[i].keys = keys(words[i], out[i].name);
  }
  return out;
}

std::vector<Place> Evidence::places(const Clues& clues) const {
  std::vector<Place> out;
  for (const auto& [likeness, id] : clues.keys)
    for (const std::size_t place : places_[static_cast<std::size_t>(id)])
      out.push_back({place, likeness});
  std::sort(out.begin(), out.end(), [](const Place& a, const Place& b) {
    return a.word != b.word ? a.word < b.word : a.likeness > b.likeness;
  });
  out.erase(std::unique(out.begin(), out.end(),
                        [](const Place& a, const Place& b) { return a.word == b.word; }),
            out.end());
  return out;
}

std::optional<Span> Evidence::span(std::size_t first, std::size_t last) const {
  if (first >= last || last > title_first) return std::nullopt;
  return Span{document.words[first].span.start, document.words[last - 1].span.end};
}

}  // namespace mujaz::points
