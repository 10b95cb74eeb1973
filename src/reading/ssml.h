// SPDX-License-Identifier: GPL-3.0-or-later
// An SSML document as it is before reading: for each paragraph the text that is shown, the text
// that is read, and what the document says of both.
#pragma once

#include <string>
#include <vector>

#include "mujaz/ssml.h"
#include "reading/pronunciation_index.h"
#include "reading/say_as.h"
#include "reading/source_text.h"

namespace mujaz::reading {

struct SsmlPart {
  std::u32string written;
  SourceText source;
  Directions directions;

  /// A rest before the first word that ends behind `at`, a place in `written`.
  struct Rest {
    std::size_t at = 0;
    std::optional<Break> kind;      ///< none: only the end of a sentence
    std::optional<double> seconds;  ///< none where the kind tells it
    FilePlace place;
  };
  std::vector<Rest> rests;  ///< in order
  struct Mark {
    std::size_t at = 0;
    std::string name;
  };
  std::vector<Mark> marks;
  struct Change {
    std::size_t at = 0;
    Delivery delivery;
  };
  std::vector<Change> deliveries;  ///< from where each holds, in order
};

struct SsmlDocument {
  std::vector<SsmlPart> parts;
  std::vector<Finding> notes;
};

/// What a document needs of the language. Immutable: any thread may use it.
struct SsmlTables {
  explicit SsmlTables(const Language& tables)
      : language(tables),
        numerals(tables),
        entries(tables),
        say_as(tables, numerals, entries.spelling()) {}
  Language language;
  Numerals numerals;
  EntryReader entries;
  SayAs say_as;
};

/// Throws as mujaz/ssml.h tells.
SsmlDocument read_ssml(std::string_view document, const SsmlTables& tables,
                       const std::filesystem::path& folder);

/// The delivery that `prosody` asks for within another, and what of it cannot be done.
Delivery with_prosody(Delivery outer,
                      const std::vector<std::pair<std::string, std::string>>& values,
                      const std::function<void(std::string)>& note);
/// The delivery of `emphasis`; nothing for a level that there is none of.
std::optional<Delivery> with_emphasis(Delivery outer, std::string_view level);

}  // namespace mujaz::reading
