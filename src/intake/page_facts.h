// SPDX-License-Identifier: GPL-3.0-or-later
// What the page itself shows of its facts: in microdata, in the names of elements, and in the lines
// beside its title.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "intake/tree.h"
#include "mujaz/quantities.h"
#include "mujaz/text.h"

namespace mujaz::intake {

struct Facts;

/// The table `page_facts` and what reads dates. Immutable: any thread may use it.
class FactWords {
 public:
  explicit FactWords(const Language& language);

  enum class Says {
    nothing,
    byline,
    published,
    modified,
    section,
    opinion,
    video,
    live,
    ago,
    back,
    minutes,
    two,
    zone,
    evening,
    morning
  };
  struct Phrase {
    Says says = Says::nothing;
    int value = 0;  ///< minutes or days; 1 for `bare`
  };
  /// Of a whole name or word, without signs at its ends.
  Phrase phrase(std::u32string_view words) const;
  /// What a line that begins with a label says, and what stands behind the label; a label that is
  /// not `bare` has a sign behind it. `line` is changed only where there is one.
  Phrase take_label(std::string& line) const;
  /// The date written in a line, as RFC 3339, of either calendar; with its time where the line says
  /// the time's zone. "Two days ago" counts from `today` (a date), where that is given.
  std::optional<std::string> date(std::u32string_view line, const std::string& today) const;

 private:
  std::optional<int> zone(std::u32string_view line) const;
  std::optional<std::string> ago(std::u32string_view line, const std::string& today) const;
  std::optional<int> clock(std::u32string_view line, const std::vector<Quantity>& found) const;

  std::unordered_map<std::u32string, Phrase> phrases_;
  Quantities quantities_;
};

/// Fills in what is not known yet.
void add_page_facts(Facts& facts, const Tree& tree, const FactWords& words);

}  // namespace mujaz::intake
