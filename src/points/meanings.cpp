// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/meanings.h"

#include "points/skeleton.h"

namespace mujaz::points {
namespace {

constexpr std::size_t shortest_skeleton = 3;  // letters; a shorter one means too many words
constexpr int first_month = 10;

std::vector<std::u32string> listed(std::u32string_view cell) {
  std::vector<std::u32string> out;
  while (!cell.empty()) {
    const std::size_t bar = cell.find(U'|');
    if (bar != 0) out.emplace_back(cell.substr(0, bar));
    cell.remove_prefix(bar == cell.npos ? cell.size() : bar + 1);
  }
  return out;
}

/// The forms of an adjective of relation in number and gender, behind its masculine singular.
std::vector<std::u32string> adjective_forms(const std::u32string& base) {
  using namespace letters;
  static constexpr char32_t endings[][4] = {{0},
                                            {heh, 0},
                                            {yeh, noon, 0},
                                            {waw, noon, 0},
                                            {alef, teh, 0},
                                            {alef, noon, 0},
                                            {teh, yeh, noon, 0},
                                            {alef, 0}};
  std::vector<std::u32string> out;
  for (const auto& ending : endings) out.push_back(base + ending);
  return out;
}

void add(TextMap<std::vector<int>>& map, std::u32string_view key, int value) {
  std::vector<int>& values = map[std::u32string(key)];
  if (values.empty() || values.back() != value) values.push_back(value);
}

/// What the forms of a word have in common: its skeleton, or of a short one its stem.
std::u32string lack_key(std::u32string_view word) {
  std::u32string root = skeleton(word);
  return root.size() >= shortest_skeleton ? root : light_stem(word);
}

/// Three consonants or more, none weak: few words share such a skeleton by chance.
bool is_strong(std::u32string_view skeleton) {
  return skeleton.size() >= shortest_skeleton && skeleton.find(letters::waw) == skeleton.npos;
}

template <class Value>
void collect(const TextMap<std::vector<Value>>& map, std::u32string_view key,
             std::vector<Value>& out) {
  const auto found = map.find(key);
  if (found != map.end()) out.insert(out.end(), found->second.begin(), found->second.end());
}

}  // namespace

Meanings::Meanings(const Language& language) {
  const std::vector<std::u32string> synonyms = language.list("synonyms");
  for (std::size_t row = 0; row < synonyms.size(); ++row)
    for (const std::u32string& member : listed(synonyms[row])) {
      const std::u32string word = folded(member);
      const std::u32string_view bare = without_proclitics(word);
      const int id = static_cast<int>(row);
      add(group_forms_, word, id);
      add(group_forms_, bare, id);
      add(group_stems_, light_stem(word), id);
      const std::u32string root = skeleton(word);
      if (root.size() >= shortest_skeleton) add(group_skeletons_, root, id);
    }

  const Table opposites = language.table("opposites");
  for (std::size_t i = 0; i < opposites.rows().size(); ++i)
    for (const bool second : {false, true})
      for (const std::u32string& member :
           listed(opposites.rows()[i][opposites.column(second ? "other" : "one")])) {
        const std::u32string word = folded(member);
        const Side side{static_cast<int>(i), second};
        opposites_[std::u32string(without_proclitics(word))].push_back(side);
        const std::u32string root = skeleton(word);
        if (is_strong(root)) opposite_skeletons_[root].push_back(side);
      }

  const Table names = language.table("name_forms");
  for (std::size_t i = 0; i < names.rows().size(); ++i) {
    const auto& row = names.rows()[i];
    const std::string kind = to_utf8(row[names.column("kind")]);
    NameHit hit{static_cast<int>(i),
                kind == "person" ? NameKind::person
                : kind == "body" ? NameKind::body
                                 : NameKind::place,
                NameForm::name, 1};
    for (const std::u32string& form : listed(row[names.column("forms")])) add_name(form, hit);
    hit.form = NameForm::adjective;
    for (const std::u32string& form : listed(row[names.column("adjectives")]))
      for (const std::u32string& ending : adjective_forms(form)) add_name(ending, hit);
    hit.form = NameForm::seat;
    for (const std::u32string& form : listed(row[names.column("seats")])) add_name(form, hit);
  }

  std::map<std::u32string, int> rows;
  for (std::size_t i = 0; i < names.rows().size(); ++i)
    rows.emplace(listed(names.rows()[i][names.column("forms")]).at(0), static_cast<int>(i));
  for (const auto& row : names.rows()) {
    const auto whole = rows.find(row[names.column("within")]);
    wholes_.push_back(whole == rows.end() ? -1 : whole->second);
  }

  const Table light = language.table("light_words");
  for (const auto& row : light.rows()) {
    const std::u32string form = folded(row[light.column("word")]);
    light_forms_.emplace(without_proclitics(form));
    light_stems_.insert(light_stem(form));
    if (!row[light.column("class")].empty()) modal_stems_.insert(light_stem(form));
  }
  const Table phrases = language.table("idioms");
  for (const auto& row : phrases.rows()) {
    const std::u32string& phrase = row[phrases.column("phrase")];
    if (row[phrases.column("class")] == U"idiom")
      idioms.add(phrase, 0);
    else if (row[phrases.column("class")] == U"noun")
      negative_nouns_.insert(folded(phrase));
    else
      lacks_.insert(lack_key(folded(phrase)));
  }
  const Table hedges = language.table("hedges");
  for (const auto& row : hedges.rows())
    if (!row[hedges.column("before")].empty())
      before_imperfect.add(row[hedges.column("phrase")], 0);
  const Table measures = language.table("measure_words");
  std::map<std::u32string, int> kinds;
  for (std::size_t i = 0; i < measures.rows().size(); ++i) {
    const auto& row = measures.rows()[i];
    const int kind =
        kinds.emplace(row[measures.column("kind")], static_cast<int>(kinds.size())).first->second;
    for (const std::u32string& form : listed(row[measures.column("forms")]))
      measures_.emplace(folded(form), Measure{static_cast<int>(i), kind});
    if (row[measures.column("kind")] == U"time") time_kind_ = kind;
  }

  const std::vector<std::u32string> days = language.list("weekdays");
  for (std::size_t day = 0; day < days.size(); ++day)
    for (const std::u32string& form : listed(days[day]))
      calendar_.emplace(folded(form), CalendarWord{static_cast<int>(day), true});
  const Table months = language.table("months");
  for (const auto& row : months.rows()) {
    if (row[months.column("calendar")] != U"gregorian") continue;
    int month = 0;
    for (const char32_t c : row[months.column("month")]) month = month * 10 + digit_value(c);
    const CalendarWord word{first_month + month - 1, row[months.column("alone")] == U"yes"};
    calendar_.emplace(folded(row[months.column("name")]), word);
    for (const std::u32string& form : listed(row[months.column("also")]))
      calendar_.emplace(folded(form), word);
  }
}

void Meanings::add_name(std::u32string_view text, const NameHit& hit) {
  std::vector<std::u32string> words;
  for (const Token& token : tokens(text))
    words.push_back(folded(text.substr(token.span.start, token.span.size())));
  if (words.empty()) return;
  // Letters that look like clitics are the name's own, but for an article.
  const bool article = text.size() > 3 && text[0] == letters::alef && text[1] == letters::lam;
  std::u32string first = article ? words.front().substr(2) : words.front();
  words.erase(words.begin());
  NameEntry entry{std::move(words), hit};
  entry.hit.words = entry.rest.size() + 1;
  names_[first].push_back(std::move(entry));
}

void Meanings::groups(std::u32string_view word, std::vector<int>& out) const {
  collect(group_forms_, word, out);
  collect(group_forms_, without_proclitics(word), out);
  collect(group_stems_, light_stem(word), out);
  const std::u32string root = skeleton(word);
  if (root.size() >= shortest_skeleton) collect(group_skeletons_, root, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

std::vector<Meanings::Side> Meanings::sides(std::u32string_view word) const {
  std::vector<Side> out;
  collect(opposites_, without_proclitics(word), out);
  const std::u32string root = skeleton(word);
  if (out.empty() && is_strong(root)) collect(opposite_skeletons_, root, out);
  return out;
}

bool Meanings::opposed(std::u32string_view a, std::u32string_view b) const {
  if (skeleton(a) == skeleton(b)) return false;
  const std::vector<Side> one = sides(a);
  if (one.empty()) return false;
  for (const Side& y : sides(b))
    for (const Side& x : one)
      if (x.row == y.row && x.second != y.second) return true;
  return false;
}

NameHit Meanings::name_at(const std::vector<Word>& words, std::size_t at) const {
  NameHit best;
  const auto search = [&](std::u32string_view first) {
    const auto found = names_.find(first);
    if (found == names_.end()) return;
    for (const NameEntry& entry : found->second) {
      if (entry.hit.words <= best.words || at + entry.hit.words > words.size()) continue;
      bool same = true;
      for (std::size_t k = 0; same && k < entry.rest.size(); ++k)
        same = words[at + 1 + k].folded == entry.rest[k];
      if (same) best = entry.hit;
    }
  };
  std::u32string_view word = words[at].folded;
  search(word);
  if (best.words > 0) return best;
  search(without_proclitics(word));
  if (best.words > 0) return best;
  // A و and a preposition before a name whose first letters look like clitics themselves.
  using namespace letters;
  for (int i = 0; i < 2 && best.words == 0 && word.size() > 3; ++i) {
    if (word[0] != waw && word[0] != feh && word[0] != beh && word[0] != lam && word[0] != kaf)
      break;
    word.remove_prefix(1);
    search(word);
  }
  return best;
}

bool Meanings::is_within(int part, int whole) const {
  return part >= 0 && whole >= 0 && wholes_[static_cast<std::size_t>(part)] == whole;
}

bool Meanings::is_common(std::u32string_view word) const {
  const std::u32string_view bare = without_proclitics(word);
  return group_forms_.contains(word) || group_forms_.contains(bare) ||
         group_stems_.contains(light_stem(word)) || light_forms_.contains(bare) ||
         opposites_.contains(bare);
}

bool Meanings::is_light(std::u32string_view word) const {
  return light_forms_.contains(without_proclitics(word)) || light_stems_.contains(light_stem(word));
}

bool Meanings::is_lack(std::u32string_view word) const {
  return lacks_.contains(lack_key(word));
}

bool Meanings::is_negative_noun(std::u32string_view word) const {
  return negative_nouns_.contains(word) ||
         (word.size() > 1 && (word[0] == letters::waw || word[0] == letters::feh) &&
          negative_nouns_.contains(word.substr(1)));
}

bool Meanings::is_modal(std::u32string_view word) const {
  return modal_stems_.contains(light_stem(word));
}

Meanings::CalendarWord Meanings::calendar(std::u32string_view word,
                                          std::u32string_view next) const {
  if (word.size() < 2) return {};
  for (const std::u32string_view form : {word, without_proclitics(word), word.substr(1)}) {
    auto found = calendar_.find(form);
    if (found == calendar_.end() && !next.empty())
      found = calendar_.find(std::u32string(form) + U' ' + std::u32string(next));
    if (found != calendar_.end()) return found->second;
  }
  return {};
}

Meanings::Measure Meanings::measure(std::u32string_view word) const {
  auto found = measures_.find(word);
  if (found == measures_.end()) found = measures_.find(without_proclitics(word));
  return found == measures_.end() ? Measure{} : found->second;
}

}  // namespace mujaz::points
