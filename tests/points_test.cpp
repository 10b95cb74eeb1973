// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <set>

#include "support.h"

namespace mujaz {
namespace {
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

/// Paragraphs; one that begins with `## ` is a heading.
Article article(const std::vector<std::string>& paragraphs, const std::string& title = {}) {
  Article out;
  if (!title.empty()) out.title = from_utf8(title);
  for (const std::string& text : paragraphs) {
    Paragraph paragraph;
    const bool heading = text.starts_with("## ");
    if (heading) paragraph.kind = ParagraphKind::heading;
    paragraph.text = from_utf8(heading ? text.substr(3) : text);
    out.paragraphs.push_back(paragraph);
  }
  return out;
}

KeyPoints choose(const Article& from, PointsOptions options = {}) {
  static const Chooser chooser(testing::language());
  return chooser.choose(from, options);
}

std::vector<std::string> texts(const KeyPoints& points) {
  std::vector<std::string> out;
  for (const KeyPoint& point : points.points) out.push_back(to_utf8(point.text));
  return out;
}

std::vector<std::string> chosen(const std::string& sentence) {
  return texts(choose(article({sentence})));
}

TEST(Points, OpeningConnectivesGo) {
  EXPECT_THAT(chosen("وأعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين."),
              ElementsAre("أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين"));
  EXPECT_THAT(chosen("كما أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين."),
              ElementsAre("أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين"));
  EXPECT_THAT(chosen("وقد أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين."),
              ElementsAre("أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين"));
  EXPECT_THAT(chosen("هذا وأعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين."),
              ElementsAre("أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين"));
}

TEST(Points, AWawOfTheWordStays) {
  EXPECT_THAT(chosen("وزارة النقل تعلن افتتاح خط جديد للقطارات بين المدينتين."),
              ElementsAre("وزارة النقل تعلن افتتاح خط جديد للقطارات بين المدينتين"));
  EXPECT_THAT(chosen("وقد يؤدي الجفاف إلى نقص المياه في المدن الكبرى."),
              ElementsAre("قد يؤدي الجفاف إلى نقص المياه في المدن الكبرى"));
}

TEST(Points, ALongSentenceIsCutAtAJoint) {
  EXPECT_THAT(
      chosen("أعلنت وزارة النقل افتتاح خط جديد للقطارات بين العاصمة والمدينة الساحلية بعد عامين من "
             "العمل المتواصل، مؤكدة أن الرحلة ستستغرق ساعة واحدة وأن التذاكر ستباع في المحطات كلها "
             "بسعر موحد طوال السنة الأولى من التشغيل."),
      ElementsAre(
          "أعلنت وزارة النقل افتتاح خط جديد للقطارات بين العاصمة والمدينة الساحلية بعد عامين من "
          "العمل المتواصل"));
}

TEST(Points, AQuotationIsWholeOrNotThere) {
  const auto points = chosen(
      "قال مدير الشركة إن \"الخط الجديد، وهو الأول من نوعه في البلاد، سيغير حياة الناس في القرى "
      "البعيدة عن "
      "العاصمة، وسيفتح بابا للعمل أمام الشباب في المحافظات كلها خلال الأعوام الخمسة المقبلة\"، من "
      "دون أن "
      "يحدد موعدا للافتتاح الرسمي. وتضم الشركة ألف عامل في ثلاث محافظات.");
  for (const std::string& point : points)
    EXPECT_EQ(std::count(point.begin(), point.end(), '"') % 2, 0) << point;
}

TEST(Points, TheSourceAtTheEndStaysBehindACut) {
  EXPECT_THAT(
      chosen("ارتفعت أسعار القمح في الأسواق العالمية إلى أعلى مستوى منذ عشرة أعوام، بعدما "
             "تضررت المحاصيل في عدد "
             "كبير من البلدان المنتجة من موجات الحر الشديد وشح الأمطار الطويل في أشهر الصيف، وفق "
             "منظمة الحبوب."),
      ElementsAre("ارتفعت أسعار القمح في الأسواق العالمية إلى أعلى مستوى منذ عشرة أعوام، "
                  "وفق منظمة الحبوب"));
}

TEST(Points, AConditionIsNotCutInHalf) {
  const auto points = chosen(
      "إذا بقيت الأسعار على حالها في الأسواق العالمية طوال الأشهر المقبلة، وهو أمر غير مستبعد في "
      "رأي كثير من "
      "التجار والمصدرين في المنطقة، فسيخسر الاتحاد عقودا كبيرة قبل نهاية العام الجاري. وتضم هيئة "
      "الاتحاد مئة "
      "عضو من الشركات المصدرة.");
  EXPECT_THAT(points, ElementsAre("تضم هيئة الاتحاد مئة عضو من الشركات المصدرة"));
}

TEST(Points, ASpeakerWhoIsMeantIsNamed) {
  PointsOptions options;
  options.count = 2;
  const KeyPoints points = choose(
      article(
          {"أكد مدير هيئة السدود في نوران سالم الهادي أن سد الوادي الكبير امتلأ للمرة الأولى منذ "
           "بنائه.",
           "وأضاف أن الهيئة ستفتح بوابات السد الأربع تدريجيا صباح الأحد لحماية القرى القريبة."}),
      options);
  EXPECT_THAT(
      texts(points),
      ElementsAre("أكد مدير هيئة السدود في نوران سالم الهادي أن سد الوادي الكبير امتلأ للمرة "
                  "الأولى منذ بنائه",
                  "أضاف مدير هيئة السدود في نوران سالم الهادي أن الهيئة ستفتح بوابات السد "
                  "الأربع تدريجيا صباح الأحد لحماية القرى القريبة"));
  EXPECT_EQ(points.points[1].how, How::joined);
  EXPECT_EQ(points.points[1].pieces.size(), 3u);
}

TEST(Points, ASpeakerOfAnotherGenderIsNotMeant) {
  PointsOptions options;
  options.count = 2;
  EXPECT_THAT(
      texts(choose(
          article(
              {"أكد مدير هيئة السدود في نوران سالم الهادي أن سد الوادي الكبير امتلأ للمرة الأولى.",
               "وأضافت أن الهيئة ستفتح بوابات السد الأربع تدريجيا صباح الأحد."}),
          options)),
      ElementsAre(
          "أكد مدير هيئة السدود في نوران سالم الهادي أن سد الوادي الكبير امتلأ للمرة الأولى"));
}

TEST(Points, ASecondMentionIsLiftedWhereTheBoxHasNotNamedHim) {
  const std::string second =
      "وقال الهادي إن الهيئة ستفتح بوابات السد الأربع تدريجيا صباح الأحد لحماية القرى القريبة.";
  EXPECT_EQ(
      texts(choose(article({"أكد مدير هيئة السدود في نوران سالم الهادي أن سد الوادي الكبير "
                            "امتلأ للمرة الأولى منذ بنائه.",
                            second})))[1],
      "قال الهادي إن الهيئة ستفتح بوابات السد الأربع تدريجيا صباح الأحد لحماية القرى القريبة");
  // The quotation of the first sentence never ends, so that it cannot be taken.
  EXPECT_THAT(texts(choose(article({"أكد مدير هيئة السدود في نوران سالم الهادي أن \"السد امتلأ بعد "
                                    "أمطار غزيرة طوال الأسبوع.",
                                    second}))),
              ElementsAre("قال مدير هيئة السدود في نوران سالم الهادي إن الهيئة ستفتح بوابات السد "
                          "الأربع تدريجيا صباح الأحد لحماية القرى القريبة"));
}

TEST(Points, ALeaningSentenceIsTakenOnlyWhereThereIsNothingElse) {
  EXPECT_THAT(
      texts(choose(article({"وأضاف أن المشروع سيكتمل في الصيف المقبل بعد عامين من العمل.",
                            "افتتح الوزير المحطة الجديدة في المدينة الساحلية صباح الأحد."}))),
      ElementsAre("افتتح الوزير المحطة الجديدة في المدينة الساحلية صباح الأحد"));
  EXPECT_EQ(choose(article({"وأضاف أن المشروع سيكتمل في الصيف المقبل بعد عامين من العمل."}))
                .points.size(),
            1u);
}

const std::vector<std::string> two_stories = {
    "اتفقت نوران وسهيل على استئناف محادثات المياه في الشهر المقبل.",
    "وقالت وزيرة الري في نوران إن المحادثات ستبحث ملء السد الجديد.",
    "ورحب سكان القرى القريبة من النهر باستئناف محادثات المياه بين البلدين.",
    "في سياق منفصل، أغلقت عاصفة رملية مطار وادي الغزلان تسع ساعات.",
    "وألغت شركات الطيران أربعين رحلة بسبب العاصفة الرملية.",
};

TEST(Points, EachStoryHasAPoint) {
  PointsOptions options;
  options.count = 2;
  const auto points = texts(choose(article(two_stories), options));
  ASSERT_EQ(points.size(), 2u);
  EXPECT_EQ(points[1], "أغلقت عاصفة رملية مطار وادي الغزلان تسع ساعات");
}

TEST(Points, CoverageComesBeforeCountAndSaysSo) {
  PointsOptions options;
  options.count = 1;
  const KeyPoints points = choose(article(two_stories), options);
  EXPECT_EQ(points.points.size(), 2u);
  EXPECT_TRUE(points.over_budget);
  EXPECT_FALSE(choose(article(two_stories)).over_budget);
}

TEST(Points, ClausesAreOfEveryStoryAndStandAlone) {
  const Article told = article(two_stories);
  const Chooser chooser(testing::language());
  const Clauses clauses = chooser.clauses(told);
  ASSERT_EQ(clauses.stories.size(), 2u);
  const std::u32string text = told.text();
  std::set<int> stories;
  for (const Clause& one : clauses.all) {
    stories.insert(one.story);
    const Span& story = clauses.stories.at(static_cast<std::size_t>(one.story));
    EXPECT_LE(story.start, one.sentence.start);
    EXPECT_GE(story.end, one.sentence.end);
    for (const Piece& piece : one.point.pieces)
      EXPECT_EQ(text.substr(piece.span.start, piece.span.size()), piece.text);
    EXPECT_NE(to_utf8(one.point.text).substr(0, 10), "في سياق");
  }
  EXPECT_EQ(stories, (std::set<int>{0, 1}));
  EXPECT_TRUE(std::is_sorted(clauses.all.begin(), clauses.all.end(),
                             [](const Clause& a, const Clause& b) { return a.worth > b.worth; }));
  EXPECT_TRUE(chooser.clauses(article({})).all.empty());
}

TEST(Points, AHeadingBeginsAStory) {
  std::vector<std::string> with_heading = two_stories;
  with_heading[3] = "أغلقت عاصفة رملية مطار وادي الغزلان تسع ساعات.";
  with_heading.insert(with_heading.begin() + 3, "## عاصفة في نوران");
  PointsOptions options;
  options.count = 2;
  EXPECT_EQ(texts(choose(article(with_heading), options))[1],
            "أغلقت عاصفة رملية مطار وادي الغزلان تسع ساعات");
}

TEST(Points, TheTitleIsNotRepeated) {
  EXPECT_THAT(texts(choose(article({"افتتحت وزارة النقل المحطة الجديدة في المدينة الساحلية اليوم.",
                                    "وتستقبل المحطة عشرة آلاف مسافر في اليوم من القرى المجاورة."},
                                   "افتتحت وزارة النقل المحطة الجديدة في المدينة الساحلية"))),
              ElementsAre("تستقبل المحطة عشرة آلاف مسافر في اليوم من القرى المجاورة"));
}

TEST(Points, AnArticleWithoutASignIsSplitWhereSomebodySpeaks) {
  EXPECT_EQ(chosen("أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين في الصيف المقبل وقالت "
                   "الوزارة إن الرحلة ستستغرق ساعة واحدة وإن التذاكر ستباع في المحطات كلها بسعر "
                   "موحد طوال السنة الأولى من التشغيل")
                .front(),
            "أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين في الصيف المقبل");
}

TEST(Points, TimeIsLinear) {
  const auto seconds = [](std::size_t paragraphs) {
    std::vector<std::string> body;
    for (std::size_t i = 0; i < paragraphs; ++i)
      body.push_back(two_stories[i % two_stories.size()] + " " + std::to_string(i));
    const Article from = article(body);
    const auto begin = std::chrono::steady_clock::now();
    choose(from);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  seconds(100);
  // Ten times the words; the margin is for a busy machine.
  EXPECT_LT(seconds(4000), 60 * std::max(0.005, seconds(400)));
}

TEST(Points, AShortArticleHasOnePointAndSaysSo) {
  const KeyPoints points =
      choose(article({"افتتح الوزير المحطة الجديدة في المدينة الساحلية صباح الأحد.",
                      "وتضم المحطة ثلاثة أرصفة طويلة للقطارات السريعة بين المدن."}));
  EXPECT_EQ(points.points.size(), 1u);
  EXPECT_TRUE(points.too_short);
  EXPECT_FALSE(choose(article(two_stories)).too_short);
}

TEST(Points, AListYieldsItsItems) {
  Article list = article({"نصائح لقضاء صيف هادئ في مدن الساحل وقراه القريبة من البحر هذا العام.",
                          "اشرب الماء قبل أن تعطش", "تجنب الخروج ظهرا إلى الشاطئ المكشوف",
                          "احمل معك قبعة واسعة من القش", "لا تترك الأطفال وحدهم قرب الماء",
                          "اختر ثيابا خفيفة فاتحة اللون"});
  for (std::size_t i = 1; i < list.paragraphs.size(); ++i)
    list.paragraphs[i].kind = ParagraphKind::item;
  const auto points = texts(choose(list));
  EXPECT_EQ(points.size(), 3u);
  for (const std::string& point : points) EXPECT_EQ(point.find("نصائح"), std::string::npos);
}

TEST(Points, ALiveBlogYieldsItsLatestEntries) {
  Article blog;
  for (int hour = 0; hour < 9; ++hour) {
    Paragraph entry;
    entry.kind = ParagraphKind::entry;
    entry.time = "2025-01-01T1" + std::to_string(hour) + ":00:00+03:00";
    entry.text = from_utf8("أعلنت بلدية المرفأ إغلاق " + std::to_string(hour + 2) +
                           " شوارع في الحي القديم بسبب ارتفاع مياه البحر.");
    blog.paragraphs.insert(blog.paragraphs.begin(), entry);
  }
  for (const std::string& point : texts(choose(blog)))
    for (const char* early : {" 2 ", " 3 ", " 4 ", " 5 "})
      EXPECT_EQ(point.find(early), std::string::npos) << point;
}

TEST(Points, NoTwoSayTheSame) {
  const std::string sentence = "افتتحت وزارة النقل المحطة الجديدة في المدينة الساحلية اليوم.";
  EXPECT_EQ(choose(article(std::vector<std::string>(50, sentence))).points.size(), 1u);
}

TEST(Points, PiecesAreTheArticlesOwnWords) {
  const Article from = article(two_stories);
  const std::u32string text = from.text();
  for (const KeyPoint& point : choose(from).points) {
    std::u32string joined;
    for (const Piece& piece : point.pieces) {
      EXPECT_EQ(piece.text, text.substr(piece.span.start, piece.span.size()));
      joined += (joined.empty() ? U"" : U" ") + piece.text;
    }
    EXPECT_EQ(point.text, joined);
  }
}

TEST(Points, AJointNeedsNoCommaWhereAnAdjunctFollows) {
  EXPECT_THAT(
      chosen("افتتحت وزارة النقل خطا جديدا للقطارات بين العاصمة والمدينة الساحلية البعيدة "
             "تمهيدا لربط المدن الشمالية كلها بشبكة واحدة تمتد من الحدود القديمة إلى المرفأ "
             "الكبير وتضم عشرين محطة في القرى والبلدات الواقعة على طول الساحل."),
      ElementsAre("افتتحت وزارة النقل خطا جديدا للقطارات بين العاصمة والمدينة الساحلية "
                  "البعيدة"));
}

TEST(Points, WhatAVerbPointsBackToIsNotTakenAlone) {
  const std::string lead = "أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين";
  for (const char* second : {"ويأتي هذا الإعلان بعد أسبوع من المفاوضات الطويلة مع الشركة.",
                             "وتشير هذه الأرقام إلى نمو كبير في عدد المسافرين بالقطار.",
                             "وفي مثل هذه الظروف تبقى المحطات كلها مفتوحة طوال الليل.",
                             "ووفق مدير الشركة، يتفاقم هذا النقص في أشهر الصيف الحارة."})
    EXPECT_THAT(texts(choose(article({lead + ".", second, second}))), ElementsAre(lead)) << second;
}

TEST(Points, ALoneWawGoes) {
  EXPECT_THAT(chosen("و أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين."),
              ElementsAre("أعلنت وزارة النقل افتتاح خط جديد للقطارات بين المدينتين"));
}

TEST(Points, AListBehindAColonIsWhole) {
  for (const std::string& point : chosen(
           "افتتح رئيس البلدية في المدينة الساحلية صباح الأحد مدرستين كبيرتين وهما: مدرسة النور في "
           "الحي القديم قرب المرفأ، ومدرسة الأمل في الحي الجديد عند الجسر، وذلك بعد عامين من "
           "العمل المتواصل في البناء والتجهيز."))
    EXPECT_TRUE(point.find(':') == point.npos || point.find("الأمل") != point.npos) << point;
}

TEST(Points, OddTextsHaveAnHonestAnswer) {
  const std::string quotation =
      "\"افتتحنا المدرسة الجديدة في المدينة الساحلية صباح الأحد الماضي\".";
  for (const KeyPoint& point : choose(article({quotation, quotation})).points)
    EXPECT_EQ(std::count(point.text.begin(), point.text.end(), U'"') % 2, 0);
  EXPECT_THAT(chosen("أَعْلَنَتْ وِزَارَةُ النَّقْلِ افْتِتَاحَ خَطٍّ جَدِيدٍ لِلْقِطَارَاتِ بَيْنَ الْمَدِينَتَيْنِ."),
              ElementsAre("أَعْلَنَتْ وِزَارَةُ النَّقْلِ افْتِتَاحَ خَطٍّ جَدِيدٍ لِلْقِطَارَاتِ بَيْنَ الْمَدِينَتَيْنِ"));
  std::string endless;
  for (int i = 0; i < 200; ++i) endless += "كلمة وأخرى في سطر طويل بلا نقطة ";
  for (const KeyPoint& point : choose(article({endless, two_stories[0]})).points)
    EXPECT_LE(count_words(point.text), 35u);
}

TEST(Points, NothingToSayIsAnError) {
  for (const char* text : {"", "خبر", "،،، !!!", "\"(("})
    EXPECT_THROW(choose(article({text})), Error) << text;
  EXPECT_THROW(choose(article({"## عنوان"})), Error);
}

TEST(Points, BudgetsHold) {
  PointsOptions options;
  options.words = 20;
  int words = 0;
  for (const KeyPoint& point : choose(article(two_stories), options).points)
    words += static_cast<int>(count_words(point.text));
  EXPECT_LE(words, 20);
}

TEST(Points, AnAsideDoesNotLeaveItsName) {
  EXPECT_THAT(
      chosen("طالب رئيس بلدية مرسى الياسمين، في رسالة طويلة إلى زعيم الحركة، أبي محمد الحداد، "
             "بأن يسمح للجنة البلدية بزيارة الميناء القديم والكشف عن حال العمال فيه."),
      ElementsAre(::testing::HasSubstr("زعيم الحركة، أبي محمد الحداد")));
}

TEST(Points, AnObjectBetweenCommasStays) {
  EXPECT_THAT(chosen("أظهرت استطلاعات الرأي، في مدينة مرسى الياسمين، انخفاضاً مستمراً، في نسبة تأييد "
                     "الناخبين لرئيس البلدية بحسب صحيفة المدينة."),
              ElementsAre(::testing::HasSubstr("انخفاضاً مستمراً")));
  EXPECT_THAT(chosen("طالب نائب عن حزب المدينة، وزير خارجية بلاده، برد رسمي على أخبار تحدثت عن "
                     "استقبال الميناء سفينة حربية قبل أسبوع."),
              ElementsAre(::testing::HasSubstr("وزير خارجية بلاده")));
}

TEST(Points, AVerbWithItsObjectAloneLeans) {
  EXPECT_THAT(
      texts(choose(article({"قال البيان إن الميناء الجديد في المدينة سيفتح بعد شهرين من الآن.",
                            "ودعا الحكومة إلى وقف العمل في الميناء القديم قبل افتتاح الجديد "
                            "خوفا على العمال."}))),
      Not(Contains(::testing::StartsWith("دعا الحكومة"))));
  EXPECT_THAT(chosen("واظب حسين على العمل في ميناء المدينة القديم عشرين عاما قبل افتتاح الجديد."),
              ElementsAre(::testing::StartsWith("واظب")));
}

TEST(Points, ALongBoxFollowsTheTelling) {
  // Twelve sentences; the last ones have the title's words.
  const char* things[] = {"الميناء", "المطار",  "الجسر",    "السوق",  "المتحف", "الحديقة",
                          "المسرح",  "المكتبة", "المستشفى", "الملعب", "القلعة", "السد"};
  std::vector<std::string> told;
  for (const char* thing : things)
    told.push_back(std::string("رممت بلدية مرسى الياسمين ") + thing +
                   " القديم على نفقة أهل المدينة في العام الماضي.");
  PointsOptions options;
  options.count = 12;
  options.words = 70;
  const KeyPoints points = choose(article(told, "القلعة والسد في عهد جديد"), options);
  ASSERT_GE(points.points.size(), 1u);
  EXPECT_THAT(to_utf8(points.points[0].text), ::testing::HasSubstr("الميناء"));
}

TEST(ParsePoints, LinesAndJson) {
  EXPECT_THAT(texts(parse_points("- أولى\n\n• ثانية\n")), ElementsAre("أولى", "ثانية"));
  EXPECT_THAT(texts(parse_points("[\"أولى\", {\"text\": \"ثانية\"}]")),
              ElementsAre("أولى", "ثانية"));
  const KeyPoints points = parse_points(
      R"({"points":[{"text":"أولى","how":"trimmed","pieces":[{"text":"أولى","from":"title","start":2,"end":6}]}]})");
  ASSERT_EQ(points.points.size(), 1u);
  EXPECT_EQ(points.points[0].how, How::trimmed);
  EXPECT_EQ(points.points[0].pieces[0].from, PieceSource::title);
  EXPECT_EQ(points.points[0].pieces[0].span, (Span{2, 6}));
}

TEST(ParsePoints, BadInputNamesItsPlace) {
  const auto where = [](const std::string& bytes) -> std::string {
    try {
      parse_points(bytes);
    } catch (const Error& error) {
      return std::string(name(error.code())) + " " + error.where();
    }
    return "no error";
  };
  EXPECT_EQ(where(""), "bad_input ");
  EXPECT_EQ(where("نقطة\n\xFF\n"), "bad_input line 2");
  EXPECT_EQ(where("{\"points\":\n[}"), "bad_input line 2");
  EXPECT_EQ(where("[\"نقطة\", 5]"), "bad_input point 2");
  EXPECT_EQ(where(std::string(2u << 20, 'x')), "too_large ");
}

TEST(Json, IsThatOfTheCommandLine) {
  const Article from = article(two_stories);
  const Checked checked = Checker(testing::language()).check(choose(from), from);
  const auto json = nlohmann::json::parse(to_json(checked, from));
  EXPECT_TRUE(json["article"]["title"].is_null());
  EXPECT_FALSE(json.contains("over_budget"));
  const auto& point = json["points"][0];
  EXPECT_EQ(point["verdict"], "supported");
  EXPECT_EQ(point["pieces"][0]["from"], "text");
  EXPECT_EQ(point["pieces"][0]["start"], 0);
  EXPECT_TRUE(point["problems"].empty());
  EXPECT_FALSE(point.contains("reasons"));
  PointsOptions options;
  options.explain = true;
  const Checked explained = Checker(testing::language()).check(choose(from, options), from);
  EXPECT_FALSE(
      nlohmann::json::parse(to_json(explained, from, true))["points"][0]["reasons"].empty());
}

TEST(Sign, KeepsTheSupportedOnly) {
  Checked checked;
  checked.points.push_back({{U"أولى", {}, How::editor, {}}, Verdict::unsure, {}});
  EXPECT_THROW(sign(checked), Error);
  checked.points.push_back({{U"ثانية", {}, How::editor, {}}, Verdict::supported, {}});
  ASSERT_EQ(sign(checked).points().size(), 1u);
  EXPECT_EQ(sign(checked).points()[0].text, U"ثانية");
}

}  // namespace
}  // namespace mujaz
