// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence is shortened in order of risk: its opening goes, then glosses in brackets and asides
// between commas, and last its tail, cut before a joint that only adds to what was said. Nothing is
// taken out of a quotation, a tail stays where a condition or «أما … فـ» is not yet complete, and
// the naming of a source at the end stays behind the cut.
#include "points/shortening.h"

namespace mujaz::points {
namespace {

bool closes_nothing(const Word& word) {
  return is_comma(word) || word.is(U':') || word.is(U'.') || word.is(U'-') || word.is(0x2026) ||
         word.is(0x2013);
}

/// The words up to `end` without the gaps, which stand in order.
Form form_of(const Document& document, const Shortening& sentence, std::size_t end,
             const std::vector<Gap>& gaps, const Speaker* speaker) {
  const std::vector<Word>& words = document.words;
  const std::size_t from = sentence.from();
  while (end > from + 1 && closes_nothing(words[end - 1])) --end;
  Form out;
  std::size_t at = from;
  const auto add = [&](std::size_t to) {
    if (to <= at) return;
    const std::size_t begin = at == from ? sentence.start() : words[at].span.start;
    out.pieces.push_back({begin, words[to - 1].span.end});
    for (std::size_t i = at; i < to; ++i)
      if (words[i].spoken()) out.words.push_back(i);
  };
  if (speaker) {
    add(speaker->at);
    out.pieces.push_back(speaker->full);
    for (std::size_t i = speaker->first; i < speaker->last; ++i)
      if (words[i].spoken()) out.words.push_back(i);
    at = speaker->until;
    out.joined = true;
  }
  for (const Gap& gap : gaps) {
    if (gap.first < at || gap.first == from || gap.last >= end) continue;
    add(gap.first);
    out.left_out.push_back({words[gap.first].span.start, words[gap.last - 1].span.end});
    at = gap.last;
  }
  add(end);
  for (const Span& piece : out.pieces)
    for (const Piece& one : pieces_of(document, piece)) out.length += length_of(one.text);
  return out;
}

}  // namespace

std::vector<Piece> pieces_of(const Document& document, const Span& span) {
  std::vector<Piece> out;
  std::size_t at = span.start;
  const auto add = [&](std::size_t end) {
    while (at < end && is_space(document.text[at])) ++at;
    while (end > at && is_space(document.text[end - 1])) --end;
    if (at < end) out.push_back({document.text.substr(at, end - at), PieceSource::text, {at, end}});
  };
  auto day = std::partition_point(document.days.begin(), document.days.end(),
                                  [&](const PointedDay& one) { return one.span.start < at; });
  for (; day != document.days.end() && day->span.end <= span.end; ++day) {
    add(day->span.start);
    constexpr std::size_t date_size = 10;  // of its text the day, without the hour
    out.push_back({day->written, PieceSource::published, {0, date_size}});
    at = day->span.end;
  }
  add(span.end);
  return out;
}

int length_of(std::u32string_view text) {
  std::size_t runs = 0;
  bool inside = false;
  for (const char32_t c : text) {
    const bool space = is_space(c);
    runs += !space && !inside;
    inside = !space;
  }
  return static_cast<int>(std::max(runs, count_words(text)));
}

namespace {

constexpr int shortest_cut = 9;  // words

/// Adds the forms of one way to begin the sentence.
class Forms {
 public:
  Forms(const Prose& prose, const Document& document, const Sentence& sentence, int shortest,
        int longest, std::vector<Form>& out)
      : shortening_(prose, document, sentence, static_cast<std::size_t>(longest)),
        document_(document),
        speaker_(sentence.speaker),
        shortest_(shortest),
        longest_(longest),
        out_(out) {}
  std::optional<Opening> main_clause() const { return shortening_.main_clause(); }
  void add_all();

 private:
  void add(std::optional<std::size_t> cut, std::vector<Gap> gaps);

  const Shortening shortening_;
  const Document& document_;
  std::optional<Speaker> speaker_;
  const int shortest_, longest_;
  std::vector<Form>& out_;
};

void Forms::add(std::optional<std::size_t> cut, std::vector<Gap> gaps) {
  std::size_t end = cut.value_or(shortening_.last());
  if (cut && shortening_.attribution() > cut) {
    std::erase_if(gaps, [&](const Gap& gap) { return gap.last > *cut; });
    gaps.push_back({*cut, *shortening_.attribution()});
    end = shortening_.last();
  }
  if (!enclosed(document_.words, shortening_.from(), end).paired) return;
  const Speaker* speaker = speaker_ && speaker_->until < end ? &*speaker_ : nullptr;
  if (speaker_ && !speaker) return;
  Form form = form_of(document_, shortening_, end, gaps, speaker);
  if (speaker && speaker->until > speaker->at)
    form.brief = form_of(document_, shortening_, end, gaps, nullptr).pieces;
  // What is cut that short has mostly lost what it told.
  const int least = cut ? std::max(shortest_, shortest_cut) : shortest_;
  if (form.length < least || form.length > longest_) return;
  const auto same = [&](const Form& other) { return other.pieces == form.pieces; };
  if (std::any_of(out_.begin(), out_.end(), same)) return;
  form.cut = cut;
  form.trimmed = cut || form.pieces.size() > 1;
  out_.push_back(std::move(form));
}

void Forms::add_all() {
  const std::vector<Gap> asides = shortening_.asides(), all = shortening_.asides_and_appositions();
  std::vector<std::vector<Gap>> ways{{}, asides, all};
  if (all.size() > 1)
    for (const Gap& gap : all) ways.push_back({gap});
  const std::vector<Joint> joints = shortening_.joints();
  for (const std::vector<Gap>& gaps : ways) add(std::nullopt, gaps);
  const auto add_cuts = [&](bool need) {
    for (const Joint& joint : joints)
      if (joint.need == need)
        for (const std::vector<Gap>& gaps : ways) add(joint.at, gaps);
  };
  add_cuts(false);
  const bool too_little = std::none_of(
      out_.begin(), out_.end(), [&](const Form& form) { return form.length >= longest_ / 2; });
  if (too_little) add_cuts(true);
}

}  // namespace

std::vector<Form> forms(const Prose& prose, const Document& document, const Sentence& sentence,
                        int shortest, int longest) {
  std::vector<Form> out;
  Forms whole(prose, document, sentence, shortest, longest, out);
  whole.add_all();
  if (const std::optional<Opening> inner = whole.main_clause()) {
    Sentence main = sentence;
    main.opening = *inner;
    main.speaker.reset();
    Forms(prose, document, main, shortest, longest, out).add_all();
  }
  return out;
}

}  // namespace mujaz::points
