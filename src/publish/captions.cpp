// SPDX-License-Identifier: GPL-3.0-or-later
// WebVTT (w3.org/TR/webvtt1). A cue is a phrase: it ends at punctuation, holds no more than seven
// words and 65 characters (what podcast players show on a line), and is not shorter than three
// words where its neighbour has room.
#include <cmath>
#include <cstdio>

#include "mujaz/publish.h"
#include "publish/escape.h"

namespace mujaz {
namespace {

constexpr std::size_t most_words = 7, fewest_words = 3, most_letters = 65;

/// A run of words of one text, by their places in Timeline::words, and the text they show.
struct Cue {
  std::size_t first = 0, last = 0;  // last exclusive
  Span text;
  std::size_t words() const { return last - first; }
};

/// Arabic comma, semicolon and question mark, the ellipsis, and the Latin signs.
constexpr char32_t phrase_ends[] = {0x060C, 0x061B, 0x061F, 0x2026, '.', ':',
                                    '!',    ',',    ';',    '?',    0};

bool has_space(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), is_space);
}

/// Whether a phrase ends in what stands between two words: a sign with a space (not the colon of a
/// clock time).
bool ends_phrase(std::u32string_view between) {
  return between.find_first_of(phrase_ends) != between.npos && has_space(between);
}

long milliseconds(double seconds) {
  return std::lround(seconds * 1000);
}

std::string stamp(long ms) {
  char text[32];
  std::snprintf(text, sizeof text, "%02ld:%02ld:%02ld.%03ld", ms / 3'600'000, ms / 60'000 % 60,
                ms / 1000 % 60, ms % 1000);
  return text;
}

/// Where the run without spaces begins in which a word stands, with the quotes and brackets before
/// it.
std::size_t token_start(std::u32string_view text, std::size_t at) {
  while (at > 0 && !is_space(text[at - 1])) --at;
  return at;
}

/// Makes the cues of one text: words [first, last) of the programme.
class Phrases {
 public:
  Phrases(const std::vector<WordTime>& words, std::u32string_view text)
      : words_(words), text_(text) {}

  std::vector<Cue> cues(std::size_t first, std::size_t last) const {
    std::vector<Cue> merged;
    for (std::size_t start = first; start < last;) {
      std::size_t end = start + 1;
      while (end < last && !ends_phrase(between(end - 1, last))) ++end;
      const Cue phrase = cue(start, end, last);
      if (!merged.empty() &&
          (merged.back().words() < fewest_words || phrase.words() < fewest_words) &&
          fits(cue(merged.back().first, end, last)))
        merged.back() = cue(merged.back().first, end, last);
      else
        merged.push_back(phrase);
      start = end;
    }
    std::vector<Cue> even;
    for (const Cue& phrase : merged) split(phrase, last, even);
    return even;
  }

 private:
  /// What stands between a word and the next, or the text's end.
  std::u32string_view between(std::size_t word, std::size_t last) const {
    const std::size_t from = words_[word].to;
    const std::size_t to = word + 1 < last ? words_[word + 1].from : text_.size();
    return text_.substr(from, to > from ? to - from : 0);
  }

  /// The words with the signs before the first and after the last.
  Cue cue(std::size_t first, std::size_t end, std::size_t last) const {
    std::size_t to = words_[end - 1].to;
    const std::size_t stop = to + between(end - 1, last).size();
    while (to < stop && !is_space(text_[to])) ++to;
    return {first, end, {token_start(text_, words_[first].from), to}};
  }

  static bool fits(const Cue& cue) {
    return cue.words() <= most_words && cue.text.size() <= most_letters;
  }

  /// Cuts a long phrase into cues of about the same number of words.
  void split(const Cue& phrase, std::size_t last, std::vector<Cue>& out) const {
    if (fits(phrase) || phrase.words() == 1) return out.push_back(phrase);
    const std::size_t parts = std::max((phrase.words() + most_words - 1) / most_words,
                                       (phrase.text.size() + most_letters - 1) / most_letters);
    std::size_t middle = phrase.first + std::max<std::size_t>(1, phrase.words() / parts);
    // A number stays with what it counts.
    if (middle + 1 < phrase.last && digit_value(text_[words_[middle - 1].to - 1]) >= 0) ++middle;
    while (middle < phrase.last && !has_space(between(middle - 1, last))) ++middle;
    if (middle >= phrase.last) return out.push_back(phrase);
    out.push_back(cue(phrase.first, middle, last));
    split(cue(middle, phrase.last, last), last, out);
  }

  const std::vector<WordTime>& words_;
  std::u32string_view text_;
};

/// A cue's text, each word after the first led by the time it begins, strictly rising in the cue.
std::string payload(const Cue& cue, const std::vector<WordTime>& words, std::u32string_view text,
                    long start, long end) {
  std::string out;
  std::size_t at = cue.text.start;
  long before = start;
  for (std::size_t i = cue.first + 1; i < cue.last; ++i) {
    const long time = milliseconds(words[i].start);
    const std::size_t from = token_start(text, words[i].from);
    if (from <= at || time <= before || time >= end) continue;
    out += html(text.substr(at, from - at));
    out += '<';
    out += stamp(time);
    out += '>';
    at = from;
    before = time;
  }
  return out + html(text.substr(at, cue.text.end - at));
}

/// A player takes a cue's direction from its first letter; one that begins in Latin says so.
bool begins_latin(std::u32string_view text) {
  for (const char32_t c : text)
    if (is_latin_letter(c) || is_arabic_letter(c)) return is_latin_letter(c);
  return false;
}

}  // namespace

std::string captions(const Timeline& sound, const std::vector<std::u32string>& texts) {
  const std::vector<WordTime>& words = sound.words;
  std::vector<std::pair<Cue, std::u32string_view>> cues;
  for (std::size_t first = 0, last = 0; first < words.size(); first = last) {
    const int point = words[first].point;
    for (last = first + 1; last < words.size() && words[last].point == point;) ++last;
    if (point < 0) continue;
    if (static_cast<std::size_t>(point) >= texts.size())
      throw Error(ErrorCode::internal, "The sound speaks a point that the box does not have.",
                  "point " + std::to_string(point));
    const std::u32string_view text = texts[static_cast<std::size_t>(point)];
    for (std::size_t i = first; i < last; ++i)
      if (words[i].from >= words[i].to || words[i].to > text.size())
        throw Error(ErrorCode::internal, "A word's time points outside its text.",
                    "point " + std::to_string(point));
    for (const Cue& cue : Phrases(words, text).cues(first, last)) cues.emplace_back(cue, text);
  }
  std::string out = "WEBVTT\nKind: captions\nLanguage: ar\n";
  if (sound.estimated) out += "\nNOTE The times of words are estimated from the sound.\n";
  long before = 0;
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const auto& [cue, text] = cues[i];
    const long start = std::max(milliseconds(words[cue.first].start), before);
    long end = std::max(milliseconds(words[cue.last - 1].end), start + 1);
    if (i + 1 < cues.size())
      end = std::max(start + 1, std::min(end, milliseconds(words[cues[i + 1].first.first].start)));
    out += '\n';
    out += stamp(start) + " --> " + stamp(end) + "\n";
    if (begins_latin(text.substr(cue.text.start, cue.text.size()))) out += "&rlm;";
    out += payload(cue, words, text, start, end) + "\n";
    before = end;
  }
  return out;
}

}  // namespace mujaz
