// SPDX-License-Identifier: GPL-3.0-or-later
// What the check takes for the same and what for a change, beside an invented article.
#include <gtest/gtest.h>

#include "mujaz/points.h"
#include "support.h"

namespace mujaz {
namespace {

Article article_of(const std::vector<std::u32string>& paragraphs) {
  Article out;
  for (const std::u32string& text : paragraphs) {
    Paragraph paragraph;
    paragraph.text = text;
    out.paragraphs.push_back(paragraph);
  }
  return out;
}

const Article& harbour() {
  static const Article article = article_of({
      U"أعلنت سلطات الميناء في موسكو، الثلاثاء، توقيف 43 عاملا بعد إضراب استمر ثلاثة أيام.",
      U"وقال مدير الشركة إن \"الخسائر بلغت مستوى لا يمكن تحمله في هذا الموسم\"، ورفضت النقابة "
      U"الدخول في مفاوضات جديدة مع الإدارة.",
      U"وزارت لجنة من البرلمان في باريس مصانع النسيج في ليون، وقدمت تقريرا عن ظروف العمل.",
      U"ولم يحدد الوزير موعدا لافتتاح السد، وقد ترتفع أسعار القمح إلى نحو 300 دولار للطن.",
      U"وتسعى الحكومة إلى تقليص الإنفاق بنسبة 12 في المئة قبل نهاية حزيران.",
  });
  return article;
}

CheckedPoint check(const std::u32string& text, const Article& article = harbour()) {
  static const Checker checker(testing::language());
  KeyPoints points;
  points.points.push_back({text, {}, How::editor, {}});
  return checker.check(points, article).points.at(0);
}

void expect_supported(const std::u32string& text) {
  const CheckedPoint point = check(text);
  EXPECT_EQ(point.verdict, Verdict::supported) << to_utf8(text);
  for (const Problem& problem : point.problems) ADD_FAILURE() << to_utf8(problem.why);
}

void expect_problem(const std::u32string& text, ProblemKind kind, Verdict verdict) {
  const CheckedPoint point = check(text);
  EXPECT_EQ(point.verdict, verdict) << to_utf8(text);
  bool found = false;
  for (const Problem& problem : point.problems) {
    found |= problem.kind == kind;
    EXPECT_EQ(text.substr(problem.span.start, problem.span.size()), problem.text);
    EXPECT_FALSE(problem.why.empty());
    if (!problem.source) continue;
    const Span source = problem.source->span;
    EXPECT_EQ(harbour().text().substr(source.start, source.size()), problem.source->text);
  }
  EXPECT_TRUE(found) << to_utf8(text);
  if (!found)
    for (const Problem& problem : point.problems) ADD_FAILURE() << to_utf8(problem.why);
}

TEST(CheckMeaning, DerivedFormsAndSynonymsAreCounterparts) {
  expect_supported(U"السلطات توقف 43 عاملا في الميناء بعد إضراب دام ثلاثة أيام");
  expect_supported(U"لجنة برلمانية تزور مصانع النسيج في ليون وتقدم تقريرا عن ظروف العمل");
  expect_supported(U"الحكومة تسعى إلى خفض الإنفاق 12 في المئة");
}

TEST(CheckMeaning, NamesInOtherForms) {
  expect_supported(U"السلطات الروسية توقف 43 عاملا في الميناء");
  expect_supported(U"لجنة فرنسية تزور مصانع النسيج في ليون");
}

TEST(CheckMeaning, NamesThatTheArticleDoesNotHave) {
  expect_problem(U"السلطات توقف 43 عاملا في ميناء طوكيو بعد إضراب استمر ثلاثة أيام",
                 ProblemKind::name, Verdict::unsupported);
  expect_problem(U"لجنة من البرلمان في موسكو تزور مصانع النسيج في ليون", ProblemKind::name,
                 Verdict::unsupported);
}

TEST(CheckMeaning, NumbersByValue) {
  expect_supported(U"السلطات تعلن توقيف 43 عاملا بعد إضراب استمر 3 أيام");
  expect_supported(U"السلطات توقف أكثر من 40 عاملا بعد إضراب");
  expect_problem(U"السلطات توقف 34 عاملا بعد إضراب", ProblemKind::number, Verdict::unsupported);
  expect_problem(U"السلطات توقف 40 عاملا بعد إضراب", ProblemKind::number, Verdict::unsupported);
}

TEST(CheckMeaning, Units) {
  expect_problem(U"إضراب عمال الميناء استمر ثلاثة أشهر", ProblemKind::unit, Verdict::unsupported);
}

TEST(CheckMeaning, Dates) {
  expect_supported(U"الحكومة تسعى إلى تقليص الإنفاق قبل نهاية يونيو");
  expect_problem(U"الحكومة تسعى إلى تقليص الإنفاق قبل نهاية أيلول", ProblemKind::date,
                 Verdict::unsupported);
  expect_problem(U"أعلنت سلطات الميناء، الخميس، توقيف 43 عاملا", ProblemKind::date,
                 Verdict::unsupported);
}

TEST(CheckMeaning, ADayOfTheWeekThatIsTheDayOfPublication) {
  Article article = harbour();
  article.published = "2024-10-24T10:00:00+03:00";  // a Thursday
  EXPECT_EQ(check(U"أعلنت سلطات الميناء، الخميس، توقيف 43 عاملا", article).verdict,
            Verdict::supported);
  article.published = "2024-13-99";
  EXPECT_EQ(check(U"أعلنت سلطات الميناء، الخميس، توقيف 43 عاملا", article).verdict,
            Verdict::unsupported);
}

TEST(CheckMeaning, NegationAdded) {
  expect_problem(U"لجنة البرلمان لا تزور مصانع النسيج في ليون", ProblemKind::negation,
                 Verdict::unsupported);
  expect_problem(U"السلطات لا تعلن توقيف 43 عاملا بعد إضراب", ProblemKind::negation,
                 Verdict::unsupported);
}

TEST(CheckMeaning, NegationKeptInOtherWords) {
  expect_supported(U"الوزير لم يحدد موعد افتتاح السد");
  EXPECT_NE(check(U"النقابة لن تدخل في مفاوضات جديدة مع الإدارة").verdict, Verdict::supported);
}

TEST(CheckMeaning, NegationLost) {
  expect_problem(U"الوزير يحدد موعدا لافتتاح السد", ProblemKind::negation, Verdict::unsupported);
}

TEST(CheckMeaning, HedgeLost) {
  expect_problem(U"وترتفع أسعار القمح إلى نحو 300 دولار للطن", ProblemKind::strength,
                 Verdict::unsupported);
}

TEST(CheckMeaning, ContrariesInTheSamePlace) {
  expect_problem(U"ووافقت النقابة على الدخول في مفاوضات جديدة مع الإدارة", ProblemKind::strength,
                 Verdict::unsupported);
  expect_problem(U"وتسعى الحكومة إلى زيادة الإنفاق بنسبة 12 في المئة قبل نهاية حزيران",
                 ProblemKind::word, Verdict::unsupported);
}

TEST(CheckMeaning, QuotationsToTheLetter) {
  expect_supported(U"مدير الشركة يقول إن \"الخسائر بلغت مستوى لا يمكن تحمله في هذا الموسم\"");
  expect_problem(U"مدير الشركة يقول إن \"الخسائر بلغت مستوى النسيج لا يمكن تحمله في هذا الموسم\"",
                 ProblemKind::quote, Verdict::unsupported);
  expect_problem(U"وقال مدير الشركة إن \"الخسائر بلغت أسعارا لا يمكن تحملها في هذا الموسم\"",
                 ProblemKind::quote, Verdict::unsupported);
}

TEST(CheckMeaning, WordsWithoutACounterpart) {
  // «مصادر» and «مسار» carry little, but not the other words of their roots.
  expect_problem(U"السلطات توقف 43 عاملا وتصادر سياراتهم", ProblemKind::word, Verdict::unsure);
}

TEST(CheckMeaning, BadInput) {
  const auto verdict = [](const std::u32string& text, const Article& article) {
    return check(text, article).verdict;
  };
  const std::u32string sentence = U"أعلنت سلطات الميناء توقيف 43 عاملا بعد إضراب.";
  EXPECT_EQ(verdict(U"كلمة", article_of({U"كلمة"})), Verdict::supported);
  EXPECT_EQ(verdict(sentence, article_of({})), Verdict::unsupported);
  EXPECT_EQ(verdict(U"", harbour()), Verdict::unsupported);
  EXPECT_EQ(verdict(sentence, article_of(std::vector<std::u32string>(2000, sentence))),
            Verdict::supported);
  EXPECT_EQ(verdict(U"\"سلطات الميناء\"", article_of({U"\"سلطات الميناء\"", U"\"إضراب\""})),
            Verdict::supported);
  EXPECT_EQ(verdict(U"Harbour workers on strike", harbour()), Verdict::unsupported);
  EXPECT_EQ(verdict(sentence, article_of({U"Harbour workers are on strike."})),
            Verdict::unsupported);
  EXPECT_NE(verdict(U"مقامات بندر چهل کارگر را بازداشت کردند", harbour()), Verdict::supported);
  std::u32string marked, unbroken;
  for (const char32_t c : sentence) {
    marked += c;
    if (is_arabic_letter(c)) marked += marks::fatha;
  }
  EXPECT_EQ(verdict(marked, article_of({sentence})), Verdict::supported);
  for (int i = 0; i < 20000; ++i) unbroken += U"سلطات الميناء توقف عاملا ";  // no full stop
  EXPECT_EQ(verdict(U"سلطات الميناء توقف عاملا", article_of({unbroken})), Verdict::supported);
  EXPECT_NE(verdict(std::u32string(100000, U'"'), harbour()), Verdict::supported);
}

}  // namespace
}  // namespace mujaz
