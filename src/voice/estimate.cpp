// SPDX-License-Identifier: GPL-3.0-or-later
#include "voice/estimate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mujaz::voice {
namespace {

constexpr double kWindow = 0.010, kPause = 0.120;  // seconds
constexpr float kAudible = 0.010f;                 // of the highest sample, -40 dB
constexpr double kShortest = 0.25, kLongest = 4;   // times the expected length
constexpr std::size_t kMostSkipped = 3;            // pauses in a row that are no rest
constexpr double kSkip = 1.0;                      // what it costs to take a pause for none
constexpr double kFarOff = 8;                      // times too long or short: not looked at
constexpr double kNowhere = 1e18;

// Seconds as news are read; the statistical voice's means.
double length_of(const PhoneTable& table, const Phone& phone) {
  const PhoneTable::Row& row = table[phone.id];
  if (row.vowel) return row.is_long ? 0.098 : 0.055;
  return phone.geminate ? 0.090 : 0.062;
}

/// What it costs to hear a pause behind a word, or none there.
double with_pause(Break after) {
  return after == Break::none ? 1.5 : after == Break::minor ? 0.4 : 0;
}
double without_pause(Break after) {
  return after == Break::end ? 1.2 : after == Break::phrase ? 0.7 : 0;
}

struct Stretch {
  std::size_t from = 0, to = 0;  // samples
};

/// The stretches of sound between pauses, in order.
std::vector<Stretch> sounding(const std::vector<float>& samples, int rate) {
  float highest = 0;
  for (const float sample : samples) highest = std::max(highest, std::abs(sample));
  const auto window = static_cast<std::size_t>(kWindow * rate),
             pause = static_cast<std::size_t>(kPause * rate);
  std::vector<Stretch> found;
  for (std::size_t at = 0; at < samples.size(); at += window) {
    const std::size_t end = std::min(samples.size(), at + window);
    const bool loud =
        std::any_of(samples.begin() + static_cast<std::ptrdiff_t>(at),
                    samples.begin() + static_cast<std::ptrdiff_t>(end),
                    [&](float sample) { return std::abs(sample) > kAudible * highest; });
    if (!loud || highest < 1e-3f) continue;
    if (found.empty() || at >= found.back().to + pause) found.push_back({at, end});
    found.back().to = end;
  }
  return found;
}

/// Which word each stretch ends behind: the cheapest way through words and pauses.
class Alignment {
 public:
  Alignment(const std::vector<double>& lengths, const std::vector<Break>& breaks,
            const std::vector<Stretch>& stretches)
      : breaks_(breaks), stretches_(stretches), until_(lengths.size() + 1), bare_(until_.size()) {
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      until_[i + 1] = until_[i] + lengths[i];
      bare_[i + 1] = bare_[i] + without_pause(breaks[i]);
    }
    double sound = 0;
    for (const Stretch& one : stretches) sound += double(one.to - one.from);
    pace_ = sound / until_.back();
  }

  /// For each run of stretches, the first one's and the last one's place, and the end of its words.
  struct Run {
    std::size_t first = 0, last = 0, end = 0;
  };
  std::vector<Run> best() const {
    const std::size_t words = until_.size() - 1, pieces = stretches_.size();
    struct Cell {
      double cost = kNowhere;
      std::size_t piece = 0, word = 0;
    };
    // cells[p][w]: the first p stretches are the first w words.
    std::vector<std::vector<Cell>> cells(pieces + 1, std::vector<Cell>(words + 1));
    cells[0][0].cost = 0;
    for (std::size_t p = 1; p <= pieces; ++p)
      for (std::size_t from = p > kMostSkipped + 1 ? p - kMostSkipped - 1 : 0; from < p; ++from) {
        const double is = double(stretches_[p - 1].to - stretches_[from].from) / pace_;
        for (std::size_t w = 1; w <= words; ++w)
          for (std::size_t v = w; v-- > 0 && until_[w] - until_[v] < kFarOff * is;) {
            if (cells[from][v].cost >= kNowhere) continue;
            const double cost = cells[from][v].cost + cost_of(is, p - from, v, w);
            if (cost < cells[p][w].cost) cells[p][w] = {cost, from, v};
          }
      }
    std::vector<Run> runs;
    if (cells[pieces][words].cost >= kNowhere) return {{0, pieces - 1, words}};
    for (std::size_t p = pieces, w = words; p > 0;) {
      const Cell& cell = cells[p][w];
      runs.push_back({cell.piece, p - 1, w});
      p = cell.piece;
      w = cell.word;
    }
    std::reverse(runs.begin(), runs.end());
    return runs;
  }

 private:
  /// Of saying the words from `v` up to `w` in `is` seconds of so many stretches.
  double cost_of(double is, std::size_t stretches, std::size_t v, std::size_t w) const {
    const double expected = until_[w] - until_[v];
    const double off = std::log(is / expected);
    const double rests = bare_[w - 1] - bare_[v];
    const double pause = w + 1 == until_.size() ? 0 : with_pause(breaks_[w - 1]);
    return 8 * expected * off * off + rests + pause + kSkip * double(stretches - 1);
  }

  const std::vector<Break>& breaks_;
  const std::vector<Stretch>& stretches_;
  std::vector<double> until_, bare_;  // sums over the words before
  double pace_ = 0;                   // samples for a second of expected sound
};

}  // namespace

Uttered estimated(const PhoneTable& table, const Part& part, std::size_t first, std::size_t end,
                  double speed, std::vector<float> samples, int rate) {
  std::vector<double> lengths;
  std::vector<Break> breaks;
  for (std::size_t i = first; i < end; ++i) {
    double& sum = lengths.emplace_back(0);
    for (const Phone& phone : part.words[i].phones) sum += length_of(table, phone);
    breaks.push_back(part.words[i].after);
  }
  const std::vector<Stretch> stretches = sounding(samples, rate);
  if (stretches.empty()) throw Error(ErrorCode::unavailable, "The server sent silence.");
  const double expected = std::accumulate(lengths.begin(), lengths.end(), 0.0) / speed;
  const double is = double(stretches.back().to - stretches.front().from) / rate;
  if (is < kShortest * expected || is > kLongest * expected + 1)
    throw Error(ErrorCode::unavailable, "The server sent " + std::to_string(is) +
                                            " seconds for a text of about " +
                                            std::to_string(expected) + ".");
  Uttered uttered;
  std::size_t word = first;
  for (const auto& run : Alignment(lengths, breaks, stretches).best()) {
    const double from = double(stretches[run.first].from), to = double(stretches[run.last].to);
    double all = 0, before = 0;
    for (std::size_t i = word; i < first + run.end; ++i) all += lengths[i - first];
    for (; word < first + run.end; ++word)
      for (const Phone& phone : part.words[word].phones) {
        uttered.places.push_back(static_cast<std::size_t>(from + (to - from) * before / all));
        before += length_of(table, phone);
      }
  }
  uttered.places.push_back(stretches.back().to);
  uttered.samples = std::move(samples);
  return uttered;
}

}  // namespace mujaz::voice
