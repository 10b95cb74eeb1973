// SPDX-License-Identifier: GPL-3.0-or-later
// Choosing: every sentence has its forms, whole and trimmed; the set is taken that is worth most
// among those that keep to the budget and give each story of a fifth or more a point before any
// story has two.
#include "mujaz/points.h"

#include <map>
#include <numeric>

#include "points/explain.h"
#include "points/pointed_days.h"
#include "points/weigh.h"

namespace mujaz {
namespace {
using namespace points;

constexpr int longest_point = 30, shortest_point = 7, shortest_sentence = 3, most_points = 5;
// Where no form of a sentence is shorter: of a story's first, and of any where many words are
// wanted.
constexpr int longest_lead = 35, longest_of_all = 60, points_in_budget = 2;
constexpr double story_share = 0.2;
constexpr std::size_t sentences_weighed = 14, leads_weighed = 4;  // of the article; of each story
constexpr std::size_t forms_weighed = 60;                         // of each sentence
// Many words are no standfirst but an abstract, and no weight beats the order of the telling there.
constexpr int long_box = 61;               // words
constexpr double budgets_weighed = 2;      // up to where in the article, in budgets
constexpr double for_place = 6;            // concepts for each word at the article's head
constexpr std::size_t short_article = 30;  // words: under them one point is all
constexpr double repeats_title = 0.8;
constexpr double usual_summary = 20;  // words

/// What may be a point. Where a story has nothing by the first standard, the next is tried.
struct Standard {
  int shortest;  // words
  bool leaning;  // on the sentence before
  bool title;    // or what the title says already
};
/// How much may be said.
struct Room {
  int longest = longest_point;  // words of a point
  int words = 0;                // in all
  bool is_long() const { return words >= long_box; }
};
constexpr Standard standards[] = {{shortest_point, false, false},
                                  {shortest_sentence, false, false},
                                  {shortest_sentence, true, false},
                                  {shortest_sentence, false, true}};

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

bool has_candidate(const std::vector<Candidate>& candidates, int story) {
  return std::any_of(candidates.begin(), candidates.end(),
                     [&](const Candidate& c) { return c.story == story; });
}

/// The words and pairs that a text of these words says, each once. Words that a cut has brought
/// together are no pair.
std::vector<int> concepts_of(const Concepts& concepts, const std::vector<std::size_t>& words) {
  std::vector<int> out;
  for (std::size_t k = 0; k < words.size(); ++k) {
    if (concepts.word[words[k]] >= 0) out.push_back(concepts.word[words[k]]);
    const bool next = k > 0 && concepts.before[words[k]] == words[k - 1];
    if (next && concepts.pair[words[k]] >= 0) out.push_back(concepts.pair[words[k]]);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double sum(const std::vector<double>& worth, const std::vector<int>& concepts) {
  double out = 0;
  for (const int one : concepts) out += worth[static_cast<std::size_t>(one)];
  return out;
}

/// About the F1 of its words with those of an editor's summary of the usual length.
double likeness_to_summary(const Concepts& concepts, const std::vector<double>& worth,
                           const Candidate& candidate) {
  double shared = 0;
  for (const int one : candidate.concepts)
    if (!concepts.all[static_cast<std::size_t>(one)].pair)
      shared += worth[static_cast<std::size_t>(one)];
  return 2 * shared / (candidate.form.length + usual_summary);
}

/// The stories that need a point.
std::vector<int> large_stories(const Document& document) {
  std::size_t words = 0;
  for (const std::size_t n : document.story_words) words += n;
  std::vector<int> out;
  for (std::size_t i = 0; i < document.story_words.size(); ++i)
    if (static_cast<double>(document.story_words[i]) >= story_share * static_cast<double>(words))
      out.push_back(static_cast<int>(i));
  return out;
}

bool is_closing_sign(char32_t c) {
  constexpr char32_t arabic_comma = 0x060C, arabic_semicolon = 0x061B;
  return c == arabic_comma || c == arabic_semicolon || c == U',' || c == U':' || c == U'.' ||
         c == U')';
}

/// `said` is the text of the points before it: who is named there in full need not be again.
KeyPoint point_of(const Document& document, const Form& form, std::u32string_view said) {
  KeyPoint point;
  const auto written = [&](const Span& span) {
    return document.text.substr(span.start, span.size());
  };
  const bool brief = form.joined && !form.brief.empty() &&
                     said.find(written(form.pieces[1])) != std::u32string_view::npos;
  bool dated = false;
  for (const Span& span : brief ? form.brief : form.pieces)
    for (Piece& piece : pieces_of(document, span)) {
      // A cut or a name put in may leave a sign at the head of a piece: it stands close, as
      // printed.
      if (!point.text.empty() && !is_closing_sign(piece.text.front())) point.text.push_back(U' ');
      point.text += piece.text;
      dated |= piece.from == PieceSource::published;
      point.pieces.push_back(std::move(piece));
    }
  point.how = dated || (form.joined && !brief) ? How::joined
              : form.trimmed                   ? How::trimmed
                                               : How::kept;
  return point;
}

}  // namespace

struct Chooser::Rules {
  Prose prose;
  SentenceSplitter splitter;
  Weigher weigher;
  Explainer explainer;
  PointedDays days;
  explicit Rules(const Language& language)
      : prose(language),
        splitter(language),
        weigher(language),
        explainer(language),
        days(language) {}

  Document read(const Article& article, MonthNames months) const;

  std::vector<Candidate> candidates(const Document& document, const Concepts& concepts,
                                    const std::vector<double>& worth,
                                    const std::vector<int>& stories, const Room& room,
                                    const Standard& standard) const;
  std::vector<Candidate> candidates(const Document& document, const Concepts& concepts,
                                    const std::vector<double>& worth,
                                    const std::vector<int>& stories, const Room& room) const;
};

/// With the days that the article points at.
Document Chooser::Rules::read(const Article& article, MonthNames months) const {
  Document document = points::read(article, prose, splitter);
  document.days = days.find(prose, document, article);
  for (PointedDay& day : document.days) day.written = days.written(day.day, months, document);
  return document;
}

/// The forms of the sentences that are worth most by themselves, and of each story's first ones.
std::vector<Candidate> Chooser::Rules::candidates(const Document& document,
                                                  const Concepts& concepts,
                                                  const std::vector<double>& worth,
                                                  const std::vector<int>& stories, const Room& room,
                                                  const Standard& standard) const {
  std::vector<std::pair<double, std::size_t>> ranked;
  std::vector<bool> wanted(document.sentences.size(), false);
  std::vector<double> before(document.sentences.size(), 0);  // of the budget, in words before it
  double told = 0;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    if (room.is_long()) before[s] = told / room.words;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) told += document.words[i].spoken();
    if (sentence.opening.leans != standard.leaning) continue;
    if (document.is_list && !sentence.item) continue;
    std::vector<std::size_t> all;
    for (std::size_t i = sentence.first; i < sentence.last; ++i)
      if (document.words[i].spoken()) all.push_back(i);
    // A long sentence has to be cut: what it says in thirty words counts.
    const double kept =
        std::min(1.0, static_cast<double>(longest_point) /
                          static_cast<double>(std::max<std::size_t>(1, all.size())));
    ranked.emplace_back(-kept * sum(worth, concepts_of(concepts, all)), s);
    wanted[s] = (room.is_long() && before[s] < budgets_weighed) ||
                (sentence.place < leads_weighed &&
                 std::find(stories.begin(), stories.end(), sentence.story) != stories.end());
  }
  std::sort(ranked.begin(), ranked.end());
  for (std::size_t i = 0; i < ranked.size() && i < sentences_weighed; ++i)
    wanted[ranked[i].second] = true;

  const std::vector<int> title = stems_of(document.title);
  std::vector<Candidate> out;
  for (const auto& [value, s] : ranked) {
    if (!wanted[s]) continue;
    const int shortest = document.is_list ? shortest_sentence : standard.shortest;
    std::vector<Form> all = forms(prose, document, document.sentences[s], shortest, longest_point);
    // A story is not told without its lead because nothing of it is short, and where many words are
    // wanted no sentence is passed over for that.
    const int lead = document.sentences[s].place == 0 ? longest_lead : longest_point;
    if (all.empty() && std::max(lead, room.longest) > longest_point)
      all = forms(prose, document, document.sentences[s], shortest, std::max(lead, room.longest));
    if (all.size() > forms_weighed) all.resize(forms_weighed);
    for (Form& form : all) {
      Candidate candidate{s, document.sentences[s].story, std::move(form), {}, {}, 0, 0};
      std::vector<Word> words;
      // Who speaks says nothing twice.
      const std::optional<Speaker>& speaker = document.sentences[s].speaker;
      for (const std::size_t i : candidate.form.words)
        if (!speaker || i < speaker->first || i >= speaker->last)
          words.push_back(document.words[i]);
      candidate.stems = stems_of(words);
      if (is_title(candidate, title) && !standard.title) continue;
      candidate.concepts = concepts_of(concepts, candidate.form.words);
      candidate.as_first = likeness_to_summary(concepts, worth, candidate);
      if (room.is_long()) candidate.by_place = for_place * candidate.form.length / (1 + before[s]);
      out.push_back(std::move(candidate));
    }
  }
  return out;
}

/// By the first standard, and for each story that it leaves without any by the next.
std::vector<Candidate> Chooser::Rules::candidates(const Document& document,
                                                  const Concepts& concepts,
                                                  const std::vector<double>& worth,
                                                  const std::vector<int>& stories,
                                                  const Room& room) const {
  std::vector<Candidate> out;
  for (const Standard& standard : standards) {
    std::vector<int> without;
    std::copy_if(stories.begin(), stories.end(), std::back_inserter(without),
                 [&](int story) { return !has_candidate(out, story); });
    if (without.empty() && !out.empty()) break;
    const bool first = out.empty();
    for (Candidate& candidate : candidates(document, concepts, worth, without, room, standard))
      if (first || std::find(without.begin(), without.end(), candidate.story) != without.end())
        out.push_back(std::move(candidate));
  }
  return out;
}

Chooser::Chooser(const Language& language) : rules_(std::make_unique<Rules>(language)) {}
Chooser::~Chooser() = default;

KeyPoints Chooser::choose(const Article& article, const PointsOptions& options) const {
  const Document document = rules_->read(article, options.months);
  Concepts all = concepts(document);
  const std::vector<double> worth = rules_->weigher.weigh(all);
  std::vector<int> stories = large_stories(document);
  std::vector<Candidate> candidates = rules_->candidates(
      document, all, worth, stories,
      {std::min(longest_of_all, options.words / points_in_budget), options.words});
  // A story of which nothing can be said alone has no point.
  std::erase_if(stories, [&](int story) { return !has_candidate(candidates, story); });

  KeyPoints out;
  out.too_short = document.spoken < short_article;
  const int count = out.too_short ? 1 : options.count;
  const int needed = std::min(most_points, static_cast<int>(stories.size()));
  std::vector<std::size_t> best =
      best_set(candidates, worth, {std::max(count, needed), options.words, stories});
  out.over_budget = needed > count;
  if (best.empty()) {
    out.over_budget = true;
    best = best_set(candidates, worth, {std::max(1, needed), longest_point * most_points, stories});
  }
  if (best.empty())
    throw Error(ErrorCode::bad_input, "The article has no sentence that can stand as a key point.",
                article.url.value_or(""));
  std::sort(best.begin(), best.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].form.pieces.front() < candidates[b].form.pieces.front();
  });
  std::u32string said;
  for (const std::size_t c : best) {
    out.points.push_back(point_of(document, candidates[c].form, said));
    said += out.points.back().text + U'\n';
    if (options.explain)
      out.points.back().reasons = rules_->explainer.reasons(document, candidates[c]);
  }
  return out;
}

Clauses Chooser::clauses(const Article& article) const {
  const Document document = rules_->read(article, MonthNames::as_written);
  Concepts all = concepts(document);
  const std::vector<double> worth = rules_->weigher.weigh(all);
  Clauses out;
  out.stories.resize(document.sentences.empty() ? 0 : document.story_words.size());
  for (const Sentence& one : document.sentences) {
    Span& story = out.stories[static_cast<std::size_t>(one.story)];
    story = {story.size() ? story.start : one.span.start, one.span.end};
  }
  std::vector<int> stories(out.stories.size());
  std::iota(stories.begin(), stories.end(), 0);
  std::map<std::size_t, Candidate> best;  // of each sentence
  for (Candidate& one : rules_->candidates(document, all, worth, stories, {})) {
    const auto there = best.find(one.sentence);
    if (there == best.end() || one.as_first > there->second.as_first)
      best.insert_or_assign(one.sentence, std::move(one));
  }
  for (const auto& [sentence, one] : best)
    out.all.push_back({point_of(document, one.form, {}), one.story,
                       document.sentences[sentence].span, one.as_first});
  std::stable_sort(out.all.begin(), out.all.end(),
                   [](const Clause& a, const Clause& b) { return a.worth > b.worth; });
  return out;
}

}  // namespace mujaz
