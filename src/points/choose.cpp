// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing: every sentence has its forms, whole and trimmed; the set is taken that is worth most
// among those that keep to the budget and give each story of a fifth or more a point before any
// story has two.
#include "mujaz/points.h"
#include "points/weigh.h"

namespace mujaz {
namespace {
using namespace points;

constexpr int longest_point = 30, shortest_point = 7, shortest_sentence = 3, most_points = 5;
constexpr double story_share = 0.2;
constexpr std::size_t sentences_weighed = 14, leads_weighed = 4;  // of the article; of each story
constexpr std::size_t forms_weighed = 10;                         // of each sentence
constexpr double same_thing = 0.6;  // share of the shorter point's stems that the other says
constexpr double repeats_title = 0.8;

/// What may be a point. Where a story has nothing by the first standard, the next is tried.
struct Standard {
  int shortest;  // words
  bool leaning;  // on the sentence before
  bool title;    // or what the title says already
};
constexpr Standard standards[] = {{shortest_point, false, false},
                                  {shortest_sentence, false, false},
                                  {shortest_sentence, true, false},
                                  {shortest_sentence, false, true}};

struct Candidate {
  std::size_t sentence;
  Form form;
  std::vector<int> stems;  // each once, sorted
  double worth;            // alone
};

/// Of the shorter one's stems, the share that the other has.
double overlap(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  const std::size_t shorter = std::min(a.size(), b.size());
  return shorter == 0 ? 1 : static_cast<double>(both.size()) / static_cast<double>(shorter);
}

std::vector<int> stems_of(const std::vector<Word>& words) {
  std::vector<int> stems;
  for (const Word& word : words)
    if (word.stem >= 0) stems.push_back(word.stem);
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

bool is_title(const Candidate& candidate, const std::vector<int>& title) {
  std::vector<int> both;
  std::set_intersection(candidate.stems.begin(), candidate.stems.end(), title.begin(), title.end(),
                        std::back_inserter(both));
  const std::size_t all = candidate.stems.size() + title.size() - both.size();
  return !title.empty() &&
         static_cast<double>(both.size()) >= repeats_title * static_cast<double>(all);
}

/// Searches all sets of candidates, best first by worth, for the one worth most.
class Search {
 public:
  Search(const Document& document, const Weights& weights, const std::vector<Candidate>& candidates,
         std::vector<int> stories, int count, int budget)
      : document_(document),
        weights_(weights),
        candidates_(candidates),
        stories_(std::move(stories)),
        count_(count),
        budget_(budget),
        said_(document.stems.size(), 0) {
    extend(0, 0, 0);
  }
  const std::vector<std::size_t>& best() const { return best_; }

 private:
  bool may_join(std::size_t c) const;
  void extend(std::size_t from, double worth, int words);
  std::size_t missing_stories() const;

  const Document& document_;
  const Weights& weights_;
  const std::vector<Candidate>& candidates_;
  const std::vector<int> stories_;
  const int count_, budget_;
  std::vector<int> said_;
  std::vector<std::size_t> taken_, best_;
  double best_worth_ = 0;
};

bool Search::may_join(std::size_t c) const {
  for (const std::size_t other : taken_)
    if (candidates_[other].sentence == candidates_[c].sentence ||
        overlap(candidates_[other].stems, candidates_[c].stems) >= same_thing)
      return false;
  return true;
}

std::size_t Search::missing_stories() const {
  std::size_t missing = 0;
  for (const int story : stories_)
    missing += std::none_of(taken_.begin(), taken_.end(), [&](std::size_t c) {
      return document_.sentences[candidates_[c].sentence].story == story;
    });
  return missing;
}

void Search::extend(std::size_t from, double worth, int words) {
  const std::size_t missing = missing_stories();
  if (missing == 0 && worth > best_worth_) {
    best_worth_ = worth;
    best_ = taken_;
  }
  const std::size_t places = static_cast<std::size_t>(count_) - taken_.size();
  if (places == 0 || missing > places) return;
  for (std::size_t c = from; c < candidates_.size(); ++c) {
    const Candidate& candidate = candidates_[c];
    if (words + candidate.form.length > budget_ || !may_join(c)) continue;
    double gain = 0;
    for (const int stem : candidate.stems)
      if (said_[static_cast<std::size_t>(stem)]++ == 0)
        gain += weights_.stem[static_cast<std::size_t>(stem)];
    taken_.push_back(c);
    extend(c + 1, worth + gain * weights_.sentence[candidate.sentence],
           words + candidate.form.length);
    taken_.pop_back();
    for (const int stem : candidate.stems) --said_[static_cast<std::size_t>(stem)];
  }
}

}  // namespace

struct Chooser::Rules {
  Prose prose;
  SentenceSplitter splitter;
  Strings strings;
  explicit Rules(const Language& language)
      : prose(language), splitter(language), strings(language, "point_reasons") {}

  std::vector<Candidate> candidates(const Document& document, const Weights& weights,
                                    const std::vector<int>& stories,
                                    const Standard& standard) const;
  KeyPoint point(const Document& document, const Weights& weights, const Candidate& candidate,
                 bool explain) const;
};

/// The forms of the sentences that are worth most by themselves, and of each story's first ones.
std::vector<Candidate> Chooser::Rules::candidates(const Document& document, const Weights& weights,
                                                  const std::vector<int>& stories,
                                                  const Standard& standard) const {
  std::vector<std::pair<double, std::size_t>> ranked;
  std::vector<bool> wanted(document.sentences.size(), false);
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    if (sentence.opening.leans != standard.leaning) continue;
    double worth = 0;
    int words = 0;
    std::set<int> seen;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      words += document.words[i].spoken();
      if (document.words[i].stem >= 0 && seen.insert(document.words[i].stem).second)
        worth += weights.stem[static_cast<std::size_t>(document.words[i].stem)];
    }
    // A long sentence has to be cut: what it says in thirty words counts.
    worth *= std::min(1.0, static_cast<double>(longest_point) / std::max(1, words));
    ranked.emplace_back(-worth * weights.sentence[s], s);
    wanted[s] = sentence.place < leads_weighed &&
                std::find(stories.begin(), stories.end(), sentence.story) != stories.end();
  }
  std::sort(ranked.begin(), ranked.end());
  for (std::size_t i = 0; i < ranked.size() && i < sentences_weighed; ++i)
    wanted[ranked[i].second] = true;

  const std::vector<int> title = stems_of(document.title);
  std::vector<Candidate> out;
  for (const auto& [worth, s] : ranked) {
    if (!wanted[s]) continue;
    std::vector<Form> all =
        forms(prose, document, document.sentences[s], standard.shortest, longest_point);
    if (all.size() > forms_weighed) all.resize(forms_weighed);
    for (Form& form : all) {
      Candidate candidate{s, std::move(form), {}, 0};
      std::vector<Word> words;
      for (const std::size_t i : candidate.form.words) words.push_back(document.words[i]);
      candidate.stems = stems_of(words);
      if (is_title(candidate, title) && !standard.title) continue;
      for (const int stem : candidate.stems)
        candidate.worth += weights.stem[static_cast<std::size_t>(stem)];
      out.push_back(std::move(candidate));
    }
  }
  return out;
}

KeyPoint Chooser::Rules::point(const Document& document, const Weights& weights,
                               const Candidate& candidate, bool explain) const {
  const Sentence& sentence = document.sentences[candidate.sentence];
  KeyPoint point;
  for (const Span& span : candidate.form.pieces) {
    point.pieces.push_back(
        {document.text.substr(span.start, span.size()), PieceSource::text, span});
    if (!point.text.empty()) point.text.push_back(U' ');
    point.text += point.pieces.back().text;
  }
  point.how = candidate.form.trimmed ? How::trimmed : How::kept;
  if (!explain) return point;
  const auto written = [&](const Span& span) {
    return document.text.substr(span.start, span.size());
  };
  const auto number = [](std::size_t n) { return from_utf8(std::to_string(n)); };
  point.reasons.push_back(strings.say("place", {{U"{n}", number(candidate.sentence + 1)}}));
  if (document.story_words.size() > 1)
    point.reasons.push_back(
        strings.say("story", {{U"{n}", number(static_cast<std::size_t>(sentence.story) + 1)}}));
  const auto list = [&](auto wanted) {
    std::u32string out;
    std::size_t n = 0;
    std::set<int> seen;
    for (const std::size_t i : candidate.form.words) {
      const Word& word = document.words[i];
      if (word.stem < 0 || !wanted(static_cast<std::size_t>(word.stem)) ||
          !seen.insert(word.stem).second)
        continue;
      if (n++ > 0) out += U' ';
      out += written(word.span);
    }
    return std::pair(n, out);
  };
  const auto [shared, title_words] = list([&](std::size_t stem) { return weights.in_title[stem]; });
  if (shared > 0)
    point.reasons.push_back(
        strings.say("title", {{U"{n}", number(shared)}, {U"{text}", title_words}}));
  const auto [often, words] = list([&](std::size_t stem) { return weights.count[stem] >= 3; });
  if (often > 0) point.reasons.push_back(strings.say("central", {{U"{text}", words}}));
  const Span dropped{sentence.span.start, candidate.form.pieces.front().start};
  if (!dropped.empty())
    point.reasons.push_back(strings.say("opener", {{U"{text}", written(dropped)}}));
  for (const Span& span : candidate.form.left_out)
    point.reasons.push_back(strings.say("aside", {{U"{text}", written(span)}}));
  if (candidate.form.cut)
    point.reasons.push_back(
        strings.say("cut", {{U"{text}", written(document.words[*candidate.form.cut].span)}}));
  if (sentence.opening.background) point.reasons.push_back(strings.say("background"));
  if (sentence.opening.leans) point.reasons.push_back(strings.say("leans"));
  return point;
}

Chooser::Chooser(const Language& language) : rules_(std::make_unique<Rules>(language)) {}
Chooser::~Chooser() = default;

KeyPoints Chooser::choose(const Article& article, const PointsOptions& options) const {
  const Document document = read(article, rules_->prose, rules_->splitter);
  const Weights weights = weigh(document);
  std::size_t words = 0;
  for (const std::size_t n : document.story_words) words += n;
  std::vector<int> stories;
  for (std::size_t i = 0; i < document.story_words.size(); ++i)
    if (static_cast<double>(document.story_words[i]) >= story_share * static_cast<double>(words))
      stories.push_back(static_cast<int>(i));

  std::vector<Candidate> candidates;
  const auto has_candidate = [&](int story) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& c) {
      return document.sentences[c.sentence].story == story;
    });
  };
  for (const Standard& standard : standards) {
    std::vector<int> without;
    std::copy_if(stories.begin(), stories.end(), std::back_inserter(without),
                 [&](int story) { return !has_candidate(story); });
    if (without.empty() && !candidates.empty()) break;
    const bool first = candidates.empty();
    for (Candidate& candidate : rules_->candidates(document, weights, without, standard)) {
      const int story = document.sentences[candidate.sentence].story;
      if (first || std::find(without.begin(), without.end(), story) != without.end())
        candidates.push_back(std::move(candidate));
    }
  }
  // A story of which nothing can be said alone has no point.
  std::erase_if(stories, [&](int story) { return !has_candidate(story); });
  const auto search = [&](int count, int budget) {
    return Search(document, weights, candidates, stories, count, budget).best();
  };
  KeyPoints out;
  const int needed = std::min(most_points, static_cast<int>(stories.size()));
  std::vector<std::size_t> best = search(std::max(options.count, needed), options.words);
  out.over_budget = needed > options.count;
  if (best.empty()) {
    out.over_budget = true;
    best = search(std::max(1, needed), longest_point * most_points);
  }
  if (best.empty())
    throw Error(ErrorCode::bad_input, "The article has no sentence that can stand as a key point.",
                article.url.value_or(""));
  std::sort(best.begin(), best.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].form.pieces.front() < candidates[b].form.pieces.front();
  });
  for (const std::size_t c : best)
    out.points.push_back(rules_->point(document, weights, candidates[c], options.explain));
  return out;
}

}  // namespace mujaz
