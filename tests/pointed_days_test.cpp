// SPDX-License-Identifier: GPL-3.0-or-later
// «اليوم» and «أمس» become the date in a point, and the check knows that date; budgets in seconds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mujaz/points.h"
#include "support.h"

namespace mujaz {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// An article of one sentence, published on a Tuesday.
Article article(const std::string& sentence,
                const std::string& published = "2026-11-24T10:00:00+02:00") {
  Article out;
  out.published = published;
  out.paragraphs.emplace_back().text = from_utf8(sentence);
  return out;
}

KeyPoint point_of(const Article& from, MonthNames months = MonthNames::levant) {
  static const Chooser chooser(testing::language());
  PointsOptions options;
  options.months = months;
  return chooser.choose(from, options).points.at(0);
}

std::string text_of(const Article& from, MonthNames months = MonthNames::levant) {
  return to_utf8(point_of(from, months).text);
}

Verdict verdict_of(const std::string& text, const Article& about) {
  static const Checker checker(testing::language());
  return checker.check(parse_points(text), about).points.at(0).verdict;
}

TEST(PointedDays, BecomeTheDate) {
  EXPECT_EQ(text_of(article("وصل وفد الوزارة أمس إلى مدينة مرسى الياسمين لتفقد الميناء الجديد.")),
            "وصل وفد الوزارة الاثنين 23 تشرين الثاني إلى مدينة مرسى الياسمين لتفقد الميناء الجديد");
  EXPECT_EQ(text_of(article("أعلن وزير النقل اليوم أن ميناء المدينة الجديد سيفتح بعد شهرين.")),
            "أعلن وزير النقل الثلاثاء 24 تشرين الثاني أن ميناء المدينة الجديد سيفتح بعد شهرين");
  EXPECT_EQ(text_of(article("بدأت المدينة القديمة ترميم الميناء، وفق بيان صدر اليوم الثلاثاء.")),
            "بدأت المدينة القديمة ترميم الميناء، وفق بيان صدر الثلاثاء 24 تشرين الثاني");
  EXPECT_EQ(text_of(article("انتهت أعمال الترميم في قلعة المدينة يوم أمس بعد عامين من العمل.")),
            "انتهت أعمال الترميم في قلعة المدينة يوم الاثنين 23 تشرين الثاني بعد عامين من العمل");
}

TEST(PointedDays, AWawBeforeThemGoes) {
  EXPECT_EQ(
      text_of(article("وأمس، وصل وفد الوزارة إلى مدينة مرسى الياسمين لتفقد الميناء الجديد.")),
      "الاثنين 23 تشرين الثاني، وصل وفد الوزارة إلى مدينة مرسى الياسمين لتفقد الميناء الجديد");
}

TEST(PointedDays, TheDateIsAPieceOfTheDayOfPublication) {
  const KeyPoint point =
      point_of(article("وصل وفد الوزارة مساء أمس إلى مدينة مرسى الياسمين لتفقد الميناء الجديد."));
  ASSERT_EQ(point.pieces.size(), 3u);
  EXPECT_EQ(point.pieces[1].from, PieceSource::published);
  EXPECT_EQ(to_utf8(point.pieces[1].text), "الاثنين 23 تشرين الثاني");
  EXPECT_EQ(point.pieces[1].span, (Span{0, 10}));
  EXPECT_EQ(point.how, How::joined);
}

TEST(PointedDays, MonthsAreThoseOfTheRegionOrOfTheArticle) {
  const Article day = article("وصل وفد الوزارة أمس إلى المدينة لتفقد الميناء الجديد في شهر شباط.");
  EXPECT_THAT(text_of(day, MonthNames::as_written), HasSubstr("الاثنين 23 تشرين الثاني"));
  EXPECT_THAT(text_of(day, MonthNames::egypt_gulf), HasSubstr("الاثنين 23 نوفمبر"));
  EXPECT_THAT(text_of(day, MonthNames::morocco), HasSubstr("الاثنين 23 نونبر"));
  EXPECT_THAT(text_of(day, MonthNames::tunisia_algeria), HasSubstr("الاثنين 23 نوفمبر"));
}

TEST(PointedDays, WhatIsOpenStays) {
  const std::string told = "وصل وفد الوزارة أمس إلى مدينة مرسى الياسمين لتفقد الميناء الجديد.";
  for (const char* published : {"", "2026-13-24", "2026-11-24T22:30:00Z"})
    EXPECT_THAT(text_of(article(told, published)), HasSubstr("أمس")) << published;
  EXPECT_THAT(text_of(article(told, "2026-11-24T22:30:00+03:00")), HasSubstr("23 تشرين"));
  EXPECT_THAT(text_of(article(told, "2026-03-01")), HasSubstr("السبت 28 شباط"));
  // The page says Tuesday.
  EXPECT_THAT(text_of(article("افتتح مدير التربية، اليوم الأحد، 12 مدرسة في المدينة القديمة.")),
              Not(HasSubstr("تشرين")));
  for (const char* other :
       {"قال وزير النقل في المدينة: \"سنفتح أمس الميناء الذي أغلق قبل عامين من اليوم\".",
        "أكد وزير النقل أن سكان المدينة القديمة يعيشون اليوم في بيوت آمنة من السيول.",
        "احتفلت المدينة القديمة في اليوم الوطني للبحر بافتتاح الميناء الجديد أمام السفن.",
        "وصل وفد الوزارة أمس الاثنين 23 نوفمبر إلى المدينة لتفقد الميناء الجديد."})
    EXPECT_THAT(text_of(article(other), MonthNames::levant), Not(HasSubstr("تشرين"))) << other;
}

TEST(PointedDays, EachRowOfTheTable) {
  const Table rows = testing::language().table("pointed_days");
  for (const auto& row : rows.rows()) {
    const std::string phrase = to_utf8(row[0]), kind = to_utf8(row[1]);
    const std::string days = to_utf8(row[2]);
    const std::string date = days == "0"    ? "الثلاثاء 24 تشرين الثاني"
                             : days == "-1" ? "الاثنين 23 تشرين الثاني"
                                            : "الأحد 22 تشرين الثاني";
    const std::string behind = " إلى مدينة مرسى الياسمين لتفقد الميناء الجديد.";
    const auto told = [&](const std::string& when) {
      return text_of(article("وصل وفد الوزارة " + when + behind));
    };
    if (kind == "day") {
      EXPECT_THAT(told(phrase), HasSubstr(date)) << phrase;
    }
    if (kind == "today") {
      EXPECT_THAT(text_of(article("وصل " + phrase + " وفد الوزارة" + behind)), HasSubstr(date));
    }
    if (kind == "part") {
      EXPECT_THAT(told(phrase + " اليوم"), HasSubstr(phrase + " الثلاثاء 24 تشرين")) << phrase;
    }
    if (kind == "before") {
      EXPECT_THAT(told(phrase + " أمس"), Not(HasSubstr("تشرين"))) << phrase;
    }
    if (kind == "behind") {
      EXPECT_THAT(told("أمس " + phrase), Not(HasSubstr("تشرين"))) << phrase;
    }
  }
}

TEST(PointedDays, TheCheckKnowsTheDate) {
  const Article day =
      article("وصل وفد الوزارة أمس إلى مدينة مرسى الياسمين لتفقد الميناء الجديد قبل افتتاحه.");
  for (const char* months : {"تشرين الثاني", "نوفمبر"})
    EXPECT_EQ(
        verdict_of(std::string("وصل وفد الوزارة الاثنين 23 ") + months + " إلى مدينة مرسى الياسمين",
                   day),
        Verdict::supported);
  for (const char* wrong : {"الأحد 22 تشرين الثاني", "الاثنين 23 تشرين الأول",
                            "الخميس 23 تشرين الثاني", "الاثنين 24 تشرين الثاني"})
    EXPECT_EQ(verdict_of(std::string("وصل وفد الوزارة ") + wrong + " إلى مدينة مرسى الياسمين", day),
              Verdict::unsupported)
        << wrong;
}

TEST(Seconds, AreABudgetByTheVoicesPace) {
  const std::string page = testing::source("examples/article.html").string();
  const auto words = [&](const std::string& seconds) {
    const testing::Ran ran = testing::mujaz({"points", page, "--text", "--seconds", seconds}, {},
                                            {"MUJAZ_VOICE_NAME=espeak"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return count_words(from_utf8(ran.out));
  };
  const std::size_t few = words("12"), many = words("60");
  EXPECT_LE(few, 23u);  // 1.95 a second
  EXPECT_GT(many, few);
  EXPECT_EQ(testing::mujaz({"points", page, "--seconds", "20", "--words", "40"}).exit, 2);
  EXPECT_EQ(testing::mujaz({"points", page, "--seconds", "20"}, {}, {"MUJAZ_VOICE_NAME=none"}).exit,
            1);
}

}  // namespace
}  // namespace mujaz
