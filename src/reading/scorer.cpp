// SPDX-License-Identifier: GPL-3.0-or-later
// Inside a word a class scores the logarithm of its share as the joiner gives it. On a word's last
// letter, whose marks the grammar chooses, it scores log p(rawi) + a · p(libtashkeel): libtashkeel
// is so sure of itself that its logarithm would drown the other, so its share is taken as it is.
// The grammar's weights are learned on these; with half of the joiner's share here the held-out
// lines are the same within three words.
#include "reading/scorer.h"

#include <cmath>
#include <future>

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

constexpr float least = 1e-9f;
constexpr float last_weight = 3;  // a; chosen on held-out news

bool last_of_word(std::span<const Letter> text, std::size_t at) {
  return at + 1 == text.size() || !is_arabic_letter(text[at + 1].c);
}

Scores inside(const Shares& joined) {
  Scores out;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = std::log(joined[k] + least);
  return out;
}

Scores ending(const Shares& first, const Shares& second) {
  Scores out;
  for (std::size_t k = 0; k < out.size(); ++k)
    out[k] = std::log(second[k] + least) + last_weight * first[k];
  const float best = *std::max_element(out.begin(), out.end());
  float sum = 0;
  for (const float score : out) sum += std::exp(score - best);
  for (float& score : out) score -= best + std::log(sum);
  return out;
}

}  // namespace

Scorer::Scorer(const std::filesystem::path& models) : joiner_(models / "joiner") {
  auto other = std::async(std::launch::async, [&models] {
    return std::make_unique<const Libtashkeel>(models / "libtashkeel");
  });
  rawi_ = std::make_unique<const Rawi>(models / "rawi-v3");
  libtashkeel_ = other.get();
}

std::vector<Scores> Scorer::scores(std::span<const Letter> text) const {
  const std::vector<Shares> first = libtashkeel_->shares(text), second = rawi_->shares(text);
  const std::vector<Shares> joined = joiner_.shares(text, first, second);
  std::vector<Scores> out(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_arabic_letter(text[i].c))
      out[i] = last_of_word(text, i) ? ending(first[i], second[i]) : inside(joined[i]);
  return out;
}

}  // namespace mujaz::reading
