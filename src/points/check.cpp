// SPDX-License-Identifier: GPL-3.0-or-later
// The check: each point is laid beside the place of the article that it speaks of, and each rule
// looks at the pair. It fails closed: a point without a place is held.
#include "points/pointed_days.h"
#include "points/rules.h"

namespace mujaz {
namespace {
using namespace points;

constexpr double close_share = 0.75;  // of its words, in one place and in order
constexpr double strict_share = 0.85;
constexpr std::size_t exact_words = 2;        // that may differ in a copy
constexpr std::size_t longest_stretch = 400;  // words of a paragraph aligned at once
constexpr std::size_t paragraphs_tried = 3;

/// The day of the week, from Monday 0; -1 where there is no date.
int weekday(const std::optional<std::string>& date) {
  const auto day = date ? day_of(*date) : std::nullopt;
  return day ? static_cast<int>(std::chrono::weekday(std::chrono::sys_days(*day)).iso_encoding()) -
                   1
             : -1;
}

/// The words of a point that write out a day which the article points at: «الثلاثاء 24 تشرين
/// الثاني» for «اليوم». Their source is its word.
void lead_back(const Known& known, const std::vector<Word>& words, Alignment& alignment,
               std::vector<bool>& dated) {
  const std::size_t spoken = static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [](const Word& word) { return word.spoken(); }));
  for (const DayRun& run : written_days(known.evidence.meanings, words, known.document.days)) {
    for (std::size_t i = run.first; i < run.last; ++i) dated[i] = true;
    std::optional<std::size_t> before, behind;
    for (std::size_t k = run.first; k-- > 0 && !before;) before = alignment.source[k];
    for (std::size_t k = run.last; k < words.size() && !behind; ++k) behind = alignment.source[k];
    const std::size_t word = known.document.days[run.day].first;
    if (word < alignment.first || word >= alignment.last || (before && word <= *before) ||
        (behind && word >= *behind))
      continue;
    for (std::size_t i = run.first; i < run.last; ++i) {
      if (!alignment.source[i]) alignment.share += 1 / static_cast<double>(spoken);
      alignment.source[i] = word;
    }
  }
}

/// Two rules may see one fault: the one that shows its source tells more, and a word that another
/// rule explains is not told twice.
void add(std::vector<Problem>& problems, Problem problem) {
  for (Problem& known : problems) {
    if (known.kind == problem.kind && known.span == problem.span) {
      if (!known.source) known = std::move(problem);
      return;
    }
    if (problem.kind == ProblemKind::word && problem.span.start >= known.span.start &&
        problem.span.end <= known.span.end && known.kind != ProblemKind::merge)
      return;
  }
  problems.push_back(std::move(problem));
}

}  // namespace

struct Checker::Rules {
  Prose prose;
  Meanings meanings;
  SentenceSplitter splitter;
  Strings strings;
  Quantities quantities;
  PointedDays days;
  explicit Rules(const Language& language)
      : prose(language),
        meanings(language),
        splitter(language),
        strings(language, "check_reasons"),
        quantities(language),
        days(language) {}

  std::vector<Stretch> stretches(const Document& document, const KeyPoint& point,
                                 const std::vector<Word>& words) const;
  CheckedPoint check(const Known& known, const KeyPoint& point) const;
};

/// The paragraphs that the point may speak of: those of its pieces, or those that share most of its
/// rarer words.
std::vector<Stretch> Checker::Rules::stretches(const Document& document, const KeyPoint& point,
                                               const std::vector<Word>& words) const {
  std::vector<double> rarity(document.stems.size(), 0);
  for (const Word& word : document.words)
    if (word.stem >= 0) rarity[static_cast<std::size_t>(word.stem)] += 1;
  for (double& value : rarity) value = value > 0 ? 1 / value : 0;
  std::vector<bool> wanted(document.stems.size(), false);
  for (const Word& word : words)
    if (word.stem >= 0) wanted[static_cast<std::size_t>(word.stem)] = true;

  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    double shared = 0;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      const int stem = document.words[i].stem;
      if (stem >= 0 && wanted[static_cast<std::size_t>(stem)])
        shared += rarity[static_cast<std::size_t>(stem)];
    }
    for (const Piece& piece : point.pieces)
      if (piece.from == PieceSource::text && piece.span.start < sentence.span.end &&
          piece.span.end > sentence.span.start)
        shared += static_cast<double>(words.size());
    ranked.emplace_back(-shared, s);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<Stretch> out;
  std::set<std::size_t> taken;
  for (const auto& [shared, s] : ranked) {
    if (out.size() == paragraphs_tried || (shared == 0 && !out.empty())) break;
    const std::size_t paragraph = document.sentences[s].paragraph;
    Stretch stretch{document.sentences[s].first, document.sentences[s].last};
    std::size_t from = s, to = s + 1;
    const auto fits = [&](std::size_t first, std::size_t last) {
      return last - first <= longest_stretch;
    };
    while (from > 0 && document.sentences[from - 1].paragraph == paragraph &&
           fits(document.sentences[from - 1].first, stretch.last))
      stretch.first = document.sentences[--from].first;
    while (to < document.sentences.size() && document.sentences[to].paragraph == paragraph &&
           fits(stretch.first, document.sentences[to].last))
      stretch.last = document.sentences[to++].last;
    if (taken.insert(stretch.first).second) out.push_back(stretch);
  }
  return out;
}

CheckedPoint Checker::Rules::check(const Known& known, const KeyPoint& point) const {
  const Document& document = known.document;
  CheckedPoint out{point, Verdict::supported, {}};
  Held held{known, out.point.text, prose.words(out.point.text, document.stems), {}, {}, {}, {}, {},
            {}};
  held.marks = enclosed(held.words, 0, held.words.size());
  held.clues = known.evidence.clues(held.words);
  held.places = counterparts(known.evidence, held.words, held.clues);
  held.alignment.source.resize(held.words.size());
  held.dated.assign(held.words.size(), false);
  for (const Stretch& stretch : stretches(document, point, held.words)) {
    Alignment alignment = align(held.words, document, stretch.first, stretch.last);
    lead_back(known, held.words, alignment, held.dated);
    if (alignment.share > held.alignment.share) std::swap(alignment, held.alignment);
    held.others.push_back(std::move(alignment));
  }
  held.close = held.alignment.share >= close_share;
  held.strict = held.alignment.share >= strict_share;
  std::size_t differ = 0;
  for (std::size_t i = 0; i < held.words.size(); ++i)
    differ += held.words[i].spoken() && !held.alignment.source[i];
  held.exact = held.strict && differ <= exact_words;

  Findings findings;
  for (const auto rule :
       {check_language, check_numbers, check_units, check_dates, check_names, check_quotations,
        check_added_negations, check_lost_negations, check_lost_words, check_contraries,
        check_verbs_of_saying, check_speaker, check_merge, check_words, check_company})
    rule(held, findings);
  for (Finding& found : findings) {
    out.verdict =
        found.wrong || out.verdict == Verdict::unsupported ? Verdict::unsupported : Verdict::unsure;
    add(out.problems, std::move(found.problem));
  }
  return out;
}

Checker::Checker(const Language& language) : rules_(std::make_unique<Rules>(language)) {}
Checker::~Checker() = default;

Checked Checker::check(const KeyPoints& points, const Article& article) const {
  Document document = read(article, rules_->prose, rules_->splitter);
  document.days = rules_->days.find(rules_->prose, document, article);
  const Evidence evidence(document, rules_->meanings);
  const Known known{rules_->prose,
                    rules_->strings,
                    rules_->quantities,
                    document,
                    evidence,
                    rules_->quantities.find(document.text),
                    rules_->quantities.find(article.title.value_or(std::u32string())),
                    weekday(article.published)};
  Checked out;
  out.over_budget = points.over_budget;
  out.too_short = points.too_short;
  for (const KeyPoint& point : points.points) out.points.push_back(rules_->check(known, point));
  return out;
}

}  // namespace mujaz
