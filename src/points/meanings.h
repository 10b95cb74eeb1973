// SPDX-License-Identifier: GPL-3.0-or-later
// What the tables know of meaning: words that say the same, words that say the contrary, and the
// written forms of a name.
#pragma once

#include "points/prose.h"

namespace mujaz::points {

enum class NameKind { place, person, body };
enum class NameForm {
  name,       ///< the name itself
  adjective,  ///< «روسي»
  seat        ///< a capital or a palace for its country: «موسكو», «الكرملين»
};

struct NameHit {
  int name = -1;  ///< its row; -1 for none
  NameKind kind = NameKind::place;
  NameForm form = NameForm::name;
  std::size_t words = 0;
};

/// Immutable after construction: any thread may use it.
class Meanings {
 public:
  explicit Meanings(const Language& language);

  /// Adds the groups of synonyms that a word is in, by its form, its stem or its skeleton.
  void groups(std::u32string_view folded, std::vector<int>& out) const;
  /// Whether two words are contraries: a reader who met one for the other would be misled.
  bool opposed(std::u32string_view a, std::u32string_view b) const;
  /// The longest name that begins at a word, clitics before it aside.
  NameHit name_at(const std::vector<Word>& words, std::size_t at) const;
  /// Whether a place lies in another.
  bool is_within(int part, int whole) const;
  /// A word that adds nothing to a claim: «أبرز», «تفاصيل», «خلال الساعات الماضية».
  bool is_light(std::u32string_view folded) const;
  /// A word that is said of everything, so that its negation elsewhere proves nothing.
  bool is_modal(std::u32string_view folded) const;
  /// A word of any of these tables but that of names: surely no name.
  bool is_common(std::u32string_view folded) const;
  struct CalendarWord {
    int id = -1;        ///< the day of the week, from Monday 0, or the month, from January 10
    bool sure = false;  ///< false for what may be another word too: «مارس»
  };
  /// Months of two words are known by their first with the `next`.
  CalendarWord calendar(std::u32string_view folded, std::u32string_view next) const;
  struct Measure {
    int unit = -1;  ///< its row
    int kind = 0;   ///< scale, money, time, length or weight: only units of one kind change places
  };
  /// The scale, currency or unit that a word names.
  Measure measure(std::u32string_view folded) const;
  int time_kind() const { return time_kind_; }
  /// A negation that negates nothing here: «لا يزال», «لا سيما».
  Phrases idioms;
  /// A word that says by itself what a negation may say: «فشل», «رفض».
  bool is_lack(std::u32string_view folded) const;
  /// A negation that is a noun or a particle before one: «عدم», «غير», «دون».
  bool is_negative_noun(std::u32string_view folded) const;
  /// Hedges only where an imperfect follows: «قد».
  Phrases before_imperfect;

 private:
  struct Side {
    int row;
    bool second;
  };
  struct NameEntry {
    std::vector<std::u32string> rest;
    NameHit hit;
  };
  std::vector<Side> sides(std::u32string_view folded) const;
  void add_name(std::u32string_view text, const NameHit& hit);
  TextMap<std::vector<int>> group_forms_, group_stems_, group_skeletons_;
  TextMap<std::vector<Side>> opposites_, opposite_skeletons_;
  TextMap<std::vector<NameEntry>> names_;
  std::vector<int> wholes_;  ///< of each name the one it lies in, or -1
  TextSet light_forms_, light_stems_, modal_stems_, lacks_, negative_nouns_;
  TextMap<Measure> measures_;
  int time_kind_ = -1;
  TextMap<CalendarWord> calendar_;
};

}  // namespace mujaz::points
