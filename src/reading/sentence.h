// SPDX-License-Identifier: GPL-3.0-or-later
// One text on its way from tokens to spoken words: what Verbaliser::words does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reading/speech.h"
#include "reading/tables.h"
#include "reading/words.h"

namespace mujaz::reading {

/// What is said for an undecided number where its case is asked: its ending shows it.
inline constexpr std::int64_t five = 5;

class Sentence {
 public:
  Sentence(const Tables& tables, const ReaderSetup& setup, const SourceText& source,
           const Directions& directions, std::optional<Case> lone, const Cases& cases);
  std::vector<Word> words();
  Question question();

 private:
  /// The case of what begins at a token, and whether anything decides it.
  struct Ruled {
    Case wanted = Case::genitive;
    bool sure = false;
    bool by_word = false;  ///< a word before it decides
  };
  /// The word before a number that tells how the number is read.
  struct Head {
    std::u32string role;  ///< of the table `heads`; empty: another noun or none
    const Noun* noun = nullptr;
    bool present = false, definite = false, plural = false, dual = false, feminine = false;
    bool undecided = false;
    Ruled ruled;
  };
  /// A counted noun behind (or as a sign before) a number.
  struct Object {
    const Noun* noun = nullptr;
    Noun guessed;  ///< of a word that the tables lack
    bool is_guess = false;
    double confidence = 1;
    std::vector<Span> spans;
    std::size_t next = 0;  ///< the token behind it
  };

  // house.cpp
  bool insert();
  bool house();
  std::string_view role_at(std::size_t place);
  std::vector<Span> pieces(std::size_t from, std::size_t to) const;

  // sentence.cpp, heads.cpp, latin.cpp, datelines.cpp
  void token();
  void word();
  bool clitic();
  bool abbreviation();
  bool head();
  bool owned_head();
  bool head_word(const Quantity& q, const Tables::Clitic& before, bool with_article);
  bool may_be_annexed() const;
  void plain_word();
  bool bullet(char32_t c);
  void punctuation();
  void symbol();
  void unknown(const char32_t* said, Span where);
  void latin();
  void named(const Signs::Name& name, Span where);
  void figures_of_name();
  void latin_token();
  void latin_joint(std::u32string_view text, std::size_t i, Span where);
  void latin_piece(std::u32string_view piece, Span where);
  void latin_words(std::u32string_view letters, Span where);
  void latin_letters(std::u32string_view word, Span where);
  void latin_figures(std::u32string_view figures, Span where);
  bool gloss();
  bool dateline();
  std::size_t agencies(std::size_t i) const;
  bool roman(std::u32string_view text, Span where);
  bool decade(std::u32string_view text, Span where);
  bool reigns(std::size_t i, bool& feminine) const;
  bool near(const char32_t* name) const;
  Ruled ruled(std::size_t i) const;
  const Quantity* quantity_at(std::size_t i);
  const Quantity* figures_at(std::size_t i) const;
  std::size_t token_at(std::size_t place) const;
  Span span(std::size_t from, std::size_t to) const;
  Phrases::Match cue(std::size_t i, const char32_t* name) const;

  // quantity.cpp, amounts.cpp, counted.cpp, pairs.cpp
  void quantity(const Quantity& q);
  void amount(const Quantity& q);
  void percent(const Quantity& q, std::size_t behind, Manner manner);
  void ordinal(const Quantity& q);
  void range(const Quantity& q);
  void score(const Quantity& q);
  void fraction(const Quantity& q);
  void serial(const Quantity& q);
  Object object(const Quantity& q, std::size_t next) const;
  Object guess(const Quantity& q, std::size_t next) const;
  const Noun* owner(const Object& counted, const Quantity& q) const;
  Ruled number_case();
  Ruled decided(Ruled found);
  bool asks() const { return asks_ && undecided_; }
  Phrase asked(Phrase said);
  Phrase number(Decimal value, const Noun* noun, Manner manner) const;
  Phrase scaled(const Quantity& q, const Noun* noun, Manner manner) const;
  Phrase money(const Quantity& q, const Noun& noun, Manner manner) const;
  bool feminine_ahead(std::size_t next) const;
  bool goes_on_as_ordinal(const Quantity& q) const;
  void per(const Noun& noun);
  void percent_words(std::size_t from, std::size_t to, Span sign);
  void agreeing(Case wanted);
  void adjective(const Noun& noun, const Quantity& q, Case wanted);

  // months.cpp
  struct NamedMonth {
    int first = -1, second = -1;  ///< rows of Tables::months
    std::size_t at = 0, second_at = 0, next = 0;
    std::size_t clitic = 0;  ///< letters before the name, in its first token
  };
  NamedMonth month_at(std::size_t i) const;
  bool month();
  void say_month(const NamedMonth& named, Case wanted);
  const std::u32string& month_name(int number, bool hijri) const;

  // calendar.cpp
  const Quantity* in_words_at(std::size_t i) const;
  void number_in_words();
  void date(const Quantity& q);
  Ruled date_case();
  void year(const Quantity& q);
  void year_word(bool feminine, Span where);
  void year_number(int value, bool feminine, bool with_word, Span where);
  void era(std::size_t end);
  void minutes(int minute, Case wanted, Span where);
  void time(const Quantity& q);

  const Tables& tables_;
  const ReaderSetup& setup_;
  const SourceText& source_;
  const Directions& directions_;
  std::size_t next_insert_ = 0, next_role_ = 0;
  Speech speech_;
  Line line_;
  std::vector<Quantity> quantities_;
  std::size_t next_quantity_ = 0;
  std::size_t at_ = 0;
  std::optional<Case> lone_;
  const Cases& cases_;
  bool asks_ = false;       ///< undecided numbers are put as questions
  bool undecided_ = false;  ///< the current number is one
  std::size_t undecideds_ = 0;
  std::vector<std::size_t> asked_;  ///< those that were put as questions
  std::size_t clitic_at_ = 0;       ///< the token of the clitic that waits
  bool article_ = false;            ///< «الـ» waits for the number
  bool governed_ = false;           ///< the clitic that waits gives the genitive
  bool label_ = false;              ///< the number is a name's, as in COVID-19
  Head head_;
  std::optional<Case> last_case_;     ///< of the number before in the same sentence
  std::optional<bool> last_ordinal_;  ///< the gender of an ordinal that another may be joined to
};

}  // namespace mujaz::reading
