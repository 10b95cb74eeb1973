// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/grammar.h"

#include <cmath>
#include <cstring>

#include "mujaz/core.h"

namespace mujaz::reading {
namespace {

constexpr std::string_view magic = "MJGRAM1\n";
constexpr std::size_t table_size = 1u << 19;

/// The best score of a line up to two readings in a row, and the reading before them.
struct Cell {
  float score;
  std::uint8_t from;
};
using Cells = std::vector<Cell>;  // [reading before][reading]

}  // namespace

Grammar::Grammar(const Language& language, const std::filesystem::path& model) : words_(language) {
  const std::filesystem::path file = model / "weights.bin";
  const std::string bytes = read_file(file, magic.size() + sizeof(float) + table_size);
  if (bytes.size() != magic.size() + sizeof(float) + table_size || !bytes.starts_with(magic))
    throw Error(ErrorCode::bad_input, "These are no weights of the grammar.", file.string());
  std::memcpy(&scale_, bytes.data() + magic.size(), sizeof(float));
  weights_.resize(table_size);
  std::memcpy(weights_.data(), bytes.data() + magic.size() + sizeof(float), table_size);
}

float Grammar::alone(const Item& item, const Features::Seen& seen, std::size_t reading) const {
  if (item.readings.empty()) return 0;
  float out = item.readings[reading].score - seen.penalty;
  for (const std::uint64_t feature : seen.alone) out += weight(weight_place(feature));
  return out;
}

float Grammar::sum(Places places) const {
  float out = 0;
  for (const std::uint32_t place : places) out += weight(place);
  return out;
}

float Grammar::pair(const Features::Seen& before, const Features::Seen& seen) const {
  return sum(pair_places(before, seen));
}

float Grammar::triple(const Features::Seen& first, const Features::Seen& before,
                      const Features::Seen& seen) const {
  return sum(triple_places(first, before, seen));
}

/// How sure each choice is: the share of its exponential among those of its item's readings.
void Grammar::share(std::span<const Item> items, const std::vector<Features>& all,
                    std::vector<Choice>& choices) const {
  const Features::Seen none;
  const auto chosen = [&](std::size_t i, std::ptrdiff_t by) -> const Features::Seen& {
    const auto place = static_cast<std::ptrdiff_t>(i) + by;
    if (place < 0 || place >= static_cast<std::ptrdiff_t>(all.size())) return none;
    const auto at = static_cast<std::size_t>(place);
    return all[at].readings[choices[at].reading];
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].readings.size() < 2) continue;
    const auto score = [&](std::size_t r) {
      const Features::Seen& seen = all[i].readings[r];
      float out = alone(items[i], seen, r) + pair(chosen(i, -1), seen) +
                  triple(chosen(i, -2), chosen(i, -1), seen);
      if (i + 1 < all.size())
        out += pair(seen, chosen(i, 1)) + triple(chosen(i, -1), seen, chosen(i, 1));
      if (i + 2 < all.size()) out += triple(seen, chosen(i, 1), chosen(i, 2));
      return out;
    };
    const float best = score(choices[i].reading);
    float total = 0;
    for (std::size_t r = 0; r < items[i].readings.size(); ++r) total += std::exp(score(r) - best);
    choices[i].share = 1 / std::max(total, 1.0f);
  }
}

std::vector<Grammar::Choice> Grammar::choose(std::span<const Item> items) const {
  if (items.empty()) return {};
  const std::vector<Features> all = features(words_, items);
  const std::vector<Features::Seen> start(1);
  const auto at = [&](std::size_t i, std::size_t back) -> const std::vector<Features::Seen>& {
    return i >= back ? all[i - back].readings : start;
  };
  std::vector<Cells> table(items.size());
  std::vector<float> before = {0};  // [reading before][reading], of the item before
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto &first = at(i, 2), &second = at(i, 1), &third = at(i, 0);
    Cells& cells = table[i];
    cells.resize(second.size() * third.size());
    std::vector<float> reached(cells.size());
    for (std::size_t c = 0; c < third.size(); ++c) {
      const float own = alone(items[i], third[c], c);
      for (std::size_t b = 0; b < second.size(); ++b) {
        Cell best{-1e30f, 0};
        for (std::size_t a = 0; a < first.size(); ++a) {
          const float score = before[a * second.size() + b] + triple(first[a], second[b], third[c]);
          if (score > best.score) best = {score, static_cast<std::uint8_t>(a)};
        }
        best.score += own + pair(second[b], third[c]);
        cells[b * third.size() + c] = best;
        reached[b * third.size() + c] = best.score;
      }
    }
    before = std::move(reached);
  }
  std::vector<Choice> out(items.size());
  const auto best =
      static_cast<std::size_t>(std::max_element(before.begin(), before.end()) - before.begin());
  std::size_t c = best % all.back().readings.size(), b = best / all.back().readings.size();
  for (std::size_t i = items.size(); i-- > 0;) {
    out[i].reading = c;
    const std::size_t a = table[i][b * all[i].readings.size() + c].from;
    c = b;
    b = a;
  }
  share(items, all, out);
  return out;
}

}  // namespace mujaz::reading
