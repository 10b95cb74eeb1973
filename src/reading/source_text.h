// SPDX-License-Identifier: GPL-3.0-or-later
// A written text in plain letters, every place of it traced to the text that was written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mujaz/core.h"

namespace mujaz::reading {

/// Presentation forms and ligatures become plain letters, Persian forms of Arabic letters the
/// Arabic ones; signs that are drawn as nothing are left out. Digits, marks and tatweel stay.
class SourceText {
 public:
  SourceText() = default;
  explicit SourceText(std::u32string_view written);
  /// Adds what is read for a piece of the written text.
  void add(std::u32string_view read, Span written);
  /// The same of one sign.
  void add(char32_t c, Span written);
  const std::u32string& text() const { return text_; }
  /// Where a span of `text` was written.
  Span written(Span span) const;

 private:
  std::u32string text_;
  std::vector<Span> from_;  ///< for each code point of `text_` its place
};

}  // namespace mujaz::reading
