// SPDX-License-Identifier: GPL-3.0-or-later
// What `say-as` of SSML makes of its content.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "reading/spelling.h"
#include "reading/spoken_words.h"
#include "reading/words.h"

namespace mujaz::reading {

/// Either a text that is read in the content's place, so that its sentence gives it its case, or
/// words that are ready.
struct Said {
  std::u32string text;
  std::vector<Word> words;
};

/// Immutable: any thread may use it. The numerals and the spelling must outlive it.
class SayAs {
 public:
  SayAs(const Language& language, const Numerals& numerals, const Spelling& spelling);
  /// Throws bad_input, at `where`, for a kind, a format or a content that is none.
  Said say(std::string_view kind, std::string_view format, std::string_view detail,
           std::u32string_view content, const std::string& where) const;

 private:
  Said number(std::string_view detail, std::u32string_view content, const std::string& where) const;
  Said ordinal(std::string_view detail, std::u32string_view content,
               const std::string& where) const;
  Said date(std::string_view format, std::u32string_view content, const std::string& where) const;
  Said time(std::u32string_view content, const std::string& where) const;
  Said currency(std::u32string_view content, const std::string& where) const;
  Said digits(std::u32string_view content, const std::string& where) const;
  Said characters(std::u32string_view content, const std::string& where) const;

  const Numerals& numerals_;
  const Spelling& spelling_;
  SpokenWords words_;
  Quantities quantities_;
  std::array<std::u32string, 12> months_;
};

}  // namespace mujaz::reading
