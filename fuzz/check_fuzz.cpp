// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as an article with points to check: a paragraph a line, an empty line, then a point a
// line.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "mujaz/points.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const mujaz::Language language(MUJAZ_SOURCE "/lang/ar");
  static const mujaz::Checker checker(language);
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  mujaz::Article article;
  mujaz::KeyPoints points;
  bool in_points = false;
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t to = std::min(bytes.find('\n', from), bytes.size());
    std::u32string line = mujaz::from_utf8_lossy(bytes.substr(from, to - from));
    from = to + 1;
    if (line.empty()) {
      in_points = true;
    } else if (in_points) {
      points.points.push_back({std::move(line), {}, mujaz::How::editor, {}});
    } else {
      mujaz::Paragraph paragraph;
      paragraph.text = std::move(line);
      article.paragraphs.push_back(paragraph);
    }
  }
  const std::u32string text = article.text();
  for (const mujaz::CheckedPoint& checked : checker.check(points, article).points) {
    if ((checked.verdict == mujaz::Verdict::supported) != checked.problems.empty()) std::abort();
    for (const mujaz::Problem& problem : checked.problems) {
      if (problem.why.empty() || problem.span.end > checked.point.text.size()) std::abort();
      if (checked.point.text.substr(problem.span.start, problem.span.size()) != problem.text)
        std::abort();
      if (!problem.source) continue;
      const mujaz::Span source = problem.source->span;
      if (source.end > text.size() ||
          text.substr(source.start, source.size()) != problem.source->text)
        std::abort();
    }
  }
  return 0;
}
