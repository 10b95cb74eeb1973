// SPDX-License-Identifier: GPL-3.0-or-later
// The diacritiser of two networks together. Each letter takes the class of marks with the highest
// log p(rawi) + a · p(libtashkeel): libtashkeel is the better one and so sure of itself that its
// logarithm would drown the other, so its share is taken as it is. Measured on held-out news, a = 4
// inside a word and 3 on its last letter.
#include <cmath>
#include <future>
#include <limits>

#include "mujaz/reading.h"
#include "reading/names.h"
#include "reading/networks.h"

namespace mujaz {
namespace reading {
namespace {

constexpr float inside_weight = 4, last_weight = 3;
constexpr std::size_t window = 512;  // signs marked in one run
constexpr std::size_t context = 48;  // signs before and after them that the networks see too

/// Alef madda holds its own vowel.
bool takes_marks(char32_t c) {
  return is_arabic_letter(c) && c != letters::tatweel && c != letters::alef_madda;
}

void move(Marks marks, Letter& from, Letter& to) {
  from.marks &= static_cast<Marks>(~marks);
  to.marks |= marks;
}

/// The networks know tanwin fath on the letter before its alef. Where the author has it on the alef
/// it is moved; returns those alefs.
std::vector<std::size_t> move_tanwin_off_alef(std::vector<Letter>& text) {
  std::vector<std::size_t> alefs;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i].c != letters::alef && text[i].c != letters::alef_maksura) continue;
    if (text[i].marks != mark::fathatan || !is_arabic_letter(text[i - 1].c)) continue;
    if (text[i - 1].marks & mark::endings) continue;
    move(mark::fathatan, text[i], text[i - 1]);
    alefs.push_back(i);
  }
  return alefs;
}

/// Where to cut before `end`: after the last space of [start, end), else at `end`.
std::size_t cut(std::span<const Letter> text, std::size_t start, std::size_t end) {
  if (end >= text.size()) return text.size();
  for (std::size_t at = end; at > start; --at)
    if (is_space(text[at - 1].c)) return at;
  return end;
}

class TwoNetworks : public Diacritiser {
 public:
  explicit TwoNetworks(const std::filesystem::path& models)
      : TwoNetworks(models, std::async(std::launch::async, [&models] {
                      return std::make_unique<Libtashkeel>(models / "libtashkeel");
                    })) {}

  Result diacritise(std::u32string_view line) const override {
    std::vector<Letter> text = to_letters(line);
    const std::vector<std::size_t> alefs = move_tanwin_off_alef(text);
    std::vector<float> sure(text.size(), 1);
    std::vector<Letter> out = text;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = cut(text, start, start + window);
      const std::size_t from = start > context ? start - context : 0;
      const std::size_t to = std::min(text.size(), end + context);
      mark(std::span(text).subspan(from, to - from), start - from, end - from,
           std::span(out).subspan(from), std::span(sure).subspan(from));
      start = end;
    }
    for (const std::size_t alef : alefs) move(mark::fathatan, out[alef - 1], out[alef]);
    return {to_text(out), word_confidence(line, sure)};
  }

 private:
  TwoNetworks(const std::filesystem::path& models, std::future<std::unique_ptr<Libtashkeel>> other)
      : rawi_(models / "rawi-v3"), libtashkeel_(other.get()) {}

  static bool last_of_word(std::span<const Letter> text, std::size_t at) {
    return at + 1 == text.size() || !is_arabic_letter(text[at + 1].c);
  }

  /// Marks the letters [start, end) of a window.
  void mark(std::span<const Letter> text, std::size_t start, std::size_t end, std::span<Letter> out,
            std::span<float> sure) const {
    const std::vector<Shares> first = libtashkeel_->shares(text);
    const std::vector<Shares> second = rawi_.shares(text);
    for (std::size_t i = start; i < end; ++i) {
      if (!takes_marks(text[i].c)) continue;
      const float weight = last_of_word(text, i) ? last_weight : inside_weight;
      sure[i] = choose(first[i], second[i], weight, out[i].marks);
    }
  }

  /// Adds the best class that has the author's marks; returns its share among all classes.
  static float choose(const Shares& first, const Shares& second, float weight, Marks& marks) {
    constexpr float least = 1e-9f;
    const auto author = static_cast<Marks>(marks & ~mark::dagger_alef);
    float sum = 0, best = -1;
    std::size_t chosen = mark_classes.size();
    for (std::size_t k = 0; k < mark_classes.size(); ++k) {
      const float score = (second[k] + least) * std::exp(weight * first[k]);
      sum += score;
      if ((mark_classes[k] & author) != author || score <= best) continue;
      best = score;
      chosen = k;
    }
    if (chosen == mark_classes.size()) return 1;  // marks that no class has: the author's alone
    marks |= mark_classes[chosen];
    return best / sum;
  }

  /// The least sure letter of each word; `sure` holds one share for each sign of the line.
  static std::vector<double> word_confidence(std::u32string_view line,
                                             const std::vector<float>& sure) {
    const std::vector<std::size_t> sign = letter_places(line);
    std::vector<double> out;
    for (const Token& token : tokens(line)) {
      if (token.kind != TokenKind::word) continue;
      float least = 1;
      for (std::size_t i = token.span.start; i < token.span.end; ++i)
        least = std::min(least, sure[sign[i]]);
      out.push_back(least);
    }
    return out;
  }

  Rawi rawi_;
  std::unique_ptr<const Libtashkeel> libtashkeel_;
};

}  // namespace
}  // namespace reading

std::shared_ptr<const Diacritiser> load_diacritiser(const Places& places) {
  return std::make_shared<reading::NamingDiacritiser>(
      Language(places.lang), std::make_shared<reading::TwoNetworks>(places.models));
}

}  // namespace mujaz
