// SPDX-License-Identifier: GPL-3.0-or-later
// Points by a language model: asked for, checked, sent back once, and ours where they fail.
#include "mujaz/llm.h"

#include <nlohmann/json.hpp>

#include "points/document.h"
#include "points/llm_chat.h"

namespace mujaz {
namespace {
using namespace points;

constexpr std::size_t most_shown = 40'000;  // characters of an article
constexpr std::size_t longest_point = 30;   // words
constexpr std::size_t most_points = 5;
constexpr double repeats = 0.6;      // of the stems of the shorter one
constexpr double story_share = 0.2;  // as the chooser's

std::string filled(std::string text, const std::string& key, const std::string& value) {
  const std::string place = "{" + key + "}";
  for (std::size_t at = text.find(place); at != text.npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
  return text;
}

std::set<int> stems_of(const std::vector<Word>& words) {
  std::set<int> out;
  for (const Word& word : words)
    if (word.stem >= 0) out.insert(word.stem);
  return out;
}

/// A point with what is needed to put it into the box.
struct Draft {
  CheckedPoint point;
  std::set<int> stems;
  std::size_t place = 0;  ///< where in the article it begins
  int story = 0;
  std::size_t words = 0;
  std::vector<std::u32string> faults;  ///< beside what the check has found
  bool good() const { return point.verdict == Verdict::supported && faults.empty(); }
};

bool repeats_one_of(const Draft& draft, const std::vector<Draft>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Draft& other) {
    std::size_t both = 0;
    for (const int stem : draft.stems) both += other.stems.contains(stem);
    const std::size_t shorter = std::min(draft.stems.size(), other.stems.size());
    return shorter > 0 && double(both) >= repeats * double(shorter);
  });
}

/// The box as it grows: the model's points, then ours.
class Box {
 public:
  Box(const PointsOptions& options, const Document& document) : options_(options) {
    std::size_t words = 0;
    for (const std::size_t n : document.story_words) words += n;
    for (std::size_t i = 0; i < document.story_words.size(); ++i)
      if (double(document.story_words[i]) >= story_share * double(words))
        stories_.push_back(static_cast<int>(i));
  }
  bool takes(const Draft& draft) {
    if (!draft.good() || repeats_one_of(draft, points_)) return false;
    points_.push_back(draft);
    return true;
  }
  bool has_story(int story) const {
    return std::any_of(points_.begin(), points_.end(),
                       [&](const Draft& one) { return one.story == story; });
  }
  /// Our own point for one of the model's that failed: the first of its story that says what is not
  /// said yet, else of another.
  void replace(const Draft& failed, const std::vector<Draft>& own) {
    for (const bool same : {true, false})
      for (const Draft& one : own)
        if ((one.story == failed.story) == same && takes(one)) return;
  }
  /// Each large story has a point before any has two, within the count and the words.
  void settle(const std::vector<Draft>& own) {
    for (const Draft& one : own) {
      const bool large = std::find(stories_.begin(), stories_.end(), one.story) != stories_.end();
      if (large && !has_story(one.story)) takes(one);
    }
    const auto count = static_cast<std::size_t>(options_.count);
    while (points_.size() > count || words() > static_cast<std::size_t>(options_.words))
      if (!drop_second()) break;
    if (points_.size() > most_points) points_.resize(most_points);
    std::sort(points_.begin(), points_.end(),
              [](const Draft& a, const Draft& b) { return a.place < b.place; });
  }
  Checked checked() const {
    Checked out;
    for (const Draft& one : points_) out.points.push_back(one.point);
    out.over_budget = points_.size() > static_cast<std::size_t>(options_.count) ||
                      words() > static_cast<std::size_t>(options_.words);
    return out;
  }

 private:
  std::size_t words() const {
    std::size_t out = 0;
    for (const Draft& one : points_) out += one.words;
    return out;
  }
  /// The last point that is not its large story's only one.
  bool drop_second() {
    for (std::size_t i = points_.size(); i-- > 1;) {
      const int story = points_[i].story;
      const bool large = std::find(stories_.begin(), stories_.end(), story) != stories_.end();
      const bool only = 1 == std::count_if(points_.begin(), points_.end(),
                                           [&](const Draft& one) { return one.story == story; });
      if (large && only) continue;
      points_.erase(points_.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    return false;
  }
  PointsOptions options_;
  std::vector<int> stories_;
  std::vector<Draft> points_;
};

}  // namespace

struct LlmWriter::Rules {
  Prose prose;
  SentenceSplitter splitter;
  Strings reasons;
  Phrases orders;
  std::string points_prompt, repair_prompt;
  Chat chat;
  std::shared_ptr<const Chooser> chooser;
  std::shared_ptr<const Checker> checker;

  Rules(const Language& language, const LlmSection& settings,
        std::shared_ptr<const Chooser> the_chooser, std::shared_ptr<const Checker> the_checker)
      : prose(language),
        splitter(language),
        reasons(language, "check_reasons"),
        points_prompt(read_file(language.folder() / "prompts/points.txt", 1u << 16)),
        repair_prompt(read_file(language.folder() / "prompts/repair.txt", 1u << 16)),
        chat(settings),
        chooser(std::move(the_chooser)),
        checker(std::move(the_checker)) {
    for (const std::u32string& phrase : language.list("machine_orders")) orders.add(phrase, 0);
  }

  bool speaks_to_a_machine(const std::u32string& text) const;
  Article without_orders(const Article& article) const;
  std::vector<Draft> drafts(const KeyPoints& points, const Article& article,
                            const Document& document) const;
  std::vector<std::u32string> ask(const std::vector<Message>& messages, const Stop* stop) const;
  std::vector<Draft> by_model(std::vector<Message> messages, const Article& article,
                              const Document& document, const Stop* stop) const;
  std::string faults(const std::vector<Draft>& drafts) const;
};

bool LlmWriter::Rules::speaks_to_a_machine(const std::u32string& text) const {
  Stems stems;
  const std::vector<Word> words = prose.words(text, stems);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (orders.at(words, i, words.size(), true).words > 0) return true;
  return false;
}

/// The article with those paragraphs blank, so that every offset stays.
Article LlmWriter::Rules::without_orders(const Article& article) const {
  Article out = article;
  for (Paragraph& paragraph : out.paragraphs)
    if (speaks_to_a_machine(paragraph.text)) paragraph.text.assign(paragraph.text.size(), U' ');
  if (out.title && speaks_to_a_machine(*out.title)) out.title.reset();
  return out;
}

/// The points checked, each with its place: the sentence that has most of its words.
std::vector<Draft> LlmWriter::Rules::drafts(const KeyPoints& points, const Article& article,
                                            const Document& document) const {
  std::vector<Draft> out;
  for (CheckedPoint& point : checker->check(points, article).points) {
    Draft draft;
    draft.stems = stems_of(prose.words(point.point.text, document.stems));
    draft.words = count_words(point.point.text);
    if (draft.words > longest_point)
      draft.faults.push_back(
          reasons.say("long", {{U"{text}", from_utf8(std::to_string(longest_point))}}));
    double most = -1;
    for (const Sentence& sentence : document.sentences) {
      double shared = 0;
      std::set<int> seen;
      for (std::size_t i = sentence.first; i < sentence.last; ++i)
        if (draft.stems.contains(document.words[i].stem) &&
            seen.insert(document.words[i].stem).second)
          shared += 1;
      if (shared <= most) continue;
      most = shared;
      draft.place = sentence.span.start;
      draft.story = sentence.story;
    }
    draft.point = std::move(point);
    out.push_back(std::move(draft));
  }
  return out;
}

/// Asks, and once more where the answer is nonsense.
std::vector<std::u32string> LlmWriter::Rules::ask(const std::vector<Message>& messages,
                                                  const Stop* stop) const {
  try {
    return chat.ask(messages, stop);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::bad_input) throw;
    return chat.ask(messages, stop);
  }
}

/// What is wrong with those that fail, as JSON for the model.
std::string LlmWriter::Rules::faults(const std::vector<Draft>& drafts) const {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Draft& draft : drafts) {
    if (draft.good()) continue;
    nlohmann::ordered_json why = nlohmann::ordered_json::array();
    for (const Problem& problem : draft.point.problems) why.push_back(to_utf8(problem.why));
    for (const std::u32string& fault : draft.faults) why.push_back(to_utf8(fault));
    list.push_back({{"point", to_utf8(draft.point.point.text)}, {"reasons", why}});
  }
  return list.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// The model's points, those that failed asked for once more in their places.
std::vector<Draft> LlmWriter::Rules::by_model(std::vector<Message> messages, const Article& article,
                                              const Document& document, const Stop* stop) const {
  const auto checked = [&](const std::vector<std::u32string>& texts) {
    KeyPoints points;
    for (const std::u32string& text : texts) points.points.push_back({text, {}, How::llm, {}});
    std::vector<Draft> made = drafts(points, article, document);
    for (std::size_t i = 1; i < made.size(); ++i)
      if (repeats_one_of(made[i], {made.begin(), made.begin() + static_cast<std::ptrdiff_t>(i)}))
        made[i].faults.push_back(reasons.say("repeated"));
    return made;
  };
  const std::vector<std::u32string> first = ask(messages, stop);
  std::vector<Draft> all = checked(first);
  const auto bad = std::count_if(all.begin(), all.end(), [](const Draft& d) { return !d.good(); });
  if (bad == 0) return all;
  nlohmann::json said;
  for (const std::u32string& text : first) said["points"].push_back(to_utf8(text));
  messages.push_back({"assistant", said.dump()});
  messages.push_back(
      {"user", filled(filled(repair_prompt, "count", std::to_string(bad)), "points", faults(all))});
  std::vector<Draft> second;
  try {
    second = checked(chat.ask(messages, stop));
  } catch (const Error&) {  // what was good at first stays good
    if (stop) stop->check();
    return all;
  }
  std::size_t next = 0;
  for (Draft& draft : all)
    if (!draft.good() && next < second.size()) {
      if (second[next].good()) draft = second[next];
      ++next;
    }
  return all;
}

LlmWriter::LlmWriter(const Language& language, const LlmSection& settings,
                     std::shared_ptr<const Chooser> chooser, std::shared_ptr<const Checker> checker)
    : rules_(std::make_unique<Rules>(language, settings, std::move(chooser), std::move(checker))) {}
LlmWriter::~LlmWriter() = default;

Checked LlmWriter::write(const Article& article, const PointsOptions& options,
                         const Stop* stop) const {
  const Article plain = rules_->without_orders(article);
  const KeyPoints chosen = rules_->chooser->choose(plain, options);
  Checked ours = rules_->checker->check(chosen, plain);
  if (chosen.too_short) return ours;
  const Document document = read(plain, rules_->prose, rules_->splitter);
  std::vector<Draft> own = rules_->drafts(chosen, plain, document);
  for (Draft& draft : own) draft.faults.clear();  // a story's lead may be longer

  nlohmann::ordered_json data;
  data["title"] = to_utf8(plain.title.value_or(std::u32string()));
  data["published"] = plain.published.value_or("");
  std::size_t shown = 0;
  for (const Paragraph& paragraph : plain.paragraphs) {
    shown += paragraph.text.size();
    if (shown > most_shown) break;
    const bool blank = paragraph.text.find_first_not_of(U' ') == std::u32string::npos;
    if (!blank) data["paragraphs"].push_back(to_utf8(paragraph.text));
  }
  const std::string system =
      filled(filled(rules_->points_prompt, "count", std::to_string(options.count)), "words",
             std::to_string(options.words));
  std::vector<Draft> written;
  try {
    written = rules_->by_model({{"system", system}, {"user", data.dump()}}, plain, document, stop);
  } catch (const Error& error) {
    if (stop) stop->check();
    ours.note = "The language model wrote nothing; the points are our own. " +
                std::string(error.what()) + (error.where().empty() ? "" : " At: " + error.where());
    return ours;
  }
  Box box(options, document);
  std::vector<Draft> failed;
  for (const Draft& draft : written)
    if (!box.takes(draft)) failed.push_back(draft);
  for (const Draft& draft : failed) box.replace(draft, own);
  box.settle(own);
  Checked out = box.checked();
  if (!failed.empty())
    out.note = std::to_string(failed.size()) + " of the language model's " +
               std::to_string(written.size()) +
               " points did not pass; our own stand in their place.";
  return out.points.empty() ? ours : out;
}

}  // namespace mujaz
