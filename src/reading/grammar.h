// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses among the readings of the words of a line those that go together. Each reading's score is
// what the networks give it plus learned weights of what it is seen with: the words beside it, the
// last verb or particle that governs, and the readings of the two words before it, from which case
// agrees between noun and adjective, stands after a preposition, and so on. The best sequence is
// found by Viterbi's algorithm over pairs of neighbours.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "reading/candidates.h"
#include "reading/word_form.h"

namespace mujaz::reading {

/// A word with its readings, best first, or a sign or number, which has none.
struct Item {
  std::u32string bare;
  std::vector<Reading> readings;
};

/// What is seen of an item, each thing as a hash.
struct Features {
  struct Seen {
    float penalty = 0;                 ///< of what no grammar allows
    std::vector<std::uint64_t> alone;  ///< of the reading and the words around it
    std::uint64_t shape = 0, word = 0, state = 0, agreement = 0, ending = 0, joined_state = 0,
                  joined_agreement = 0;
  };
  std::vector<Seen> readings;  ///< one at least, also of a sign
};

/// The place of a feature in the table of weights.
std::uint32_t weight_place(std::uint64_t hash);
/// The places of what two or three readings in a row show.
std::array<std::uint32_t, 4> pair_places(const Features::Seen& before, const Features::Seen& seen);
std::array<std::uint32_t, 3> triple_places(const Features::Seen& first,
                                           const Features::Seen& before,
                                           const Features::Seen& seen);

/// The weights and the tables that they need. Immutable: any thread may use it.
class Grammar {
 public:
  /// Throws not_found or bad_input where `weights.bin` in the folder is missing or is none.
  Grammar(const Language& language, const std::filesystem::path& model);

  struct Choice {
    std::size_t reading = 0;
    float share = 1;  ///< of the chosen among the readings, the neighbours being as chosen
  };
  /// One for each item; a sign's is 0. In time linear in the items.
  std::vector<Choice> choose(std::span<const Item> items) const;

  /// What is seen of each item, for training.
  static std::vector<Features> features(const GrammarWords& words, std::span<const Item> items);

 private:
  float weight(std::uint32_t place) const { return scale_ * weights_[place]; }
  using Places = std::span<const std::uint32_t>;
  float sum(Places places) const;
  float alone(const Item& item, const Features::Seen& seen, std::size_t reading) const;
  float pair(const Features::Seen& before, const Features::Seen& seen) const;
  float triple(const Features::Seen& first, const Features::Seen& before,
               const Features::Seen& seen) const;
  void share(std::span<const Item> items, const std::vector<Features>& all,
             std::vector<Choice>& choices) const;

  GrammarWords words_;
  std::vector<std::int8_t> weights_;
  float scale_ = 0;
};

}  // namespace mujaz::reading
