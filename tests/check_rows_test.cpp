// SPDX-License-Identifier: GPL-3.0-or-later
// The check's rules, a row of tests/cases/points/check_rows.tsv each.
#include <gtest/gtest.h>

#include "mujaz/points.h"
#include "support.h"

namespace mujaz {
namespace {

Checked check(const std::u32string& said, const std::u32string& point) {
  static const Checker checker(testing::language());
  Article article;
  Paragraph paragraph;
  paragraph.text = said;
  article.paragraphs = {paragraph};
  KeyPoints points;
  points.points.push_back({point, {}, How::editor, {}});
  return checker.check(points, article);
}

TEST(CheckRows, Hold) {
  const Table rows = Language(testing::source("tests/cases/points")).table("check_rows");
  for (std::size_t i = 0; i < rows.rows().size(); ++i) {
    const auto& row = rows.rows()[i];
    const auto cell = [&](const char* name) { return row[rows.column(name)]; };
    const Checked checked = check(cell("article"), cell("point"));
    const CheckedPoint& point = checked.points.at(0);
    std::set<std::string> kinds;
    std::string why;
    for (const Problem& problem : point.problems) {
      kinds.insert(name(problem.kind));
      why += to_utf8(problem.why) + "; ";
    }
    const std::string wanted = to_utf8(cell("kind"));
    EXPECT_EQ(name(point.verdict), to_utf8(cell("verdict")))
        << "line " << rows.line(i) << ": " << why;
    EXPECT_TRUE(wanted.empty() || kinds.count(wanted)) << "line " << rows.line(i) << ": " << why;
  }
}

/// A table's rows of one class, each as it stands inside a sentence.
std::vector<std::u32string> phrases(const char* table, const char32_t* kind) {
  const Table rows = testing::language().table(table);
  std::vector<std::u32string> out;
  for (const auto& row : rows.rows())
    if (row[rows.column("class")] == kind) out.push_back(row[rows.column("phrase")]);
  return out;
}

TEST(CheckRows, EveryNegationIsMissedWhereItIsLost) {
  for (const std::u32string& phrase : phrases("negations", U"negation")) {
    const std::u32string kept = U"قال مدير السد في نوران إن العمال ";
    const std::u32string rest = U" تجاوز الخطر في الجدار الشرقي";
    const Checked checked = check(kept + phrase + rest + U" منذ الأحد.", kept + rest.substr(1));
    EXPECT_EQ(checked.points[0].verdict, Verdict::unsupported) << to_utf8(phrase);
    EXPECT_EQ(check(kept + phrase + rest + U" منذ الأحد.", kept + phrase + rest).points[0].verdict,
              Verdict::supported)
        << to_utf8(phrase);
  }
}

TEST(CheckRows, EveryHedgeIsMissedWhereItIsLost) {
  const Table rows = testing::language().table("hedges");
  for (const auto& row : rows.rows()) {
    if (!row[rows.column("before")].empty()) continue;
    const std::u32string& phrase = row[rows.column("phrase")];
    const std::u32string kept = U"قالت وزارة الري في نوران ";
    const std::u32string rest = U" يصل منسوب النهر إلى حافة الجسر القديم";
    const Checked checked = check(kept + phrase + rest + U" مساء الأحد.", kept + rest.substr(1));
    EXPECT_NE(checked.points[0].verdict, Verdict::supported) << to_utf8(phrase);
  }
}

}  // namespace
}  // namespace mujaz
