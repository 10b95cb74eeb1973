// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of the Speech Synthesis Markup Language 1.1 (w3.org/TR/speech-synthesis11): a text with
// what its author says of how it is read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "mujaz/pronunciations.h"
#include "mujaz/reading.h"

namespace mujaz {

struct SsmlOptions {
  ReadAs as = ReadAs::spoken;    ///< of the lines
  std::filesystem::path folder;  ///< where the lexicons lie that a document may name; empty: none
};

/// A document as `Reader::ssml` reads it: a part for each `p` and for each text outside one.
///
/// The elements are `speak p s break sub say-as phoneme emphasis prosody mark lang lexicon lookup w
/// token meta metadata desc`. Any other, and whatever cannot be read, is Error{bad_input} with line
/// and column (`audio` and `voice`: unsupported); too_large over 1 MB, 64 levels or 16 lexicons. A
/// document type, entities and the network are never used. What is understood but not done as asked
/// stands in `notes`.
///
/// A break's `time` is kept to the millisecond; `strength` is 0, 60, 120, 250, 450, 900 ms from
/// `none` to `x-strong`. A break under 200 ms has no pause form before it. `say-as` takes
/// `cardinal number ordinal digits telephone characters spell-out date time currency`; `format` of
/// a date is of the letters d, m, y; `detail` of a number is of m, f (what is counted or
/// described), nom, acc, gen. `emphasis` is rate, pitch and volume too. `lang` other than Arabic is
/// read by the rules for Latin letters and noted. A lexicon with `xml:id` is used within `lookup`
/// alone, one without everywhere.
struct SsmlReading {
  std::vector<Part> parts;            ///< none without words
  std::vector<std::u32string> lines;  ///< each part as `mujaz read` prints it; in phones, a rest
                                      ///< that the document gives is `||` with its milliseconds
  std::vector<Finding> notes;
};

}  // namespace mujaz
