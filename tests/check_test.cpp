// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "mujaz/points.h"
#include "support.h"

namespace mujaz {
namespace {

Article article() {
  Article out;
  out.title = U"نوران وسهيل تستأنفان المحادثات";
  for (const char32_t* text :
       {U"أعلنت وزارة الري في نوران، الثلاثاء، استئناف المحادثات مع سهيل بعد توقف دام 14 شهرا.",
        U"وقال الوزير إن \"الطرفين تجاوزا أصعب الخلافات في الجولة الماضية\"، ولم يحدد موعدا "
        U"للتوقيع.",
        U"ونفى مدير السد أن تكون كلفة المشروع قد بلغت 480 مليون دولار في العام الماضي.",
        U"وقد يؤدي الجفاف إلى نقص مياه الشرب في نحو ثلاثين قرية من قرى الوادي."}) {
    Paragraph paragraph;
    paragraph.text = text;
    out.paragraphs.push_back(paragraph);
  }
  return out;
}

CheckedPoint check(std::u32string text) {
  static const Checker checker(testing::language());
  KeyPoints points;
  points.points.push_back({std::move(text), {}, How::editor, {}});
  return checker.check(points, article()).points.at(0);
}

bool has(const CheckedPoint& point, ProblemKind kind) {
  return std::any_of(point.problems.begin(), point.problems.end(),
                     [&](const Problem& problem) { return problem.kind == kind; });
}

void expect_held(const std::u32string& text, ProblemKind kind, Verdict verdict) {
  const CheckedPoint point = check(text);
  EXPECT_EQ(point.verdict, verdict) << to_utf8(text);
  EXPECT_TRUE(has(point, kind)) << to_utf8(text);
  for (const Problem& problem : point.problems) {
    EXPECT_FALSE(problem.why.empty());
    EXPECT_EQ(problem.why.find(U'{'), problem.why.npos) << to_utf8(problem.why);
    EXPECT_EQ(text.substr(problem.span.start, problem.span.size()), problem.text);
  }
}

TEST(Check, TheArticlesOwnWordsPass) {
  EXPECT_EQ(check(U"قال الوزير إن \"الطرفين تجاوزا أصعب الخلافات في الجولة الماضية\".").verdict,
            Verdict::supported);
  EXPECT_EQ(check(U"أعلنت وزارة الري في نوران استئناف المحادثات مع سهيل").verdict,
            Verdict::supported);
}

TEST(Check, Numbers) {
  expect_held(
      U"أعلنت وزارة الري في نوران، الثلاثاء، استئناف المحادثات مع سهيل بعد توقف دام 41 شهرا",
      ProblemKind::number, Verdict::unsupported);
}

TEST(Check, Negation) {
  expect_held(
      U"قال الوزير إن \"الطرفين تجاوزا أصعب الخلافات في الجولة الماضية\"، ويحدد موعدا للتوقيع",
      ProblemKind::negation, Verdict::unsupported);
  expect_held(U"قد لا يؤدي الجفاف إلى نقص مياه الشرب في نحو ثلاثين قرية من قرى الوادي",
              ProblemKind::negation, Verdict::unsupported);
}

TEST(Check, Hedges) {
  expect_held(U"قد يؤدي الجفاف إلى نقص مياه الشرب في ثلاثين قرية من قرى الوادي",
              ProblemKind::strength, Verdict::unsupported);
}

TEST(Check, Quotations) {
  expect_held(U"قال الوزير إن \"الطرفين تجاوزا أصعب الملفات في الجولة الماضية\"",
              ProblemKind::quote, Verdict::unsupported);
}

TEST(Check, VerbsOfSaying) {
  expect_held(U"نفت وزارة الري في نوران، الثلاثاء، استئناف المحادثات مع سهيل بعد توقف دام 14 شهرا",
              ProblemKind::strength, Verdict::unsupported);
}

TEST(Check, AClaimWithoutWhoMadeIt) {
  expect_held(U"كلفة المشروع قد بلغت 480 مليون دولار في العام الماضي", ProblemKind::speaker,
              Verdict::unsupported);
}

TEST(Check, Names) {
  expect_held(
      U"أعلنت وزارة الري في سمران، الثلاثاء، استئناف المحادثات مع سهيل بعد توقف دام 14 شهرا",
      ProblemKind::name, Verdict::unsupported);
  expect_held(
      U"أعلنت وزارة الري في سهيل، الثلاثاء، استئناف المحادثات مع نوران بعد توقف دام 14 شهرا",
      ProblemKind::order, Verdict::unsupported);
}

TEST(Check, TwoSentencesMadeOne) {
  expect_held(U"أعلنت وزارة الري في نوران، الثلاثاء، إلى نقص مياه الشرب في نحو ثلاثين قرية",
              ProblemKind::merge, Verdict::unsupported);
  // With a word between, it may be another way to tell it: an editor decides.
  expect_held(
      U"أعلنت وزارة الري في نوران، الثلاثاء، أن كلفة المشروع قد بلغت 480 مليون دولار في العام "
      U"الماضي",
      ProblemKind::merge, Verdict::unsure);
}

TEST(Check, WordsThatTheArticleDoesNotHave) {
  expect_held(U"يأمل المزارعون انفراجا قريبا في أزمة النهر", ProblemKind::word, Verdict::unsure);
}

TEST(Check, LanguageAndNothing) {
  expect_held(U"Nouran and Suhail resume their talks", ProblemKind::language, Verdict::unsupported);
  expect_held(U"...", ProblemKind::language, Verdict::unsupported);
  expect_held(U"\u064B\u064C\u064D", ProblemKind::language, Verdict::unsupported);
}

TEST(Check, WhatAReaderWouldNotSee) {
  const std::u32string point = U"أعلنت وزارة الري في نوران استئناف المحادثات مع سهيل";
  for (const char32_t c : {U'\u202E', U'\u2067', U'\u0007', U'\u0000', U'\u0085'}) {
    std::u32string hidden = point;
    hidden.insert(6, 1, c);
    expect_held(hidden, ProblemKind::language, Verdict::unsupported);
  }
  // Marks of direction that turn nothing are as good as not there.
  std::u32string marked = point;
  marked.insert(5, 1, U'\u200F');
  EXPECT_EQ(check(marked).verdict, Verdict::supported);
}

TEST(Check, PointsOfOthersAreRead) {
  const auto error = [](const std::string& bytes) {
    try {
      parse_points(bytes);
    } catch (const Error& thrown) {
      return std::string(name(thrown.code())) + " " + thrown.where();
    }
    return std::string("none");
  };
  EXPECT_EQ(error(""), "bad_input ");
  EXPECT_EQ(error(" \n\t\n"), "bad_input ");
  EXPECT_EQ(error("\xD8\xA3\n\xFF\n"), "bad_input line 2");
  EXPECT_EQ(error("[\n\"\n"), "bad_input line 2");
  EXPECT_EQ(error("[1]"), "bad_input point 1");
  EXPECT_EQ(error(R"({"points":{"text":"x"}})"), "bad_input ");
  EXPECT_EQ(error(R"([{"text":"x"},{"text":null}])"), "bad_input point 2");
  EXPECT_EQ(error(R"([{"text":"x","how":"magic"}])"), "bad_input point 1");
  EXPECT_EQ(error(R"([{"text":"x","pieces":[{"text":"x","from":"air"}]}])"), "bad_input point 1");
  for (const char* place : {"-1", "1.5", "1e30", "99999999999", "\"1\"", "9"})
    EXPECT_EQ(error(R"([{"text":"x","pieces":[{"text":"x","end":2,"start":)" + std::string(place) +
                    "}]}]"),
              "bad_input point 1")
        << place;
  EXPECT_EQ(error(std::string(100'000, '[')), "bad_input line 1");
  EXPECT_EQ(error(std::string((1u << 20) + 1, 'x')), "too_large ");
  EXPECT_EQ(error(std::string(4001, 'x')), "bad_input line 1");
  std::string many;
  for (int i = 0; i < 101; ++i) many += "x\n";
  EXPECT_EQ(error(many), "bad_input ");
  EXPECT_EQ(error("\xEF\xBB\xBF- x\r\n\r\n* y"), "none");
}

}  // namespace
}  // namespace mujaz
