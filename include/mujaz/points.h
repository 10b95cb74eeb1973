// SPDX-License-Identifier: GPL-3.0-or-later
// From an article to key points whose every word has a source, and the check that holds any point,
// whoever wrote it, against the article.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mujaz/core.h"
#include "mujaz/intake.h"
#include "mujaz/text.h"

namespace mujaz {

enum class PieceSource { text, title, published };
enum class How { kept, trimmed, joined, llm, editor };
const char* name(PieceSource from);
const char* name(How how);

/// A run of the article's own words. `span` points into Article::text(), into the title, or, for
/// `published`, into the date's own text: the day that «اليوم» or «أمس» meant.
struct Piece {
  std::u32string text;
  PieceSource from = PieceSource::text;
  Span span;
};

struct KeyPoint {
  std::u32string text;
  /// Joined by a space, or by nothing before a closing sign, they are `text`; none where an editor
  /// wrote it.
  std::vector<Piece> pieces;
  How how = How::kept;
  std::vector<std::u32string> reasons;  ///< why it was taken, for `--explain`
};

struct KeyPoints {
  std::vector<KeyPoint> points;
  bool over_budget = false;  ///< coverage asked for more than the budget or the count allows
  bool too_short = false;    ///< an article of under 30 words has one point at the most
};

/// What could be a point beside those that are.
struct Clause {
  KeyPoint point;
  int story = 0;     ///< which of the article's stories it is of, from 0
  Span sentence;     ///< in Article::text()
  double worth = 0;  ///< about its likeness to what an editor would say; of use to compare
};
struct Clauses {
  std::vector<Clause> all;    ///< the best first
  std::vector<Span> stories;  ///< of the article, in order, in Article::text()
};

struct PointsOptions {
  int count = 3;   ///< points at the most, unless coverage asks for more (then at most 5)
  int words = 60;  ///< budget of words for all points together
  bool explain = false;
  /// In whose names the months of dates are written; as_written: as the article has them.
  MonthNames months = MonthNames::as_written;
};

/// Chooses key points. Immutable after construction: any thread may use it.
class Chooser {
 public:
  explicit Chooser(const Language& language);
  ~Chooser();
  /// Points in the article's order, each of at most 30 words (33 where nothing of a story's first
  /// sentence is shorter). A list yields its items, a live blog its latest entries. Throws
  /// bad_input where the article has no sentence that can stand alone.
  KeyPoints choose(const Article& article, const PointsOptions& options) const;
  /// What else the article says in words that can stand alone: the best form of each sentence worth
  /// looking at, the best first; of every story some. None where nothing can stand alone.
  Clauses clauses(const Article& article) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

enum class Verdict { supported, unsure, unsupported };
enum class ProblemKind {
  number,
  unit,
  date,
  name,
  negation,
  speaker,
  strength,
  quote,
  order,
  merge,
  word,
  language
};
const char* name(Verdict verdict);
const char* name(ProblemKind kind);

/// What the check found: where in the point, against which place of the article (where there is
/// one), and why, in Arabic for the editor.
struct Problem {
  ProblemKind kind = ProblemKind::word;
  std::u32string why;
  std::u32string text;
  Span span;
  struct Source {
    std::u32string text;
    Span span;
  };
  std::optional<Source> source;
};

struct CheckedPoint {
  KeyPoint point;
  Verdict verdict = Verdict::unsupported;
  std::vector<Problem> problems;
};

struct Checked {
  std::vector<CheckedPoint> points;
  bool over_budget = false;
  bool too_short = false;
  std::string note;  ///< why the model that was asked has not written them, or not all; or empty
};

/// Holds points against the article: numbers, names, negations, quotations. Fails closed. Immutable
/// after construction: any thread may use it.
class Checker {
 public:
  explicit Checker(const Language& language);
  ~Checker();
  Checked check(const KeyPoints& points, const Article& article) const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

/// A box that may be voiced and published. Only `sign` makes one: it holds the supported points and
/// those that an editor stands for.
class Signed {
 public:
  const std::vector<KeyPoint>& points() const { return points_; }

 private:
  friend Signed sign(const Checked& checked, const std::vector<std::size_t>& by_editor);
  std::vector<KeyPoint> points_;
};
/// Keeps the supported points and those, by their places, that an editor has signed. Throws
/// bad_input where there is none.
Signed sign(const Checked& checked, const std::vector<std::size_t>& by_editor = {});

/// Points from what an editor or a program gives: the JSON of `mujaz points`, or text, a point a
/// line. Throws bad_input with the line.
KeyPoints parse_points(const std::string& bytes);

/// The JSON of `mujaz points` and `mujaz check`, without a final newline; `explain` adds "reasons".
std::string to_json(const Checked& checked, const Article& article, bool explain = false);

}  // namespace mujaz
