// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables know of how Arabic news is written.
#pragma once

#include <optional>

#include "points/words.h"

namespace mujaz::points {

enum class Opener {
  additive,
  shift,
  background,
  speaker,
  hatha,
  meanwhile,
  topic,
  was,
  none,
  leans,
  demonstrative
};
enum class Behind { comma, any, last, tail, need, relative };
enum class Bond { negation, exception, condition, pair };
enum class Strength {
  say,
  claim,
  confirm,
  announce,
  deny,
  refuse,
  agree,
  praise,
  blame,
  warn,
  urge
};

struct Saying {
  std::size_t verb = 0;  ///< its row: forms of one verb share it
  Strength strength = Strength::say;
  bool clause = false;  ///< says nothing without a clause or a quotation behind it
  bool participle = false;
};

/// Immutable after construction: any thread may use it.
class Prose {
 public:
  explicit Prose(const Language& language);

  std::vector<Word> words(std::u32string_view text, Stems& stems) const;
  /// The same against stems that do not grow: a stem that is not there is -2.
  std::vector<Word> words(std::u32string_view text, const Stems& stems) const;

  bool is_stop(std::u32string_view folded) const;
  /// Whether a word may be the head of a subject.
  bool may_be_subject(std::u32string_view folded) const;
  /// Whether the word is surely a finite verb; many are that it does not know.
  bool is_finite_verb(std::u32string_view folded) const;
  /// Whether the word's first letter is a و that joins it to what came before.
  bool has_joining_waw(std::u32string_view folded) const;
  /// The same of a ف («فقد», «فبعد»).
  bool has_joining_feh(std::u32string_view folded) const;
  /// A form of a verb of saying, with or without و or ف before it.
  const Saying* saying(std::u32string_view folded) const;

  /// `needs` are the joints that ask for no comma; a phrase may be both.
  Phrases openers, joints, needs, asides, attributions, hedges, bonds;
  std::vector<Opener> opener_classes;
  std::vector<Behind> joint_places;
  std::vector<Bond> bond_classes;

 private:
  Word word(std::u32string_view text, const Token& token) const;
  TextSet stop_words_, waw_words_, subject_heads_, finite_verbs_;
  TextMap<Saying> sayings_;
};

/// A line of a table of sentences for people, with {name} replaced.
class Strings {
 public:
  Strings(const Language& language, std::string_view table);
  std::u32string say(
      std::string_view key,
      const std::vector<std::pair<std::u32string_view, std::u32string>>& values = {}) const;

 private:
  std::map<std::string, std::u32string, std::less<>> strings_;
};

/// Quotation marks and brackets: for each word of the range whether the place before it lies inside
/// a pair, and whether every mark has its partner.
struct Enclosed {
  std::vector<bool> quoted, bracketed;
  bool paired = true;
};
Enclosed enclosed(const std::vector<Word>& words, std::size_t first, std::size_t last);

bool is_comma(const Word& word);
/// «أن», «إنه», «بأنها» and their like, which open what was said.
bool opens_clause(const Word& word);
bool is_quotation_mark(char32_t c);

}  // namespace mujaz::points
