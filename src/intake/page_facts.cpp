// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/page_facts.h"

#include <algorithm>
#include <vector>

#include "intake/clean.h"
#include "intake/facts.h"
#include "intake/json_ld.h"
#include "intake/moment.h"
#include "mujaz/core.h"

namespace mujaz::intake {
namespace {

using Says = FactWords::Says;

constexpr std::size_t longest_line = 200;  // bytes of a line that may say a fact
constexpr std::size_t longest_name = 120;  // bytes of a writer's name
constexpr std::size_t name_words = 8;      // at most, in such a name
constexpr std::size_t date_words = 16;     // at most, in a line that says a date
constexpr std::size_t lines_after = 24;    // lines under the title that are looked at
constexpr std::size_t lines_before = 3;    // lines above it that may hold its date
constexpr std::size_t long_lines = 2;      // lines too long for a fact, after which the text began
constexpr std::size_t names_bytes = 256;   // of a class that is looked at

bool is_word_sign(char32_t c) {
  return is_arabic_letter(c) || is_latin_letter(c) || digit_value(c) >= 0;
}

std::u32string bare(std::u32string_view text) {
  std::u32string line = folded(text);
  std::size_t from = 0, to = line.size();
  while (from < to && !is_word_sign(line[from])) ++from;
  while (to > from && !is_word_sign(line[to - 1])) --to;
  return line.substr(from, to - from);
}

Says says_named(const std::u32string& name, const Table& table, std::size_t row) {
  static const std::pair<std::u32string_view, Says> names[] = {
      {U"byline", Says::byline},     {U"published", Says::published},
      {U"modified", Says::modified}, {U"section", Says::section},
      {U"opinion", Says::opinion},   {U"video", Says::video},
      {U"live", Says::live},         {U"ago", Says::ago},
      {U"back", Says::back},         {U"minutes", Says::minutes},
      {U"two", Says::two},           {U"zone", Says::zone},
      {U"evening", Says::evening},   {U"morning", Says::morning}};
  for (const auto& [known, says] : names)
    if (known == name) return says;
  throw Error(ErrorCode::bad_input, "The table says what is not known.",
              table.file() + ":" + std::to_string(table.line(row)));
}

bool is_block(Tag tag) {
  return tag != Tag::inline_ && tag != Tag::anchor && tag != Tag::time && tag != Tag::text;
}

bool is_unread(Tag tag) {
  return tag == Tag::ignored || tag == Tag::script || tag == Tag::title || tag == Tag::control;
}

/// The lines of a part of the page, one after the other, as they are shown.
class Lines {
 public:
  Lines(const Tree& tree, std::size_t from, std::size_t to) : tree_(tree), i_(from), to_(to) {}

  /// False at the end. A long line is cut off.
  bool next(std::string& line) {
    line.clear();
    const auto& nodes = tree_.nodes();
    while (i_ < to_) {
      while (!ends_.empty() && ends_.back() <= i_) {
        ends_.pop_back();
        if (done(line)) return true;
      }
      const Node& node = nodes[i_];
      if (is_unread(node.tag)) {
        i_ = node.end;
      } else if (node.tag == Tag::text) {
        if (line.size() <= longest_line) append_clean(line, tree_.text(node));
        ++i_;
      } else {
        if (is_block(node.tag) && done(line)) return true;
        if (is_block(node.tag)) ends_.push_back(node.end);
        ++i_;
      }
    }
    return done(line);
  }

 private:
  static bool done(std::string& line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return !line.empty();
  }
  const Tree& tree_;
  std::size_t i_, to_;
  std::vector<std::size_t> ends_;
};

/// What an element says by microdata: in an attribute, in the `name` inside it, or as its text.
std::string value_of(const Tree& tree, std::size_t i) {
  const Node& node = tree.nodes()[i];
  for (const auto key : {"content", "datetime"})
    if (const std::string value = clean_entities(tree.attribute(node, key)); !value.empty())
      return value;
  for (std::size_t k = i + 1; k < node.end && k < i + 40; ++k)
    if (tree.attribute(tree.nodes()[k], "itemprop") == "name") return value_of(tree, k);
  if (tree.attribute(node, "title").size() >= 10 && node.tag == Tag::inline_)
    return clean_entities(tree.attribute(node, "title"));
  if (node.end - i > 60) return {};
  std::string text = clean(tree.all_text(i));
  return text.size() > longest_line ? std::string() : text;
}

std::optional<std::string> date_in(const std::string& value, const FactWords& words) {
  if (auto moment = moment_of(value)) return moment;
  return words.date(from_utf8_lossy(value), {});
}

/// A writer's name as it stands on a page: without its label, and only where it looks like a name.
std::string name_in(std::string line, const FactWords& words) {
  words.take_label(line);
  const bool digit =
      std::any_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (line.size() > longest_name || digit || ends_sentence(line) ||
      line.find("http") != line.npos || size_of(line).words > name_words)
    return {};
  const Script script = script_of(line);
  return script.arabic + script.other < 4 ? std::string() : line;
}

bool holds_word(std::string_view names, std::initializer_list<std::string_view> wanted) {
  for (const std::string_view word : wanted)
    if (const std::size_t at = names.find(word); at != names.npos && at < names_bytes) return true;
  return false;
}

void add_microdata(Facts& facts, const Tree& tree, std::size_t i, std::string_view property,
                   const FactWords& words) {
  const auto is = [&](std::string_view name) { return property.find(name) != property.npos; };
  if (is("datePublished")) {
    if (auto date = date_in(value_of(tree, i), words)) facts.published.offer(*date, "microdata");
  } else if (is("dateModified")) {
    if (auto date = date_in(value_of(tree, i), words)) facts.modified.offer(*date, "microdata");
  } else if (property == "author" || property == "creator") {
    facts.byline.offer(name_in(value_of(tree, i), words), "microdata");
  } else if (property == "articleSection" || property == "genre") {
    facts.section.offer(value_of(tree, i), "microdata");
  } else if (property == "publisher") {
    facts.publisher.offer(value_of(tree, i), "microdata");
  }
}

/// What elements say by their relation and their names: who wrote it, when, in which section.
void add_named(Facts& facts, const Tree& tree, std::size_t i, const FactWords& words) {
  const Node& node = tree.nodes()[i];
  const std::string_view rel = tree.attribute(node, "rel"), names = tree.attribute(node, "class");
  if (rel == "author" || holds_word(names, {"byline", "author-name", "author_name", "authorName",
                                            "post-author", "author vcard", "writer"}))
    facts.byline.offer(name_in(value_of(tree, i), words), "page");
  if (rel.starts_with("category")) facts.section.offer(value_of(tree, i), "page");
  if (node.tag != Tag::time && node.tag != Tag::inline_) return;
  const std::string_view datetime = tree.attribute(node, "datetime");
  if (datetime.empty()) return;
  const auto date = moment_of(datetime);
  if (!date) return;
  if (holds_word(names, {"updated", "modified"}))
    facts.modified.offer(*date, "page");
  else if (holds_word(names, {"published", "entry-date", "posted", "pubdate"}))
    facts.published.offer(*date, "page");
}

/// Where the title stands on the page, an `h1` before all else: the node after it, or 0.
std::size_t title_end(const Tree& tree, const Facts& facts) {
  const auto& nodes = tree.nodes();
  std::size_t shown = 0;
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (is_unread(nodes[i].tag)) {
      i = nodes[i].end - 1;
    } else if (nodes[i].tag == Tag::heading && nodes[i].level == 1) {
      return nodes[i].end;
    } else if (!shown && nodes[i].tag == Tag::text && facts.title &&
               nodes[i].count < facts.title.text.size() + longest_line &&
               clean(tree.text(nodes[i])) == facts.title.text) {
      shown = i + 1;
    }
  }
  return shown;
}

/// The day that stands behind a writer's name in one line, cut off it.
std::optional<std::string> take_day(std::string& line, const std::string& today,
                                    const FactWords& words) {
  for (std::size_t at = line.find(' '); at != line.npos; at = line.find(' ', at + 1)) {
    const std::u32string rest = from_utf8_lossy(line.substr(at + 1));
    const Says says = words.phrase(rest).says;
    if (says != Says::back && words.phrase(rest.substr(0, rest.find(U' '))).says != Says::ago)
      continue;
    const auto date = words.date(rest, today);
    if (!date) continue;
    line.resize(at);
    return date;
  }
  return std::nullopt;
}

/// A date, a writer, a section in one of the lines beside the title.
void add_line(Facts& facts, std::string line, const std::string& today, const FactWords& words) {
  if (size_of(line).words > date_words || ends_sentence(line)) return;
  // Published on such a day - updated on another: two lines in one.
  for (const std::string_view cut : {" - ", " | ", " \xE2\x80\x93 "}) {
    const std::size_t at = line.find(cut);
    std::string rest = at == line.npos ? "" : line.substr(at + cut.size());
    if (rest.empty() || words.take_label(rest).says == Says::nothing) continue;
    add_line(facts, line.substr(0, at), today, words);
    line = line.substr(at + cut.size());
  }
  const FactWords::Phrase label = words.take_label(line);
  if (label.says == Says::byline) {
    if (const auto day = take_day(line, today, words)) facts.published.offer(*day, "page");
    facts.byline.offer(name_in(line, words), "page");
  } else if (label.says == Says::section) {
    if (size_of(line).words <= 4) facts.section.offer(line, "page");
  } else if (const auto date = words.date(from_utf8_lossy(line), today)) {
    (label.says == Says::modified ? facts.modified : facts.published).offer(*date, "page");
  }
}

void add_lines(Facts& facts, const Tree& tree, const FactWords& words) {
  const std::size_t title = title_end(tree, facts);
  if (title == 0) return;
  std::string today, line;
  std::vector<std::string> above;
  for (Lines lines(tree, 1, title); lines.next(line);) {
    if (line.size() > longest_line) continue;
    above.push_back(line);
    if (above.size() > lines_before + 1) above.erase(above.begin());
    if (today.empty() && size_of(line).words <= date_words)
      if (const auto date = words.date(from_utf8_lossy(line), {})) today = date->substr(0, 10);
  }
  if (!above.empty()) above.pop_back();  // the title
  std::size_t too_long = 0, seen = 0;
  for (Lines lines(tree, title, tree.nodes().size()); seen < lines_after && lines.next(line);) {
    ++seen;
    if (line.size() > longest_line) {
      if (++too_long == long_lines) break;
      continue;
    }
    add_line(facts, line, today, words);
  }
  for (auto one = above.rbegin(); one != above.rend(); ++one)
    if (!facts.published || !facts.byline) add_line(facts, *one, {}, words);
}

}  // namespace

FactWords::FactWords(const Language& language) : quantities_(language) {
  const Table table = language.table("page_facts");
  const std::size_t words = table.column("phrase"), says = table.column("says"),
                    value = table.column("value");
  for (std::size_t i = 0; i < table.rows().size(); ++i) {
    const auto& row = table.rows()[i];
    Phrase phrase{says_named(row[says], table, i), row[value] == U"bare" ? 1 : 0};
    if (phrase.value == 0)
      for (const char32_t c : row[value]) phrase.value = phrase.value * 10 + digit_value(c);
    phrases_.emplace(bare(row[words]), phrase);
  }
}

FactWords::Phrase FactWords::phrase(std::u32string_view words) const {
  const auto found = phrases_.find(bare(words));
  return found == phrases_.end() ? Phrase() : found->second;
}

FactWords::Phrase FactWords::take_label(std::string& line) const {
  if (line.size() > longest_line) return {};
  constexpr std::size_t label_words = 4;
  const std::u32string text = from_utf8_lossy(line);
  std::size_t words = 0;
  Phrase best;
  std::size_t behind = 0;
  for (std::size_t i = 0; i <= text.size() && words < label_words; ++i) {
    const bool end =
        i == text.size() || !(is_word_sign(text[i]) || is_mark(text[i]) || text[i] == U'-');
    if (!end) continue;
    ++words;
    const Phrase said = phrase(std::u32string_view(text).substr(0, i));
    if (said.says == Says::byline || said.says == Says::published || said.says == Says::modified ||
        said.says == Says::section) {
      std::size_t next = i;
      while (next < text.size() && text[next] == U' ') ++next;
      const bool sign =
          next < text.size() &&
          std::u32string_view(U":|-/\u2013\u060C").find(text[next]) != std::u32string_view::npos;
      const bool date = said.says == Says::published || said.says == Says::modified;
      if (sign || date || said.value) {
        best = said;
        behind = sign ? next + 1 : next;
      }
    }
    while (i + 1 < text.size() && text[i + 1] == U' ') ++i;
  }
  if (best.says == Says::nothing) return best;
  std::string rest = clean(to_utf8(text.substr(behind)));
  while (rest.starts_with(": ") || rest.starts_with("- ")) rest.erase(0, 2);
  if (rest.empty()) return {};
  line = std::move(rest);
  return best;
}

void add_page_facts(Facts& facts, const Tree& tree, const FactWords& words) {
  const auto& nodes = tree.nodes();
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    if (node.tag == Tag::text || node.count == 0) continue;
    if (const std::string_view type = tree.attribute(node, "itemtype"); !type.empty())
      if (const char* kind = kind_named(type)) facts.kind.offer(kind, "microdata");
    if (const std::string_view property = tree.attribute(node, "itemprop"); !property.empty())
      add_microdata(facts, tree, i, property, words);
  }
  for (std::size_t i = 1; i < nodes.size(); ++i)
    if (nodes[i].tag != Tag::text && nodes[i].count > 0) add_named(facts, tree, i, words);
  if (!facts.published || !facts.byline || !facts.modified) add_lines(facts, tree, words);
}

}  // namespace mujaz::intake
