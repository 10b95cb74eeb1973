// SPDX-License-Identifier: GPL-3.0-or-later
// The labels have the format of Festival's (HTS-demo_CMU-ARCTIC-SLT, doc/lab_format): the phone
// between its neighbours, its place in the syllable, and then fields A to J: the syllable before
// (A), this syllable (B), the one after (C), the word before (D), this word (E), the one after (F),
// the phrase before (G), this phrase (H), the one after (I), and the sentence (J).
//
// A tree can only use what was so when the voice was trained, so syllables, stress and the parts of
// speech are what the training's front end saw: no stress and no accent anywhere, every word a
// content word, and the syllables of Festival's general rule, which are not those of Arabic
// grammar. Its sentences were one phrase each, whatever rests stood in them: with a phrase for each
// breath the voice ends every one of them as the sentence, 4 half tones under its middle.
#include "voice/hts_labels.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace mujaz::voice {
namespace {

bool is_vowel(std::string_view phone) {
  constexpr std::array<std::string_view, 15> vowels{"a",  "aa", "A",  "AA", "i",  "ii", "I",  "II",
                                                    "ia", "u",  "uu", "U",  "UU", "ua", "uua"};
  return std::find(vowels.begin(), vowels.end(), phone) != vowels.end();
}

/// A long consonant is its plain one with the last letter doubled.
bool is_voiced(std::string_view phone) {
  constexpr std::array<std::string_view, 16> voiced{"b", "d", "D", "z", "Z", "th", "g", "E",
                                                    "j", "m", "n", "r", "w", "l",  "y", "v"};
  return std::any_of(voiced.begin(), voiced.end(), [&](std::string_view plain) {
    return phone.starts_with(plain) &&
           phone.find_first_not_of(plain.back(), plain.size()) == std::string_view::npos;
  });
}

int sonority(std::string_view phone) {
  return is_vowel(phone) ? 3 : is_voiced(phone) ? 2 : 1;
}

/// May a syllable that began at `from` end before `at`? Festival's rule (lex_syllabify): both sides
/// have a vowel, and what follows rises in sonority from the syllable's last phone on. A glottal
/// stop that begins a word stands alone.
bool breaks_before(const HtsWord& word, std::size_t from, std::size_t at) {
  const auto vowel_in = [&](std::size_t first, std::size_t end) {
    return std::any_of(word.begin() + static_cast<std::ptrdiff_t>(first),
                       word.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const std::string& phone) { return is_vowel(phone); });
  };
  if (!vowel_in(at, word.size())) return false;
  if (at == 1 && word[0] == "ah") return true;
  if (!vowel_in(from, at)) return false;
  if (is_vowel(word[at])) return true;
  return sonority(word[at - 1]) <= sonority(word[at]) &&
         sonority(word[at]) <= sonority(word[at + 1]);
}

struct Syllable {
  std::size_t phones = 0;
  std::string vowel = "novowel";
  int word = 0;     // in the sentence
  int in_word = 0;  // its place in the word, from 0
};
struct Segment {
  std::string phone;
  int syllable = -1;      // -1 for a pause
  int next_syllable = 0;  // of a pause: the first one after it
  std::size_t in_syllable = 0;
};

/// The sentence taken apart.
struct Shape {
  std::vector<Segment> segments;
  std::vector<Syllable> syllables;
  std::vector<int> words;  // how many syllables each has
};

void add_word(Shape& shape, const HtsWord& phones) {
  int syllables = 0;
  std::size_t from = 0;
  for (std::size_t at = 0; at < phones.size(); ++at) {
    if (at == 0 || breaks_before(phones, from, at)) {
      from = at;
      shape.syllables.push_back({0, "novowel", static_cast<int>(shape.words.size()), syllables++});
    }
    Syllable& syllable = shape.syllables.back();
    if (is_vowel(phones[at])) syllable.vowel = phones[at];
    shape.segments.push_back(
        {phones[at], static_cast<int>(shape.syllables.size()) - 1, 0, syllable.phones++});
  }
  shape.words.push_back(syllables);
}

Shape shape_of(const std::vector<HtsPhrase>& sentence) {
  Shape shape;
  const auto add_pause = [&] {
    shape.segments.push_back({"pau", -1, static_cast<int>(shape.syllables.size()), 0});
  };
  add_pause();
  for (const HtsPhrase& phrase : sentence) {
    for (const HtsWord& word : phrase) add_word(shape, word);
    add_pause();
  }
  return shape;
}

/// Writes labels field by field.
class Writer {
 public:
  explicit Writer(const Shape& shape)
      : shape_(shape),
        syllables_(static_cast<int>(shape.syllables.size())),
        words_(static_cast<int>(shape.words.size())) {}

  std::string label(std::size_t at) {
    const Segment& segment = shape_.segments[at];
    out_.clear();
    add(phone(at, -2), "^", phone(at, -1), "-", segment.phone, "+", phone(at, 1), "=",
        phone(at, 2));
    if (segment.syllable < 0)
      pause(segment);
    else
      sound(segment);
    add("/J:", syllables_, "+", words_, "-1");
    return out_;
  }

 private:
  void add(const auto&... fields) { (add_one(fields), ...); }
  void add_one(const std::string& field) { out_ += field; }
  void add_one(const char* field) { out_ += field; }
  void add_one(int field) { out_ += std::to_string(field); }

  std::string phone(std::size_t at, int offset) const {
    const auto place = static_cast<std::ptrdiff_t>(at) + offset;
    return place < 0 || place >= std::ssize(shape_.segments)
               ? "x"
               : shape_.segments[static_cast<std::size_t>(place)].phone;
  }
  // The neighbours in the sentence; 0 where there is none.
  int phones_of(int syllable) const {
    return syllable < 0 || syllable >= syllables_
               ? 0
               : static_cast<int>(shape_.syllables[static_cast<std::size_t>(syllable)].phones);
  }
  void word_field(const char* name, int word) {
    if (word < 0 || word >= words_)
      add(name, "0_0");
    else
      add(name, "content_", shape_.words[static_cast<std::size_t>(word)]);
  }

  void pause(const Segment& segment) {
    const int after = segment.next_syllable;
    const int word =
        after < syllables_ ? shape_.syllables[static_cast<std::size_t>(after)].word : words_;
    add("@x_x/A:0_0_", phones_of(after - 1), "/B:x-x-x@x-x&x-x#x-x$x-x!x-x;x-x|x/C:0+0+",
        phones_of(after));
    word_field("/D:", word - 1);
    add("/E:x+x@x+x&x+x#x+x");
    word_field("/F:", word);
    // The phrase on both sides, where the pause has both.
    const bool first = after == 0, last = after == syllables_;
    add("/G:", first ? 0 : syllables_, "_", first ? 0 : words_,
        "/H:x=x@1=1|0/I:", last ? 0 : syllables_, "=", last ? 0 : words_);
  }

  void sound(const Segment& segment) {
    const Syllable& syllable = shape_.syllables[static_cast<std::size_t>(segment.syllable)];
    const int phones = static_cast<int>(syllable.phones),
              place = static_cast<int>(segment.in_syllable),
              in_word = shape_.words[static_cast<std::size_t>(syllable.word)],
              before = syllable.word, after = words_ - 1 - syllable.word;
    add("@", place + 1, "_", phones - place);
    add("/A:0_0_", phones_of(segment.syllable - 1));
    add("/B:0-0-", phones, "@", syllable.in_word + 1, "-", in_word - syllable.in_word, "&",
        segment.syllable + 1, "-", syllables_ - segment.syllable, "#1-1$1-1!0-0;0-0|",
        syllable.vowel);
    add("/C:0+0+", phones_of(segment.syllable + 1));
    word_field("/D:", syllable.word - 1);
    add("/E:content+", in_word, "@", before + 1, "+", after + 1, "&", before, "+", after, "#",
        before > 0 ? 1 : 0, "+", after > 0 ? 1 : 0);
    word_field("/F:", syllable.word + 1);
    add("/G:0_0/H:", syllables_, "=", words_, "@1=1|NONE/I:0=0");
  }

  const Shape& shape_;
  const int syllables_, words_;
  std::string out_;
};

}  // namespace

std::vector<std::vector<std::string>> full_context_labels(const std::vector<HtsPhrase>& sentence) {
  const Shape shape = shape_of(sentence);
  Writer writer(shape);
  std::vector<std::vector<std::string>> labels;
  for (std::size_t i = 0; i < shape.segments.size(); ++i) {
    const std::string label = writer.label(i);
    const bool pause = shape.segments[i].syllable < 0;
    if (pause && !labels.empty()) labels.back().push_back(label);
    if (pause && i + 1 < shape.segments.size()) labels.emplace_back();
    if (!pause || labels.back().empty()) labels.back().push_back(label);
  }
  return labels;
}

}  // namespace mujaz::voice
