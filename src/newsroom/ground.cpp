// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/ground.h"

#include <algorithm>

namespace mujaz::newsroom {

Ground::Ground(const Article& article, const SentenceSplitter& splitter)
    : text_(article.text()),
      title_(article.title.value_or(std::u32string())),
      published_(from_utf8_lossy(article.published.value_or(std::string()))),
      sentences_(splitter.split(text_)) {}

const Span* Ground::sentence_at(std::size_t place) const {
  const auto after =
      std::upper_bound(sentences_.begin(), sentences_.end(), place,
                       [](std::size_t at, const Span& sentence) { return at < sentence.end; });
  return after != sentences_.end() && after->contains(place) ? &*after : nullptr;
}

std::vector<std::u32string> Ground::under(const KeyPoint& point) const {
  std::vector<std::u32string> out;
  const auto add = [&](std::u32string sentence) {
    if (!sentence.empty() && std::find(out.begin(), out.end(), sentence) == out.end())
      out.push_back(std::move(sentence));
  };
  for (const Piece& piece : point.pieces) {
    if (piece.from == PieceSource::title) add(title_);
    if (piece.from == PieceSource::published) add(published_);
    if (piece.from != PieceSource::text) continue;
    for (const Span& sentence : sentences_)
      if (sentence.start < piece.span.end && piece.span.start < sentence.end)
        add(text_.substr(sentence.start, sentence.size()));
  }
  return out;
}

std::optional<Piece> Ground::moved(const Piece& piece, const Ground& before) const {
  if (piece.from == PieceSource::title)
    return title_ == before.title_ ? std::optional(piece) : std::nullopt;
  if (piece.from == PieceSource::published)
    return published_ == before.published_ ? std::optional(piece) : std::nullopt;
  if (piece.span.end > before.text_.size() || piece.span.empty()) return std::nullopt;
  // From the beginning of its first sentence to the end of its last: that must stand as it stood.
  const Span* first = before.sentence_at(piece.span.start);
  const Span* last = before.sentence_at(piece.span.end - 1);
  if (!first || !last) return std::nullopt;
  const Span whole{first->start, last->end};
  const std::u32string_view wanted(before.text_.data() + whole.start, whole.size());
  for (std::size_t i = 0; i < sentences_.size(); ++i) {
    const std::size_t at = sentences_[i].start;
    if (text_.compare(at, wanted.size(), wanted) != 0) continue;
    const Span* end = sentence_at(at + wanted.size() - 1);
    if (!end || end->end != at + wanted.size()) continue;
    Piece out = piece;
    out.span = {at + (piece.span.start - whole.start), at + (piece.span.end - whole.start)};
    return out;
  }
  return std::nullopt;
}

std::optional<std::vector<Piece>> Ground::stands(const KeyPoint& point,
                                                 const Ground& before) const {
  if (point.pieces.empty()) return std::nullopt;
  std::vector<Piece> out;
  for (const Piece& piece : point.pieces) {
    std::optional<Piece> one = moved(piece, before);
    if (!one) return std::nullopt;
    out.push_back(std::move(*one));
  }
  return out;
}

std::string sentences_of(const CheckedPoint& point, const Ground& ground) {
  std::string out;
  const auto add = [&out](const std::u32string& sentence) {
    const std::string text = to_utf8(sentence);
    if (out.find(text) == out.npos) out += (out.empty() ? "" : " ") + text;
  };
  for (const std::u32string& sentence : ground.under(point.point)) add(sentence);
  for (const Problem& problem : point.problems)
    if (problem.source) {
      KeyPoint there;
      there.pieces.push_back({problem.source->text, PieceSource::text, problem.source->span});
      for (const std::u32string& sentence : ground.under(there)) add(sentence);
    }
  return out;
}

}  // namespace mujaz::newsroom
