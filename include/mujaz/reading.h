// SPDX-License-Identifier: GPL-3.0-or-later
// From written Arabic to what is spoken: numbers and signs in words, full diacritics, pauses and
// joining, phones; each spoken word knows the span it was written in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mujaz/core.h"
#include "mujaz/text.h"

namespace mujaz {

enum class Case { nominative, accusative, genitive };

/// The phones of Modern Standard Arabic and of its loan words, from `phones.tsv`: for each its
/// symbol (ours, ASCII), IPA, and the symbols of the voices (`piper`: its signs, then a space and
/// what may stand in for them). Immutable: any thread may use it.
class PhoneTable {
 public:
  struct Row {
    std::string symbol, ipa, hts, espeak, piper;
    bool vowel = false, is_long = false, emphatic = false;
    std::u32string letters;  ///< those that spell a consonant
  };
  explicit PhoneTable(const Language& language);
  const std::vector<Row>& rows() const { return rows_; }
  const Row& operator[](std::uint8_t id) const { return rows_[id]; }
  /// The id of a symbol. Throws internal where there is none (a table and the code disagree).
  std::uint8_t id(std::string_view symbol) const;

 private:
  std::vector<Row> rows_;
};

/// One phone of a word. Syllables are those of the stream as spoken, so one may begin in a word and
/// end in the next («فِي الْبَيْتِ»: fil-bay-ti).
struct Phone {
  std::uint8_t id = 0;    ///< row of the PhoneTable
  bool geminate = false;  ///< a consonant said long
  bool starts_syllable = false;
  bool stressed = false;  ///< on every phone of the stressed syllable
};

/// How long the voice rests after a word.
enum class Break {
  none,
  minor,   ///< brackets and quotation marks: about 120 ms
  phrase,  ///< a comma or a joint where the reader breathes: about 250 ms
  end,     ///< the end of a sentence: about 450 ms
};

/// How a word is said beside the words around it; what a document asks for with `prosody` and
/// `emphasis`.
struct Delivery {
  double rate = 1;    ///< 0.5 to 3 times the pace
  double pitch = 0;   ///< half tones, -8 to 8
  double volume = 0;  ///< dB, -60 to 12, or -infinity for silence
  bool operator==(const Delivery&) const = default;
};

/// One word as spoken. `marked` has pause and joining forms applied, shadda before its vowel.
struct SpokenWord {
  std::u32string marked;
  std::u32string full;  ///< the same before the pause and joining rules: `--as marks`
  Span written;  ///< where it stands in Part::text; several words may share one number's span
  std::vector<Phone> phones;
  Break after = Break::none;
  double confidence = 1;       ///< of the diacritics, 0 to 1
  std::optional<double> rest;  ///< seconds of silence after it, exactly, where a document says
  Delivery delivery;
};

/// A place in a part that a document gives a name to, for the times to tell when it is reached.
struct SpokenMark {
  std::string name;
  std::size_t word = 0;  ///< the first word behind it; their number where none is
};

enum class PartKind { opening, title, point, paragraph, closing, utterance };

/// A stretch that is spoken as one: a point, a title, a paragraph.
struct Part {
  PartKind kind = PartKind::utterance;
  int point = -1;  ///< the point's or paragraph's place from 0, -1 for other kinds
  std::u32string text;
  std::vector<SpokenWord> words;
  std::vector<SpokenMark> marks = {};
  bool question = false;
};

struct Script {
  std::shared_ptr<const PhoneTable> phones;
  std::vector<Part> parts;
};

/// Puts marks on bare Arabic. Implementations are immutable: any thread may use them.
class Diacritiser {
 public:
  virtual ~Diacritiser() = default;
  struct Result {
    std::u32string text;             ///< the input's letters and signs with marks added
    std::vector<double> confidence;  ///< one for each token of kind word, 0 to 1
  };
  /// One line. No letter, digit or sign is touched and the author's own marks are kept; shadda
  /// stands before its vowel. Any length: long lines are worked in windows.
  virtual Result diacritise(std::u32string_view line) const = 0;
};

/// Loads the networks named in `places.models`. Throws not_found with the command that brings them.
std::shared_ptr<const Diacritiser> load_diacritiser(const Places& places);

enum class ReadAs { words, marks, spoken, phones };

struct ReadOptions {
  ReadAs as = ReadAs::spoken;
  std::optional<Case> lone_case;  ///< the case of a number phrase that stands alone on its line
};

/// What becomes of a sign that no rule has: a foreign script, a symbol of no table.
enum class OnUnknown {
  spell,  ///< said as what it is: «كَلِمَة أَجْنَبِيَّة»، «رَمْز»
  stop,   ///< Error{unsupported}; where() is `code point N` of the text, counted from 0
};

class Pronunciations;  // mujaz/pronunciations.h
struct SsmlOptions;    // mujaz/ssml.h
struct SsmlReading;    // mujaz/ssml.h

/// How a newsroom wants its texts read.
struct ReaderSetup {
  MonthNames months = MonthNames::as_written;  ///< dates in figures: the first region's names
  bool both_month_names = false;  ///< «أكتوبر/تشرين الأول» is said with both, a pause between
  OnUnknown on_unknown = OnUnknown::spell;
  std::shared_ptr<const Pronunciations> pronunciations;  ///< the house's own readings; may be null
};

/// Reads text. Immutable after construction: any thread may use it. `read` and `part` throw
/// unsupported where the setup says so, and nothing else.
class Reader {
 public:
  Reader(const Language& language, std::shared_ptr<const Diacritiser> diacritiser,
         const ReaderSetup& setup = {});
  ~Reader();
  /// A line in, a line out, as `mujaz read` prints it. Phones are symbols of the PhoneTable
  /// with a space between; `:` ends a geminate, `'` begins a stressed syllable, `|` stands between
  /// words and `||` where the reader rests.
  std::u32string read(std::u32string_view line, const ReadOptions& options = {}) const;
  /// One part with words, breaks and phones. An empty or unspeakable text gives a part of no words.
  Part part(PartKind kind, int point, std::u32string text,
            std::optional<Case> lone_case = std::nullopt) const;
  /// One SSML document; see mujaz/ssml.h.
  SsmlReading ssml(std::string_view document, const SsmlOptions& options) const;
  std::shared_ptr<const PhoneTable> phones() const;

 private:
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace mujaz
