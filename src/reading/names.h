// SPDX-License-Identifier: GPL-3.0-or-later
// Names of people, places and bodies as newsreaders say them. A foreign name is never given a case
// ending, a diptote no kasra and no tanwin; what the table does not say the diacritiser decides.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mujaz/reading.h"
#include "mujaz/text.h"
#include "reading/marking.h"

namespace mujaz::reading {

/// What stands on the last letter of a name's word.
enum class NameEnding {
  bare,     ///< nothing: a foreign name
  diptote,  ///< damma, or fatha for the accusative and the genitive
  full,     ///< any ending
  fixed,    ///< what the table has
};

/// A word of a name in a text.
struct NamedWord {
  std::size_t start = 0;     ///< the place of its first letter in the text
  std::vector<Marks> marks;  ///< of each letter, proclitics too; of the last without its ending
  NameEnding ending = NameEnding::bare;
  std::size_t opening =
      static_cast<std::size_t>(-1);  ///< 0 where it begins with the name's first letter
  bool governed = false;             ///< behind بـ، لـ or كـ: genitive
  bool definite = false;             ///< with the article: no tanwin
  bool place = false;                ///< of a place
};

/// The tables `names`, `name_cues` and `foreign_endings`. Immutable: any thread may use it.
class Names {
 public:
  explicit Names(const Language& language);
  /// The names of a text, in order, none over another; words with marks of their author are left
  /// alone. A name that is a common word too is found only behind a word that announces such a name
  /// («الوزير»، «مدينة») or beside another name of a person.
  std::vector<NamedWord> find(std::span<const Letter> text) const;

 private:
  enum class Kind { person, given, family, place, body };
  enum class When { always, whole, cued };
  struct NameWord {
    std::u32string letters;
    std::vector<Marks> marks;
    NameEnding ending;
  };
  struct Name {
    std::vector<NameWord> words;
    Kind kind;
    When when;
  };
  struct ForeignEnding {
    std::u32string letters;
    std::vector<Marks> marks;  ///< of its letters, before them the vowel of the letter before
  };
  struct TextWord {
    std::size_t start, end;  ///< places in the text
    std::u32string letters;
    bool marked;    ///< has marks of its author
    bool adjacent;  ///< only a space stands between it and the word before
  };
  /// A name that begins at a word, behind `proclitics` letters of it.
  struct Match {
    const Name* name = nullptr;
    std::size_t proclitics = 0;
    bool joined_article = false;  ///< لـ has swallowed the alef of the article
  };

  static Kind kind_of(const Table& table, std::size_t row, std::u32string_view cell);
  static bool is_person(Kind kind) { return kind <= Kind::family; }
  static std::vector<TextWord> words_of(std::span<const Letter> text);

  Name read_name(const Table& table, std::size_t row) const;
  void add(Name name);
  Match match(const std::vector<TextWord>& words, std::size_t at, bool cued) const;
  bool fits(const Name& name, const std::vector<TextWord>& words, std::size_t at) const;
  /// Whether the word announces a name of this kind, with proclitics or without.
  bool announces(const std::u32string& word, Kind kind) const;
  bool in_company(const std::vector<TextWord>& words, const std::vector<Match>& found,
                  std::size_t at, const Match& match) const;
  std::optional<NamedWord> foreign(const TextWord& word) const;
  static void append(std::vector<NamedWord>& out, const std::vector<TextWord>& words,
                     std::size_t at, const Match& match);

  std::unordered_map<std::u32string, std::vector<Name>> names_;  ///< by first word, longest first
  std::unordered_map<std::u32string, std::vector<Kind>> cues_;
  std::vector<ForeignEnding> foreign_endings_;
};

/// Puts the marks of the names on before another diacritiser looks, and mends their endings after.
class NamingDiacritiser : public Diacritiser {
 public:
  NamingDiacritiser(const Language& language, std::shared_ptr<const Diacritiser> rest)
      : names_(language), rest_(std::move(rest)) {}
  Result diacritise(std::u32string_view line) const override;

 private:
  Names names_;
  std::shared_ptr<const Diacritiser> rest_;
};

}  // namespace mujaz::reading
