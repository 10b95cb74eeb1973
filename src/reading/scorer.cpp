// SPDX-License-Identifier: GPL-3.0-or-later
// A class scores log p(rawi) + a · p(libtashkeel): libtashkeel is the better one and so sure of
// itself that its logarithm would drown the other, so its share is taken as it is. Measured on
// held-out news, a = 4 inside a word and 3 on its last letter.
#include "reading/scorer.h"

#include <cmath>
#include <future>

#include "mujaz/text.h"

namespace mujaz::reading {
namespace {

constexpr float inside_weight = 4, last_weight = 3;

bool last_of_word(std::span<const Letter> text, std::size_t at) {
  return at + 1 == text.size() || !is_arabic_letter(text[at + 1].c);
}

Scores together(const Shares& first, const Shares& second, float weight) {
  constexpr float least = 1e-9f;
  Scores out;
  for (std::size_t k = 0; k < out.size(); ++k)
    out[k] = std::log(second[k] + least) + weight * first[k];
  const float best = *std::max_element(out.begin(), out.end());
  float sum = 0;
  for (const float score : out) sum += std::exp(score - best);
  for (float& score : out) score -= best + std::log(sum);
  return out;
}

}  // namespace

Scorer::Scorer(const std::filesystem::path& models) {
  auto other = std::async(std::launch::async, [&models] {
    return std::make_unique<const Libtashkeel>(models / "libtashkeel");
  });
  rawi_ = std::make_unique<const Rawi>(models / "rawi-v3");
  libtashkeel_ = other.get();
}

std::vector<Scores> Scorer::scores(std::span<const Letter> text) const {
  const std::vector<Shares> first = libtashkeel_->shares(text), second = rawi_->shares(text);
  std::vector<Scores> out(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_arabic_letter(text[i].c))
      out[i] = together(first[i], second[i], last_of_word(text, i) ? last_weight : inside_weight);
  return out;
}

}  // namespace mujaz::reading
