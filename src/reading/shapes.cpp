// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/shapes.h"

#include <optional>

namespace mujaz::reading {
namespace {

using namespace letters;
using namespace marks;

std::optional<Ending> ending_of(std::u32string_view name) {
  if (name == U"triptote") return Ending::triptote;
  if (name == U"diptote") return Ending::diptote;
  if (name == U"sound") return Ending::sound;
  if (name == U"nisba") return Ending::nisba;
  if (name == U"cut") return Ending::cut;
  if (name == U"long") return Ending::long_end;
  if (name == U"keep") return Ending::keep;
  return std::nullopt;
}

}  // namespace

Shapes::Shapes(const Language& language) {
  const Table table = language.table("noun_shapes");
  for (std::size_t i = 0; i < table.rows().size(); ++i) {
    const auto& row = table.rows()[i];
    const std::optional<Ending> ending = ending_of(row[table.column("ending")]);
    const std::u32string& number = row[table.column("number")];
    const std::u32string& percent = row[table.column("confidence")];
    int confidence = 0;
    for (const char32_t c : percent) confidence = confidence * 10 + digit_value(c);
    if (!ending || (number != U"many" && number != U"one") || confidence < 1 || confidence > 100)
      throw Error(ErrorCode::bad_input, "This is no shape of a noun.",
                  table.file() + ":" + std::to_string(table.line(i)));
    shapes_.push_back({row[table.column("shape")], number == U"many",
                       row[table.column("gender")] == U"f", *ending, confidence / 100.0});
  }
  for (const bool plural : {false, true}) {
    bool any = false;
    for (const Shape& shape : shapes_)
      any = any || (shape.plural == plural && shape.pattern == U"*");
    if (!any)
      throw Error(ErrorCode::bad_input, "The last shape of each number is «*».", table.file());
  }
}

const Shape& Shapes::of(std::u32string_view word, bool plural) const {
  for (const Shape& shape : shapes_)
    if (shape.plural == plural && fits(word, shape.pattern)) return shape;
  return shapes_.back();  // a row fits: the constructor has looked
}

/// Greedy with one way back: to the last star.
bool fits(std::u32string_view word, std::u32string_view pattern) {
  std::size_t w = 0, p = 0, star = pattern.npos, behind_star = 0;
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == U'*') {
      star = p++;
      behind_star = w;
    } else if (p < pattern.size() && (pattern[p] == U'.' || pattern[p] == word[w])) {
      ++p;
      ++w;
    } else if (star != pattern.npos) {
      p = star + 1;
      w = ++behind_star;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == U'*') ++p;
  return p == pattern.size();
}

std::u32string with_ending(std::u32string_view word, Ending ending) {
  std::u32string out(word);
  switch (ending) {
    case Ending::triptote:
      out += dammatan;
      break;
    case Ending::diptote:
      out += damma;
      break;
    case Ending::nisba:
      out += shadda;
      out += dammatan;
      break;
    case Ending::sound:
      out.resize(out.size() - 2);
      for (const char32_t c : {damma, waw, noon, fatha}) out += c;
      break;
    case Ending::cut:
      if (out.back() == yeh) out.pop_back();
      out += kasratan;
      break;
    case Ending::long_end:
      out.insert(out.size() - 1, 1, fathatan);
      break;
    case Ending::keep:
      break;
  }
  return out;
}

}  // namespace mujaz::reading
