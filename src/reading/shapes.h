// SPDX-License-Identifier: GPL-3.0-or-later
// What the letters of an unknown noun tell of its gender and its ending: the table `noun_shapes`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mujaz/text.h"

namespace mujaz::reading {

/// How a word without marks inflects, as inflect.h has it.
enum class Ending {
  triptote,
  diptote,
  sound,     ///< ون, and ين where it is written so
  nisba,     ///< a doubled ي
  cut,       ///< a stem in ي that is cut short
  long_end,  ///< a long vowel with tanwin
  keep,      ///< as it is written
};

struct Shape {
  std::u32string pattern;  ///< letters; `.` is any one, `*` any number of them
  bool plural = false;     ///< of a plural
  bool feminine = false;
  Ending ending = Ending::keep;
  double confidence = 0;
};

/// Immutable: any thread may use it.
class Shapes {
 public:
  /// Throws bad_input where a row has no such ending or number, or no row fits every word.
  explicit Shapes(const Language& language);
  /// The first row that fits.
  const Shape& of(std::u32string_view word, bool plural) const;
  const std::vector<Shape>& all() const { return shapes_; }

 private:
  std::vector<Shape> shapes_;
};

/// Whether letters fit a pattern.
bool fits(std::u32string_view word, std::u32string_view pattern);

/// A word without marks, with those of its ending as a dictionary has it.
std::u32string with_ending(std::u32string_view word, Ending ending);

}  // namespace mujaz::reading
